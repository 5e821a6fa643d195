"""Roles for a time: who holds which, given and taken back; and the first invitation to sign in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.commands import LONGEST_ROLE, give_role, take_role
from muster.access.commands.inviting import invite
from muster.access.queries import HeldRole, held_roles
from muster.access.queries.holdings import not_let_in_yet
from muster.access.roles import ADMINISTRATOR, ROLES, THEMSELVES
from muster.access.viewers import Viewer
from muster.kernel.ids import UnitId
from muster.kernel.problems import Refused
from muster.kernel.time import Calendar, Instant
from muster.kernel.words import Sentence, _, _p
from muster.vault.zones import Audience
from muster.web.administrator import addresses as here
from muster.web.administrator.naming import unit_codes, unit_options, zone_of
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.forms import Day, Form, Hidden, Pick, Text
from muster.web.pages import page
from muster.web.reading import read_as
from muster.web.sign_in.recovery import handed_over

GIVEN = {key: role for key, role in ROLES.items() if role not in THEMSELVES}
"""What can be given here: a member is whoever an account is linked to a person for."""
USUALLY = timedelta(days=365)
SOON = timedelta(days=30)
_TITLE = _("Roles and accounts")
_GIVE = _("Give a role")
NOT_IN = Status(_p("account", "never signed in"), "amber")
ENDS_SOON = Status(_p("role", "ends soon"), "amber")
WORDS = {
    "says": _(
        "A role is given for a unit with all below it, and for a time; none is for ever. Whoever "
        "is given one for the first time is invited to sign in."
    ),
    "table": _("What each role may do"),
    "give": _("Give a role"),
    "take": _("Take it back"),
    "take_about": _("the role {role} of {account}"),
    "invite": _("Invite"),
    "invite_about": _("{account} to sign in"),
    "find": _("Show"),
    "none": _("Nobody holds such a role at the moment."),
    "given": _("The role was given. Invite its holder to sign in, where they never have."),
    "taken": _("The role was taken back."),
    "account": _p("column", "Account"),
    "role": _p("column", "Role"),
    "unit": _p("column", "Unit"),
    "until": _p("column", "Until"),
    "caption": _("Roles that are held now"),
}
DONE = {"given": WORDS["given"], "taken": WORDS["taken"]}


class Find(Form):
    marks_optional = False
    account = Text(asks=_("Account"), longest=150, wide=20)
    role = Pick(asks=_("Role"), options=[(key, role.name) for key, role in GIVEN.items()])


class Give(Form):
    """Which role, to whom, where, and until when."""

    account = Text(
        asks=_("Name of the account"),
        hint=_("The name it signs in with. An account that is not known yet is made."),
        required=_("Enter the name of the account"),
        longest=150,
        wide=20,
        attributes={"autocapitalize": "none", "spellcheck": "false"},
    )
    role = Pick(
        asks=_("Role"),
        options=[(key, role.name) for key, role in GIVEN.items()],
        required=_("Select the role"),
    )
    unit = Pick(
        asks=_("For which unit, with all below it?"), required=_("Select the unit"), options=[]
    )
    until = Day(
        asks=_("Until which day?"),
        hint=_("Its last day, at most {days} days ahead.").of(days=LONGEST_ROLE.days),
        required=_("Enter the last day"),
    )


class Invite(Form):
    """The account that the page showed."""

    account = Hidden()


class Take(Form):
    """The grant that the page showed."""

    account, role, unit = Hidden(), Hidden(), Hidden()


@dataclass(frozen=True, slots=True)
class Row:
    """One role that is held, as the list shows it."""

    account: str
    role: Sentence
    key: str
    unit: UnitId | None
    code: str
    until: Instant
    marks: tuple[Status, ...]
    invitable: bool


@serves(ADMINISTRATOR)
def roles(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """List the roles that are held; of one account, or of one kind, where asked for."""
    asked = bool(request.GET.get("account") or request.GET.get("role"))
    form = Find(request.GET if asked else None)
    wanted = form.cleaned_data if asked and form.is_valid() else {}
    held = [one for one in held_roles(by=by, at=at) if _wanted(one, wanted)]
    names = {one.account for one in held}
    out = read_as(Audience.PLATFORM, lambda: not_let_in_yet(names))
    codes = unit_codes(by=by, at=at)
    return page(
        request,
        "administrator/roles.html",
        title=_TITLE,
        back=here.ADMINISTRATION,
        texts=WORDS,
        form=form,
        narrowed=asked,
        done=DONE.get(request.GET.get("done", "")),
        rows=[_row(one, codes, out, at) for one in held],
        place=here.ROLES,
        zone=zone_of(by),
    )


@serves(ADMINISTRATOR, posts=True, fresh=True)
def give(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Give a role; the account is made where it is not known."""
    zone = Calendar(zone_of(by))
    start = {"until": zone.local_date(at) + USUALLY}
    form = Give(request.POST or None, initial=start)
    form.options(unit=unit_options(request, by=by, at=at))
    if form.is_valid():
        said = form.cleaned_data
        try:
            give_role(
                account=said["account"], role=said["role"], unit=UnitId(said["unit"]),
                until=zone.end_of(said["until"]), by=by, at=at,
            )  # fmt: skip
            return HttpResponseRedirect(f"{here.ROLES}?done=given")
        except Refused as refusal:
            form.refuse(refusal, "until")
    return page(request, "form.html", title=_GIVE, form=form, back=here.ROLES)


@serves(ADMINISTRATOR, posts=True, fresh=True)
def take(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Take a role back now; one that is not held any more is not taken twice."""
    form = Take(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        unit = next((one for one in unit_codes(by=by, at=at) if str(one) == said["unit"]), None)
        if unit is not None:
            take_role(account=said["account"], role=said["role"], unit=unit, by=by, at=at)
            return HttpResponseRedirect(f"{here.ROLES}?done=taken")
    return HttpResponseRedirect(here.ROLES)


@serves(ADMINISTRATOR, posts=True, fresh=True)
def invitation(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Invite an account to sign in for the first time; its digits are shown once."""
    form = Invite(request.POST or None)
    if not form.is_valid():
        return HttpResponseRedirect(here.ROLES)
    made = invite(account=form.cleaned_data["account"], by=by, at=at)
    return handed_over(request, made, here.ROLES)


def _row(one: HeldRole, codes: dict[UnitId, str], out: set[str], at: Instant) -> Row:
    role = ROLES[one.role]
    marks = [NOT_IN] if one.account in out else []
    if one.ends - at < SOON:
        marks.append(ENDS_SOON)
    return Row(
        one.account, role.name, one.role, one.unit, codes.get(one.unit, "") if one.unit else "",
        one.ends, tuple(marks), one.account in out,
    )  # fmt: skip


def _wanted(one: HeldRole, wanted: dict[str, str]) -> bool:
    account, role = wanted.get("account", ""), wanted.get("role", "")
    return account.casefold() in one.account.casefold() and role in ("", one.role)
