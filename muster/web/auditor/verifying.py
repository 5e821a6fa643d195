"""Proving the journal: asked for with one press, carried out by the worker, told entry by entry."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.commands.errands import ask_verification
from muster.access.errands import ErrandKind
from muster.access.roles import AUDITOR
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n, _p
from muster.web import addresses, errands
from muster.web.auditor.naming import names
from muster.web.doors import serves
from muster.web.fragments import fragment, is_part
from muster.web.pages import page

_TITLE = _("Verify the journal")
WORDS = {
    "intro": _(
        "Every sealed entry is read again, and its hash held against the log and against every "
        "head that was signed. Whoever changed or removed one entry is found out by it."
    ),
    "ask": _("Verify now"),
    "never": _("Nobody has asked for it on this page yet."),
    "holds": _("The journal holds."),
    "fails": _("The journal does not hold."),
    "what_now": _("Keep this database as it is, change nothing, and tell whoever oversees you."),
    "first_bad": _("First bad entry"),
    "entries": _("Entries"),
    "sealed": _p("entries", "Sealed"),
    "unsealed": _p("entries", "Not sealed yet"),
    "head": _("Last signed head"),
    "root": _p("journal", "Its root"),
    "ended": _("Verified"),
    "none": _("none"),
}
_HEAD = _n("{count} entry, signed {when}", "{count} entries, signed {when}")


@serves(AUDITOR, posts=True)
def verification(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask for a verification, or show how far it is and what the last one found."""
    if request.method == "POST":
        ask_verification(by=by, at=at)
        return HttpResponseRedirect(addresses.VERIFICATION)
    errand, zone = errands.last_of(ErrandKind.VERIFY, at), names().zone
    given = {
        "errand": errand,
        "texts": WORDS,
        "progress_words": errands.WORDS,
        "looks_at": addresses.VERIFICATION,
        "zone": zone,
        "rows": _rows(errand.told, zone) if errand and errand.told else [],
    }
    if is_part(request):
        return fragment(request, "auditor/verification_part.html", **given)
    return page(request, "auditor/verification.html", title=_TITLE, **given)


def _rows(told: Any, zone: str) -> list[tuple[Sentence, Sentence | str]]:
    """Return what a verification told, as rows of a summary."""
    head = told["head"]
    rows: list[tuple[Sentence, Sentence | str]] = [
        (WORDS["entries"], str(told["entries"])),
        (WORDS["sealed"], str(told["sealed"])),
        (WORDS["unsealed"], str(told["unsealed"])),
        (WORDS["first_bad"], told["entry"] or WORDS["none"]),
    ]
    if head is not None:
        signed = datetime.fromisoformat(head["signed_at"]).astimezone(ZoneInfo(zone))
        rows.append((WORDS["head"], _HEAD.of(count=head["size"], when=signed)))
        rows.append((WORDS["root"], head["root"]))
    return rows
