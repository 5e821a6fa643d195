"""Questions to whoever would swap, as rows; for use inside a unit of work.

Command says of which post; the worker finds whom it means, asks them, and takes in what they say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from muster.access.channels import Kind, send, settle
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Instant
from muster.people.models import MoveForm, SwapAnswer, SwapAsked, SwapQuestion
from muster.people.rules.swaps import Became, Offer, Word, Words
from muster.people.rules.temporary import Act, State
from muster.people.signing import accounts_of
from muster.people.temporary import Move, enter

WAITING = (State.LOOKING, State.OFFERED)


def words_of(requests: Collection[UUID]) -> Mapping[UUID, Words]:
    """Return, by request, what whoever was asked to swap has said."""
    found: dict[UUID, dict[tuple[UUID, PersonId], Word]] = defaultdict(dict)
    rows = list(SwapQuestion.objects.filter(request__in=list(requests)))
    said = last_words(rows)
    for row in rows:
        found[row.request_id][row.own_post, PersonId(row.person_id)] = said[row.id]
    return found


def last_words(questions: Iterable[SwapQuestion]) -> dict[UUID, Word]:
    """Return the last word on each of these questions."""
    every = list(questions)
    said = last_answers(every)
    return {one.id: _word(said.get(one.id)) for one in every}


def _word(answer: SwapAnswer | None) -> Word:
    if answer is None:
        return Word.ASKED
    return Word.AGREED if answer.agrees else Word.DECLINED


def last_answers(questions: Iterable[SwapQuestion]) -> dict[UUID, SwapAnswer]:
    """Return the last answer to each of these questions that has any."""
    rows = SwapAnswer.objects.filter(question__in=[one.id for one in questions]).order_by("id")
    return {row.question_id: row for row in rows}


def answered_themselves(question: SwapQuestion) -> bool:
    """Did whoever was asked answer it themselves, whatever was taken down besides?"""
    return SwapAnswer.objects.filter(question=question, taken_by=None).exists()


def tell_taken_down(answer: SwapAnswer, *, at: Instant) -> None:
    """Tell whoever was asked, where they have an account, that an answer was taken down."""
    named = accounts_of([PersonId(answer.person_id)]).values()
    send(list(named), Kind.REMINDER, about=answer.id, step="taken", at=at)


def settle_taken_down(question: SwapQuestion, *, at: Instant) -> None:
    """Take that off their screen once they answered themselves, or nothing is asked any more."""
    for answer in SwapAnswer.objects.filter(question=question, taken_by__isnull=False):
        settle(answer.id, at=at, by=None)


def asked_on(form: MoveForm) -> frozenset[UUID]:
    """Return the posts on a form as it stands of which command wants somebody asked."""
    rows = SwapAsked.objects.filter(form=form, turn=form.turn)
    return frozenset(rows.values_list("post_id", flat=True))


def anything_said(move: Move, form: MoveForm | None) -> bool:
    """Does command want somebody asked, or did somebody answer, since the form was written?"""
    if form is None:
        return False
    return bool(asked_on(form)) or bool(_unheard(move))


def ask_and_hear(move: Move, form: MoveForm, found: Sequence[Offer], *, at: Instant) -> None:
    """Ask whoever command wants asked, and note down what was answered."""
    for one in SwapAsked.objects.filter(form=form, turn=form.turn).order_by("id"):
        meant = [offer.option.partner for offer in found if offer.option.post == one.post_id
                 and offer.word is Word.NOT_ASKED]  # fmt: skip
        for partner in filter(None, meant):
            _ask(move, one, partner, at)
    for row, word in _unheard(move):
        row.noted = word.value
        row.save(update_fields=["noted"])
        act = Act.AGREED if word is Word.AGREED else Act.REFUSED
        enter(move, act, at=at, post=row.own_post)
        settle(row.id, at=at, by=None)
        step = f"{word.value} {at:%y%m%d%H%M}"
        send([AccountId(row.asked_by)], Kind.REMINDER, about=row.id, step=step, at=at)


def close_questions(move: Move, *, swaps: UUID | None, at: Instant) -> None:
    """Say of every question of a request what came of it; `swaps` is who swaps in the end."""
    for row in SwapQuestion.objects.filter(request=move.row, became=""):
        _close(row, Became.SWAPPED if row.person_id == swaps else Became.DROPPED, at)


def drop_what_is_over(at: Instant) -> None:
    """Say of the questions whose request no longer runs that they are not needed any more."""
    for row in SwapQuestion.objects.filter(became="", request__running=False):
        _close(row, Became.DROPPED, at)


def any_question_open() -> bool:
    """Does a question stand whose request is over?"""
    return SwapQuestion.objects.filter(became="", request__running=False).exists()


def _ask(move: Move, asked: SwapAsked, partner: PersonId, at: Instant) -> None:
    old = move.row.from_post
    if old is None:
        return
    made, new = SwapQuestion.objects.get_or_create(
        request=move.row, person_id=partner, own_post=asked.post_id,
        defaults={
            "other_post": old, "starts": move.asked.starts, "ends": move.now.ends,
            "asked_at": at, "asked_by": asked.asked_by,
        },
    )  # fmt: skip
    if new:
        enter(move, Act.ASKED, at=at, post=asked.post_id)
        named = accounts_of([partner]).values()
        send(list(named), Kind.REMINDER, about=made.id, step="swap", at=at)


def _unheard(move: Move) -> list[tuple[SwapQuestion, Word]]:
    rows = list(SwapQuestion.objects.filter(request=move.row, became="").order_by("id"))
    said = last_words(rows)
    return [
        (row, said[row.id])
        for row in rows
        if said[row.id] is not Word.ASKED and said[row.id].value != row.noted
    ]


def _close(row: SwapQuestion, became: Became, at: Instant) -> None:
    row.became = became.value
    row.save(update_fields=["became"])
    settle(row.id, at=at, by=None)
    settle_taken_down(row, at=at)
