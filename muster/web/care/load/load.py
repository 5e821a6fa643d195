"""Who carries how much: weighed, against a cap; absences with cover; a whole list handed on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from babel.numbers import format_decimal
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.permissions import Permission
from muster.access.roles import CASE_MANAGER, HEAD_OF_SERVICE, PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.commands.caseloads import keep_absence, keep_working_time, offer_all
from muster.care.queries.caseloads import Carries, free_first, loads
from muster.kernel.ids import AccountId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.web import addresses
from muster.web import forms as fields
from muster.web.care.coded import in_force
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.reading import today_of

_TITLE = _("Who carries how much")
_OVER, _FULL = Status(_("Above the cap"), "red"), Status(_("Can take more"), "green")
_AWAY = Status(_("Away"), "grey")
_SAYS = {
    "intro": _(
        "A case weighs by where it stands. Above {cap} % of what a post carries, waits grow long: "
        "give cases to the pool, or hand a list on."
    ),
    "who": _("Clinician"),
    "cases": _("Cases"),
    "weight": _("Weight"),
    "load": _("Of what a post carries"),
    "state": _("Stands at"),
    "away": _("Write down an absence"),
    "post": _("Write down how much of a post somebody works"),
    "hand_on": _("Hand on a list of cases"),
    "until": _("Until {day}, {cover} covers"),
    "none": _("Nobody in your units works on cases."),
    "pool": _("The team's pool"),
}
_SAVE = _("Put on record")
_HAND_INTRO = (
    _("Every open case of the list is offered at once. Each stays with its owner until the whole "
      "list is accepted by name."),
)  # fmt: skip


class Away(fields.Form):
    """Who is away, from when to when, and who looks after."""

    account = fields.Pick(asks=_("Who is away?"), required=_("Select who is away"))
    away_from = fields.Day(asks=_("First day"), required=_("Enter the first day"))
    away_until = fields.Day(asks=_("Last day"), required=_("Enter the last day"))
    cover = fields.Pick(
        asks=_("Who looks after the cases meanwhile?"),
        hint=_("Whoever carries least stands first."),
        required=_("Select who looks after the cases"),
    )


class Post(fields.Form):
    """How much of a post somebody works."""

    account = fields.Pick(asks=_("Who?"), required=_("Select who"))
    percent = fields.Number(
        asks=_("How many per cent of a full post?"), at_least=1, at_most=100,
        required=_("Enter how many per cent"),
    )  # fmt: skip


class HandOn(fields.Form):
    """Whose cases go to whom."""

    owner = fields.Pick(asks=_("Whose cases?"), required=_("Select whose cases"))
    to = fields.Pick(
        asks=_("Who takes them over?"),
        hint=_("Whoever carries least stands first."),
        required=_("Select who takes them over"),
    )


@serves(HEAD_OF_SERVICE, UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER)
def load(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show what each clinician carries, whoever carries most first."""
    lines, today = loads(by=by, at=at), today_of(by, at)
    names = {str(one.who.account): one.who.name for one in lines}
    return page(
        request,
        "care/load.html",
        title=_TITLE,
        back=addresses.SERVICE if by.role is HEAD_OF_SERVICE else addresses.CASES,
        says=_SAYS,
        intro=_SAYS["intro"].of(cap=round(100 * in_force().path.load_cap)),
        rows=[_row(one, names, today, language_of(request)) for one in lines],
        here=request.path,
        pool_at=addresses.POOL if Permission.KEEP_PLAN in by.role.may else None,
    )


@serves(HEAD_OF_SERVICE, UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, posts=True)
def away(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Write down an absence: anybody's by the head of service, one's own by oneself."""
    lines, form = loads(by=by, at=at), Away(request.POST or None)
    form.options(account=_own(lines, by), cover=_free(lines, today_of(by, at)))

    def carry_out(given: dict[str, Any]) -> None:
        keep_absence(
            unit=by.units[0], account=_id(given["account"]), away_from=given["away_from"],
            away_until=given["away_until"], cover=_id(given["cover"]), by=by, at=at,
        )  # fmt: skip

    return _sheet(request, form, carry_out, _SAYS["away"], ())


@serves(HEAD_OF_SERVICE, posts=True)
def post(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Write down how much of a post somebody works."""
    lines, form = loads(by=by, at=at), Post(request.POST or None)
    form.options(account=_own(lines, by))

    def carry_out(given: dict[str, Any]) -> None:
        keep_working_time(
            unit=by.units[0], account=_id(given["account"]), percent=given["percent"], by=by, at=at
        )

    return _sheet(request, form, carry_out, _SAYS["post"], ())


@serves(HEAD_OF_SERVICE, UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, posts=True)
def hand_on(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Offer a clinician's whole list to another, by name."""
    lines, form = loads(by=by, at=at), HandOn(request.POST or None)
    form.options(owner=_own(lines, by), to=_free(lines, today_of(by, at)))

    def carry_out(given: dict[str, Any]) -> None:
        offer_all(owner=_id(given["owner"]), to=_id(given["to"]), by=by, at=at)

    return _sheet(request, form, carry_out, _SAYS["hand_on"], _HAND_INTRO)


def _own(lines: list[Carries], by: Viewer) -> list[tuple[str, str]]:
    """Return whom the viewer may speak for: everybody by the head of service, else oneself."""
    own = [one for one in lines if by.role is HEAD_OF_SERVICE or one.who.account == by.account]
    return [(str(one.who.account), one.who.name) for one in own]


def _free(lines: list[Carries], today: date) -> list[tuple[str, str]]:
    names = {one.who.account: one.who.name for one in lines}
    first = free_first(lines, today)
    rest = [one for one in names if one not in first]
    return [(str(one), names[one]) for one in (*first, *rest)]


def _row(one: Carries, names: dict[str, str], today: date, language: str) -> dict[str, Any]:
    gone = one.time.away_on(today)
    return {
        "name": one.who.name,
        "cases": one.load.cases,
        "weight": format_decimal(one.load.weight, format="0.#", locale=language),
        "share": f"{one.load.per_cent} %" if one.load.share != float("inf") else "–",
        "status": _AWAY if gone else _OVER if one.over else _FULL,
        "away": _SAYS["until"].of(
            day=one.time.away_until, cover=names.get(one.time.cover or "", "–")
        )
        if gone
        else "",
    }


def _sheet(
    request: HttpRequest,
    form: fields.Form,
    carry_out: Callable[[dict[str, Any]], None],
    title: Sentence,
    intro: tuple[Sentence, ...],
) -> HttpResponse:
    if form.is_valid():
        try:
            carry_out(form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(addresses.LOAD)
    return page(
        request, "form.html", title=title, form=form, back=addresses.LOAD, intro=intro,
        button=_SAVE,
    )  # fmt: skip


def _id(text: str) -> AccountId:
    return AccountId(UUID(text))
