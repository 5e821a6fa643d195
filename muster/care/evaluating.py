"""Evaluations that a commander asks for, as rows; inside a unit of work."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec

from muster.access.channels import Kind, send
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.queries.colleagues import Colleague, colleagues, everyone_with
from muster.access.roles import AUDITOR
from muster.care.hands import EVALUATED_IN
from muster.care.limiting import OVER
from muster.care.models import (
    Case,
    CaseRow,
    EvaluationAnswer,
    EvaluationAsked,
    EvaluationCopy,
    EvaluationLate,
    EvaluationReport,
    EvaluationSaid,
    Limitation,
    LimitationFact,
)
from muster.care.rules.evaluations import (
    RESULTS,
    Alert,
    Awaited,
    Said,
    alerts,
    due,
    earliest_that_counts,
)
from muster.kernel.ids import AccountId, PersonId, UnitId, new_id
from muster.kernel.time import Instant
from muster.people.calendars import calendars_of
from muster.people.complaints import complained_since
from muster.people.formation import units_above, units_below
from muster.people.postings import units_of
from muster.policy.queries import in_force
from muster.vault.sealing import open_sealed, pad, seal, unpad
from muster.vault.work import current
from muster.vault.zones import Audience, Zone

ASKED, ANSWER, REPORT = "care_evaluationasked", "care_evaluationanswer", "care_evaluationreport"
DIRECTED = "directed-evaluation"
"""Why a case is opened for an evaluation that a commander asked for."""
_WIDTH = 1024
OVER_FOR_COMMAND = (Said.DECLINED, *RESULTS)


class Written(msgspec.Struct, frozen=True):
    """What a commander typed: the service number, and where the notice was handed over."""

    number: str
    place: str


@dataclass(frozen=True, slots=True)
class Asking:
    """A request as whoever may read it reads it."""

    id: UUID
    person: PersonId
    behaviours: tuple[str, ...]
    urgent: bool
    consulted: AccountId
    consulted_on: date
    given_on: date
    asked_at: Instant
    asked_by: AccountId
    not_before: Instant
    written: Written


def sealed_request(person: PersonId, row: UUID, written: Written) -> bytes:
    """Seal what a commander typed, under the person's key for command."""
    key = current().data_key(person, Zone.COMMAND)
    return seal(key, table=ASKED, row=row, plain=pad(msgspec.json.encode(written), _WIDTH))


def asking_of(row: EvaluationAsked) -> Asking:
    """Return a request with its words opened."""
    person = PersonId(row.person_id)
    key = current().data_key(person, Zone.COMMAND)
    plain = unpad(open_sealed(key, table=ASKED, row=row.id, sealed=bytes(row.sealed)))
    return Asking(
        row.id, person, tuple(row.behaviours), row.urgent, AccountId(row.consulted),
        row.consulted_on, row.given_on, row.asked_at, AccountId(row.asked_by), row.not_before,
        msgspec.json.decode(plain, type=Written),
    )  # fmt: skip


def request_of(person: PersonId, evaluation: UUID) -> EvaluationAsked:
    """Return one request about a person; Refused where there is none of that id."""
    found = EvaluationAsked.objects.filter(id=evaluation, person_id=person).first()
    if found is None:
        raise NOT_FOUND.refused()
    return found


def is_open(person: PersonId) -> bool:
    """Does a request about this person stand of which command was told no end?"""
    over = EvaluationSaid.objects.filter(said__in=[one.value for one in OVER_FOR_COMMAND])
    rows = EvaluationAsked.objects.filter(person_id=person)
    return rows.exclude(id__in=over.values("evaluation_id")).exists()


def say(
    row: EvaluationAsked, said: Said, *, by: AccountId, at: Instant, meets: Instant | None = None
) -> None:
    """Tell command: one word of four, and beside “accepted” a time to release the person for."""
    EvaluationSaid.objects.create(
        evaluation=row, person_id=row.person_id, said=said.value, meets_at=meets, at=at, by=by
    )


def evaluation_of(case: Case) -> UUID | None:
    """Return the request for which a case was opened; None where it was opened for another."""
    return case.source_id if case.opened_by == DIRECTED else None


def answer_of(evaluation: UUID) -> EvaluationAnswer | None:
    return EvaluationAnswer.objects.filter(evaluation_id=evaluation).first()


def report_of(evaluation: UUID) -> EvaluationReport | None:
    return EvaluationReport.objects.filter(evaluation_id=evaluation).first()


@dataclass(frozen=True, slots=True)
class Running:
    """A request that waits for its answer, or for its report: until when, and on whom."""

    row: EvaluationAsked
    awaited: Awaited
    due: Instant
    evaluator: AccountId | None


def running() -> list[Running]:
    """Return every request within reach that waits for something, the longest due first."""
    answers = {one.evaluation_id: one for one in EvaluationAnswer.objects.filter(accepted=True)}
    over = EvaluationAnswer.objects.filter(accepted=False).values("evaluation_id")
    asked = EvaluationAsked.objects.exclude(id__in=over)
    rows = list(asked.exclude(id__in=EvaluationReport.objects.values("evaluation_id")))
    calendars = calendars_of([PersonId(row.person_id) for row in rows])
    rule, found = in_force().evaluation, []
    for row in rows:
        answer = answers.get(row.id)
        awaited = Awaited.REPORT if answer else Awaited.ANSWER
        since = answer.meets_at if answer else row.asked_at
        until = due(awaited, since, row.urgent, rule, calendars[PersonId(row.person_id)])
        evaluator = AccountId(answer.evaluator) if answer else None
        found.append(Running(row, awaited, until, evaluator))
    return sorted(found, key=lambda one: (one.due, one.row.id))


def untold(at: Instant) -> list[Running]:
    """Return those that are late and of which nobody was told that they are."""
    told = set(EvaluationLate.objects.values_list("evaluation_id", "what"))
    late = [one for one in running() if one.due < at]
    return [one for one in late if (one.row.id, one.awaited.value) not in told]


def treating(person: PersonId, own_case: UUID | None) -> list[str]:
    """Return whose the person's open case is, or to whom it is offered, but for `own_case`.

    `own_case` is the one that the evaluation itself opened.
    """
    rows = CaseRow.objects.filter(person_id=person, ended=False).exclude(case_id=own_case)
    pairs = rows.exclude(state=EVALUATED_IN).values_list("owner", "offered_to")
    return [str(one) for pair in pairs for one in pair if one is not None]


def ordered_since(person: PersonId, by: AccountId, since: Instant) -> list[Limitation]:
    """Return the limitations that an evaluator ordered since and that stand, the latest first."""
    over = LimitationFact.objects.filter(act__in=[one.value for one in OVER])
    rows = Limitation.objects.filter(person_id=person, ordered_by=by, written_at__gte=since)
    return list(rows.exclude(id__in=over.values("limitation")).order_by("-written_at"))


def clinicians_for(person: PersonId, permission: Permission, at: Instant) -> list[Colleague]:
    """Return who may do something for the person's unit; asked as clinicians ask."""
    with current().acting_as(Audience.CLINICIAN):
        unit = units_of([person]).get(person)
    return [] if unit is None else colleagues(permission, units_above(unit), at)


def consultable(units: Collection[UnitId], at: Instant) -> list[Colleague]:
    """Return the clinicians whom a commander of these units may consult, by name."""
    around = {one for unit in units for one in units_above(unit)} | set(units_below(units))
    return colleagues(Permission.ANSWER_EVALUATION, around, at)


def copy_to_ombudsman(row: EvaluationAsked, at: Instant) -> None:
    """Give the ombudsman a copy; tell them at once where a complaint or a repeat is behind it.

    The commander learns neither: who complained is between the person and the ombudsman.
    """
    person, rule = PersonId(row.person_id), in_force().evaluation
    since = earliest_that_counts(at, rule)
    with current().acting_as(Audience.CLINICIAN):
        unit = units_of([person]).get(person)
    with current().acting_as(Audience.AUDITOR):
        found = alerts(
            at, row.urgent, complained_since(person, since), _asked_since(person, since), rule
        )
        made = EvaluationCopy.objects.create(
            id=new_id(), evaluation_id=row.id, person_id=person, unit_id=unit,
            behaviours=row.behaviours, urgent=row.urgent, alerts=[one.value for one in found],
            consulted=row.consulted, asked_by=row.asked_by, asked_at=at,
            not_before=row.not_before,
        )  # fmt: skip
    _tell_ombudsman(made.id, found, at)


def _asked_since(person: PersonId, since: Instant) -> list[Instant]:
    rows = EvaluationCopy.objects.filter(person_id=person, asked_at__gte=since)
    return list(rows.values_list("asked_at", flat=True))


def _tell_ombudsman(copy: UUID, found: Sequence[Alert], at: Instant) -> None:
    if found:
        send(everyone_with((AUDITOR,), at), Kind.WAITING, about=copy, step="evaluation", at=at)
