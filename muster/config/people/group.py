"""The group, and how every file's report is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from muster.config.spoken import group, option
from muster.config.terminal import Terminal
from muster.kernel.problems import Problem
from muster.kernel.sheets import Sheet, open_sheet
from muster.kernel.words import Sentence, _, _n
from muster.people.problems import COLUMN_CHOICE
from muster.people.rules.files import Arrived, arrived
from muster.people.rules.headings import Vocabulary

ROWS_REFUSED = 3
SHOWN_PROBLEMS = 20


@group(says=_("Import and look after people and units."))
def people() -> None:
    """The group."""


file_argument = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
column_option = option(
    "--column",
    "columns",
    multiple=True,
    metavar="HEADING=FIELD",
    says=_("What a column holds, where its heading does not say; may be given several times."),
)
confirm_option = option(
    "--confirm", is_flag=True, says=_("Write what is valid; else it is only reported.")
)


def chosen_columns(columns: Sequence[str]) -> dict[str, str] | None:
    """Read `HEADING=FIELD` pairs; Refused where one is no pair."""
    found = {}
    for pair in columns:
        heading, equals, field = pair.rpartition("=")
        if not equals or not heading or not field:
            raise COLUMN_CHOICE.refused(said=pair)
        found[heading] = field.strip()
    return found or None


def read_file(
    terminal: Terminal, file: Path, vocabulary: Vocabulary, chosen: Mapping[str, str] | None
) -> Arrived:
    """Read a file's columns, with a progress bar where somebody watches."""
    sheet = open_sheet(file)
    with bar(terminal, _("Reading")) as show:

        def progress(read: Sheet) -> None:
            show(read.position, read.total or 0)

        return arrived(sheet, vocabulary, chosen, progress)


@contextmanager
def bar(terminal: Terminal, title: Sentence) -> Iterator[Callable[[int, int], None]]:
    """Show a progress bar on stderr, none where nobody watches; yields what moves it."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
    from rich.progress import TimeRemainingColumn as Left

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), Left())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as on:
        task = on.add_task(terminal.said(title), total=None)

        def show(done: int, total: int) -> None:
            on.update(task, completed=done, total=total or None)

        yield show


def tell_problems(terminal: Terminal, problems: Sequence[Problem]) -> None:
    """Say the first problems, each with its remedy, and how many more there are."""
    for problem in problems[:SHOWN_PROBLEMS]:
        click.echo(problem.says(terminal.language), err=True)
        click.echo("   " + problem.remedy(terminal.language), err=True)
    left = len(problems) - SHOWN_PROBLEMS
    if left > 0:
        terminal.remark(
            _n(
                "{count} more problem stands in the list that --json prints.",
                "{count} more problems stand in the list that --json prints.",
            ).of(count=left)
        )
