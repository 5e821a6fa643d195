"""Which entries an auditor wants to see, as the page asks for it and as addresses keep it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest

from muster.access.roles import ALL_ROLES
from muster.access.telling import SAYINGS, every_door
from muster.journal.reading import Wanted
from muster.kernel.words import Sentence, _
from muster.web.auditor.naming import KINDS, PURPOSES, Names
from muster.web.forms import Day, Form, Pick, Text
from muster.web.language import language_of

KEPT = (
    "kind", "account", "role", "purpose", "command", "person",
    "since-day", "since-month", "since-year", "until-day", "until-month", "until-year",
)  # fmt: skip
"""What of an address is a filter; all else in it is not carried on."""


CHOSEN_KINDS = ("write", "read", "refused")


class Filter(Form):
    """What is to be shown; every field may be left empty."""

    marks_optional = False

    kind = Pick(asks=_("Kind"), options=[(one, KINDS[one].word) for one in CHOSEN_KINDS])
    account = Text(
        asks=_("Account"), hint=_("The name it signs in with"), longest=150, wide=20,
        attributes={"autocapitalize": "none", "spellcheck": "false"},
    )  # fmt: skip
    role = Pick(asks=_("Role"), options=[(key, one.name) for key, one in ALL_ROLES.items()])
    purpose = Pick(asks=_("Purpose"), options=list(PURPOSES.items()))
    command = Pick(asks=_("What was done"))
    person = Text(
        asks=_("Person"), hint=_("Their id, as it stands in the journal"), longest=36, wide=20,
        attributes={"autocapitalize": "none", "spellcheck": "false"},
    )  # fmt: skip
    since = Day(asks=_("From this day"))
    until = Day(asks=_("Until this day"))

    def clean_person(self) -> UUID | None:
        said = self.cleaned_data["person"]
        if not said:
            return None
        try:
            return UUID(said)
        except ValueError:
            self.refuse(_("Enter an id as it stands in the journal"), "person")
            return None


@dataclass(frozen=True)
class Chosen:
    """A filter as it was read: what it wants, and whether it leaves anything out."""

    form: Filter
    wanted: Wanted
    narrowed: bool


def chosen(request: HttpRequest, names: Names) -> Chosen:
    """Read the filter of an address; what cannot be read is said in the form and wants nothing."""
    asked = {key: value for key in KEPT if (value := request.GET.get(key))}
    form = Filter(request.GET if asked else None)
    form.options(command=_doings(language_of(request)))
    if not asked or not form.is_valid():
        return Chosen(form, Wanted(), bool(asked))
    said = form.cleaned_data
    account = said["account"]
    actor = names.account_called(account) if account else None
    if account and actor is None:
        form.refuse(_("There is no account of this name"), "account")
    return Chosen(form, _wanted(said, actor, bool(account), names.zone), True)


def kept(request: HttpRequest, **more: str) -> str:
    """Return the filter as the end of an address, with what is added to it."""
    asked = {key: value for key in KEPT if (value := request.GET.get(key))} | more
    return f"?{urlencode(asked)}" if asked else ""


def _wanted(said: Mapping[str, Any], actor: UUID | None, by_account: bool, zone: str) -> Wanted:
    """Return the entries meant; days begin and end in the force's own time zone."""
    until = said["until"]
    return Wanted(
        person=said["person"],
        since=None if said["since"] is None else _begin(said["since"], zone),
        until=None if until is None else _begin(until + timedelta(days=1), zone),
        kinds=_one(said["kind"]),
        # A name that nobody bears wants nobody's entries: no account has this id.
        actors=[actor or UUID(int=0)] if by_account else (),
        roles=_one(said["role"]), purposes=_one(said["purpose"]), commands=_one(said["command"]),
    )  # fmt: skip


def _begin(day: Any, zone: str) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(zone))


def _one(value: str) -> Sequence[str]:
    return [value] if value else ()


def _doings(language: str) -> list[tuple[str, Sentence]]:
    """Return everything that can be entered, in the order of its sentences."""
    doors = {key: door.says for key, door in every_door().items()} | SAYINGS
    return sorted(doors.items(), key=lambda one: one[1].said_in(language))
