"""Two administrators let a holder in again who lost a device: one asks, the other approves."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.commands.inviting import Invitation
from muster.access.commands.recovering import approve_recovery, ask_recovery, refuse_recovery
from muster.access.queries.recoveries import recoveries
from muster.access.roles import ADMINISTRATOR
from muster.access.rules.codes import written
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.web import addresses
from muster.web.doors import serves
from muster.web.forms import Form, Text
from muster.web.pages import page

_TITLE = _("Let a holder sign in again")
_TITLE_INVITATION = _("Hand this over in person")
_SAYS = {
    "why": _(
        "Somebody lost a phone, a key or a password, and has no recovery code left. One "
        "administrator asks, another approves; neither can do it alone, or for themselves."
    ),
    "ask": _("Ask"),
    "waiting": _("Waiting for a second administrator"),
    "none": _("Nothing is waiting."),
    "asked": _("{who} asked, {when}"),
    "own": _("Another administrator has to look at this one."),
    "approve": _("I have seen the holder: approve"),
    "refuse": _("Refuse"),
    "face": _(
        "See the holder before you approve: face to face, or by a call that you make to a number "
        "you have from elsewhere. Their sign-ins end at once."
    ),
    "given": _("With these digits {account} chooses a new password and sets up a new device."),
    "until": _("They work once, until {until}, and are shown only now."),
    "where": _("Where to enter them: {address}"),
    "done": _("Back to the list"),
}


class Ask(Form):
    account = Text(
        asks=_("Name of the account"),
        required=_("Enter the name of the account"),
        longest=150,
        wide=20,
        attributes={"autocapitalize": "none", "spellcheck": "false"},
    )


@serves(ADMINISTRATOR, posts=True, fresh=True)
def recovery(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask for a recovery, and show those that wait."""
    form = Ask(request.POST or None)
    if form.is_valid():
        try:
            ask_recovery(account=form.cleaned_data["account"], at_terminal=False, by=by, at=at)
        except Refused as refusal:
            form.refuse(refusal, "account")
        else:
            return HttpResponseRedirect(addresses.RECOVERY)
    return page(
        request, "sign_in/recovery.html", title=_TITLE, form=form, says=_SAYS,
        waiting=recoveries(by=by, at=at),
    )  # fmt: skip


@serves(ADMINISTRATOR, posts=True, fresh=True)
def decide(request: HttpRequest, *, by: Viewer, at: Instant, request_id: UUID) -> HttpResponse:
    """Approve or refuse one; an approval shows the invitation, once."""
    if request.method != "POST":
        raise Http404
    if "refuse" in request.POST:
        refuse_recovery(recovery=request_id, by=by, at=at)
        return HttpResponseRedirect(addresses.RECOVERY)
    return handed_over(
        request, approve_recovery(recovery=request_id, at_terminal=False, by=by, at=at)
    )


def handed_over(
    request: HttpRequest, made: Invitation, back: str = addresses.RECOVERY
) -> HttpResponse:
    """Show an invitation's digits; they stand nowhere else. `back` is the list it came from."""
    where = request.build_absolute_uri(addresses.INVITATION)
    return page(
        request,
        "sign_in/handed_over.html",
        title=_TITLE_INVITATION,
        code=written(made.code),
        said=[
            _SAYS["given"].of(account=made.account),
            _SAYS["until"].of(until=made.until),
            _SAYS["where"].of(address=where),
        ],
        on=_SAYS["done"],
        on_to=back,
    )
