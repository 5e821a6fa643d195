"""`muster screen`: the main job from the command line, responses in, the right queue out."""

from __future__ import annotations

from pathlib import Path

import click

from muster.access.permissions import Permission
from muster.assessments.files import Layout
from muster.assessments.matched import matching_by_number
from muster.assessments.rules.cutoffs import cutoffs_of
from muster.config.responses import read_responses
from muster.config.spoken import argument, command, json_option, option
from muster.config.terminal import Terminal
from muster.config.units import unit_meant
from muster.detection.screening import Screened, enter
from muster.detection.screening import screen as screen_file
from muster.fhir.documents import is_json
from muster.instruments.packs import pack
from muster.kernel.time import now
from muster.kernel.words import _, _n
from muster.policy.queries import in_force
from muster.policy.rules.findings import Tier

ROWS_REFUSED = 3
SHOWN_PROBLEMS = 20


@command(says=_("Score a file of answers, judge them, and queue who is to be called."))
@argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@option("--instrument", required=True, says=_("The instrument's key, such as phq-9."))
@option("--items", says=_("The items' columns: a pattern such as 'phq{{}}', or a comma list."))
@option("--id", "id_column", says=_("The column of ids. Without it a row is its own identity."))
@option(
    "--match",
    type=click.Choice(["service-number"]),
    says=_("Match the ids to people; else they are subjects of the file's own campaign."),
)
@option("--sex", says=_("The column of sexes, for cut-offs that depend on it."))
@option("--answered-on", says=_("The column of the days on which the answers were given."))
@option("--total", says=_("A column of totals, to be held against the items."))
@option("--unit", says=_("The code of the unit whose psychologist calls; else all of your own."))
@json_option
@click.pass_obj
def screen(
    terminal: Terminal,
    file: Path,
    instrument: str,
    items: str | None,
    id_column: str | None,
    match: str | None,
    sex: str | None,
    answered_on: str | None,
    total: str | None,
    unit: str | None,
    json: bool,
) -> None:
    """Screen a file; exit status 3 when rows were refused."""
    by, at = terminal.acting(Permission.IMPORT_SITTINGS), now()
    matching = None
    if match is not None:
        matching = matching_by_number(terminal.acting(Permission.FIND_PERSON), at)
    there = unit_meant(unit, by)
    if is_json(file):
        chosen = pack(instrument)
        cutoffs = cutoffs_of(in_force(), chosen.specification)
        responses = read_responses(file, chosen, cutoffs, at=at, matching=matching)
        screened = enter(responses, unit=there, by=by, at=at)
    else:
        screened = screen_file(
            file,
            instrument=instrument,
            layout=Layout(items, id_column, sex, answered_on, total),
            unit=there,
            matching=matching,
            by=by,
            at=at,
        )
    if json:
        terminal.show(screened.as_json())
    else:
        _tell(terminal, screened)
    if screened.file.refused:
        click.get_current_context().exit(ROWS_REFUSED)


def _tell(terminal: Terminal, screened: Screened) -> None:
    """Say in sentences what became of the file."""
    facts = screened.file.facts()
    terminal.say(
        _n("{count} row was read from {file}.", "{count} rows were read from {file}.").of(
            count=facts["rows"], file=screened.file.name
        )
    )
    for counted, sentence in _COUNTS.items():
        terminal.say(sentence.of(count=facts[counted]))
    for tier in Tier:
        if tier.queued:
            terminal.say(_("{tier}: {count}").of(tier=tier.word, count=screened.tiers[tier.value]))
    if screened.added:
        terminal.say(
            _n("{count} sitting was entered.", "{count} sittings were entered.").of(
                count=screened.added
            )
        )
    else:
        terminal.say(_("Nothing was entered: the file has been entered before, or holds nothing."))
    for problem in screened.file.problems[:SHOWN_PROBLEMS]:
        click.echo(problem.says(terminal.language), err=True)
        click.echo("   " + problem.remedy(terminal.language), err=True)
    left = len(screened.file.problems) - SHOWN_PROBLEMS
    if left > 0:
        terminal.remark(
            _n(
                "{count} more problem stands in the list that --json prints.",
                "{count} more problems stand in the list that --json prints.",
            ).of(count=left)
        )


_COUNTS = {
    "complete": _n("{count} is complete.", "{count} are complete."),
    "incomplete": _n(
        "{count} is incomplete, and is judged by what it proves.",
        "{count} are incomplete, and are judged by what they prove.",
    ),
    "empty": _n(
        "{count} holds no answer at all and is no sitting.",
        "{count} hold no answer at all and are no sittings.",
    ),
    "refused": _n("{count} was refused.", "{count} were refused."),
    "positive": _n("{count} complete form is positive.", "{count} complete forms are positive."),
    "critical": _n(
        "{count} has an answer that is always acted on.",
        "{count} have an answer that is always acted on.",
    ),
}
