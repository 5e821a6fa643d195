"""A visit's day on a tablet: who is expected when, and one tap on a name notes that they came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.assessments.answered import Came
from muster.assessments.commands import note_attendance
from muster.assessments.queries import Guest, VisitDay, visit_day
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n, _p
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.forms import Choice, Form
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.team import own

_TITLE = _("{unit}, {day}")
_SAYS: Mapping[str, Sentence] = {
    "tap": _("Tap a name when the person comes. A tap on the wrong name is put right by the next."),
    "tap_name": _("Note that they came"),
    "others": _("Not here"),
    "expected": _p("how many people", "Expected"),
    "here": _p("how many people", "Came"),
    "away": _p("how many people", "Declined, excused or not come"),
    "nobody": _("Nobody is expected: everybody had answered when the visit was planned."),
    "off": _("This visit was called off."),
    "call_off": _("Call the visit off"),
    "codes": _("Codes for the shared devices"),
    "meaning": _(
        "Declined and excused look like done to everybody else, command too. Nothing that "
        "somebody answers stands on this page."
    ),
    "campaign": _("Campaign"),
    "window": _("Window"),
    "place": _("Place"),
    "rooms": _("Rooms"),
    "minutes": _("Minutes for a round"),
    "team": _("Team"),
}
_LEFT = _n(
    "{count} person has no place: add a room, or plan another day.",
    "{count} people have no place: add a room, or plan another day.",
)
_ROOM = _("{name}: {seats}")
OTHERS = (Came.DECLINED, Came.EXCUSED, Came.ABSENT)


class Tapped(Form):
    came = Choice(
        asks="", options=[(one.value, one.says) for one in Came], required=_("Select what happened")
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One person of a round, as the page shows them."""

    guest: Guest
    status: Status
    here: bool
    address: str


@serves(*own.EVERYBODY)
def day(request: HttpRequest, *, by: Viewer, at: Instant, visit: UUID) -> HttpResponse:
    """Show who is expected at a visit, round by round, and who came."""
    found = visit_day(visit=visit, already_shown=(), by=by, at=at)
    shown, language = found.visit, language_of(request)
    unit = own.unit_words(shown.unit_name, language)
    came = [one for one in found.guests if one.came is Came.CAME]
    away = [one for one in found.guests if one.came in OTHERS]
    return page(
        request, "team/day.html", title=_TITLE.of(unit=unit, day=shown.day), says=_SAYS,
        back=own.VISITS, rounds=_rounds(found), others=OTHERS, off=shown.called_off,
        counts=[
            (len(found.guests), _SAYS["expected"]), (len(came), _SAYS["here"]),
            (len(away), _SAYS["away"]),
        ],
        to_codes=_codes(visit, by), to_call_off=f"{own.visit_at(visit)}/off",
        facts=_facts(found, language), left=_left(request.GET.get("left", "")),
    )  # fmt: skip


@serves(*own.EVERYBODY, posts=True)
def tap(
    request: HttpRequest, *, by: Viewer, at: Instant, visit: UUID, person: UUID
) -> HttpResponse:
    """Note what happened with one person, and show the day again at their name."""
    form = Tapped(request.POST or None)
    if request.method == "POST" and form.is_valid():
        came = Came(form.cleaned_data["came"])
        note_attendance(person=PersonId(person), visit=visit, came=came, by=by, at=at)
    return own.to(f"{own.visit_at(visit)}#p-{person.hex}")


def _codes(visit: UUID, by: Viewer) -> str | None:
    """Return where the codes of those expected are given, None for whoever may not give them."""
    may = Permission.ISSUE_CODE in by.role.may
    return f"{own.visit_at(visit)}/codes" if may else None


def _left(asked: str) -> Sentence | None:
    """Return for how many the day has no place, as the address says after planning it."""
    return _LEFT.of(count=int(asked)) if asked.isdecimal() and len(asked) < 6 else None


def _rounds(found: VisitDay) -> list[tuple[str, list[Row]]]:
    visit = own.visit_at(found.visit.id)
    rows = [
        Row(one, own.CAME[one.came], one.came is Came.CAME, f"{visit}/{one.person}")
        for one in found.guests
    ]
    by_round = groupby(rows, key=lambda row: row.guest.at)
    return [(at.strftime("%H:%M"), list(group)) for at, group in by_round]


def _facts(found: VisitDay, language: str) -> list[tuple[Sentence, object]]:
    shown = found.visit
    rooms = ", ".join(
        _ROOM.of(name=room.name, seats=room.seats).said_in(language) for room in shown.rooms
    )
    facts: list[tuple[Sentence, object]] = [
        (_SAYS["campaign"], shown.campaign_name),
        (_SAYS["place"], shown.place),
        (_SAYS["rooms"], rooms),
        (_SAYS["minutes"], shown.minutes),
    ]
    return [*facts, (_SAYS["team"], shown.team)] if shown.team else facts
