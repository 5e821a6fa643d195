"""What duty leaves out, what command reads of it, and evaluations that commanders asked for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from muster.config.demonstration.accounts import ARMOURER, COMMANDER, commander_of
from muster.config.demonstration.care.acting import DAY, HOUR, Clinic
from muster.config.demonstration.care.cast import Somebody
from muster.config.demonstration.care.words import said
from muster.kernel.ids import new_id
from muster.kernel.time import Instant

if TYPE_CHECKING:
    from muster.access.viewers import Viewer
    from muster.care.rules.limitations import Form, Terms

CALL_BACK = "555-0102"
SPAN, REVIEW = 42, 21  # days of an ordinary limitation, and until its first review
BEHAVIOURS = ("withdrawn", "sleepless", "irritable")


def tell_limitations(clinic: Clinic, in_crisis: list[Somebody]) -> None:
    """Order limitations: one that holds, one over, one carried on, one lifted, one by voice."""
    from muster.care.commands.limitations import lift_limitation, renew_limitation
    from muster.care.commands.limitations import review_limitation as review

    holds, over, carried, lifted, voice = clinic.cast.some(3, 5)
    order(clinic, holds, ("night-duty",), clinic.now - 12 * DAY, comments=True)
    order(clinic, over, ("weapons", "driving"), clinic.now - 50 * DAY)
    by, at = clinic.psychologist(3), clinic.now - 40 * DAY
    ordered = order(clinic, carried, ("extended-hours", "alone"), at)
    later = at + 20 * DAY
    review(person=carried.person, limitation=ordered, words=said("review", carried.language),
           by=by, at=later)  # fmt: skip
    renewed = new_id()
    terms = _terms(("extended-hours",), clinic.now - 3 * DAY)
    renew_limitation(person=carried.person, limitation=ordered, renewed=renewed, terms=terms, by=by,
                     at=clinic.now - 3 * DAY)  # fmt: skip
    show_and_send(clinic, carried, renewed, clinic.now - 3 * DAY)
    ordered = order(clinic, lifted, ("height",), clinic.now - 25 * DAY)
    lift_limitation(person=lifted.person, limitation=ordered, words=said("review", lifted.language),
                    by=by, at=clinic.now - 5 * DAY)  # fmt: skip
    _by_voice(clinic, voice)
    for one in in_crisis[1:]:
        _in_crisis(clinic, one)
    clinic.building.count("limitations", 7)


def order(
    clinic: Clinic, one: Somebody, functions: tuple[str, ...], at: Instant, *,
    comments: bool = False, case: UUID | None = None,
) -> UUID:  # fmt: skip
    """Order an ordinary limitation, show it to the person, and tell command."""
    from muster.care.commands.limitations import order_limitation

    by, made = clinic.psychologist(one.battalion), new_id()
    order_limitation(
        person=one.person, limitation=made, terms=_terms(functions, at), case=case, by=by, at=at
    )
    comment = said("comment", one.language) if comments else ""
    show_and_send(clinic, one, made, at, comment=comment)
    return made


def show_and_send(
    clinic: Clinic, one: Somebody, limitation: UUID, at: Instant, *, comment: str = "",
    ground: str = "duty-limitation", actions: tuple[str, ...] = ("release", "regular-hours"),
    by: Viewer | None = None,
) -> None:  # fmt: skip
    """Show the person what command will read, then sign it for the commanders and the armourer."""
    from muster.care.commands.limitations import Told, send_notice, show_limitation

    by = by or clinic.psychologist(one.battalion)
    show_limitation(person=one.person, limitation=limitation, comment=comment, by=by, at=at + HOUR)
    readers = tuple(
        clinic.account(name) for name in (commander_of(one.battalion), COMMANDER, ARMOURER)
    )
    support = said("support", one.language, int(one.number[-1:]))
    told = Told(ground, actions, support, CALL_BACK, readers)
    send_notice(person=one.person, limitation=limitation, told=told, by=by, at=at + 2 * HOUR)


def _terms(functions: tuple[str, ...], at: Instant, form: Form | None = None) -> Terms:
    from muster.care.rules.limitations import Basis, Form, Terms

    starts, form = at.date(), form or Form.ORDINARY
    last = {Form.ORDINARY: SPAN, Form.INTERIM: 3, Form.CRISIS: 21}[form]
    first = {Form.ORDINARY: REVIEW, Form.INTERIM: 3, Form.CRISIS: 3}[form]
    basis = Basis.CRISIS if form is Form.CRISIS else Basis.ASSESSMENT
    return Terms(
        form, basis, functions, starts, starts + last * DAY, starts + first * DAY, "after-review",
        at - HOUR / 2, at,
    )  # fmt: skip


def _by_voice(clinic: Clinic, one: Somebody) -> None:
    """One clinician ordered it by voice at night, wrote it within the hour; it ends by itself."""
    from muster.care.commands.limitations import order_limitation
    from muster.care.rules.limitations import Form

    by, at, made = clinic.psychologist(3), clinic.now - DAY, new_id()
    terms = _terms(("weapons", "night-duty"), at, Form.INTERIM)
    order_limitation(person=one.person, limitation=made, terms=terms, case=None, by=by, at=at)
    show_and_send(clinic, one, made, at, ground="interim-order", actions=("release",))


def _in_crisis(clinic: Clinic, one: Somebody) -> None:
    """In a crisis, on the ground of serious harm: escort, and the weapon with the armourer."""
    from muster.care.commands.limitations import order_limitation
    from muster.care.rules.limitations import Form

    by, at, made = clinic.psychologist(0), clinic.now - 18 * HOUR, new_id()
    terms = _terms(("weapons", "alone"), at, Form.CRISIS)
    order_limitation(person=one.person, limitation=made, terms=terms, case=None, by=by, at=at)
    show_and_send(clinic, one, made, at, ground="serious-harm",
                  actions=("escort", "means-safety"), by=by)  # fmt: skip


def ask_duty_part(
    clinic: Clinic, one: Somebody, case: UUID, at: Instant, *, answered: bool
) -> None:
    """Ask command what the unit can do, without a reason; `answered`: it can do one of the two."""
    from muster.access.permissions import Permission
    from muster.care.commands.boards import answer_duty, ask_duty

    name = commander_of(one.battalion)
    readers = (clinic.account(name), clinic.account(COMMANDER))
    question = ask_duty(
        person=one.person, case=case, functions=("night-duty",), actions=("regular-hours",),
        readers=readers, told_on=at.date(), by=clinic.psychologist(one.battalion), at=at,
    )  # fmt: skip
    if answered:
        by = clinic.viewer(name, Permission.ANSWER_DUTY)
        answer_duty(person=one.person, question=question, can=("regular-hours",), by=by,
                    at=at + HOUR)  # fmt: skip


def tell_evaluations(clinic: Clinic) -> None:
    """Let commanders ask: reported twice, taken up, declined, asked again, and not answered yet."""
    limited, coming, waiting = clinic.cast.some(3, 3)
    none, declined = clinic.cast.some(4, 2)
    _reported(clinic, limited, clinic.now - 70 * DAY, limits=True)
    _reported(clinic, none, clinic.now - 45 * DAY, limits=False)
    _taken_up(clinic, coming, clinic.now - 4 * DAY, clinic.now + 2 * DAY)
    decline(clinic, declined, clinic.now - 30 * DAY)
    ask(clinic, limited, clinic.now - 1 * DAY)
    ask(clinic, waiting, clinic.now - 5 * HOUR, urgent=True)
    ask(clinic, clinic.cast.one(5), clinic.now - 2 * DAY, account=COMMANDER)
    clinic.building.count("evaluations", 7)


def ask(
    clinic: Clinic, one: Somebody, at: Instant, *, urgent: bool = False, account: str = ""
) -> UUID:
    """Let the commander of a battalion, or another, ask for an evaluation of one of their own."""
    from muster.access.permissions import Permission
    from muster.care.commands.evaluations import ask_evaluation
    from muster.care.rules.evaluations import Request

    asks = account or commander_of(one.battalion)
    by, made = clinic.viewer(asks, Permission.ASK_EVALUATION), new_id()
    day: date = at.date() - timedelta(days=1)
    place = said("place", one.language)
    asked = Request(BEHAVIOURS[: 2 + int(urgent)], day, day, place, urgent)
    ask_evaluation(
        evaluation=made, number=one.number, asked=asked, by=by, at=at,
        consulted=clinic.psychologist(one.battalion).account,
    )  # fmt: skip
    return made


def decline(clinic: Clinic, one: Somebody, at: Instant) -> None:
    """Let a clinician decline: another way serves better."""
    from muster.care.commands.evaluations import decline_evaluation

    evaluation = ask(clinic, one, at)
    decline_evaluation(
        person=one.person, evaluation=evaluation, reason="another-way",
        words=said("another-way", one.language), by=clinic.psychologist(one.battalion),
        at=at + DAY,
    )  # fmt: skip


def _taken_up(clinic: Clinic, one: Somebody, at: Instant, meets: Instant) -> UUID:
    """Name the physician, who does not treat the person, as evaluator."""
    from muster.care.commands.evaluations import accept_evaluation

    evaluation = ask(clinic, one, at)
    accept_evaluation(
        person=one.person, evaluation=evaluation, evaluator=clinic.physician.account, meets=meets,
        by=clinic.psychologist(one.battalion), at=at + 5 * HOUR,
    )  # fmt: skip
    return evaluation


def _reported(clinic: Clinic, one: Somebody, at: Instant, *, limits: bool) -> None:
    from muster.care.commands.evaluations import report_evaluation
    from muster.care.commands.limitations import order_limitation
    from muster.care.rules.limitations import Basis, Terms

    meets = at + 7 * DAY
    evaluation = _taken_up(clinic, one, at, meets)
    if limits:
        made, terms = new_id(), _terms(("high-stress-post",), meets)
        terms = Terms(
            terms.form, Basis.EVALUATION, terms.functions, terms.starts, terms.starts + 75 * DAY,
            terms.review, terms.restoration, terms.ordered_at, terms.written_at,
        )  # fmt: skip
        order_limitation(person=one.person, limitation=made, terms=terms, case=None,
                         by=clinic.physician, at=meets)  # fmt: skip
        show_and_send(clinic, one, made, meets, ground="directed-evaluation",
                      actions=("another-task",), by=clinic.physician)  # fmt: skip
    report_evaluation(
        person=one.person, evaluation=evaluation, words=said("evaluation", one.language),
        by=clinic.physician, at=meets + 4 * HOUR,
    )  # fmt: skip
