"""Which account a person signs in with."""

from __future__ import annotations

from muster.access.accounts import account_named
from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people import problems
from muster.people.models import SignIn
from muster.people.signing import account_for
from muster.people.subjects import refuse_newcomers
from muster.vault.zones import Zone


@command(
    key="people.link-account",
    permits=Permission.LINK_ACCOUNT,
    zone=Zone.IDENTITY,
    says=_("A person was given the account with which they sign in."),
)
def link_account(*, person: PersonId, account: str | None, by: Viewer, at: Instant) -> AccountId:
    """Let a person sign in with `account`, or with a new one; twice is once.

    Refused where the account belongs to somebody else, or the person has another, and where they
    never served here: the office that helps them invites them.
    """
    refuse_newcomers(person)
    if account is None:
        found = account_for(person)
        note(account=found)
        return found
    named = account_named(account)
    links = SignIn.objects.filter(person_id=person) | SignIn.objects.filter(account_id=named)
    standing = list(links)
    if any((one.person_id, one.account_id) != (person, named) for one in standing):
        raise problems.ACCOUNT_TAKEN.refused(account=account)
    if not standing:
        SignIn.objects.create(person_id=person, account_id=named)
    return named
