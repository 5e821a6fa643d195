"""A partner's first page: each kind of partner has its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.http import HttpRequest, HttpResponse

from muster.access.roles import PARTNER
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.transition.queries.partner_home import PartnerHome, partner_home
from muster.web.doors import serves
from muster.web.pages import page
from muster.web.partner.board import board
from muster.web.partner.lines import HOME, LINES, kind_for
from muster.web.psychologist.alerts.channels import ADDRESS_DONE

_SAYS = {
    "holds": _("The agreement holds until {day}."),
    "none_holds": _("No agreement holds, so nobody sees what you offer. Ask your caseworker."),
    "fair": _(
        "You read what somebody sent you themselves, and you search for nobody. Ask nobody about "
        "their health, their family or their beliefs: such a question can be reported."
    ),
    "pages": _("Your pages"),
}
_FIGURES = {
    "tasks": _("tasks are open"),
    "late": _("tasks are late"),
    "asked": _("await an answer about a vacancy"),
    "places": _("await an answer about a place on a course"),
    "support": _("await an answer about a programme of support"),
}
_OF: Mapping[str, tuple[str, ...]] = {
    "school": ("places", "tasks", "late", "asked"),
    "local-authority": ("tasks", "late", "support", "asked"),
}


@serves(PARTNER)
def home(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show what waits; to an employer at once who asked, which is all that waits there."""
    done = ADDRESS_DONE.get(request.GET.get("done", ""))
    if kind_for(by) not in _OF:
        return board(request, by=by, at=at, done=done)
    found = partner_home(by=by, at=at)
    holds = _SAYS["none_holds"] if found.until is None else _SAYS["holds"].of(day=found.until)
    return page(
        request, "partner/home.html", title=found.name, says=_SAYS, holds=holds, done=done,
        figures=list(_figures(found)),
        lines=[(says, address) for says, address in LINES[found.kind] if address != HOME[1]],
    )  # fmt: skip


def _figures(found: PartnerHome) -> Iterator[tuple[int, Sentence]]:
    for name in _OF[found.kind]:
        yield getattr(found, name), _FIGURES[name]
