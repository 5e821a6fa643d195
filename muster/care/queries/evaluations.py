"""Evaluations asked for, as each reader may read them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.care.evaluating import (
    ANSWER,
    REPORT,
    Asking,
    answer_of,
    asking_of,
    clinicians_for,
    ordered_since,
    report_of,
    request_of,
    running,
    treating,
)
from muster.care.models import (
    EvaluationAnswer,
    EvaluationAsked,
    EvaluationCopy,
    EvaluationNoted,
    EvaluationReport,
    EvaluationSaid,
)
from muster.care.rules.evaluations import RESULTS, Awaited, Said
from muster.care.sealed import opened_words
from muster.kernel.ids import AccountId, PersonId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.people.details import details_of
from muster.people.unit_names import UnitName, unit_names
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class ForCommand:
    """A request as command reads it: what it wrote, and one word; `meets` is to be kept free."""

    asking: Asking
    said: Said | None
    meets: Instant | None


@dataclass(frozen=True, slots=True)
class ForClinicians:
    """A request as clinicians read it, with what was decided and reported."""

    asking: Asking
    name: str
    zone: str
    accepted: bool | None
    reason: str
    evaluator: AccountId | None
    meets: Instant | None
    decided_words: str
    outcome: str
    report_words: str


@dataclass(frozen=True, slots=True)
class ForAnswer:
    """Beside it: who may be named as evaluator, and which result a report would have today."""

    seen: ForClinicians
    able: tuple[tuple[AccountId, str], ...]
    result: bool


@dataclass(frozen=True, slots=True)
class LateOne:
    """A request whose answer, or whose report by the evaluator, is late."""

    evaluation: UUID
    person: PersonId
    awaited: Awaited
    due: Instant
    evaluator: AccountId | None


@dataclass(frozen=True, slots=True)
class Own:
    """A request as the person reads it: all of the notice, who evaluates, and the result."""

    asking: Asking
    accepted: bool | None
    reason: str
    evaluator: AccountId | None
    meets: Instant | None
    outcome: str


@dataclass(frozen=True, slots=True)
class Copied:
    """The ombudsman's copy: no name, and why they were told at once."""

    id: UUID
    person: PersonId
    unit: UnitName | None
    behaviours: tuple[str, ...]
    alerts: tuple[str, ...]
    consulted: AccountId
    asked_by: AccountId
    asked_at: Instant
    not_before: Instant
    noted: bool

    @property
    def waits(self) -> bool:
        return bool(self.alerts) and not self.noted


@query(
    key="care.evaluations-asked",
    permits=Permission.ASK_EVALUATION,
    zone=Zone.COMMAND,
    says=_("Command read which evaluations it had asked for."),
)
def evaluations_asked(*, by: Viewer, at: Instant) -> Shown[list[ForCommand]]:
    """Return what the viewer asked for, the latest first, with one word of what became of it."""
    rows = list(EvaluationAsked.objects.filter(asked_by=by.account).order_by("-asked_at", "-id"))
    told: dict[UUID, dict[Said, EvaluationSaid]] = defaultdict(dict)
    for one in EvaluationSaid.objects.filter(evaluation__in=rows):
        told[one.evaluation_id][Said(one.said)] = one
    order = (*RESULTS, Said.DECLINED, Said.ACCEPTED)
    found = []
    for row in rows:
        said = next((one for one in order if one in told[row.id]), None)
        meets = told[row.id][said].meets_at if said is not None else None
        found.append(ForCommand(asking_of(row), said, meets))
    return Shown(found, [one.asking.person for one in found])


@query(
    key="care.evaluations",
    permits=Permission.ANSWER_EVALUATION,
    zone=Zone.CLINICAL,
    says=_("The evaluations that commanders asked for were read."),
)
def evaluations(*, by: Viewer, at: Instant) -> Shown[list[ForClinicians]]:
    """Return the requests of the viewer's units that are not over, the oldest first."""
    declined = EvaluationAnswer.objects.filter(accepted=False)
    rows = EvaluationAsked.objects.exclude(id__in=declined.values("evaluation_id"))
    rows = rows.exclude(id__in=EvaluationReport.objects.values("evaluation_id"))
    found = [_seen(row) for row in rows.order_by("asked_at", "id")]
    return Shown(found, [one.asking.person for one in found])


@query(
    key="care.late-evaluations",
    permits=Permission.READ_LATE,
    zone=Zone.CLINICAL,
    says=_("The list of evaluations without an answer or a report in time was read."),
)
def late_evaluations(*, by: Viewer, at: Instant) -> Shown[list[LateOne]]:
    """Return the requests of the viewer's units whose answer or report is late, oldest first."""
    found = [
        LateOne(one.row.id, PersonId(one.row.person_id), one.awaited, one.due, one.evaluator)
        for one in running()
        if one.due < at
    ]
    return Shown(found, [one.person for one in found])


@query(
    key="care.evaluation",
    permits=Permission.ANSWER_EVALUATION,
    zone=Zone.CLINICAL,
    says=_("An evaluation that a commander asked for was read."),
)
def one_evaluation(
    *, person: PersonId, evaluation: UUID, by: Viewer, at: Instant
) -> Shown[ForAnswer]:
    """Return one request, with whom it may be given to: nobody who treats the person."""
    seen, answer = _seen(request_of(person, evaluation)), answer_of(evaluation)
    treats = treating(person, answer.case_id if answer else None)
    able = tuple(
        (one.account, one.name)
        for one in clinicians_for(person, Permission.ORDER_LIMITATION, at)
        if str(one.account) not in treats
    )
    ordered = bool(answer and ordered_since(person, by.account, answer.at))
    return Shown(ForAnswer(seen, able, ordered), [person])


@query(
    key="care.own-evaluations",
    permits=Permission.READ_OWN_RECORD,
    zone=Zone.CLINICAL,
    says=_("Somebody read which evaluations were asked for about them."),
)
def own_evaluations(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[Own]]:
    """Return every request about a person, the latest first, as they may read it."""
    rows = EvaluationAsked.objects.filter(person_id=person).order_by("-asked_at", "-id")
    return Shown([_own(row) for row in rows], [person])


@query(
    key="care.evaluation-copies",
    permits=Permission.READ_COMPLAINTS,
    zone=Zone.OVERSIGHT,
    says=_("The ombudsman read the copies of requests for evaluations."),
)
def evaluation_copies(*, by: Viewer, at: Instant) -> Shown[list[Copied]]:
    """Return every copy: what was to be told at once and is not noted first, then the latest."""
    rows = list(EvaluationCopy.objects.order_by("-asked_at", "-id"))
    noted = set(EvaluationNoted.objects.values_list("copy_id", flat=True))
    names = unit_names([UnitId(one.unit_id) for one in rows if one.unit_id])
    found = [_copied(row, names, row.id in noted) for row in rows]
    found.sort(key=lambda one: not one.waits)
    return Shown(found, {one.person for one in found})


def _seen(row: EvaluationAsked) -> ForClinicians:
    person, answer, report = PersonId(row.person_id), answer_of(row.id), report_of(row.id)
    known = details_of([person]).get(person)
    name = " ".join(filter(None, (known.surname, known.given))) if known else ""
    return ForClinicians(
        asking_of(row), name, calendars_of([person])[person].zone,
        answer.accepted if answer else None, answer.reason if answer else "",
        AccountId(answer.evaluator) if answer and answer.evaluator else None,
        answer.meets_at if answer else None,
        opened_words(person, ANSWER, answer.id, answer.words) if answer else "",
        report.outcome if report else "",
        opened_words(person, REPORT, report.id, report.words) if report else "",
    )  # fmt: skip


def _own(row: EvaluationAsked) -> Own:
    answer, report = answer_of(row.id), report_of(row.id)
    return Own(
        asking_of(row), answer.accepted if answer else None, answer.reason if answer else "",
        AccountId(answer.evaluator) if answer and answer.evaluator else None,
        answer.meets_at if answer else None, report.outcome if report else "",
    )  # fmt: skip


def _copied(row: EvaluationCopy, names: dict[UnitId, UnitName], noted: bool) -> Copied:
    unit = names.get(UnitId(row.unit_id)) if row.unit_id else None
    return Copied(
        row.id, PersonId(row.person_id), unit, tuple(row.behaviours), tuple(row.alerts),
        AccountId(row.consulted), AccountId(row.asked_by), row.asked_at, row.not_before, noted,
    )  # fmt: skip
