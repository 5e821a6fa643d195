"""A caseworker's morning: who waits, who was not reached, what is late, who lost their work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse

from muster.access.roles import CASEWORKER, HEAD_OF_OFFICE
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _p
from muster.policy.rules.profile import Profile
from muster.transition.queries.casework import Board, Line, Stuck
from muster.transition.queries.casework import board as whole_board
from muster.web import addresses
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.psychologist.alerts.channels import ADDRESS_DONE as DONE

_TITLE = _("Who leaves service, and what waits")
_SAYS = {
    "mine": _p("on the way into work", "Your cases"),
    "mine_none": _("None of your cases asks for anything within the week."),
    "quiet": _("Your cases for which nothing waits within the week"),
    "waiting": _("Waiting for a caseworker"),
    "others": _("Late with your colleagues"),
    "reminders": _("Of what you wanted to be reminded"),
    "address": _("Your address for messages"),
    "packets": _("Packets that were given, and no case yet"),
    "newcomers": _("Taken in from outside, and not begun yet"),
    "since_day": _("since {day}"),
    "take_in": _("Somebody from outside"),
    "take_in_says": _("who never served here, and comes for help into work"),
    "loads": _("Who carries how many"),
    "loads_says": _(
        "Cases whose person is not in work or training yet, of as many as one caseworker can carry "
        "well; people followed along in work are not counted here."
    ),
    "who": _("Who"),
    "where": _("Where it stands"),
    "since": _("Since"),
    "by": _("By"),
    "marks": _("What waits"),
    "on_whom": _("Late, and on whom"),
    "until": _("Until"),
    "owner": _("Whose"),
    "cases": _("Cases"),
    "late": _("Late"),
    "nobody": _("Nobody yet"),
    "unnamed": _("A person without a packet"),
    "lead": _("Cases of others are looked after by whoever covers; open one to take it over."),
}
_FIGURES = {
    "running": _("under way"),
    "silent": _("not reached"),
    "late": _("late"),
    "lost": _("lost their work"),
    "wrote": _("wrote to you"),
    "oldest": _("days: the oldest case"),
}
SILENT = Status(_p("a case", "Not reached"), "amber")
LOST = Status(_p("a case", "Lost their work"), "red")
WROTE = Status(_p("a case", "Wrote, waits for an answer"), "blue")
CONFER = Status(_p("a case", "Conference due"), "yellow")
NEEDS = Status(_p("a case", "Several open needs"), "grey")
SOON = timedelta(days=7)
"""What is due within so long stands among what waits. Our choice."""
_UNTIL = _("until {day}")
_LOAD = _("{count} of {load}")
_ON = _("{what}: {hand} {name}, since {day}")
_ON_NOBODY = _("{what}: {hand}, since {day}")


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the board in the reader's language."""

    line: Line
    name: Sentence | str
    address: str
    state: str
    marks: tuple[Status, ...]
    on_whom: tuple[tuple[Sentence, str], ...]


@serves(CASEWORKER, HEAD_OF_OFFICE)
def board(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show every case at a glance, the most urgent first."""
    found, language = whole_board(by=by, at=at), language_of(request)
    lines = [_shown(one, found.profile, language) for one in found.lines]
    return page(
        request, "caseworker/board.html", title=_TITLE, says=_SAYS,
        figures=list(_figures(found)),
        mine=[one for one in lines if one.line.mine and _presses(one.line, at)],
        until_day=_UNTIL,
        quiet=[one for one in lines if one.line.mine and not _presses(one.line, at)],
        waiting=[one for one in lines if not one.line.owner],
        others=[
            one for one in lines if one.line.owner and not one.line.mine and one.line.stuck
        ],
        packets=[
            (name or _SAYS["unnamed"], until, f"{at_case(person)}/packet")
            for person, name, until in found.packets
        ],
        take_in_at=addresses.TAKE_IN,
        newcomers=[
            (name, _SAYS["since_day"].of(day=since), f"{at_case(person)}/invitation")
            for person, name, since in found.newcomers
        ],
        reminders=[
            (one, name or _SAYS["unnamed"],
             f"{at_case(one.reminding.person)}/reminders/{one.reminding.reminder}")
            for name, one in found.reminders
        ],
        address_at=addresses.OWN_ADDRESS, done=DONE.get(request.GET.get("done", "")),
        loads=[
            (one, one.name or _SAYS["nobody"],
             _LOAD.of(count=one.cases, load=found.profile.track.load)
             if one.account else one.cases)
            for one in found.loads
        ],
    )  # fmt: skip


def at_case(person: object) -> str:
    """Return the address of somebody's case."""
    return f"{addresses.AFTER_SERVICE}/{person}"


def _presses(one: Line, at: Instant) -> bool:
    """Does a case of one's own ask for something today, or within the week?"""
    soon = one.due is not None and one.due < at + SOON
    return bool(one.stuck or one.silent or one.lost or one.wrote or one.confer or soon)


def _figures(found: Board) -> Iterator[tuple[int, Sentence]]:
    figures = found.figures
    yield figures.running, _FIGURES["running"]
    yield figures.late, _FIGURES["late"]
    yield figures.silent, _FIGURES["silent"]
    yield figures.lost, _FIGURES["lost"]
    yield sum(one.mine and one.wrote is not None for one in found.lines), _FIGURES["wrote"]
    yield figures.oldest, _FIGURES["oldest"]


def _shown(one: Line, profile: Profile, language: str) -> Shown:
    track = profile.track
    on_whom = tuple(_on_whom(stuck, one, profile, language) for stuck in one.stuck)
    marks = (
        (one.lost is not None, LOST), (one.wrote is not None, WROTE), (one.silent, SILENT),
        (one.confer, CONFER), (one.needs >= track.lead_from, NEEDS),
    )  # fmt: skip
    return Shown(
        one, one.name or _SAYS["unnamed"], at_case(one.person),
        track.path.states[one.state].name.said_in(language),
        tuple(mark for holds, mark in marks if holds), on_whom,
    )  # fmt: skip


def _on_whom(stuck: Stuck, one: Line, profile: Profile, language: str) -> tuple[Sentence, str]:
    """Return what is late on whom since when, and why, "" where nobody said."""
    track = profile.track
    task, hands = track.tasks.get(stuck.key), {**track.path.hands, **track.partners}
    title = track.path.states[stuck.key].name if task is None else task.name
    said = {
        "what": title.said_in(language), "hand": hands[stuck.hand].said_in(language),
        "day": stuck.began.date(),
    }  # fmt: skip
    name = stuck.partner or ("" if task else one.owner)
    says = _ON.of(name=name, **said) if name else _ON_NOBODY.of(**said)
    return says, profile.reasons.late[stuck.reason].said_in(language) if stuck.reason else ""
