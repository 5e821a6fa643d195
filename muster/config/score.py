"""`muster score`: scoring alone, of files of any length, without a database."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from muster.config.scoring.run import Scored, Watch, score_file
from muster.config.scoring.sittings import Layout
from muster.config.spoken import argument, command, json_option, option
from muster.config.terminal import Terminal
from muster.kernel.words import _, _n

ROWS_REFUSED = 3
SHOWN_PROBLEMS = 20


@command(says=_("Score a file of answers, without a database."))
@argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@option("--instrument", required=True, says=_("The instrument's key, such as phq-9."))
@option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    says=_("The file of results: its name ends in .parquet, .csv or .ndjson."),
)
@option("--items", says=_("The items' columns: a pattern such as 'phq{{}}', or a comma list."))
@option("--id", "id_column", says=_("The column of ids, carried through to the results."))
@option("--sex", says=_("The column of sexes, for cut-offs that depend on it."))
@json_option
@click.pass_obj
def score(
    terminal: Terminal,
    file: Path,
    instrument: str,
    out: Path,
    items: str | None,
    id_column: str | None,
    sex: str | None,
    json: bool,
) -> None:
    """Score a file; exit status 3 when rows were refused."""
    layout = Layout(items, id_column, sex)
    with progress(terminal.said(_("Scoring"))) as watch:
        scored = score_file(file, out, instrument=instrument, layout=layout, watch=watch)
    if json:
        terminal.show(scored.as_json())
    else:
        _tell(terminal, scored)
    if scored.refused:
        click.get_current_context().exit(ROWS_REFUSED)


@contextmanager
def progress(title: str) -> Iterator[Watch]:
    """Show a bar on stderr while a file is read; nothing where nobody looks at it."""
    if not sys.stderr.isatty():
        yield lambda _position, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda position, total: bar.update(task, completed=position, total=total)


def _tell(terminal: Terminal, scored: Scored) -> None:
    """Say in sentences what became of the file."""
    for counted, sentence in _COUNTS.items():
        if counted in scored.counts:
            terminal.say(sentence.of(count=scored.counts[counted]))
    terminal.say(_("The results are in {file}.").of(file=scored.out))
    for problem in scored.problems[:SHOWN_PROBLEMS]:
        click.echo(problem.says(terminal.language), err=True)
        click.echo("   " + problem.remedy(terminal.language), err=True)
    left = len(scored.problems) - SHOWN_PROBLEMS
    if left > 0:
        terminal.remark(
            _n(
                "{count} more problem stands in the list that --json prints.",
                "{count} more problems stand in the list that --json prints.",
            ).of(count=left)
        )
    if scored.refused:
        terminal.remark(
            _n(
                "{count} row was refused and is not in the results.",
                "{count} rows were refused and are not in the results.",
            ).of(count=scored.refused)
        )


_COUNTS = {
    "results": _n("{count} row was scored.", "{count} rows were scored."),
    "complete": _n("{count} is complete.", "{count} are complete."),
    "incomplete": _n(
        "{count} is incomplete: its lowest and highest possible totals are given.",
        "{count} are incomplete: their lowest and highest possible totals are given.",
    ),
    "empty": _n(
        "{count} holds no answer at all and is no sitting.",
        "{count} hold no answer at all and are no sittings.",
    ),
    "positive": _n("{count} complete form is positive.", "{count} complete forms are positive."),
    "clusters_met": _n(
        "{count} complete form meets the clusters of symptoms.",
        "{count} complete forms meet the clusters of symptoms.",
    ),
    "critical": _n(
        "{count} has an answer that is always acted on.",
        "{count} have an answer that is always acted on.",
    ),
}
