"""The alerts: who cannot wait, how to reach them, who was told, and one press to answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.detection.commands import alerting
from muster.detection.queries.alerts import Alert, ToldTo, open_alerts
from muster.detection.rules.ladder import EVERYONE
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.people.duty import DutyRole
from muster.web import addresses
from muster.web.components.times import lasting
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.psychologist.fragments import fragment, is_part
from muster.web.psychologist.naming import at_clock
from muster.web.psychologist.queue.rows import Row, rows_of
from muster.web.psychologist.queue.shown import already_shown, mark_shown

_TITLE = _("Alerts")
_WORDS = {
    "none": _("No alert is waiting."),
    "none_more": _("What comes stands here within seconds, on whatever page you are."),
    "more": _("More reasons"),
    "in_hand": _("I have it in hand"),
    "hand_on": _("Tell the next one now"),
    "record_call": _("Record a call"),
    "answered": _("Answered lately"),
    "stays": _(
        "Whoever is answered here stays in the list of people to be called until spoken with."
    ),
    "queue": _("Who needs you now"),
    "crises": _("Open crises"),
    "next": _("What to do now, and what was done"),
    "channels": _("Test the alert channels"),
    "sound_on": _("Let this device ring for alerts"),
    "sound_off": _("Stop this device ringing for alerts"),
}
_DONE = {
    "answered": _("You have it in hand. Nobody else is called any more. Call the person now."),
    "handed": _("The next one was told."),
}
_WAITING_FOR = _("Waiting since {when}, for {length}")
_TOLD = _("{when}: {name}, {rung}")
_GOES_ON = _("If nobody answers, it goes on at {when}.")
_WHOLE = _("Everybody who may answer has been told.")
_ANSWERED = _("{name} answered at {when}.")
_EVERYONE = _("one of all who may answer")


@dataclass(frozen=True, slots=True)
class Card:
    """One alert, ready to be drawn; times are said by the clock of the person's unit."""

    person: PersonId
    row: Row | None
    waits: bool
    clock: Sentence
    told: tuple[Sentence, ...]
    next: Sentence | None
    answered: Sentence | None


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True)
def alerts(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the alerts; POST renews them without entering again whom the page showed already."""
    shown = already_shown(request.POST.get("shown"), by.account)
    found = open_alerts(already_shown=shown, by=by, at=at)
    state = _state(found, at)
    if is_part(request) and request.POST.get("state") == state:
        return HttpResponse(status=204)
    cards = _cards(found, shown, language_of(request), by=by, at=at)
    given = {
        "texts": _WORDS,
        "waiting": [card for card in cards if card.waits],
        "answered": [card for card in cards if not card.waits],
        "mark": mark_shown([one.person for one in found], by.account),
        "state": state,
        "here": addresses.ALERTS,
    }
    if is_part(request):
        return fragment(request, "psychologist/alerts_list.html", **given)
    if request.method == "POST":
        return HttpResponseRedirect(addresses.ALERTS, status=303)
    return page(
        request,
        "psychologist/alerts.html",
        title=_TITLE,
        done=_DONE.get(request.GET.get("done", "")),
        **given,
    )


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True)
def answer(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Have it in hand: the ladder stops, and every other screen falls quiet."""
    if request.method != "POST":
        return HttpResponseRedirect(addresses.ALERTS)
    alerting.acknowledge(person=PersonId(person), by=by, at=at)
    return HttpResponseRedirect(f"{addresses.ALERTS}?done=answered", status=303)


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True)
def hand_on(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Tell the next on the ladder before their time."""
    if request.method != "POST":
        return HttpResponseRedirect(addresses.ALERTS)
    alerting.hand_on(person=PersonId(person), by=by, at=at)
    return HttpResponseRedirect(f"{addresses.ALERTS}?done=handed", status=303)


def _state(found: Sequence[Alert], at: Instant) -> str:
    """Return what the page would say, in short: it is drawn anew when this changes."""
    waits = [one for one in found if one.answered_at is None]
    minute = int(at.timestamp() // 60) if waits else 0
    signs = [f"{one.id.hex[-12:]}{len(one.told)}{one.answered_at is None:d}" for one in found]
    return f"{minute}:{','.join(signs)}"


def _cards(
    found: Sequence[Alert], shown: Sequence[PersonId], language: str, *, by: Viewer, at: Instant
) -> list[Card]:
    calls = [one.call for one in found if one.call is not None]
    rows = {row.person: row for row in rows_of(calls, language, by=by, at=at, already_shown=shown)}
    return [_card(one, rows, language, at) for one in found]


def _card(alert: Alert, rows: Mapping[PersonId, Row], language: str, at: Instant) -> Card:
    def clock(moment: Instant) -> str:
        return at_clock(moment, alert.zone, language, at)

    goes_on = _WHOLE if alert.next_at is None else _GOES_ON.of(when=clock(alert.next_at))
    answered = None
    if alert.answered_at is not None:
        answered = _ANSWERED.of(name=alert.answered_by or "–", when=clock(alert.answered_at))
    return Card(
        person=alert.person,
        row=rows.get(alert.person),
        waits=alert.answered_at is None,
        clock=_WAITING_FOR.of(when=clock(alert.since), length=lasting(at - alert.since)),
        told=tuple(
            _TOLD.of(when=clock(one.at), name=one.name, rung=_rung(one)) for one in alert.told
        ),
        next=None if answered else goes_on,
        answered=answered,
    )


def _rung(one: ToldTo) -> Sentence | str:
    if one.rung == EVERYONE:
        return _EVERYONE
    known = {role.value: role.says for role in DutyRole}
    return known.get(one.rung, one.rung)
