"""An evaluation asked for by a commander: taken up or declined, reported, and its copy noted."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from muster.access.channels import Kind, send, settle
from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.care import refusals
from muster.care.clocks import wind
from muster.care.commands.cases import begin, step_on
from muster.care.evaluating import (
    ANSWER,
    DIRECTED,
    REPORT,
    Written,
    answer_of,
    clinicians_for,
    consultable,
    copy_to_ombudsman,
    is_open,
    ordered_since,
    report_of,
    request_of,
    say,
    sealed_request,
    treating,
)
from muster.care.handing import demand
from muster.care.hands import EVALUATED_IN
from muster.care.models import (
    CaseRow,
    EvaluationAnswer,
    EvaluationAsked,
    EvaluationCopy,
    EvaluationNoted,
    EvaluationReport,
)
from muster.care.rules.evaluations import (
    Awaited,
    Request,
    Said,
    due,
    evaluator_refused,
    faults,
    meeting_refused,
    not_before,
    outcome,
)
from muster.care.sealed import sealed_words
from muster.kernel.ids import AccountId, PersonId, new_id
from muster.kernel.time import Calendar, Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.people.finding_anyone import person_led
from muster.people.signing import accounts_of
from muster.policy.queries import in_force
from muster.policy.wordlists import word_kinds
from muster.vault.work import current
from muster.vault.zones import Audience, Zone

REPORTED = {Said.LIMITATION: "limitation-made", Said.NONE: "no-limitation"}


@command(
    key="care.ask-evaluation",
    permits=Permission.ASK_EVALUATION,
    zone=Zone.COMMAND,
    says=_("A commander asked for an evaluation of somebody, who had it in writing."),
)
def ask_evaluation(
    *,
    evaluation: UUID,
    number: Unjournalled[str],
    asked: Unjournalled[Request],
    consulted: AccountId,
    by: Viewer,
    at: Instant,
) -> UUID:
    """Ask for an evaluation of whoever of one's own people has this service number.

    The person, the clinicians of their unit and the ombudsman have it from that moment on. Refused
    where no clinician was consulted first, or where an earlier request is not over.
    """
    person = person_led(number)
    if person is None:
        raise refusals.NOT_YOUR_PERSON.refused()
    if EvaluationAsked.objects.filter(id=evaluation, person_id=person).exists():
        return evaluation
    calendar, profile = _calendar(person), in_force()
    found = faults(asked, profile.caring.observed, word_kinds(), calendar.local_date(at))
    demand(next(found, None))
    if consulted not in [one.account for one in consultable(by.units, at)]:
        raise refusals.NOT_A_CLINICIAN.refused()
    if is_open(person):
        raise refusals.EVALUATION_OPEN.refused()
    row = EvaluationAsked.objects.create(
        id=evaluation, person_id=person, behaviours=list(dict.fromkeys(asked.behaviours)),
        urgent=asked.urgent, consulted=consulted, consulted_on=asked.consulted_on,
        given_on=asked.given_on, asked_at=at, asked_by=by.account,
        not_before=not_before(at, asked.urgent, profile.evaluation, calendar),
        sealed=sealed_request(person, evaluation, Written(number.strip(), asked.place.strip())),
    )  # fmt: skip
    copy_to_ombudsman(row, at)
    _tell(row, at)
    wind(due(Awaited.ANSWER, at, asked.urgent, profile.evaluation, calendar))
    note(evaluation=evaluation, people=[person])
    return evaluation


@command(
    key="care.accept-evaluation",
    permits=Permission.ANSWER_EVALUATION,
    zone=Zone.CLINICAL,
    says=_("An evaluation that a commander asked for was taken up, and an evaluator named."),
)
def accept_evaluation(
    *,
    person: PersonId,
    evaluation: UUID,
    evaluator: AccountId,
    meets: Instant,
    by: Viewer,
    at: Instant,
) -> None:
    """Take it up: name an evaluator who does not treat the person, and when they meet.

    Refused before the notice is over. Where the person has no open case, one begins.
    """
    row = _unanswered(person, evaluation)
    able = clinicians_for(person, Permission.ORDER_LIMITATION, at)
    if evaluator not in [one.account for one in able]:
        raise refusals.NOT_A_CLINICIAN.refused()
    demand(evaluator_refused(str(evaluator), treating(person, None)))
    there = ZoneInfo(calendars_of([person])[person].zone)
    demand(meeting_refused(meets, row.not_before.astimezone(there), at))
    case = None
    if not CaseRow.objects.filter(person_id=person, ended=False).exists():
        case = begin(
            person, new_id(), reason=DIRECTED, begins=EVALUATED_IN, source=evaluation, tier="",
            owner=evaluator, by=by.account, at=at,
        ).id  # fmt: skip
    answer = EvaluationAnswer(
        id=new_id(), evaluation_id=evaluation, person_id=person, accepted=True,
        evaluator=evaluator, meets_at=meets, case_id=case, at=at, by=by.account,
    )  # fmt: skip
    _write_answer(answer)
    say(row, Said.ACCEPTED, by=by.account, at=at, meets=meets)
    settle(evaluation, at=at, by=by.account)
    send([evaluator], Kind.REMINDER, about=evaluation, step="evaluator", at=at)
    calendar = calendars_of([person])[person]
    wind(due(Awaited.REPORT, meets, row.urgent, in_force().evaluation, calendar))
    _remind_person(person, evaluation, "accepted", at)
    note(evaluation=evaluation, case=case)


@command(
    key="care.decline-evaluation",
    permits=Permission.ANSWER_EVALUATION,
    zone=Zone.CLINICAL,
    says=_("An evaluation that a commander asked for was declined."),
)
def decline_evaluation(
    *, person: PersonId, evaluation: UUID, reason: str, words: str, by: Viewer, at: Instant
) -> None:
    """Decline it for a coded reason; command reads that it was not taken up, and no reason."""
    row = _unanswered(person, evaluation)
    if reason not in in_force().evaluation.declines:
        raise refusals.DECLINE_WITHOUT_REASON.refused()
    made = new_id()
    answer = EvaluationAnswer(
        id=made, evaluation_id=evaluation, person_id=person, accepted=False, reason=reason,
        at=at, by=by.account, words=sealed_words(person, ANSWER, made, words.strip()),
    )  # fmt: skip
    _write_answer(answer)
    say(row, Said.DECLINED, by=by.account, at=at)
    settle(evaluation, at=at, by=by.account)
    _remind_person(person, evaluation, "declined", at)
    note(evaluation=evaluation)


@command(
    key="care.report-evaluation",
    permits=Permission.ANSWER_EVALUATION,
    zone=Zone.CLINICAL,
    says=_("An evaluator reported: a limitation, or none."),
)
def report_evaluation(
    *, person: PersonId, evaluation: UUID, words: str, by: Viewer, at: Instant
) -> str:
    """Report what the evaluation came to; return what command is told of it.

    It is a limitation where the evaluator ordered one that stands, and none otherwise. The words
    stay in care.
    """
    row, answer = request_of(person, evaluation), answer_of(evaluation)
    if answer is None or answer.evaluator != by.account or answer.meets_at > at:
        raise refusals.NOT_THE_EVALUATOR.refused()
    if report_of(evaluation) is not None:
        raise refusals.EVALUATION_ANSWERED.refused()
    demand(evaluator_refused(str(by.account), treating(person, answer.case_id)))
    ordered = ordered_since(person, by.account, answer.at)
    said, made = outcome(ordered), new_id()
    EvaluationReport.objects.create(
        id=made, evaluation_id=evaluation, person_id=person, outcome=said.value,
        limitation_id=ordered[0].id if ordered else None, at=at, by=by.account,
        words=sealed_words(person, REPORT, made, words.strip()),
    )  # fmt: skip
    _close(person, answer, said, by, at)
    say(row, said, by=by.account, at=at)
    settle(evaluation, at=at, by=by.account)
    _remind_person(person, evaluation, "reported", at)
    note(evaluation=evaluation)
    return said.value


@command(
    key="care.note-evaluation-copy",
    permits=Permission.READ_COMPLAINTS,
    zone=Zone.OVERSIGHT,
    says=_("The ombudsman looked at a request for an evaluation."),
)
def note_copy(*, copy: UUID, by: Viewer, at: Instant) -> None:
    """Put on record that the ombudsman looked; twice is once."""
    row = EvaluationCopy.objects.filter(id=copy).first()
    if row is None:
        raise NOT_FOUND.refused()
    EvaluationNoted.objects.get_or_create(
        copy=row, defaults={"person_id": row.person_id, "at": at, "by": by.account}
    )
    settle(copy, at=at, by=by.account)
    note(people=[row.person_id])


def _calendar(person: PersonId) -> Calendar:
    """Return the calendar of where the person serves, which command cannot look up itself."""
    with current().acting_as(Audience.CLINICIAN):
        return calendars_of([person])[person]


def _tell(row: EvaluationAsked, at: Instant) -> None:
    """Tell the clinicians of the person's unit, at once in an emergency, and the person."""
    person = PersonId(row.person_id)
    able = clinicians_for(person, Permission.ANSWER_EVALUATION, at)
    kind = Kind.WAITING if row.urgent else Kind.REMINDER
    send([one.account for one in able], kind, about=row.id, step="asked", at=at)
    with current().acting_as(Audience.CLINICIAN):
        own = list(accounts_of([person]).values())
    send(own, Kind.REMINDER, about=row.id, step="notice", at=at)


def _remind_person(person: PersonId, evaluation: UUID, step: str, at: Instant) -> None:
    own = list(accounts_of([person]).values())
    send(own, Kind.REMINDER, about=evaluation, step=step, at=at)


def _unanswered(person: PersonId, evaluation: UUID) -> EvaluationAsked:
    row = request_of(person, evaluation)
    if answer_of(evaluation) is not None:
        raise refusals.EVALUATION_ANSWERED.refused()
    return row


def _write_answer(answer: EvaluationAnswer) -> None:
    """Write an answer; of two who answer at once, the second is refused."""
    made = EvaluationAnswer.objects.bulk_create([answer], ignore_conflicts=True)
    if not EvaluationAnswer.objects.filter(id=made[0].id).exists():
        raise refusals.EVALUATION_ANSWERED.refused()


def _close(person: PersonId, answer: EvaluationAnswer, said: Said, by: Viewer, at: Instant) -> None:
    """End the case that the evaluation opened, where it is still there and nowhere else."""
    if answer.case_id is None:
        return
    if CaseRow.objects.filter(case_id=answer.case_id, state=EVALUATED_IN).exists():
        step_on(
            person, answer.case_id, "report-evaluation", reason=REPORTED[said], words="", to=None,
            by=by, at=at,
        )  # fmt: skip
