"""`muster care loads` and `pool`: what each clinician carries, and cases that anybody may take."""

from __future__ import annotations

import click

from muster.access.permissions import Permission
from muster.care.commands.caseloads import take_from_pool
from muster.care.queries.caseloads import loads as read_loads
from muster.care.queries.caseloads import pooled
from muster.config.care.group import (
    accounts,
    by_when,
    care,
    id_of,
    names,
    person_of,
    tell,
    who,
)
from muster.config.spoken import argument, json_option
from muster.config.terminal import Terminal
from muster.kernel.time import now
from muster.kernel.words import _
from muster.policy.queries import in_force
from muster.web.reading import today_of

_LOADS = (_("Who"), _("Open cases"), _("Of what a full post carries"), _("Covered by"))
_POOL = (_("Who"), _("Case"), _("Where it stands"), _("Has to move on by"), _("On whom"))
_OVER = _("{share}, over the cap")


@care.command(says=_("Show what each clinician carries; nobody in care is named."))
@json_option
@click.pass_obj
def loads(terminal: Terminal, json: bool) -> None:
    """Show the caseloads of the viewer's units, whoever carries most first."""
    by, at = terminal.acting(Permission.READ_LATE), now()
    found = read_loads(by=by, at=at)
    if json:
        terminal.show({"at": at, "loads": [
            {"account": one.who.name, "cases": one.load.cases, "share": one.load.share,
             "over": one.over, "time": one.time} for one in found
        ]})  # fmt: skip
        return
    owners, today = accounts(), today_of(by, at)
    rows = []
    for one in found:
        share = f"{one.load.share:.0%}"
        away = one.time.away_on(today)
        rows.append((
            one.who.name, str(one.load.cases),
            terminal.said(_OVER.of(share=share)) if one.over else share,
            owners.get(str(one.time.cover), "") if away else "",
        ))  # fmt: skip
    tell(terminal, _LOADS, rows)


@care.group(says=_("Show the team's pool of cases, and take one."), invoke_without_command=True)
@json_option
@click.pass_context
def pool(ctx: click.Context, json: bool) -> None:
    """Show the pool of the viewer's units, what has to move on first on top."""
    if ctx.invoked_subcommand is not None:
        return
    terminal: Terminal = ctx.obj
    by, at = terminal.acting(Permission.WORK_CASE), now()
    found = pooled(already_shown=(), by=by, at=at)
    if json:
        terminal.show({"at": at, "pool": found})
        return
    if not found:
        terminal.say(_("The pool is empty."))
        return
    known, owners = names([one.person for one in found], by, at), accounts()
    states = in_force().case.states
    rows = [
        (
            who(one.person, known), str(one.case),
            getattr(states[one.state].name, terminal.language), by_when(terminal, one.due, at),
            owners.get(str(one.owner), ""),
        )
        for one in found
    ]  # fmt: skip
    tell(terminal, _POOL, rows)


@pool.command(says=_("Take a case from the pool; it is yours from now on."))
@argument("person")
@argument("case")
@click.pass_obj
def take(terminal: Terminal, person: str, case: str) -> None:
    """Take a case; of two who take one at once, the second is told."""
    by = terminal.acting(Permission.WORK_CASE)
    take_from_pool(person=person_of(person), case=id_of(case), by=by, at=now())
    terminal.say(_("The case is yours."))
