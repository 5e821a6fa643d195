"""`muster bench`: how fast each part is, beside its yardstick in the same run."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.table import Table

from muster.config.spoken import argument, command, json_option, option
from muster.config.terminal import Terminal
from muster.kernel.words import Sentence, _

Case = dict[str, Any]


def _scoring() -> Iterable[Case]:
    """Score from JSON beside fhirpath.js, and in bulk beside plain column adds."""
    from muster.fhir.bench import measure as from_json
    from muster.instruments.bench import bulk

    yield from_json()
    yield bulk()


def _in_a_house(*measures: Callable[[Path], Any]) -> Iterable[Case]:
    from muster.config.benches.house import measuring_house

    with measuring_house() as home:
        for measure in measures:
            yield measure(home).as_json()


def _screen() -> Iterable[Case]:
    from muster.config.benches.screen import screen

    return _in_a_house(screen)


def _import() -> Iterable[Case]:
    from muster.config.benches.roster import roster

    return _in_a_house(roster)


def _journal() -> Iterable[Case]:
    from muster.config.benches.journal import journal

    return _in_a_house(lambda _home: journal())


def _submit() -> Iterable[Case]:
    from muster.config.benches.submit import submit

    return _in_a_house(submit)


def _phone() -> Iterable[Case]:
    from muster.config.benches.phone import phone

    return _in_a_house(phone)


def _assignment() -> Iterable[Case]:
    """Place people who wait for a post for a time, beside the solver alone."""
    from muster.config.benches.assignment import assignment

    yield assignment().as_json()


def _matching() -> Iterable[Case]:
    """Find ten vacancies for everybody, beside an index that knows no hard rules."""
    from muster.config.benches.matching import matching

    yield matching().as_json()


def _queue() -> Iterable[Case]:
    from muster.config.benches.queue import queue

    people = click.get_current_context().params["people"]
    for case in queue(people):
        yield case.as_json()


def _allocation() -> Iterable[Case]:
    from muster.config.benches.allocation import allocation

    for case in allocation():
        yield case.as_json()


def _transitions() -> Iterable[Case]:
    from muster.config.benches.transitions import transitions

    return _in_a_house(transitions)


def _linking() -> Iterable[Case]:
    """Link titles and postings on published data, beside the sentence encoder alone."""
    from muster.config.benches.linking import linking

    for case in linking():
        yield case.as_json()


def _late() -> Iterable[Case]:
    from muster.config.benches.queue import late

    for case in late():
        yield case.as_json()


BENCHES: dict[str, Callable[[], Iterable[Case]]] = {
    "scoring": _scoring,
    "screen": _screen,
    "import": _import,
    "journal": _journal,
    "submit": _submit,
    "transitions": _transitions,
    "phone": _phone,
    "assignment": _assignment,
    "matching": _matching,
    "queue": _queue,
    "allocation": _allocation,
    "late": _late,
    "linking": _linking,
}


@command(says=_("Measure, each beside its yardstick."))
@argument("names", nargs=-1, type=click.Choice(list(BENCHES)))
@option(
    "--people", default=1_500_000, show_default=True, says=_("How large a force “queue” makes.")
)
@json_option
@click.pass_obj
def bench(terminal: Terminal, names: tuple[str, ...], people: int, json: bool) -> None:
    """Run the benches named, or all of them; with --json one line for each case."""
    cases: list[Case] = []
    for name in names or BENCHES:
        for case in BENCHES[name]():
            cases.append(case)
            if json:
                click.echo(msgspec.json.encode(case).decode())
    if not json:
        _tell(terminal, cases)


def _tell(terminal: Terminal, cases: list[Case]) -> None:
    heads: tuple[Sentence, ...] = (
        _("Case"), _("Rate"), _("Yardstick"), _("Its rate"), _("Ratio"), _("Aim"),
    )  # fmt: skip
    table = Table(*(terminal.said(head) for head in heads))
    for case in cases:
        table.add_row(
            case["name"],
            f"{case['rate']:,.0f}/s",
            str(case.get("yardstick", "")),
            f"{case['yardstick_rate']:,.0f}/s",
            f"{case['ratio']:.3g}",
            str(case.get("aim", "")),
        )
    terminal.console.print(table)
    terminal.say(
        _("Measured on {cores} cores, {system}, Python {python}; rates are medians.").of(
            cores=os.cpu_count() or 1,
            system=platform.machine(),
            python=platform.python_version(),
        )
    )
