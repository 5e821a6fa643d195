"""A copy of the member's own data: readable, complete, and theirs to take along."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.kernel.ids import new_id
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.web import addresses
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.member import own
from muster.web.member.copying import packed
from muster.web.member.gathering import gathered
from muster.web.pages import page

_TITLE = _("A copy of your data")
_SAYS = {
    "intro": _(
        "You get one file with everything that is kept about you: who you are, where you served, "
        "what you answered and what it came to, what happened because of it, what you agreed to, "
        "what you told the ombudsman, and who looked."
    ),
    "inside": _(
        "Inside are a page to read, a file for other programs (JSON), and tables (CSV). It is in "
        "the language that you read now."
    ),
    "careful": _(
        "Whoever has this file can read all of it. Do not make it on a device that others use, and "
        "do not send it to anybody who asks you for it: nobody may demand it."
    ),
    "notes": _(
        "What a clinician wrote about your care is not in it. Ask them for it: they go through it "
        "with you first, because it may speak of others, too."
    ),
    "get": _("Make the copy and save it"),
    "demanded": _("Somebody asked to see my results"),
}
NAME = "about-me.zip"


@serves(MEMBER)
def data(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Say what the copy holds, and what to be careful of."""
    return page(
        request, "member/data.html", title=_TITLE, says=_SAYS, back=addresses.MEMBER,
        to_copy=own.COPY, to_demanded=own.DEMANDED, once=new_id(),
    )  # fmt: skip


@serves(MEMBER, fresh=True)
def copy(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Give the copy; each part of it is a reading of its own in the journal."""
    found = gathered(by, at, language_of(request))
    response = HttpResponse(packed(found, language_of(request)), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{NAME}"'
    return response
