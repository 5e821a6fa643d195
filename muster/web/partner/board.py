"""A partner's own page: what it offers, who asked for that, and what is to be said next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from muster.access.roles import PARTNER
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n, _p
from muster.transition.queries.partners import Offered, partner_board
from muster.web import addresses
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.pages import page
from muster.web.partner.feeds import FEEDS
from muster.web.partner.shown import STAGES, pay_of

OPEN = Status(_p("a vacancy", "Open"), "green")
CLOSED = Status(_p("a vacancy", "Closed"), "grey")
ASIDE = Status(_p("a vacancy", "A caseworker reads it first"), "amber")
_SAYS = {
    "holds": _("The agreement holds until {day}."),
    "none_holds": _("No agreement holds, so nobody sees your vacancies. Ask your caseworker."),
    "fair": _(
        "You read what somebody sent you themselves, and you search for nobody. Ask nobody about "
        "their health, their family or their beliefs: such a question can be reported."
    ),
    "asked": _("Who asked"),
    "nobody": _("Nobody has asked yet."),
    "vacancies": _("Your vacancies"),
    "no_vacancy": _("You have put in no vacancy yet."),
    "new": _("Put in a vacancy"),
    "file": _("Bring a file of vacancies"),
    "feeds": _("Take the open ones along as a feed:"),
    "who": _("Who"),
    "vacancy": _("Vacancy"),
    "since": _p("a candidate", "Asked on"),
    "stands": _("Where it stands"),
    "next": _("To be said"),
    "region": _("Where"),
    "pay": _("Pay of a month"),
    "count": _("Asked for it"),
    "close": _("Close"),
    "unnamed": _("Somebody without a name in the packet"),
}
_DUE = _n(
    "whether they still work there after {count} day",
    "whether they still work there after {count} days",
)


@serves(PARTNER)
def vacancies(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show who asked, and what one offers."""
    return board(request, by=by, at=at)


def board(
    request: HttpRequest, *, by: Viewer, at: Instant, done: Sentence | None = None
) -> HttpResponse:
    """Return the page of vacancies; `done` is what was just set, where something was."""
    found = partner_board(by=by, at=at)
    holds = _SAYS["none_holds"]
    if found.until is not None:
        holds = _SAYS["holds"].of(day=found.until)
    return page(
        request, "partner/board.html", title=found.name, says=_SAYS, holds=holds,
        candidates=[
            (
                one, one.name or _SAYS["unnamed"], f"{addresses.PARTNER}/asked/{one.candidacy}",
                STAGES[one.state.stage], _DUE.of(count=one.due[0]) if one.due else "",
            )
            for one in found.candidates
        ],
        vacancies=[
            (one, pay_of(one.vacancy), _status(one),
             f"{addresses.PARTNER}/vacancies/{one.vacancy.key}/close")
            for one in found.vacancies
        ],
        feeds=FEEDS, done=done,
        new_at=f"{addresses.PARTNER}/vacancies/new", file_at=f"{addresses.PARTNER}/vacancies/file",
    )  # fmt: skip


def _status(one: Offered) -> Status:
    if one.closed:
        return CLOSED
    return ASIDE if one.aside else OPEN
