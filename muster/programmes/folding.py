"""Enrolments as rows: written as facts, folded, and projected; inside a unit of work."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import connection

from muster.kernel.ids import AccountId, PersonId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.people.calendars import calendars_of
from muster.policy.queries import in_force
from muster.programmes.clocks import wind
from muster.programmes.models import Enrolment, EnrolmentFact, EnrolmentRow
from muster.programmes.rules.enrolments import Act, Event, Stage, State, refusal, state_of

A_MOMENT = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """An enrolment as it stands."""

    enrolment: Enrolment
    state: State


def locked(person: PersonId, enrolment: UUID) -> Standing | None:
    """Return a person's enrolment and hold it until the work is done; None without one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT enrolment_id FROM programmes_enrolmentrow "
            "WHERE enrolment_id = %s AND person_id = %s FOR UPDATE",
            [enrolment, person],
        )
        if cursor.fetchone() is None:
            return None
    return standing(Enrolment.objects.get(id=enrolment))


def standing(enrolment: Enrolment) -> Standing:
    """Return an enrolment as its facts say it stands."""
    facts = EnrolmentFact.objects.filter(enrolment=enrolment).order_by("at", "id")
    return Standing(enrolment, state_of([_event(one) for one in facts]))


def happen(
    found: Standing | Enrolment,
    act: Act,
    *,
    by: AccountId,
    at: Instant,
    group: UUID | None = None,
    session: UUID | None = None,
    by_code: bool = False,
    reason: str = "",
) -> Standing:
    """Write what happened, fold it, and bring the row up to date; Refused where it may not."""
    if isinstance(found, Standing):
        enrolment = found.enrolment
        problem = refusal(found.state, act)
        if problem is not None:
            raise Refused(problem)
    else:
        enrolment = found
    due = _contact_due(PersonId(enrolment.person_id), at) if act in _SETS_A_CLOCK else None
    EnrolmentFact.objects.create(
        enrolment=enrolment, person_id=enrolment.person_id, act=act.value, at=at, done_by=by,
        group_id=group, session_id=session, by_code=by_code, reason=reason, due_at=due,
    )  # fmt: skip
    after = standing(enrolment)
    project(after)
    if due is not None:
        wind(due + A_MOMENT)
    return after


_SETS_A_CLOCK = frozenset({Act.ASKED, Act.CONTACTED, Act.GIVEN_UP})


def project(found: Standing) -> None:
    """Bring the row of an enrolment to what its facts amount to."""
    said, enrolment = columns_of(found), found.enrolment
    made = {
        "person_id": enrolment.person_id, "programme": enrolment.programme,
        "priority": enrolment.priority, "asked_by": enrolment.asked_by,
        "by_oneself": enrolment.by_oneself,
        "offer_due": _offer_due(PersonId(enrolment.person_id), enrolment.asked_at),
    }  # fmt: skip
    EnrolmentRow.objects.update_or_create(
        enrolment_id=enrolment.id, defaults=said, create_defaults={**said, **made}
    )


def columns_of(found: Standing) -> dict[str, object]:
    """Return what the row of an enrolment says, its place in the line apart."""
    state = found.state
    said: dict[str, object] = {
        "stage": state.stage.value,
        "since": state.since,
        "group_id": state.group,
        "contact_due": state.contact_due,
        "told": state.told,
        "offered": state.offered,
        "attended": state.attended,
        "missed": state.missed,
        "ended_at": state.ended_at,
    }
    if state.stage is not Stage.WAITING:
        said.update(position=None, expected_on=None)
    return said


def rows_against_facts(enrolments: Collection[UUID] | None = None) -> list[UUID]:
    """Return the enrolments whose row differs from what their facts amount to."""
    every = Enrolment.objects.all()
    asked = every if enrolments is None else every.filter(id__in=list(enrolments))
    rows = {row.enrolment_id: row for row in EnrolmentRow.objects.all()}
    wrong = []
    for one in asked.order_by("id"):
        row, said = rows.get(one.id), columns_of(standing(one))
        if row is None or any(getattr(row, name) != value for name, value in said.items()):
            wrong.append(one.id)
    return wrong


def _contact_due(person: PersonId, at: Instant) -> Instant:
    return calendars_of([person])[person].due(at, in_force().path.waiting_contact_every)


def _offer_due(person: PersonId, at: Instant) -> Instant:
    return calendars_of([person])[person].due(at, in_force().path.waiting_rescreen)


def _event(fact: EnrolmentFact) -> Event:
    return Event(Act(fact.act), fact.at, fact.group_id, fact.due_at, fact.reason, fact.session_id)
