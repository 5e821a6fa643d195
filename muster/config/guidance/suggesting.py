"""`muster transition suggest`: civilian occupations for a military title, with reasons."""

from __future__ import annotations

import click

from muster.config.guidance.group import transition
from muster.config.spoken import json_option, option
from muster.config.terminal import Terminal
from muster.kernel.words import _
from muster.transition.guidance.suggesting import Guidance, Wishes
from muster.transition.guidance.suggesting import suggest as suggestions_for


@transition.command(says=_("Suggest civilian occupations for a military title, with reasons."))
@option("--title", required=True, says=_("The military title, in English or Russian."))
@option("--avoid", multiple=True, says=_("A working condition to avoid, such as “nights”."))
@option("--need", multiple=True, says=_("A working condition that is needed, such as “quiet”."))
@option("--interests", default="", says=_("Interests as RIASEC letters, the strongest first."))
@option("--months", type=click.IntRange(0), says=_("How many months of learning are possible."))
@option("--earning", is_flag=True, says=_("Only ways in that are paid from the first month."))
@option("--no", multiple=True, says=_("The ISCO-08 code of an occupation that is refused."))
@option(
    "--most",
    default=10,
    type=click.IntRange(1, 50),
    says=_("How many suggestions to show at most."),
)
@json_option
@click.pass_obj
def suggest(
    terminal: Terminal,
    title: str,
    avoid: tuple[str, ...],
    need: tuple[str, ...],
    interests: str,
    months: int | None,
    earning: bool,
    no: tuple[str, ...],
    most: int,
    json: bool,
) -> None:
    """Show what fits, best first."""
    wishes = Wishes(avoid, need, interests, months, earning, no)
    found = suggestions_for(title, wishes, most=most)
    if json:
        terminal.show({
            "title": title, "roles": [one.key for one in found.roles], "skills": found.skills,
            "suggestions": found.suggestions,
        })  # fmt: skip
        return
    _tell(terminal, found)


def _tell(terminal: Terminal, found: Guidance) -> None:
    taken = "; ".join(role.title[terminal.language] for role in found.roles)
    terminal.say(_("The title was taken for: {roles}.").of(roles=taken))
    for number, one in enumerate(found.suggestions, 1):
        click.echo(f"\n{number}. {one.title[terminal.language]} ({one.isco})")
        for reason in one.reasons:
            click.echo(f"   {reason[terminal.language]}")
