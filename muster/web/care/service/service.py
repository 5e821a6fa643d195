"""A head of service's first page: figures of their own service, and no name of anybody in care."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from muster.access.roles import HEAD_OF_SERVICE
from muster.access.viewers import Viewer
from muster.care.queries.referrals import OVER, of_service
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n, _p
from muster.programmes.queries.peer_figures import PeerFigures, peer_figures
from muster.web import addresses
from muster.web.care.cases.listing import owner_names
from muster.web.care.coded import in_force, said
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page

_TITLE = _("Your service")
_SAYS = {
    "referrals": _("What became of referrals"),
    "share": _("{share} % of the referrals that should have an answer have none."),
    "no_share": _("No referral should have an answer yet."),
    "over": _n("Referrals of the last {count} day.", "Referrals of the last {count} days."),
    "kept": _("arrived"),
    "not_arrived": _("did not arrive"),
    "unanswered": _("without an answer"),
    "awaited": _("not due yet"),
    "reasons": _("Why people did not arrive"),
    "reason": _("Reason"),
    "count": _("Count"),
    "late": _("Late, on whom"),
    "who": _("Clinician"),
    "open": _("Open cases"),
    "late_cases": _("Late cases"),
    "asked": _("Answers awaited"),
    "nobody": _("Nobody in your service has an open case."),
    "load": _("Who carries how much"),
    "all_late": _("Late, on whom, why"),
    "peers": _("Talks with peers after an event"),
    "peers_of": _(
        "People whose talk fell due in the half of a year {half}; what is below {least} is hidden."
    ),
    "peers_small": _("Counted for brigades and above, so that no figure points at anybody."),
    "peers_none": _("Nobody's talk fell due in the half of a year {half}."),
    "window": _p("peer talk", "Talk"),
    "talked": _p("peer talk", "held"),
    "passed": _p("peer talk", "held, and a clinician calls"),
    "declined": _p("peer talk", "declined"),
    "not_held": _p("peer talk", "not held"),
    "all": _p("peer talk", "people"),
    "hidden": _p("peer talk", "hidden"),
}


_WINDOWS = {"day-3": _("on day 3"), "day-28": _("on day 28")}


@serves(HEAD_OF_SERVICE)
def service(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show what became of referrals, and by clinician what is open, late and unanswered."""
    found, language = of_service(by=by, at=at), language_of(request)
    people = {*found.open, *found.late, *found.asked}
    names = owner_names(list(people))
    rows = sorted(
        (
            found.late.get(one, 0) + found.asked.get(one, 0), names.get(str(one), "–"),
            found.open.get(one, 0), found.late.get(one, 0), found.asked.get(one, 0),
        )
        for one in people
    )  # fmt: skip
    share = found.figures.share_unanswered
    return page(
        request,
        "care/service.html",
        title=_TITLE,
        says=_SAYS,
        over=_SAYS["over"].of(count=OVER.days),
        share=_SAYS["no_share"] if share is None else _SAYS["share"].of(share=share),
        figures=found.figures,
        reasons=[
            (said([code], in_force().reasons.exit, language)[0], count)
            for code, count in sorted(found.reasons.items(), key=lambda one: -one[1])
        ],
        rows=[row[1:] for row in reversed(rows)],
        late_at=addresses.LATE,
        load_at=addresses.LOAD,
        **_peers(peer_figures(by=by, at=at)),
    )


def _peers(found: PeerFigures) -> dict[str, object]:
    """Return what the page says of talks with peers: a sentence, and a table where there is one."""
    if not found.large:
        return {"peers_says": _SAYS["peers_small"], "peers": []}
    if found.table is None or not found.windows:
        return {"peers_says": _SAYS["peers_none"].of(half=found.half), "peers": []}
    rows = [
        (_WINDOWS.get(window, window), *(_cell(one) for one in (total, *cells)))
        for window, total, cells in zip(
            found.windows, found.table.rows, found.table.cells, strict=True
        )
    ]
    return {"peers_says": _SAYS["peers_of"].of(half=found.half, least=found.least), "peers": rows}


def _cell(count: int | None) -> int | Sentence:
    return _SAYS["hidden"] if count is None else count
