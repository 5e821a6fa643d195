"""`muster policy`: the crisis numbers of this installation."""

from __future__ import annotations

import click
from rich.table import Table

from muster.access.permissions import Permission
from muster.config.adopting import adopt, versions
from muster.config.preview import preview
from muster.config.spoken import argument, group, json_option, option
from muster.config.terminal import Terminal
from muster.config.units import unit_meant
from muster.kernel.time import now
from muster.kernel.words import Sentence, _
from muster.policy.commands import (
    add_crisis_number,
    verify_crisis_number,
    withdraw_crisis_number,
)
from muster.policy.queries import HelpLine, every_line, stale_lines
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience


@group(says=_("Crisis numbers, and the force's profile."))
def policy() -> None:
    """The group."""


for _one in (preview, adopt, versions):
    policy.add_command(_one)


@policy.group("crisis-numbers", says=_("The numbers that a person in need may call."))
def crisis_numbers() -> None:
    """The group."""


@crisis_numbers.command(
    "list", says=_("List the numbers that are shown, and when each was called.")
)
@json_option
@click.pass_obj
def list_(terminal: Terminal, json: bool) -> None:
    """List every number in force."""
    with unit_of_work(Standing(Audience.PLATFORM)):
        lines = every_line()
        stale = [one.line for one in stale_lines(now())]
    if json:
        terminal.show({"numbers": [_as_json(line, line in stale) for line in lines]})
        return
    heads = (_("Code"), _("Number"), _("Name"), _("Last verified"), _("Standing"))
    table = Table(*(terminal.said(head) for head in heads))
    for line in lines:
        verified = terminal.said(_("never")) if line.verified_on is None else str(line.verified_on)
        code = line.kind if line.unit is None else str(line.entered)
        standing = terminal.said(_standing(line, line in stale))
        table.add_row(code, line.number, line.name.said_in(terminal.language), verified, standing)
    terminal.console.print(table)


@crisis_numbers.command(says=_("Enter a number; it is stale until it is verified."))
@argument("kind")
@argument("number")
@option("--unit", says=_("The code of the unit it is for, with all below; else the whole force."))
@option("--name-en", says=_("What it is called in English; else as the profile calls the kind."))
@option("--name-ru", says=_("What it is called in Russian; else as the profile calls the kind."))
@option("--invented", is_flag=True, says=_("It is for demonstration and reaches nobody."))
@click.pass_obj
def add(
    terminal: Terminal,
    kind: str,
    number: str,
    unit: str | None,
    name_en: str | None,
    name_ru: str | None,
    invented: bool,
) -> None:
    """Enter a number in place of the one before it."""
    by = terminal.acting(Permission.VERIFY_CRISIS_NUMBER)
    add_crisis_number(
        kind=kind, number=number, name_en=name_en, name_ru=name_ru, invented=invented,
        unit=None if unit is None else unit_meant(unit, by), by=by, at=now(),
    )  # fmt: skip
    said = _("{number} is entered. Call it, then: muster policy crisis-numbers verify {kind}")
    terminal.say(said.of(number=number, kind=kind))


@crisis_numbers.command(says=_("Record that you called a number, and somebody answered."))
@argument("code")
@click.pass_obj
def verify(terminal: Terminal, code: str) -> None:
    """Verify a number by its kind or its id."""
    by = terminal.acting(Permission.VERIFY_CRISIS_NUMBER)
    number = verify_crisis_number(code=code, by=by, at=now())
    terminal.say(_("{number} is verified as of today.").of(number=number))


@crisis_numbers.command(says=_("Stop showing a number."))
@argument("code")
@click.pass_obj
def withdraw(terminal: Terminal, code: str) -> None:
    """Withdraw a number by its kind or its id."""
    by = terminal.acting(Permission.VERIFY_CRISIS_NUMBER)
    number = withdraw_crisis_number(code=code, by=by, at=now())
    terminal.say(_("{number} is no longer shown.").of(number=number))


def _standing(line: HelpLine, stale: bool) -> Sentence:
    if line.invented:
        return _("invented, reaches nobody")
    return _("not known to work") if stale else _("works")


def _as_json(line: HelpLine, stale: bool) -> dict[str, object]:
    return {
        "kind": line.kind, "number": line.number, "en": line.name.en, "ru": line.name.ru,
        "unit": line.unit, "id": line.entered, "invented": line.invented,
        "verified_on": line.verified_on, "stale": stale,
    }  # fmt: skip
