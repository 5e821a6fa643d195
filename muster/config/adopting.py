"""`muster policy adopt` and `muster policy versions`: which profile is in force from which day."""

from __future__ import annotations

from datetime import date

import click
from rich.table import Table

from muster.access.permissions import Permission
from muster.config.spoken import argument, command, json_option, option
from muster.config.terminal import Terminal
from muster.kernel.time import now
from muster.kernel.words import _
from muster.policy import problems
from muster.policy.commands import adopt_profile
from muster.policy.profiles import content
from muster.policy.versions import adopted, in_force


@command(says=_("Put a profile in force from a later day; cases that run keep their path."))
@argument("profile")
@option("--from", "day", required=True, says=_("Its first day (UTC), such as 2027-01-31."))
@click.pass_obj
def adopt(terminal: Terminal, profile: str, day: str) -> None:
    """Adopt PROFILE: the key of a shipped one, or the path of a force's own .toml file."""
    by = terminal.acting(Permission.ADOPT_PROFILE)
    made = adopt_profile(content=content(profile), starts=_day(day), by=by, at=now())
    said = _("“{key}”, version {version}, is in force from {day}.")
    terminal.say(said.of(key=made.key, version=made.version, day=made.starts.isoformat()))


@command(says=_("List the profiles that were adopted, and say which is in force."))
@json_option
@click.pass_obj
def versions(terminal: Terminal, json: bool) -> None:
    """List every adopted profile by its first day."""
    rows, here = adopted(), in_force()
    if json:
        terminal.show(
            {
                "in_force": {"key": here.key, "version": here.version, "digest": here.digest},
                "adopted": [
                    {"key": one.key, "version": one.version, "digest": one.digest,
                     "starts": one.starts, "at": one.at}
                    for one in rows
                ],
            }
        )  # fmt: skip
        return
    said = _("In force today: “{key}”, version {version}, {digest}.")
    terminal.say(said.of(key=here.key, version=here.version, digest=here.digest[:12]))
    heads = (_("Profile"), _("Version"), _("In force from"), _("Adopted"), _("Digest"))
    table = Table(*(terminal.said(head) for head in heads))
    for one in rows:
        when = f"{one.at:%Y-%m-%d %H:%M}"
        table.add_row(one.key, one.version, one.starts.isoformat(), when, one.digest[:12])
    if rows:
        terminal.console.print(table)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise problems.NOT_A_DAY.refused(day=text) from None
