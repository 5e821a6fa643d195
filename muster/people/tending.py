"""What is to be done about one temporary move, done; for use inside a unit of work.

The worker comes by at every clock of a move and looks at all of them, so that what a lost job
missed the next one finds, and what is done twice is done once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from muster.kernel.ids import PersonId, UnitId
from muster.kernel.problems import Problem
from muster.kernel.time import Calendar, Instant
from muster.people.details import details_of
from muster.people.formation import units_below
from muster.people.models import MoveDecision, MoveForm, Post
from muster.people.move_forms import MOST_OPTIONS, Form, Offered, opened, take_away, write_form
from muster.people.postings import histories_of, settle_placements
from muster.people.posts import posts_of
from muster.people.rules.fitting import Option, options
from muster.people.rules.fitting import Post as Known
from muster.people.rules.moves import Details, Stay
from muster.people.rules.swaps import MOST_ASKED, Offer, Word, offers
from muster.people.rules.temporary import Act, State, ending_on, there_and_back
from muster.people.swapping import anything_said, ask_and_hear, close_questions, words_of
from muster.people.temporary import Move, carry_over, enter, wanted_of


@dataclass(frozen=True, slots=True)
class Desk:
    """What is looked at: the posts within reach, and each person's calendar."""

    posts: Sequence[Known]
    calendars: Mapping[PersonId, Calendar]
    at: Instant

    def today(self, move: Move) -> date:
        return self.calendars[move.person].local_date(self.at)


def desk_of(roots: Sequence[UnitId], calendars: Mapping[PersonId, Calendar], at: Instant) -> Desk:
    """Return the desk over all posts in and below these units.

    A seat counts as taken once it is the day on which it is taken where anybody of these serves.
    """
    today = max((one.local_date(at) for one in calendars.values()), default=at.date())
    return Desk(posts_of(units_below(roots), today=today), calendars, at)


def attend(move: Move, desk: Desk) -> bool:
    """Do what is due about one move; return whether anything was."""
    state, before = move.now.state, len(move.facts)
    if state in (State.LOOKING, State.OFFERED):
        return _attend_waiting(move, desk)
    if state is State.DECIDED and desk.today(move) >= move.asked.starts:
        move = enter(move, Act.BEGAN, at=desk.at, day=desk.today(move))
    if move.now.state is State.RUNNING and move.now.ends != move.asked.ends:
        _bring_back(move, today=desk.today(move))
    if move.now.state is State.RUNNING and desk.today(move) > move.now.ends:
        move = _end(move, desk)
    if move.now.state.over:
        take_away(move.row.id, at=desk.at)
    return len(move.facts) > before


def _bring_back(move: Move, *, today: date) -> None:
    """Let a move, and its swap, end on the day to which it was shortened; once done it is done."""
    changes = {}
    for person, unit, title in _everybody(move):
        known = histories_of([person]).get(person, [])
        there = _temporary(known, unit, title, move.asked.ends)
        stays = None if there is None else ending_on(known, there, move.now.ends)
        if stays is not None:
            changes[person] = stays
    if changes:
        carry_over(changes, today=today)


def _attend_waiting(move: Move, desk: Desk) -> bool:
    form = MoveForm.objects.filter(request_id=move.row.id).first()
    said = form and MoveDecision.objects.filter(form=form, turn=form.turn).first()
    if desk.today(move) > move.asked.ends:
        enter(move, Act.WITHDRAWN, at=desk.at)
        take_away(move.row.id, at=desk.at)
        return True
    if said is not None and said.post_id is None:
        enter(move, Act.DECLINED, at=desk.at)
        take_away(move.row.id, at=desk.at)
        return True
    if said is not None:
        return _carry_out(move, said.post_id, desk)
    if anything_said(move, form):
        assert form is not None
        ask_and_hear(move, form, _found(move, desk), at=desk.at)
        _write(move, _found(move, desk), desk)
        return True
    if (
        form is not None
        and form.written_at >= _asked_anew(move)
        and not _finds_more(form, move, desk)
    ):
        return False
    _offer(move, desk)
    return True


def _found(move: Move, desk: Desk) -> list[Offer]:
    """Return the posts that fit, each with how it stands with whoever would swap."""
    wanted = wanted_of([move], desk.posts)[move.row.id]
    found = options(wanted, desk.posts, swaps=MOST_ASKED)
    return offers(found, words_of([move.row.id]).get(move.row.id, {}))


def _finds_more(form: MoveForm, move: Move, desk: Desk) -> bool:
    """Does a post fit by now, where none did, or all were declined, when the form was written?"""
    stands = opened(form)
    if stands is None or any(one.asked != Word.DECLINED for one in stands.options):
        return False
    return any(one.word is not Word.DECLINED for one in _found(move, desk))


def _asked_anew(move: Move) -> Instant:
    """Return when something was last said that belongs on the form."""
    acts = (Act.PROPOSED, Act.TAKEN)
    return max([move.row.asked_at, *(one.at for one in move.facts if one.act in acts)])


def _offer(move: Move, desk: Desk) -> None:
    _write(move, _found(move, desk), desk)
    enter(move, Act.FOUND, at=desk.at)


def _write(move: Move, found: Sequence[Offer], desk: Desk, chosen: UUID | None = None) -> None:
    """Write the form of a move, with the post that personnel proposed first."""
    who = details_of([move.person]).get(move.person, Details())
    proposed = move.now.proposed
    ordered = sorted(found, key=lambda one: (one.option.post != proposed, *one.option.key))
    asked, end = move.asked, move.now.ends
    form = Form(
        " ".join(filter(None, (who.rank, who.surname, who.given))), move.row.from_unit,
        _title(move.row.from_post), asked.functions, asked.starts, end, move.now.review,
        tuple(_offered(one) for one in ordered[:MOST_OPTIONS]),
        max(0, len(ordered) - MOST_OPTIONS), proposed, chosen,
    )  # fmt: skip
    until = desk.calendars[move.person].end_of(end)
    write_form(move.person, move.row.id, form, until=until, at=desk.at)


def _carry_out(move: Move, post: UUID, desk: Desk) -> bool:
    """Carry a decision out: record the way there and back, for a swap of both; or look anew."""
    agreed = (one for one in _found(move, desk) if one.option.post == post and one.open)
    offer = next(agreed, None)
    changes = None if offer is None else _changes(move, offer.option, desk)
    if offer is None or changes is None:
        # The form is written anew in the same breath: nobody decides on what is not there.
        _offer(enter(move, Act.TAKEN, at=desk.at), desk)
        return True
    # Decided first: who hears of the move learns that it is one for a time.
    decided = enter(move, Act.DECIDED, at=desk.at, post=post, partner=offer.option.partner)
    close_questions(decided, swaps=offer.option.partner, at=desk.at)
    carry_over(changes, today=desk.today(move))
    _write(decided, [offer], desk, chosen=post)
    attend(decided, desk)
    return True


def _changes(move: Move, option: Option, desk: Desk) -> dict[PersonId, list[Stay]] | None:
    """Return where the person, and whoever swaps, serve by this; None where they cannot."""
    today = desk.today(move)
    starts, ends = max(today, move.asked.starts), move.now.ends
    there = Stay(option.unit, option.title, starts, ends)
    found = there_and_back(histories_of([move.person]).get(move.person, []), there, today=today)
    if isinstance(found, Problem):
        return None
    old, stays = found
    changes = {move.person: stays}
    if option.partner is not None:
        known = histories_of([option.partner]).get(option.partner, [])
        swapped = there_and_back(known, Stay(old.unit, old.post, starts, ends), today=today)
        if isinstance(swapped, Problem):
            return None
        changes[option.partner] = swapped[1]
    return changes


def _end(move: Move, desk: Desk) -> Move:
    """Note that a move is over: the person returned as it was written, or a posting overtook it."""
    everybody = _everybody(move)
    settle_placements([person for person, _unit, _title in everybody], today=desk.today(move))
    person, unit, title = everybody[0]
    known = histories_of([person]).get(person, [])
    day_after = move.now.ends + timedelta(days=1)
    home = any(one.since == day_after and one.unit == move.row.from_unit for one in known)
    there = _temporary(known, unit, title, move.now.ends)
    act = Act.RETURNED if home and there is not None else Act.OVERTAKEN
    return enter(move, act, at=desk.at, day=day_after)


def _temporary(known: Sequence[Stay], unit: UnitId, title: str, ends: date) -> Stay | None:
    """Return the stay at a post that ends on that day, None where something overtook it."""
    return next(
        (one for one in known if (one.unit, one.post, one.until) == (unit, title, ends)), None
    )


def _everybody(move: Move) -> list[tuple[PersonId, UnitId, str]]:
    """Return who moves for a time, and whoever swaps: each with the unit and the post meanwhile."""
    chosen = Post.objects.filter(id=move.now.post).first()
    if chosen is None:
        return [(move.person, UnitId(move.row.from_unit), "")]
    found = [(move.person, UnitId(chosen.unit_id), chosen.title)]
    if move.now.partner is not None:
        old = UnitId(move.row.from_unit), _title(move.row.from_post)
        found.append((PersonId(move.now.partner), *old))
    return found


def _title(post: UUID | None) -> str:
    return Post.objects.values_list("title", flat=True).filter(id=post).first() or ""


def _offered(offer: Offer) -> Offered:
    one = offer.option
    return Offered(
        one.post, one.unit, one.title, one.way.value, one.km, one.cost, one.holders, one.nights,
        one.exposure, one.qualifications, "" if offer.word is None else offer.word.value,
    )  # fmt: skip
