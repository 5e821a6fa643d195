"""Tokens for the interface of partners: made and ended by a partner, ended by a caseworker."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from muster.access import tokens
from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.transition import interface_problems, problems
from muster.transition.partnering import agreed, force_calendar, force_day
from muster.transition.rules.cells import plain
from muster.transition.rules.interface import LONGEST_DAYS, LONGEST_NAME, MOST_TOKENS, SCOPES
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class MadeToken:
    """A token, its words, which are shown once, and until when it holds."""

    token: UUID
    said: str
    until: Instant


@command(
    key="transition.make-token",
    permits=Permission.KEEP_TOKENS,
    zone=Zone.PARTNERS,
    says=_("A partner made a token for its own program."),
)
def make_token(
    *, name: str, scopes: Collection[str], days: int, by: Viewer, at: Instant
) -> MadeToken:
    """Make a token for what one may oneself, for some days, and no longer than the agreement."""
    said, partner = plain(name), by.units[0]
    for code in scopes:
        if code not in SCOPES:
            raise problems.NOT_A_CODE.refused(code=code, known=", ".join(SCOPES))
    if not scopes or not 0 < len(said) <= LONGEST_NAME or not 0 < days <= LONGEST_DAYS:
        raise interface_problems.NO_TOKEN.refused(most=LONGEST_NAME, days=LONGEST_DAYS)
    holding = agreed([partner], force_day(at)).get(partner)
    if holding is None:
        raise problems.NO_AGREEMENT.refused()
    if len(tokens.listed(tokens.accounts_for(partner), at)) >= MOST_TOKENS:
        raise interface_problems.TOO_MANY_TOKENS.refused(most=MOST_TOKENS)
    until = min(at + timedelta(days=days), force_calendar().end_of(holding.until))
    made, words = tokens.make(by.account, said, scopes, until, at=at)
    note(token=made)
    return MadeToken(made, words, until)


@command(
    key="transition.end-own-token",
    permits=Permission.KEEP_TOKENS,
    zone=Zone.PARTNERS,
    says=_("A partner ended a token of its own."),
)
def end_own_token(*, token: UUID, by: Viewer, at: Instant) -> None:
    """End a token of one's own organisation, at once."""
    if not tokens.end(token, tokens.accounts_for(by.units[0]), by=by.account, at=at):
        raise NOT_FOUND.refused()


@command(
    key="transition.end-partners-tokens",
    permits=Permission.KEEP_PARTNERS,
    zone=Zone.PARTNERS,
    says=_("A caseworker ended every token of a partner."),
)
def end_partners_tokens(*, partner: UUID, by: Viewer, at: Instant) -> int:
    """End every token of a partner, at once; return how many there were."""
    accounts = tokens.accounts_for(partner)
    found = tokens.listed(accounts, at)
    for one in found:
        tokens.end(one.token, accounts, by=by.account, at=at)
    note(tokens=len(found))
    return len(found)
