"""A board: put to the table, signed by two, dissented from, and its duty part asked of command."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.care import problems
from muster.care.boarding import (
    BOARD,
    COMMANDER_HAND,
    board_of,
    offered,
    say,
    sealed_name,
    stands_on,
)
from muster.care.commands.cases import step_on
from muster.care.folding import Standing, happen, locked
from muster.care.hands import hands_of
from muster.care.models import Board, DutyAnswer, DutyQuestion
from muster.care.rules.boards import NO_CARE, Stance, Stand, faults, refusal, signed, step_for
from muster.care.rules.cases import Act, Event
from muster.care.sealed import sealed_words
from muster.kernel.ids import AccountId, PersonId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.people.details import details_of
from muster.policy.queries import in_force
from muster.vault.work import current
from muster.vault.zones import Audience, Zone


@command(
    key="care.open-board",
    permits=Permission.DECIDE,
    zone=Zone.CLINICAL,
    says=_("A decision was put to two disciplines and the person."),
    portable=True,
)
def open_board(
    *,
    person: PersonId,
    case: UUID,
    board: UUID,
    own_words: str,
    options: Sequence[str],
    present: bool,
    by: Viewer,
    at: Instant,
) -> UUID:
    """Put options to the table, with what the person wants in their own words.

    An earlier board of the case, and what was signed of it, no longer counts.
    """
    found = _open(person, case)
    if Board.objects.filter(id=board).exists():
        return board
    problem = next(faults(own_words, options, offered()), None)
    if problem is not None:
        raise Refused(problem)
    if step_for(found.profile.case, found.state.state, options) is None:
        raise problems.NO_DECISION_HERE.refused()
    Board.objects.create(
        id=board, person_id=person, case_id=case, options=list(options), present=present,
        opened_at=at, opened_by=by.account, sealed=sealed_words(person, BOARD, board, own_words),
    )  # fmt: skip
    note(board=board)
    return board


@command(
    key="care.sign-board",
    permits=Permission.DECIDE,
    zone=Zone.CLINICAL,
    says=_("A discipline signed a decision."),
    portable=True,
)
def sign_board(
    *, person: PersonId, case: UUID, board: UUID, reason: str, words: str, by: Viewer, at: Instant
) -> str:
    """Sign a board; the second discipline's signature moves the case on. Return its state.

    `reason` is the code that ends a case without care, and is passed over otherwise. Refused where
    another board took this one's place: nobody signs what they have not read.
    """
    found = _open(person, case)
    stands = _standing(case, board)
    said = Stand(str(by.account), _hand(by, found), Stance.SIGNED, at)
    before = stands_on(stands)
    _demand(before, said)
    path, state = found.profile.case, found.state.state
    key = step_for(path, state, stands.options)
    if key is None or stands.opened_at < found.state.since:
        raise problems.NO_DECISION_HERE.refused()
    if said.hand not in path.steps[key].by:
        raise problems.NOT_THIS_HAND.refused()
    say(stands, Stance.SIGNED, hand=said.hand, words=words, by=by.account, at=at)
    if len(signed(before)) + 1 >= path.steps[key].signatures:
        for one in signed(before):
            happen(found.case, Event(Act.SIGNED, one.at, one.by, one.hand, key, reason=reason))
        reason = reason if NO_CARE in stands.options else ""
        state = step_on(person, case, key, reason=reason, words="", to=None, by=by, at=at)
    note(board=board, state=state)
    return state


@command(
    key="care.dissent",
    permits=Permission.DECIDE,
    zone=Zone.CLINICAL,
    says=_("Somebody's dissent from a decision was put on record."),
    portable=True,
)
def dissent(
    *, person: PersonId, case: UUID, board: UUID, words: str, by: Viewer, at: Instant
) -> None:
    """Put on record that one does not agree, and why; it stays beside the decision."""
    found = _open(person, case)
    stands = _standing(case, board)
    said = Stand(str(by.account), _hand(by, found), Stance.DISSENTS, at)
    _demand(stands_on(stands), said)
    if not words.strip():
        raise problems.OWN_WORDS_MISSING.refused()
    say(stands, Stance.DISSENTS, hand=said.hand, words=words, by=by.account, at=at)
    note(board=board)


@command(
    key="care.ask-duty",
    permits=Permission.DECIDE,
    zone=Zone.COMMAND,
    says=_("Command was asked whether the unit can do something for somebody."),
)
def ask_duty(
    *,
    person: PersonId,
    case: UUID,
    functions: Sequence[str],
    actions: Sequence[str],
    readers: Sequence[AccountId],
    told_on: date | None,
    by: Viewer,
    at: Instant,
) -> UUID:
    """Ask command about the duty part of the board that stands: codes, a day, and no reason.

    Refused where the person has not been shown what command will read, or where a code would say
    why: what stands on the ground of serious harm alone is not asked, it is ordered.
    """
    profile, stands = in_force(), board_of(case)
    if stands is None or stands.person_id != person:
        raise NOT_FOUND.refused()
    for code in actions:
        if code not in profile.notices.actions:
            known = ", ".join(profile.notices.actions)
            raise problems.UNKNOWN_CODE.refused(code=code, known=known)
        if code in profile.notices.harm_actions:
            raise problems.ACTION_NEEDS_HARM.refused()
    for code in functions:
        if code not in profile.functions:
            raise problems.UNKNOWN_CODE.refused(code=code, known=", ".join(profile.functions))
    if not actions and not functions:
        raise problems.LIMITATION_OF_NOTHING.refused()
    if not readers:
        raise problems.NOBODY_READS.refused()
    if told_on is None:
        raise problems.PERSON_NOT_TOLD.refused()
    made, known_as = new_id(), details_of([person]).get(person)
    name = " ".join(filter(None, (known_as.surname, known_as.given))) if known_as else ""
    clock = profile.case.states["decision"].clock
    calendar = calendars_of([person])[person]
    DutyQuestion.objects.create(
        id=made, person_id=person, origin_id=stands.id, functions=list(functions),
        actions=list(actions), readers=list(readers), told_on=told_on, asked_at=at,
        asked_by=by.account, answer_by=at if clock is None else calendar.due(at, clock),
        sealed=sealed_name(person, made, name),
    )  # fmt: skip
    note(question=made, readers=list(readers))
    return made


@command(
    key="care.answer-duty",
    permits=Permission.ANSWER_DUTY,
    zone=Zone.COMMAND,
    says=_("Command answered what the unit can do for somebody."),
)
def answer_duty(
    *, person: PersonId, question: UUID, can: Sequence[str], by: Viewer, at: Instant
) -> None:
    """Answer which of what was asked the unit can do; once. The board reads it, and no more.

    Refused where the viewer is not named as a reader, or the day has passed.
    """
    asked = DutyQuestion.objects.filter(id=question, person_id=person, answer_by__gte=at).first()
    if asked is None or by.account not in asked.readers:
        raise NOT_FOUND.refused()
    if DutyAnswer.objects.filter(question=asked).exists():
        raise problems.DUTY_ANSWERED.refused()
    wanted = {*asked.functions, *asked.actions}
    for code in can:
        if code not in wanted:
            raise problems.UNKNOWN_CODE.refused(code=code, known=", ".join(sorted(wanted)))
    DutyAnswer.objects.create(question=asked, person_id=person, can=list(can), at=at, by=by.account)
    with current().acting_as(Audience.CLINICIAN):
        board = Board.objects.get(id=asked.origin_id)
        say(
            board, Stance.DUTY, hand=COMMANDER_HAND, codes=tuple(can), by=by.account, at=at
        )  # fmt: skip
    note(question=question)


def _open(person: PersonId, case: UUID) -> Standing:
    found = locked(person, case)
    if found is None:
        raise NOT_FOUND.refused()
    if found.state.ended:
        raise problems.CASE_ENDED.refused()
    return found


def _standing(case: UUID, board: UUID) -> Board:
    """Return the board that stands, where it is the one that the viewer has read."""
    stands = board_of(case)
    if stands is None or stands.id != board:
        raise problems.ANOTHER_BOARD.refused()
    return stands


def _demand(stands: Sequence[Stand], said: Stand) -> None:
    problem = refusal(stands, said)
    if problem is not None:
        raise Refused(problem)


def _hand(by: Viewer, found: Standing) -> str:
    return next(iter(hands_of(by, found.state)), "")
