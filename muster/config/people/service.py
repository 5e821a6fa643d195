"""`muster people agree`, `disagree`, `exposed`: consents, and what a person lived through."""

from __future__ import annotations

from datetime import datetime

import click

from muster.access.permissions import Permission
from muster.config.people.group import people
from muster.config.people.persons import person_meant
from muster.config.spoken import argument, option
from muster.config.terminal import Terminal
from muster.kernel.time import now
from muster.kernel.words import _
from muster.people.commands.keeping import give_consent, record_exposure, withdraw_consent
from muster.people.consents import Item
from muster.people.service import ExposureKind

_person = argument("person")
_day = click.DateTime(["%Y-%m-%d", "%d.%m.%Y"])
_item = argument("item", type=click.Choice([one.value for one in Item]))


@people.command(says=_("Record that a person agrees to one thing, until a day."))
@_person
@_item
@option("--until", required=True, type=_day, says=_("The last day, at most two years ahead."))
@click.pass_obj
def agree(terminal: Terminal, person: str, item: str, until: datetime) -> None:
    """Record a consent; it is given without a superior present."""
    by = terminal.acting(Permission.RECORD_CONSENT)
    who = person_meant(terminal, person)
    give_consent(person=who, item=Item(item), until=until.date(), by=by, at=now())
    terminal.say(_("Recorded: {item}, until {day}.").of(item=Item(item).says, day=until.date()))


@people.command(says=_("Record that a person no longer agrees to one thing."))
@_person
@_item
@click.pass_obj
def disagree(terminal: Terminal, person: str, item: str) -> None:
    """Record that a consent was taken back; it holds at once and needs no reason."""
    by = terminal.acting(Permission.RECORD_CONSENT)
    withdraw_consent(person=person_meant(terminal, person), item=Item(item), by=by, at=now())
    terminal.say(_("Recorded: no longer agreed to “{item}”.").of(item=Item(item).says))


@people.command(says=_("Record a deployment or another exposure of a person."))
@_person
@argument("kind", type=click.Choice([one.value for one in ExposureKind]))
@option("--from", "since", required=True, type=_day, says=_("The first day."))
@option("--to", "until", type=_day, says=_("The last day; else it goes on."))
@click.pass_obj
def exposed(
    terminal: Terminal, person: str, kind: str, since: datetime, until: datetime | None
) -> None:
    """Record an exposure; the screening calendar counts from its last day."""
    by = terminal.acting(Permission.RECORD_SERVICE)
    record_exposure(
        person=person_meant(terminal, person),
        kind=ExposureKind(kind),
        since=since.date(),
        until=None if until is None else until.date(),
        by=by,
        at=now(),
    )
    terminal.say(_("Recorded: {kind}.").of(kind=ExposureKind(kind).says))
