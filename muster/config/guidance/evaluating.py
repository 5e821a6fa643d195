"""`muster transition evaluate`: how good linking and guidance are, on published data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click
import msgspec

from muster.config.guidance.group import published, transition
from muster.config.spoken import json_option, option
from muster.config.terminal import Terminal
from muster.kernel.words import Sentence, _
from muster.transition.evaluating import MARKS, Evaluation, missed

SHORT = 3
SAYS: Mapping[str, Sentence] = {
    "military_titles": _(
        "Military titles, their code family left out: among {of}, the civilian occupation is one "
        "of the first ten for {hit_at_10}; mean reciprocal rank {mrr}."
    ),
    "army_codes": _(
        "Army code-titles with five or more explained suggestions: {with_five} of {of}, among them "
        "{of_these_with_five} of {without_a_link} without a civilian link."
    ),
    "hahu": _(
        "Real postings linked to ESCO: of {of}, the first suggestion is right for {acc_at_1}, one "
        "of the first ten for {hit_at_10}."
    ),
}


@transition.command(says=_("Measure linking and guidance on the published data in MUSTER_DATA."))
@option("--hold", is_flag=True, says=_("End with status 3 where a mark is not reached."))
@json_option
@click.pass_obj
def evaluate(terminal: Terminal, hold: bool, json: bool) -> None:
    """Print one line for each thing measured, as soon as it is."""
    short = False
    for line in Evaluation(published()).lines():
        click.echo(msgspec.json.encode(line).decode() if json else _said(terminal, line))
        for name in missed(line):
            short = True
            mark = MARKS[line["name"]][name]
            terminal.remark(_("{name} does not reach its mark, {mark}.").of(name=name, mark=mark))
    if hold and short:
        click.get_current_context().exit(SHORT)


def _said(terminal: Terminal, line: Mapping[str, Any]) -> str:
    values = {name: value for name, value in line.items() if isinstance(value, int | float)}
    return terminal.said(SAYS[line["name"]].of(**values))
