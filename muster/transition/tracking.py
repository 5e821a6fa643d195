"""Cases as rows: written as facts, folded, and projected; for use inside a unit of work.

A person opens and ends a case of their own as a member, who adds and changes nothing: the rows
that lists read are brought up to date as a caseworker would, for that person alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from muster.access.channels import settle
from muster.kernel.ids import AccountId, PersonId, UnitId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Calendar, Instant, Span
from muster.people.calendars import calendar_of_unit
from muster.policy.queries import in_force
from muster.policy.rules.profile import Profile
from muster.policy.rules.track import Track
from muster.policy.versions import profile_or_in_force
from muster.transition import problems
from muster.transition.models import NeedsMap, StepRow, TrackCase, TrackFact, TrackRow
from muster.transition.notes import sealed_note
from muster.transition.rules.track import Act, Event, TrackState, refusal, state_of
from muster.vault.work import current
from muster.vault.zones import Audience

FACTS = "transition_trackfact"


@dataclass(frozen=True, slots=True)
class Standing:
    """A case as it stands, the profile whose track it goes by, and where its person is placed."""

    case: TrackCase
    state: TrackState
    profile: Profile
    unit: UnitId | None

    @property
    def track(self) -> Track:
        return self.profile.track

    @property
    def calendar(self) -> Calendar:
        """The calendar of the unit where the person is or last was."""
        return Calendar() if self.unit is None else calendar_of_unit(self.unit)

    def due(self, at: Instant, span: Span | None) -> Instant | None:
        return None if span is None else self.calendar.due(at, span)


def as_rows() -> AbstractContextManager[None]:
    """Speak, for a few statements, as whoever may bring rows up to date."""
    return current().acting_as(Audience.CASEWORKER)


def locked(person: PersonId) -> Standing:
    """Return a person's latest case as it stands and hold it until the work is done.

    Of two who act on it at once, the second sees what the first did. Refused as what does not
    exist where there is none.
    """
    from muster.access.problems import NOT_FOUND

    with as_rows(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT case_id FROM transition_trackrow WHERE person_id = %s "
            "ORDER BY opened_at DESC LIMIT 1 FOR UPDATE",
            [person],
        )
        row = cursor.fetchone()
    if row is None:
        raise NOT_FOUND.refused()
    return standing(TrackCase.objects.get(id=row[0]))


def latest(person: PersonId) -> Standing | None:
    """Return a person's latest case as it stands, None without one."""
    case = TrackCase.objects.filter(person_id=person).order_by("-opened_at", "-id").first()
    return None if case is None else standing(case)


def standing(case: TrackCase) -> Standing:
    """Return a case as its facts say it stands."""
    profile = profile_or_in_force(case.path)
    state = state_of(events_of(case), profile.track.path)
    row = TrackRow.objects.filter(case_id=case.id).values_list("unit_id", flat=True).first()
    return Standing(case, state, profile, None if row is None else UnitId(row))


def events_of(case: TrackCase) -> list[Event]:
    """Return what happened to a case, in the order in which it was written."""
    return [event_of(one) for one in TrackFact.objects.filter(case=case).order_by("at", "id")]


def event_of(fact: TrackFact) -> Event:
    return Event(
        Act(fact.act), fact.at, fact.done_by, fact.step, fact.state, fact.reason, fact.given_to,
        fact.due_at, fact.task_id, fact.kind, fact.hand, fact.partner,
    )  # fmt: skip


def opened(
    person: PersonId, case: UUID, source: str, *, by: UUID, calendar: Calendar, at: Instant
) -> Standing:
    """Open a case where none is under way; Refused where one is."""
    running = latest(person)
    if running is not None and running.state.ended is None:
        raise problems.CASE_THERE.refused()
    profile = in_force()
    path = profile.track.path
    begins = path.beginnings()[0]
    made = TrackCase.objects.create(
        id=case, person_id=person, source=source, path=profile.digest, opened_at=at, opened_by=by,
    )  # fmt: skip
    clock = path.states[begins].clock
    due = None if clock is None else calendar.due(at, clock)
    write(made, Event(Act.OPENED, at, by, state=begins, due=due))
    found = Standing(made, state_of(events_of(made), path), profile, None)
    project(found)
    return found


def happen(found: Standing, event: Event, *, note: str = "", needed: bool = False) -> Standing:
    """Write what happened, fold it, and bring the rows up to date; Refused where it may not."""
    problem = refusal(found.state, event, found.track.path, needed)
    if problem is not None:
        raise Refused(problem)
    write(found.case, event, note=note)
    after = standing(found.case)
    project(after)
    about = _ENDS_REMINDERS.get(event.act)
    if about is not None:
        done = event.task if about == "task" else found.case.id
        if done is not None:
            settle(done, at=event.at, by=AccountId(event.by))
    return after


# What was reminded of is over with these: of the task, or of what was due on the case.
_ENDS_REMINDERS = {
    Act.TASK_DONE: "task", Act.TASK_DROPPED: "task", Act.CHECKED: "case", Act.CONFERRED: "case",
}  # fmt: skip


def write(case: TrackCase, event: Event, *, note: str = "") -> None:
    """Add what happened to a case, with a sealed note where there is one."""
    made = new_id()
    TrackFact.objects.create(
        id=made, case=case, person_id=case.person_id, **columns_of_event(event),
        note=sealed_note(PersonId(case.person_id), FACTS, made, note) if note.strip() else None,
    )  # fmt: skip


def columns_of_event(event: Event) -> dict[str, object]:
    """Return what a fact's row says of an event."""
    return {
        "act": event.act.value, "at": event.at, "done_by": event.by, "step": event.step,
        "state": event.state, "reason": event.reason, "given_to": event.to, "due_at": event.due,
        "task_id": event.task, "kind": event.kind, "hand": event.hand, "partner": event.partner,
    }  # fmt: skip


def project(found: Standing) -> None:
    """Bring the rows of a case to what its facts amount to."""
    case, said = found.case, columns_of(found)
    with as_rows():
        TrackRow.objects.update_or_create(
            case_id=case.id, defaults=said,
            create_defaults={**said, "person_id": case.person_id},
        )  # fmt: skip
        there = {one.number: one for one in StepRow.objects.filter(case_id=case.id)}
        for number, columns in steps_of(found.state).items():
            row = there.get(number)
            if row is None:
                StepRow.objects.create(
                    case_id=case.id, person_id=case.person_id, number=number, **columns
                )
            elif any(getattr(row, name) != value for name, value in columns.items()):
                StepRow.objects.filter(id=row.id).update(**columns)


def columns_of(found: Standing) -> dict[str, object]:
    """Return what the row of a case says."""
    return {
        **columns_of_state(found.state),
        "open_needs": _open_needs([found.case.id]).get(found.case.id, 0),
    }


def columns_of_state(state: TrackState) -> dict[str, object]:
    """Return what the row of a case says, but for what else is kept of it."""
    return {
        "state": state.state, "since": state.since, "due_at": state.due, "owner": state.owner,
        "opened_at": state.opened, "ended_at": state.ended, "reached_at": state.reached,
        "tries": state.tries, "placed_at": state.placed, "lost_at": state.lost,
        "checks": state.checks, "conferred_at": state.conferred, "hands": state.hands,
    }  # fmt: skip


def steps_of(state: TrackState) -> dict[int, dict[str, object]]:
    """Return what the rows of a case's steps say, by the step's number."""
    return {
        one.number: {
            "task_id": one.task, "key": one.key, "hand": one.hand, "partner": one.partner,
            "owner": one.owner, "began_at": one.began, "due_at": one.due, "ended_at": one.ended,
            "reason": one.reason, "again": one.again, "dropped": one.dropped,
        }
        for one in state.steps
    }  # fmt: skip


def _open_needs(cases: Collection[UUID]) -> dict[UUID, int]:
    """Return how many needs the last map of each case says are open."""
    maps = NeedsMap.objects.filter(case_id__in=list(cases)).order_by("at", "id")
    return dict(maps.values_list("case_id", "open_needs"))


def rows_against_facts() -> list[UUID]:
    """Return the cases whose rows differ from what their facts amount to, for `doctor`."""
    facts: dict[UUID, list[Event]] = defaultdict(list)
    for fact in TrackFact.objects.defer("note").order_by("at", "id").iterator(chunk_size=5000):
        facts[fact.case_id].append(event_of(fact))
    rows = {row.case_id: row for row in TrackRow.objects.all().iterator(chunk_size=5000)}
    steps: dict[UUID, dict[int, StepRow]] = defaultdict(dict)
    for step in StepRow.objects.all().iterator(chunk_size=5000):
        steps[step.case_id][step.number] = step
    needs = _open_needs(list(facts))
    wrong = []
    for case in TrackCase.objects.order_by("id"):
        path = profile_or_in_force(case.path).track.path
        state = state_of(facts[case.id], path)
        said = {**columns_of_state(state), "open_needs": needs.get(case.id, 0)}
        row, told = rows.get(case.id), steps_of(state)
        there = steps[case.id]
        right = row is not None and not _differs(row, said) and there.keys() == told.keys()
        if not right or any(_differs(there[number], one) for number, one in told.items()):
            wrong.append(case.id)
    return wrong


def _differs(row: object, said: dict[str, object]) -> bool:
    return any(getattr(row, name) != value for name, value in said.items())


def people_with_cases(rows: Iterable[TrackRow]) -> list[PersonId]:
    """Return the people of these rows, each once."""
    return list(dict.fromkeys(PersonId(one.person_id) for one in rows))
