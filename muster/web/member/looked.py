"""Who looked: every reading and every writing about the member, as whole sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from muster.access.queries.own_journal import Look, looks
from muster.access.roles import THEMSELVES
from muster.access.viewers import Viewer
from muster.kernel.ids import UnitId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.people.unit_names import UnitName, unit_names
from muster.vault.work import unit_of_work
from muster.web import addresses
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.member import own
from muster.web.pages import page

PAGE = 25
ALL, MARK = "all", "after"

_TITLE = _("Who looked")
_SAYS = {
    "intro": _(
        "Every reading and every change of what is kept about you stands here. Names of accounts "
        "do not: the ombudsman sees them, and answers you."
    ),
    "others": _("What others did"),
    "all": _("Everything, with what you did yourself"),
    "nobody": _("Nobody but you has looked or written anything yet."),
    "nothing": _("Nothing has been read or written yet."),
    "you": _("You yourself"),
    "house": _("The installation by itself"),
    "listed": _("You stood on a list with others."),
    "ask": _("Ask about this"),
    "no_more": _("There is nothing before this."),
}
_ROLE_OF = _("{role}, {unit}")


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it is shown."""

    look: Look
    who: Sentence
    to_ask: str | None


@serves(*THEMSELVES, fresh=True)
def looked(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show who looked, the latest first, page by page; on wish with what the member did."""
    everything = ALL in request.GET
    found = looks(
        person=own.own(by), others=not everything, mark=_mark(request), most=PAGE + 1, by=by, at=at
    )
    lines = _lines(found[:PAGE], request, by)
    more = None
    if len(found) > PAGE:
        more = f"?{'all&' if everything else ''}{MARK}={found[PAGE - 1].entry}"
    return page(
        request,
        "member/looked.html",
        title=_TITLE,
        says=_SAYS,
        back=addresses.MEMBER,
        lines=lines,
        everything=everything,
        others_at=own.LOOKED,
        all_at=f"{own.LOOKED}?{ALL}",
        first=MARK not in request.GET,
        more=more,
        zone=own.place(by, at).calendar.zone,
    )


def _mark(request: HttpRequest) -> UUID | None:
    """Return the entry that the page before ended with; what is no id asks for the first page."""
    try:
        return UUID(own.wish(request, MARK))
    except ValueError:
        return None


def _lines(found: Sequence[Look], request: HttpRequest, by: Viewer) -> list[Line]:
    with unit_of_work(by.standing()):
        names = unit_names({unit for one in found for unit in one.units})
    language = language_of(request)
    return [
        Line(
            one,
            who_looked_at(one, names, language),
            None if one.own else own.about_entry(one.entry),
        )
        for one in found
    ]


def who_looked_at(one: Look, names: Mapping[UnitId, UnitName], language: str) -> Sentence:
    """Say who it was: the role and the units it was given for, and no account's name."""
    if one.own:
        return _SAYS["you"]
    if one.role is None:
        return _SAYS["house"]
    units = ", ".join(names[unit].said_in(language) for unit in one.units if unit in names)
    return _ROLE_OF.of(role=one.role, unit=units) if units else one.role
