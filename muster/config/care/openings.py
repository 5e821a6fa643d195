"""`muster care openings`: records that were opened in an emergency, and the second look at each."""

from __future__ import annotations

import click

from muster.access.permissions import Permission
from muster.care.commands.glass import review_glass
from muster.care.queries.glass import openings as read_openings
from muster.care.rules.glass import Conclusion
from muster.config.care.group import accounts, care, id_of, tell, words_option
from muster.config.spoken import argument, json_option, option
from muster.config.terminal import Terminal
from muster.kernel.time import now
from muster.kernel.words import _
from muster.policy.queries import in_force

_HEADS = (_("Opening"), _("When (UTC)"), _("By whom"), _("Why"), _("What was concluded"))


@care.group(says=_("Show records opened in an emergency, and review them."),
            invoke_without_command=True)  # fmt: skip
@option("--waiting", is_flag=True, says=_("Only those that nobody has reviewed."))
@json_option
@click.pass_context
def openings(ctx: click.Context, waiting: bool, json: bool) -> None:
    """Show the openings, the oldest unreviewed first; nobody in them is named."""
    if ctx.invoked_subcommand is not None:
        return
    terminal: Terminal = ctx.obj
    by, at = terminal.acting(Permission.READ_GLASS), now()
    found = read_openings(waiting=waiting, by=by, at=at)
    if json:
        terminal.show({"at": at, "openings": found})
        return
    if not found:
        terminal.say(_("No record was opened in an emergency."))
        return
    names, reasons = accounts(), in_force().oversight.glass.reasons
    rows = [
        (
            str(one.id), terminal.moment(one.opened_at), names.get(str(one.account), ""),
            f"{getattr(reasons.get(one.reason), terminal.language, one.reason)}\n{one.words}",
            terminal.said(Conclusion(one.conclusion).says) if one.conclusion else "",
        )
        for one in found
    ]  # fmt: skip
    tell(terminal, _HEADS, rows)


@openings.command(says=_("Conclude something about an opening, as the second person."))
@argument("opening")
@argument("conclusion", type=click.Choice([one.value for one in Conclusion]))
@words_option
@click.pass_obj
def review(terminal: Terminal, opening: str, conclusion: str, words: str) -> None:
    """Review an opening, once; never one's own."""
    by = terminal.acting(Permission.REVIEW_GLASS)
    review_glass(
        opening=id_of(opening), conclusion=Conclusion(conclusion), words=words, by=by, at=now()
    )
    terminal.say(_("The opening is reviewed."))
