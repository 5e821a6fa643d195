"""What a commander reads about people: what they should not do, until when, and what to do now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from muster.access.queries.colleagues import account_names
from muster.access.roles import ARMOURER, COMMANDER
from muster.access.viewers import Viewer
from muster.care.queries.limitations import (
    NoticeRead,
    notices_for,
    notices_over,
    weapon_holds,
)
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.zones import Audience
from muster.web.care.limitations.lines import lines_of
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.reading import read_as

_TITLE = _("What to do for your people")
_SAYS = {
    "intro": _(
        "Each notice says what somebody should not do and until when. It does not say why, and you "
        "need not ask: whoever it names for a call will help you carry it out."
    ),
    "none": _("No notice names you as its reader at the moment."),
    "gone": _("A notice leaves this page with its last day; from then on nothing is limited."),
    "over": _("No longer limited"),
    "over_since": _("{name}: nothing is limited by a notice any more."),
    "unvouched": _("The signature of this notice does not hold. Call whoever it names, and act."),
}


_ARMOURY = _("Who gets no weapon")
_NO_HOLD = _("Everybody may be given a weapon.")
_HELD = _("{name}: no weapon until the end of {until}")


@serves(COMMANDER)
def notices(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the notices in force that name this commander as their reader."""
    found = notices_for(by=by, at=at)
    readers = {reader for one in found for reader in one.notice.readers}
    names = read_as(Audience.PLATFORM, lambda: account_names(list(readers)))
    said = {str(account): name for account, name in names.items()}
    return page(
        request,
        "commander/notices.html",
        title=_TITLE,
        says=_SAYS,
        over=notices_over(by=by, at=at),
        notices=[_drawn(one, said, language_of(request)) for one in found],
    )


@serves(ARMOURER)
def armoury(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show who gets no weapon until when, and nothing else."""
    holds = [(_HELD.of(name=one.name, until=one.until)) for one in weapon_holds(by=by, at=at)]
    return page(request, "commander/armoury.html", title=_ARMOURY, nobody=_NO_HOLD, holds=holds)


def _drawn(one: NoticeRead, names: dict[str, str], language: str) -> dict[str, object]:
    return {
        "name": one.name,
        "lines": lines_of(one.name, one.notice, names, language),
        "vouched": one.vouched,
        "sent_at": one.sent_at,
    }
