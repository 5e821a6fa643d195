"""Somebody from outside: taken in by name, and given an invitation that they come in by."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from muster.access.commands.inviting import Invitation
from muster.access.roles import CASEWORKER, HEAD_OF_OFFICE
from muster.access.rules.codes import written
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendar_of_unit
from muster.transition.commands.newcomers import invite_again, take_in
from muster.transition.newcomers import LONGEST_NAME
from muster.transition.queries.newcomers import newcomer
from muster.web import addresses
from muster.web.doors import serves
from muster.web.forms import Choice, Form, Hidden, Text
from muster.web.language import language_of
from muster.web.pages import LANGUAGE_NAMES, page
from muster.web.reading import read_as
from muster.web.sign_in.pictures import picture_of

_TITLE, _AGAIN = _("Somebody from outside"), _("Invite this person again")
_INTRO = (
    _(
        "For somebody who never served here and comes for help into work. You keep the name they "
        "give, and later read what they put into their packet; nobody but this office knows that "
        "they came."
    ),
    _(
        "They are no part of any unit: nobody counts them, asks them for an assessment, or finds "
        "them by name. Whoever serves or served here has a record already; let them begin from "
        "their own page."
    ),
)
_TAKE_IN, _INVITE = _("Take this person in"), _("Make a new invitation")
_VOID = _("An invitation from before no longer lets anybody in.")
_CAME = _(
    "{name} came in already and has set a password. If it is lost, name the account to an "
    "administrator: {account}."
)
_MAILED = _("It was also sent to the address that you gave.")
_SAYS = {
    "once": _("This invitation is shown once. Hand it over now, or make a new one later."),
    "how": _(
        "Print it, or let the person take the picture with their phone. They follow the address, "
        "choose a password, and write down the name by which they sign in."
    ),
    "account": _("Name to sign in with"),
    "address": _("Address"),
    "code": _("Digits"),
    "until": _("Works once, until"),
    "on": _("Back to who waits"),
}


class Inviting(Form):
    mail = Text(
        asks=_("To which e-mail address may the invitation go?"), longest=254, wide=30,
        hint=_("Leave it empty if you hand it over yourself; you see it in either case"),
    )  # fmt: skip
    language = Choice(
        asks=_("In which language?"), options=list(LANGUAGE_NAMES),
        required=_("Select the language of the message"),
    )  # fmt: skip


class TakingIn(Inviting):
    once = Hidden()
    name = Text(
        asks=_("Which name does the person give?"), longest=LONGEST_NAME, wide=30,
        hint=_("As they would like to be called; no document is needed for it"),
        required=_("Enter the name that the person gives"),
    )  # fmt: skip

    field_order = ("name", "mail", "language", "once")


@serves(CASEWORKER, HEAD_OF_OFFICE, posts=True)
def new(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask for a name; posted, take the person in and show their invitation, once."""
    start = {"once": str(new_id()), "language": language_of(request)}
    form = TakingIn(request.POST or None, initial=start)
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = take_in(
                newcomer=_once(given["once"]), name=given["name"], mail=given["mail"] or "",
                language=given["language"], by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return _handed(request, made, given["name"], bool(given["mail"]), by)
    return page(
        request, "form.html", title=_TITLE, form=form, intro=_INTRO, button=_TAKE_IN,
        back=addresses.AFTER_SERVICE, cancel=addresses.AFTER_SERVICE,
    )  # fmt: skip


@serves(CASEWORKER, HEAD_OF_OFFICE, posts=True)
def again(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Show whom an office took in and who has not come yet; posted, invite them anew."""
    found = newcomer(person=PersonId(person), by=by, at=at)
    form = Inviting(request.POST or None, initial={"language": language_of(request)})
    if form.is_valid() and not found.came:
        given = form.cleaned_data
        try:
            made = invite_again(
                person=PersonId(person), mail=given["mail"] or "", language=given["language"],
                by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return _handed(request, made, found.name, bool(given["mail"]), by)
    return page(
        request, "caseworker/newcomer.html", title=found.name, form=form, heading=_AGAIN,
        back=addresses.AFTER_SERVICE, button=_INVITE, void=_VOID,
        came=_CAME.of(name=found.name, account=found.account) if found.came else None,
    )  # fmt: skip


def _handed(
    request: HttpRequest, made: Invitation, name: str, mailed: bool, by: Viewer
) -> HttpResponse:
    """Show an invitation; it stands nowhere else."""
    origin = settings.MUSTER_ORIGIN or request.build_absolute_uri("/")[:-1]
    address = f"{origin}{addresses.INVITATION}"
    zone = read_as(by.role.audience, lambda: calendar_of_unit(by.units[0])).zone
    return page(
        request, "caseworker/invited.html", title=name, says=_SAYS, made=made, zone=zone,
        code=written(made.code), address=address, picture=picture_of(f"{address}#{made.code}"),
        mailed=_MAILED if mailed and settings.MUSTER_ORIGIN else None,
        back=addresses.AFTER_SERVICE, on=addresses.AFTER_SERVICE,
    )  # fmt: skip


def _once(text: str) -> PersonId:
    try:
        return PersonId(UUID(text))
    except ValueError:
        raise Http404 from None
