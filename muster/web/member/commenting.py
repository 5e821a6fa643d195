"""What a member says to a limitation of theirs: for whoever ordered it, and never for command."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.care.commands.limitations import comment_on_limitation
from muster.care.queries.limitations import NoticeTold, told_about
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.web.doors import serves
from muster.web.forms import Form, LongText
from muster.web.member import own
from muster.web.pages import page

_TITLE = _("What do you say to it?")
_SAYS = (
    _("It is kept in your record of care. Whoever ordered the limitation reads it, and your "
      "commander never does."),
    _("To have it changed, talk to them; or complain to the ombudsman."),
)  # fmt: skip
_SEND = _("Put on record")
LINK = _("Say what you think of it")
SAID = _("What you said was put on record.")


class Commenting(Form):
    comment = LongText(
        asks=_("Your own words"), rows=4, longest=600, required=_("Enter what you want to say"),
    )  # fmt: skip


def address_of(one: NoticeTold) -> str | None:
    """Return where one comments on what a notice stands for, None once it is gone."""
    stands = one.ended_at is None and bool(one.notice.functions)
    return f"{own.COMMAND}/{one.origin}" if stands else None


@serves(MEMBER, posts=True, fresh=True, takes_late=True)
def comment(request: HttpRequest, *, by: Viewer, at: Instant, limitation: UUID) -> HttpResponse:
    """Ask for the person's own words on one of their limitations; all of them stay."""
    told = told_about(person=own.own(by), by=by, at=at)
    if limitation not in {one.origin for one in told if address_of(one)}:
        raise Http404
    form = Commenting(request.POST or None)
    if form.is_valid():
        words = form.cleaned_data["comment"]
        try:
            comment_on_limitation(
                person=own.own(by), limitation=limitation, comment=words, by=by, at=at
            )
        except Refused as refusal:
            form.refuse(refusal, "comment")
        else:
            return own.to(f"{own.COMMAND}?said")
    return page(
        request, "form.html", title=_TITLE, form=form, intro=_SAYS, button=_SEND, back=own.COMMAND,
        cancel=own.COMMAND,
    )  # fmt: skip
