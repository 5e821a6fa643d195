"""`muster access address`: where an account is reached when it is at no screen."""

from __future__ import annotations

import click

from muster.access.accounts import account_named
from muster.access.commands.reaching import set_address
from muster.access.permissions import Permission
from muster.access.rules.addresses import AddressKind
from muster.config.spoken import argument, command, option
from muster.config.terminal import Terminal
from muster.kernel.time import now
from muster.kernel.words import LANGUAGES, _


@command(says=_("Give an account an address for messages, or take it away with “-”."))
@argument("account")
@argument("address")
@option(
    "--kind",
    type=click.Choice([kind.value for kind in AddressKind]),
    default=AddressKind.E_MAIL.value,
    show_default=True,
    says=_("What kind of address it is."),
)
@option(
    "--in",
    "language",
    type=click.Choice(LANGUAGES),
    default=LANGUAGES[0],
    show_default=True,
    says=_("The language of the messages."),
)
@click.pass_obj
def address(terminal: Terminal, account: str, address: str, kind: str, language: str) -> None:
    """Set the address of ACCOUNT; the one it had of this kind is forgotten."""
    by = terminal.acting(Permission.SET_ADDRESS)
    set_address(
        account=account_named(account),
        kind=AddressKind(kind),
        address="" if address == "-" else address,
        language=language,
        by=by,
        at=now(),
    )
    if address == "-":
        terminal.say(_("{account} has no such address any more.").of(account=account))
    else:
        terminal.say(_("{account} has this address now. Test it.").of(account=account))
