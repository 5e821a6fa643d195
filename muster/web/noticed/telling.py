"""Telling what one noticed: behaviours alone, one way to the clinician, and nothing in return.

Whoever is meant, and whether anybody is: what is answered is “received”, in the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.accounts import teller
from muster.access.roles import (
    ASSESSMENT_TEAM,
    CASE_MANAGER,
    COMMANDER,
    MEMBER,
    PHYSICIAN,
    UNIT_PSYCHOLOGIST,
)
from muster.access.viewers import Viewer
from muster.care.commands.observing import report_change
from muster.care.observing import unit_of_door
from muster.care.rules.observed import Told
from muster.kernel.ids import AccountId, UnitId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant, now
from muster.kernel.words import _
from muster.people.queries import own_place
from muster.policy.queries import in_force
from muster.policy.rules.caring import Observed
from muster.vault.zones import Audience
from muster.web import addresses
from muster.web import forms as fields
from muster.web.doors import serves
from muster.web.everyone.help_now import numbers_in
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.reading import read_as
from muster.web.serving import everyone
from muster.web.sign_in.doors import stranger

RECEIVED = f"{addresses.NOTICED}/received"
_TITLE = _("You noticed a change in somebody")
_INTRO = (
    _("Say what you saw or heard, not what you think it is. A clinician reads it and calls them."),
    _("You will get no answer but “received”: not who reads it, nor what comes of it."),
    _("They learn that somebody told us, and what was seen; never who told it."),
)
_FIRST = _("If somebody may be in danger now, do not write. Stay with them and call:")
_SEND = _("Tell the clinician")
_RECEIVED = _("Received")
_THANKS = (
    _("Thank you. A clinician who looks after this unit reads it."),
    _("You cannot see here what comes of it, and need not do anything more."),
    _("If it gets worse, call: the numbers stand under “Get help now”."),
)


class Noticed(fields.Form):
    """What somebody tells: whom they mean, what they saw, and a few words of their own."""

    reporter = fields.Choice(
        asks=_("How do you know them?"), options=[], required=_("Select how you know them")
    )
    who = fields.Text(
        asks=_("Whom do you mean?"),
        hint=_("Surname and given name, or the service number."),
        required=_("Write whom you mean"),
        longest=120,
        attributes={"autocomplete": "off", "spellcheck": "false"},
    )
    behaviours = fields.Choices(
        asks=_("What have you seen or heard?"),
        hint=_("Choose all that fit."),
        options=[],
        required=_("Choose at least one thing that you have seen or heard"),
    )
    words = fields.LongText(
        asks=_("In your own words: what, and since when?"),
        hint=_("A few words. Leave out what you only guess."),
        rows=3,
        longest=300,
    )
    call_back = fields.Phone(
        asks=_("Under which number may the clinician ask you more?"),
        hint=_("You may leave this empty. It is used for nothing else."),
    )
    once = fields.Hidden()


@dataclass(frozen=True, slots=True)
class _Teller:
    """Who tells: by an account (None: nobody signed in), at which unit's door."""

    account: AccountId | None
    unit: UnitId

    @property
    def viewer(self) -> Viewer:
        return teller(self.account, self.unit)


@stranger
def at_door(request: HttpRequest, *, door: str) -> HttpResponse:
    """Take a report at a unit's own address, from anybody who was given it."""
    unit = read_as(Audience.MEMBER, lambda: unit_of_door(door))
    if unit is None:
        raise Http404
    return _told(request, _Teller(None, unit), now(), alone=True)


@serves(
    MEMBER,
    COMMANDER,
    PHYSICIAN,
    CASE_MANAGER,
    ASSESSMENT_TEAM,
    UNIT_PSYCHOLOGIST,
    posts=True,
    takes_late=True,
)
def own(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Take a report from somebody who signed in, about people of their own unit."""
    if by.person is not None:
        unit = own_place(person=by.person, by=by, at=at).unit
    else:
        unit = by.units[0] if by.units else None
    if unit is None:
        raise Http404
    return _told(request, _Teller(by.account, unit), at, alone=False)


@everyone
def received(request: HttpRequest) -> HttpResponse:
    """Say that it was received, whoever was meant."""
    return page(request, "noticed/received.html", title=_RECEIVED, says=_THANKS, alone=True)


def _told(request: HttpRequest, who: _Teller, at: Instant, *, alone: bool) -> HttpResponse:
    rule, language = in_force().caring.observed, language_of(request)
    form = Noticed(request.POST or None, initial={"once": str(new_id())})
    form.options(
        reporter=_reporters(rule, language, signed_in=who.account is not None),
        behaviours=[(code, one.name.said_in(language)) for code, one in rule.behaviours.items()],
    )
    if form.is_valid():
        given = form.cleaned_data
        told = Told(
            given["who"], tuple(given["behaviours"]), given["words"] or "", given["call_back"] or ""
        )
        try:
            report_change(
                unit=who.unit, report=_id_of(given["once"]), told=told,
                reporter=given["reporter"], signed_in=who.account is not None, by=who.viewer, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(RECEIVED, status=303)
    return page(
        request, "noticed/telling.html", title=_TITLE, form=form, intro=_INTRO, button=_SEND,
        first=_FIRST, numbers=numbers_in(language)[:2], alone=alone,
    )  # fmt: skip


def _reporters(rule: Observed, language: str, *, signed_in: bool) -> list[tuple[str, str]]:
    shown = [*rule.reporters] if signed_in else [*rule.outside]
    return [(code, rule.reporters[code].said_in(language)) for code in shown]


def _id_of(text: str) -> UUID:
    """Return the report's id; one that cannot be read must not keep a report out."""
    try:
        return UUID(text)
    except ValueError:
        return new_id()
