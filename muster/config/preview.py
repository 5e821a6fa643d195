"""`muster policy preview`: what another profile would change, before anybody switches to it."""

from __future__ import annotations

import click
from rich.table import Table

from muster.access.permissions import Permission
from muster.config.spoken import argument, command, json_option, option
from muster.config.terminal import Terminal
from muster.detection.queries.previewing import DAYS
from muster.detection.queries.previewing import preview as judged_by_both
from muster.kernel.time import now
from muster.kernel.words import Sentence, _, _n
from muster.policy.profiles import profile as profile_named
from muster.policy.rules.preview import Outlook, Preview, Worth


@command(says=_("Show what another profile would change in the last 90 days' results."))
@argument("profile")
@option(
    "--prevalence",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    says=_("The share of people who are unwell, such as 0.08; else each profile's own."),
)
@json_option
@click.pass_obj
def preview(terminal: Terminal, profile: str, prevalence: float | None, json: bool) -> None:
    """Preview PROFILE: the key of a shipped one, or the path of a force's own .toml file."""
    found = judged_by_both(
        then=profile_named(profile),
        profile=profile,
        prevalence=prevalence,
        by=terminal.acting(Permission.PREVIEW_POLICY),
        at=now(),
    )
    if json:
        terminal.show({"days": DAYS, "profile": profile, "preview": found})
        return
    _tell(terminal, found)


def _tell(terminal: Terminal, found: Preview) -> None:
    terminal.say(
        _n(
            "Of {count} sitting in the last {days} days, {changed} would change tier.",
            "Of {count} sittings in the last {days} days, {changed} would change tier.",
        ).of(count=found.results, days=DAYS, changed=found.changed)
    )
    moves = Table(*(terminal.said(head) for head in (_("Now"), _("Then"), _("Sittings"))))
    for move in found.moves:
        moves.add_row(terminal.said(move.now.word), terminal.said(move.then.word), str(move.count))
    terminal.console.print(moves)
    heads: tuple[Sentence, ...] = (
        _("Scale"), _("Cut-off"), _("True among flagged"), _("Missed per 1,000"),
    )  # fmt: skip
    worths = Table(*(terminal.said(head) for head in heads))
    for outlook in found.outlooks:
        worths.add_row(*_cells(terminal, outlook))
    terminal.console.print(worths)
    terminal.say(_("These are expectations from published accuracy; they judge no person."))


def _cells(terminal: Terminal, outlook: Outlook) -> tuple[str, str, str, str]:
    """Return a scale's row: now, and then where that differs."""
    scale = f"{outlook.scale} ({outlook.sex})" if outlook.sex else outlook.scale
    both = [_worth(terminal, outlook.now), _worth(terminal, outlook.then)]
    cells = [a if a == b else f"{a} → {b}" for a, b in zip(*both, strict=True)]
    return (scale, *cells)


def _worth(terminal: Terminal, worth: Worth) -> tuple[str, str, str]:
    unknown = terminal.said(_("not known"))
    cutoff = "–" if worth.cutoff is None else f"≥ {worth.cutoff}"
    if worth.expected is None:
        return cutoff, unknown, unknown
    ppv = unknown if worth.expected.ppv is None else f"{worth.expected.ppv:.0%}"
    return cutoff, ppv, f"{worth.expected.missed_per_1000:.0f}"
