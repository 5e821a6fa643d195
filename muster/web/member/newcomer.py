"""The first page of somebody from outside: the way into work, what is theirs, and numbers to call.

Nothing stands here that is for those who serve: no assessment, no care, no post, no commander.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.transition.queries.newcomers import own_name
from muster.web import addresses
from muster.web.everyone.help_now import civilian_numbers_in
from muster.web.language import language_of
from muster.web.member import own
from muster.web.member.rooms import Door, Room
from muster.web.pages import page

_TITLE = _("Your page")
_HELLO = _("{name}, you can begin with any of these; nothing has to be done in one go.")
_SAYS = {
    "work": _("Your way into work"),
    "again": _(
        "You sign in again before any of it opens, so that nobody reads it over your shoulder."
    ),
    "hard": _("If it gets too much"),
    "hard_says": _(
        "Call one of these, or go to somebody you trust. The people who answer need no reason from "
        "you. Your caseworker is there for work, and cannot be reached at night."
    ),
}
_ADDRESS = f"{addresses.ALERT_CHANNELS}/address"
_WORK = (
    Door(
        own.TRACK,
        _("Your case"),
        _("Where it is, on whom, since when, and what is next; here you begin it, too."),
    ),
    Door(
        own.PACKET,
        _("Your packet"),
        _("What your caseworker, and a partner you ask, read of you: in your own words."),
    ),
    Door(
        own.PROFILE,
        _("Your profile for work"),
        _("What you can do and what you want: by short questions, a CV, or in your own words."),
    ),
    Door(f"{own.WORK}/ideas", _("Ideas for you"), _("Which work would suit you, and why.")),
    Door(
        own.WORK,
        _("Vacancies and courses that fit you"),
        _("Which, and why; what you asked for, and what became of it."),
    ),
    Door(
        f"{own.TRACK}/papers",
        _("Your papers that run out"),
        _("A licence, a certificate: you are told before its last day."),
    ),
)
_YOURS = Room(
    _("Who knows what about you"),
    (
        Door(own.LOOKED, _("Who looked"), _("Who read or wrote something about you, and when.")),
        Door(
            own.CONSENTS, _("Your consents"), _("What you agreed to, one by one, and until when.")
        ),
        Door(
            _ADDRESS,
            _("Where messages reach you"),
            _("An address for mail that says only that something waits for you."),
        ),
        Door(
            own.DATA,
            _("A copy of your data"),
            _("Everything that is kept about you, to take along, and how it is erased."),
        ),
        Door(
            own.OMBUDSMAN,
            _("Ask the ombudsman, or complain"),
            _("Somebody outside the office reads it and answers you here."),
        ),
    ),
)


def home(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show where the reader may go; beside it the numbers to call, those of the country first."""
    name = own_name(person=own.own(by), by=by, at=at)
    return page(
        request, "member/newcomer.html", title=_TITLE, says=_SAYS,
        hello=_HELLO.of(name=name) if name else None, doors=_WORK, room=_YOURS,
        numbers=civilian_numbers_in(language_of(request)),
    )  # fmt: skip
