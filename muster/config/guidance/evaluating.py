"""`muster transition evaluate`: how good linking and guidance are, on published data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click
import msgspec

from muster.config.guidance.group import published, transition
from muster.config.spoken import json_option
from muster.config.terminal import Terminal
from muster.kernel.words import Sentence, _
from muster.transition.evaluating import Evaluation

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
@json_option
@click.pass_obj
def evaluate(terminal: Terminal, json: bool) -> None:
    """Print one line for each thing measured, as soon as it is."""
    for line in Evaluation(published()).lines():
        click.echo(msgspec.json.encode(line).decode() if json else _said(terminal, line))


def _said(terminal: Terminal, line: Mapping[str, Any]) -> str:
    values = {name: value for name, value in line.items() if isinstance(value, int | float)}
    return terminal.said(SAYS[line["name"]].of(**values))
