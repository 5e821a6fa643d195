"""`muster setup`: a new installation in one command."""

from __future__ import annotations

import os

import click

from muster.access.rules.codes import written
from muster.config.home import home
from muster.config.installing import Force, bring_up_to_date, first_people
from muster.config.signing_in import invitation_address
from muster.config.spoken import command, json_option, option
from muster.config.terminal import Terminal
from muster.kernel.time import now
from muster.kernel.words import _

LONGEST_CODE = 40

NEXT = (
    _("1. Keep a recovery copy of the keys elsewhere: muster keys export FILE"),
    _("2. Enter and verify the crisis numbers: muster policy crisis-numbers list"),
    _("3. Bring in people and units: muster people import FILE"),
    _("4. Keep the jobs running, in a terminal of their own: muster worker"),
    _("5. Ask what is still missing: muster doctor"),
)


@command(says=_("Make the database, the keys, the first administrator and the operator."))
@option("--administrator", required=True, says=_("The name the administrator signs in with."))
@option("--unit", required=True, says=_("The name of the whole force, the root of its units."))
@option("--code", says=_("The force's short code; else its name."))
@option("--time-zone", default="", says=_("The time zone its clocks go by; else UTC."))
@option("--country", default="", says=_("The two letters of the country whose holidays it keeps."))
@json_option
@click.pass_obj
def setup(
    terminal: Terminal,
    administrator: str,
    unit: str,
    code: str | None,
    time_zone: str,
    country: str,
    json: bool,
) -> None:
    """Set the installation up; refused where it is set up already."""
    force = Force(unit, (code or unit)[:LONGEST_CODE], time_zone, country)
    force.demand_known()
    bring_up_to_date(home(os.environ))
    made = first_people(administrator=administrator, force=force, at=now())
    if json:
        terminal.show(
            {
                "accounts": made.accounts, "unit": made.unit, "until": made.until,
                "invitation": made.invitation,
            }
        )  # fmt: skip
        return
    done = _(
        "{administrator} is the first administrator, and “operator” acts at the command line, "
        "both until {until}."
    )
    terminal.say(done.of(administrator=administrator, until=made.until))
    invited = _("{account} sets a password on the pages with this invitation, once: {code}")
    terminal.say(invited.of(account=administrator, code=written(made.invitation)))
    terminal.say(_("It is entered at {address}.").of(address=invitation_address()))
    terminal.say(_("What comes next:"))
    for step in NEXT:
        terminal.say(step)
