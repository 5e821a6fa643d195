"""Handovers as rows: opened, folded, and projected for both sides; inside a unit of work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from muster.access.channels import Kind, send
from muster.access.permissions import Permission
from muster.access.queries.colleagues import colleagues, holders
from muster.access.roles import HEAD_OF_SERVICE
from muster.care import problems
from muster.care.caring import begin_year
from muster.care.clocks import wind
from muster.care.models import Handover, HandoverFact, HandoverSide
from muster.care.rules.handovers import Act, Event, HandoverState, Stage, state_of, to_accept
from muster.care.rules.leaving import DISCHARGE, MOVE
from muster.care.sealed import sealed_words
from muster.kernel.ids import AccountId, PersonId, UnitId
from muster.kernel.problems import Problem, Refused
from muster.kernel.time import Instant
from muster.people.calendars import calendar_of_unit
from muster.people.formation import units_above
from muster.policy.queries import in_force

FACTS = "care_handoverfact"
GIVING, TAKING = "giving", "taking"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a case changes hands, from which unit to which (None: nobody of the force), and when."""

    why: str
    from_unit: UnitId
    to_unit: UnitId | None
    day: date


def locked(person: PersonId, handover: UUID) -> tuple[Handover, HandoverState] | None:
    """Return a person's handover as it stands and hold it until the work is done; None without."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM care_handoverside WHERE handover_id = %s AND person_id = %s "
            "ORDER BY id FOR UPDATE",
            [handover, person],
        )
        if not cursor.fetchall():
            return None
    found = Handover.objects.get(id=handover)
    return found, state_of(events_of(found))


def open_of(person: PersonId) -> tuple[Handover, HandoverState] | None:
    """Return a person's open handover and hold it; None where nothing is being handed over."""
    side = HandoverSide.objects.filter(person_id=person, ended=False).first()
    return None if side is None else locked(person, side.handover_id)


def handed_over_by(owner: AccountId) -> set[PersonId]:
    """Return whose open cases of `owner` are being handed over."""
    sides = HandoverSide.objects.filter(owner=owner, ended=False)
    return {PersonId(one) for one in sides.values_list("person_id", flat=True)}


def refuse_while_open(person: PersonId) -> None:
    """Refuse where the person's case is being handed over; Refused names what to do."""
    if HandoverSide.objects.filter(person_id=person, ended=False).exists():
        raise problems.HANDOVER_OPEN.refused()


def events_of(handover: Handover) -> list[Event]:
    """Return what happened to a handover, in the order in which it was written."""
    return [
        Event(
            Act(fact.act), fact.at, str(fact.done_by),
            None if fact.given_to is None else str(fact.given_to), fact.due_at, fact.look_at,
        )
        for fact in HandoverFact.objects.filter(handover=handover).order_by("at", "id")
    ]  # fmt: skip


def begin(
    person: PersonId,
    case: UUID,
    handover: UUID,
    reason: Reason,
    *,
    owner: AccountId,
    by: AccountId,
    at: Instant,
) -> Handover:
    """Open a handover of `owner`'s case inside the work under way, and tell who has to act."""
    if reason.why not in in_force().reasons.handover:
        raise problems.REASON_NEEDED.refused()
    refuse_while_open(person)
    made = Handover.objects.create(
        id=handover, person_id=person, case_id=case, why=reason.why, from_unit=reason.from_unit,
        to_unit=reason.to_unit, day=reason.day, opened_at=at,
    )  # fmt: skip
    calendar = calendar_of_unit(reason.from_unit)
    clock = to_accept(in_force().path, calendar, at, calendar.end_of(reason.day))
    if reason.why in (MOVE, DISCHARGE):
        begin_year(person, reason.day, by=by, at=at)
    happen(made, Event(Act.OPENED, at, str(by), str(owner), clock.due, clock.look))
    tell(made, [owner, *heads_of(made, at)], "opened", at)
    return made


def happen(handover: Handover, event: Event, *, note: str = "") -> HandoverState:
    """Write what happened, fold it, and bring both sides' rows up to date."""
    fact = HandoverFact(
        handover=handover, person_id=handover.person_id, act=event.act.value, at=event.at,
        done_by=event.by, given_to=event.to, due_at=event.due, look_at=event.look,
    )  # fmt: skip
    if note:
        fact.note = sealed_words(PersonId(handover.person_id), FACTS, fact.id, note)
    fact.save(force_insert=True)
    state = state_of(events_of(handover))
    _project(handover, state)
    if event.look is not None:
        wind(event.look)
    return state


def _project(handover: Handover, state: HandoverState) -> None:
    for side, unit, other in _sides(handover):
        said = {
            "stage": state.stage.value,
            "owner": UUID(state.owner),
            "gaining": None if state.gaining is None else UUID(state.gaining),
            "due_at": state.due,
            "look_at": state.look if side == GIVING else None,
            "reaches": side == GIVING or state.gaining is not None,
            "ended": state.stage.over,
        }
        HandoverSide.objects.update_or_create(
            handover_id=handover.id,
            side=side,
            defaults=said,
            create_defaults={
                **said, "person_id": handover.person_id, "case_id": handover.case_id,
                "unit_id": unit, "other_unit": other, "why": handover.why, "day": handover.day,
            },
        )  # fmt: skip


def _sides(handover: Handover) -> list[tuple[str, UUID, UUID | None]]:
    giving = (GIVING, handover.from_unit, handover.to_unit)
    if handover.to_unit in (None, handover.from_unit):
        return [giving]
    return [giving, (TAKING, handover.to_unit, handover.from_unit)]


def demand(problem: Problem | None) -> None:
    """Raise what a rule refused; nothing where it refused nothing."""
    if problem is not None:
        raise Refused(problem)


def end(handover: Handover, *, by: AccountId, at: Instant, note: str = "") -> None:
    """End a handover that nobody needs any more; the case stays with whoever has it."""
    happen(handover, Event(Act.ENDED, at, str(by)), note=note)


def tell(handover: Handover, accounts: Sequence[AccountId], step: str, at: Instant) -> None:
    """Tell these accounts that something is waiting, and nothing else."""
    send(accounts, Kind.REMINDER, about=handover.id, step=f"{step} {at:%y%m%d%H%M}", at=at)


def involved(handover: Handover, state: HandoverState, at: Instant) -> list[AccountId]:
    """Return the owner, whoever was asked or has accepted, and the heads of service, once each."""
    inside = handover.to_unit is not None and state.stage is not Stage.KEPT
    asked = (state.gaining,) if inside and state.gaining is not None else ()
    named = [AccountId(UUID(one)) for one in (state.owner, *asked)]
    return list(dict.fromkeys([*named, *heads_of(handover, at)]))


def heads_of(handover: Handover, at: Instant) -> list[AccountId]:
    """Return the heads of service of both units."""
    units = {UnitId(one) for one in (handover.from_unit, handover.to_unit) if one is not None}
    above = {one for unit in units for one in units_above(unit)}
    return [one.account for one in holders([HEAD_OF_SERVICE], sorted(above), at)]


def serves(owner: AccountId, unit: UnitId | None, at: Instant) -> bool:
    """Does the case's owner work on cases of the new unit as well? Then nothing changes hands."""
    if unit is None:
        return False
    found = colleagues(Permission.WORK_CASE, units_above(unit), at)
    return owner in {one.account for one in found}
