"""A copy of the member's own data: readable, complete, and theirs to take along."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from muster.access.roles import NEWCOMER, THEMSELVES
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
        "You get one file with everything that is kept about you: who you are, where you served "
        "and what you learned and did there, what you answered and what it came to, what happened "
        "because of it, what you agreed to, what you told the ombudsman, and who looked."
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
    "erase": "",
}
_SAYS_OUTSIDE = {
    **_SAYS,
    "intro": _(
        "You get one file with everything that is kept about you: the name under which you were "
        "taken in, what you put into your packet and your profile, your case and its messages, "
        "what you asked for, what you agreed to, what you told the ombudsman, and who looked."
    ),
    "notes": "",
    "erase": _("To have everything erased"),
    "erase_says": _(
        "End your case, and ask your caseworker, in a message or in person. They give the number "
        "of your record to an administrator, who erases everything that no law keeps."
    ),
}
NAME = "about-me.zip"


@serves(*THEMSELVES)
def data(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Say what the copy holds, and what to be careful of."""
    outside = by.role is NEWCOMER
    return page(
        request, "member/data.html", title=_TITLE, says=_SAYS_OUTSIDE if outside else _SAYS,
        back=addresses.MEMBER, to_copy=own.COPY, to_demanded=None if outside else own.DEMANDED,
        once=new_id(),
    )  # fmt: skip


@serves(*THEMSELVES, fresh=True)
def copy(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Give the copy; each part of it is a reading of its own in the journal."""
    found = gathered(by, at, language_of(request))
    response = HttpResponse(packed(found, language_of(request)), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{NAME}"'
    return response
