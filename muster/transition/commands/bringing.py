"""Cases that began in an earlier system, brought in whole with what happened to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, new_id
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.policy.queries import in_force
from muster.policy.rules.track import PERSON, Track
from muster.transition import problems
from muster.transition.commands.cases import BROUGHT
from muster.transition.models import StepRow, TrackCase, TrackFact, TrackRow
from muster.transition.rules.track import Act, Event, TrackState, after, refusal, state_of
from muster.transition.tracking import columns_of_event, columns_of_state, steps_of
from muster.vault.bulk import insert_all
from muster.vault.zones import Zone

MOST_BROUGHT = 20_000
"""So many cases at once, which stand in memory together."""
_WITHIN = """
SELECT count(*) FROM unnest(%s::uuid[]) p
WHERE p NOT IN (SELECT muster_persons_below(muster_units()))
"""


@dataclass(frozen=True, slots=True)
class Brought:
    """Somebody's case as an earlier system kept it: what happened, in its order."""

    person: PersonId
    events: tuple[Event, ...]


@command(
    key="transition.bring-cases",
    permits=Permission.WORK_TRACK,
    zone=Zone.TRANSITION,
    says=_("Cases for work after service were brought in from an earlier system."),
)
def bring_cases(*, cases: Unjournalled[Sequence[Brought]], by: Viewer, at: Instant) -> int:
    """Bring in cases, all of them or none; return how many. Refused by the number of the case.

    Each goes by the track in force, as if it had been entered here step by step.
    """
    profile, people = in_force(), [one.person for one in cases]
    _demand_reach(people)
    states = [_folded(one, number, profile.track, at) for number, one in enumerate(cases, start=1)]
    rows, facts, lines, steps = [], [], [], []
    for one, state in zip(cases, states, strict=True):
        first = one.events[0]
        case = TrackCase(
            id=new_id(), person_id=one.person, source=BROUGHT, path=profile.digest,
            opened_at=first.at, opened_by=first.by,
        )  # fmt: skip
        rows.append(case)
        facts += [
            TrackFact(case=case, person_id=one.person, **columns_of_event(event))
            for event in one.events
        ]
        lines.append(TrackRow(case_id=case.id, person_id=one.person, **columns_of_state(state)))
        steps += [
            StepRow(case_id=case.id, person_id=one.person, number=number, **columns)
            for number, columns in steps_of(state).items()
        ]
    insert_all(rows)
    insert_all(facts)
    insert_all(lines)
    insert_all(steps)
    note(people=people, facts=len(facts))
    return len(rows)


def _demand_reach(people: Sequence[PersonId]) -> None:
    """Refuse people out of reach, twice the same, or with a case under way."""
    with connection.cursor() as cursor:
        cursor.execute(_WITHIN, [[str(one) for one in people]])
        if cursor.fetchone()[0]:
            raise NOT_FOUND.refused()
    running = TrackRow.objects.filter(ended_at=None).values_list("person_id", flat=True)
    if len(set(people)) < len(people) or set(people).intersection(running):
        raise problems.CASE_THERE.refused()


def _folded(one: Brought, number: int, track: Track, at: Instant) -> TrackState:
    """Return where a case stands; Refused with its number where it cannot have gone so."""
    begins = track.path.beginnings()
    if not one.events or one.events[0].act is not Act.OPENED or one.events[0].state not in begins:
        raise problems.NOT_FROM_ITS_BEGINNING.refused(number=number)
    state = state_of(one.events[:1], track.path)
    last = one.events[0].at
    for event in one.events[1:]:
        wrong = not last <= event.at <= at or not _known(event, track)
        if wrong or refusal(state, event, track.path, needed=False) is not None:
            what = event.step or event.kind or event.act.value
            raise problems.NOT_THIS_WAY.refused(number=number, what=what)
        state, last = after(state, event, track.path), event.at
    return state


def _known(event: Event, track: Track) -> bool:
    if event.act is not Act.TASK_GIVEN:
        return True
    rule = track.tasks.get(event.kind)
    return (
        rule is not None
        and event.hand in rule.partners
        and (event.hand == PERSON or 0 < len(event.partner) <= 80)
    )
