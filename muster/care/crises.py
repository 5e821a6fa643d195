"""Crises as rows: opened, folded, projected, and carried over into the case; in a unit of work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from muster.access.channels import Kind as Message
from muster.access.channels import send, settle
from muster.access.queries.colleagues import holders
from muster.access.roles import HEAD_OF_SERVICE
from muster.care.clocks import wind
from muster.care.commands.cases import begin as begin_case
from muster.care.events import CASE_MOVED, CaseMoved
from muster.care.folding import happen as happen_to_case
from muster.care.folding import locked as locked_case
from muster.care.models import CaseRow, Crisis, CrisisFact, CrisisRow, HandoverSide
from muster.care.rules import cases
from muster.care.rules.crises import Act, CrisisState, Event, awaited, look_at, state_of
from muster.care.sealed import sealed_words
from muster.kernel.ids import AccountId, PersonId, UnitId, new_id
from muster.kernel.time import Instant
from muster.people.calendars import calendars_of
from muster.people.duty import DutyRole, on_duty
from muster.people.formation import units_above
from muster.people.postings import units_of
from muster.policy.queries import in_force
from muster.policy.rules.findings import Tier

FACTS = "care_crisisfact"
BEGINS, HOUSE = "assessment", "house"
_TOLD = (DutyRole.CLINICIAN, DutyRole.MEDICAL_OFFICER)


@dataclass(frozen=True, slots=True)
class Standing:
    """A crisis and where it stands."""

    crisis: Crisis
    state: CrisisState


def open_of(person: PersonId) -> Standing | None:
    """Return a person's open crisis and hold it until the work is done; None without one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT crisis_id FROM care_crisisrow WHERE person_id = %s AND ended_at IS NULL "
            "FOR UPDATE",
            [person],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    crisis = Crisis.objects.get(id=row[0])
    return Standing(crisis, state_of(events_of(crisis)))


def begin(person: PersonId, source: UUID, act: Act, *, at: Instant, by: AccountId) -> Crisis:
    """Open a crisis inside the work under way; the person's case, if any, comes to its crisis."""
    made = Crisis.objects.create(id=new_id(), person_id=person, source_id=source, opened_at=at)
    happen(made, Event(act, at, str(by)))
    move_case(person, "raise-crisis", HOUSE, at=at, by=by)
    return made


def events_of(crisis: Crisis) -> list[Event]:
    """Return what happened in a crisis, in the order in which it was written."""
    return [
        Event(
            Act(fact.act), fact.at, str(fact.done_by), fact.code,
            None if fact.given_to is None else str(fact.given_to), fact.meets_at,
        )
        for fact in CrisisFact.objects.filter(crisis=crisis).order_by("at", "id")
    ]  # fmt: skip


def happen(crisis: Crisis, event: Event, *, note: str = "") -> CrisisState:
    """Write what happened, fold it, bring the row up to date, and set the next clock."""
    fact = CrisisFact(
        crisis=crisis, person_id=crisis.person_id, act=event.act.value, at=event.at,
        done_by=event.by, code=event.code, given_to=event.to, meets_at=event.meets,
    )  # fmt: skip
    if note:
        fact.note = sealed_words(PersonId(crisis.person_id), FACTS, fact.id, note)
    fact.save(force_insert=True)
    state = state_of(events_of(crisis))
    row = _project(crisis, state)
    if row is not None and event.act is not Act.WAS_LATE:
        wind(row)
    if event.act not in (Act.OPENED, Act.THREATENED, Act.WAS_LATE, Act.CALLED):
        settle(crisis.id, at=event.at, by=AccountId(UUID(event.by)))
    return state


def _project(crisis: Crisis, state: CrisisState) -> Instant | None:
    """Bring the row to what the facts amount to; return when its lateness is to be looked at."""
    person = PersonId(crisis.person_id)
    following = awaited(state, in_force().crisis, calendars_of([person])[person])
    look = look_at(state, following)
    said = {
        "kind": state.kind.value,
        "responsible": None if state.responsible is None else UUID(state.responsible),
        "offered_to": None if state.offered_to is None else UUID(state.offered_to),
        "awaited": "" if following is None else following.what.value,
        "due_at": None if following is None else following.due,
        "look_at": look,
        "ended_at": state.ended,
    }
    CrisisRow.objects.update_or_create(
        crisis_id=crisis.id,
        defaults=said,
        create_defaults={**said, "person_id": person, "opened_at": crisis.opened_at},
    )
    return look


def rows_against_facts() -> list[UUID]:
    """Return the open crises whose row differs from what their facts amount to, for `doctor`."""
    wrong = []
    for row in CrisisRow.objects.filter(ended_at=None):
        crisis = Crisis.objects.get(id=row.crisis_id)
        state, person = state_of(events_of(crisis)), PersonId(crisis.person_id)
        following = awaited(state, in_force().crisis, calendars_of([person])[person])
        due = None if following is None else following.due
        if (row.ended_at, row.due_at) != (state.ended, due):
            wrong.append(crisis.id)
    return wrong


def tell(crisis: Crisis, accounts: Sequence[AccountId], step: str, at: Instant) -> None:
    """Tell these accounts that a task is waiting now, and nothing else."""
    send(accounts, Message.WAITING, about=crisis.id, step=step[:60], at=at)


def who_is_told(crisis: Crisis, state: CrisisState, at: Instant) -> list[AccountId]:
    """Return who has it in hand or was asked to, who is on duty, and the heads of service."""
    named = [AccountId(UUID(one)) for one in (state.responsible, state.offered_to) if one]
    person = PersonId(crisis.person_id)
    unit = units_of([person]).get(person)
    if unit is None:
        return named
    turns = on_duty(UnitId(unit), at)
    duty = [turns[role].account for role in _TOLD if role in turns]
    heads = [one.account for one in holders([HEAD_OF_SERVICE], units_above(UnitId(unit)), at)]
    return list(dict.fromkeys([*named, *duty, *heads]))


def move_case(person: PersonId, step: str, hand: str, *, at: Instant, by: AccountId) -> None:
    """Let the person's open case take a step of its path, where it stands before that step."""
    row = CaseRow.objects.filter(person_id=person, ended=False).first()
    found = None if row is None else locked_case(person, row.case_id)
    if found is None:
        return
    path, before = found.profile.case, found.state
    rule = path.steps.get(step)
    if rule is None or before.state not in rule.leaves:
        return
    tier = found.profile.tiers[Tier(found.case.tier)].clock if found.case.tier else None
    due = cases.due_in(path, rule.enters, at, calendars_of([person])[person], tier)
    event = cases.Event(cases.Act.STEPPED, at, str(by), hand=hand, step=step, due=due)
    after = happen_to_case(found.case, event)
    moved = CaseMoved(
        found.case.id, person, before.state, after.state, after.owner, after.due, at, by
    )
    CASE_MOVED.tell(moved)


def give_case(person: PersonId, to: AccountId, at: Instant) -> None:
    """Let the case go on with whoever met the person; one is opened where there is none.

    A case that is being handed over already goes its own way.
    """
    row = CaseRow.objects.filter(person_id=person, ended=False).first()
    if row is None:
        begin_case(
            person, new_id(), reason="signal", begins=BEGINS, source=None, tier=Tier.RED.value,
            owner=to, by=to, at=at,
        )  # fmt: skip
        return
    if row.owner == to or HandoverSide.objects.filter(person_id=person, ended=False).exists():
        return
    found = locked_case(person, row.case_id)
    if found is None:
        return
    owner = found.state.owner
    happen_to_case(found.case, cases.Event(cases.Act.OFFERED, at, owner, to=str(to)))
    happen_to_case(found.case, cases.Event(cases.Act.ACCEPTED, at, str(to)))
