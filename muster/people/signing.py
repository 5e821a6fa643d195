"""Whose account is it? Asked by sign-in before there is a viewer; for use inside a unit of work."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from muster.access.accounts import make_account, make_accounts
from muster.kernel.ids import AccountId, PersonId
from muster.people.models import SignIn
from muster.vault.trips import Filled, Row, Statement
from muster.vault.work import current
from muster.vault.zones import Audience

_WHOSE = Statement(
    "SELECT coalesce(stands_for_id, person_id), newcomer FROM people_signin WHERE account_id = $1"
)


def person_asked(account: AccountId) -> Filled:
    """Return what `person_of` asks, for whoever asks more on the same trip."""
    return _WHOSE.of(account)


def person_of(account: AccountId) -> PersonId | None:
    """Return the person who signs in with `account`, None where nobody does.

    Asked as the platform. Where the record was absorbed by another, that one is the person.
    """
    return person_in(current().ask(_WHOSE, account))


def person_in(rows: Sequence[Row]) -> PersonId | None:
    """Return the person that the rows of `person_asked` name."""
    return PersonId(rows[0][0]) if rows else None


def newcomer_in(rows: Sequence[Row]) -> bool:
    """Do the rows of `person_asked` name somebody from outside, who never served here?"""
    return bool(rows and rows[0][1])


def is_newcomers(account: AccountId) -> bool:
    """Does somebody who never served here sign in with this account? As the platform."""
    return newcomer_in(current().ask(_WHOSE, account))


def accounts_of(people: Collection[PersonId]) -> dict[PersonId, AccountId]:
    """Return the accounts of those of these people who have one; inside a unit of work."""
    with current().acting_as(Audience.PLATFORM):
        found = SignIn.objects.filter(person_id__in=people).values_list("person_id", "account_id")
        return {PersonId(person): AccountId(account) for person, account in found}


def people_of(accounts: Collection[AccountId]) -> dict[AccountId, PersonId]:
    """Return who signs in with these accounts; those of nobody in person are left out."""
    with current().acting_as(Audience.PLATFORM):
        rows = SignIn.objects.filter(account_id__in=accounts)
        return {
            AccountId(account): PersonId(stands_for or person)
            for account, person, stands_for in rows.values_list(
                "account_id", "person_id", "stands_for_id"
            )
        }


def account_for(person: PersonId) -> AccountId:
    """Return the account with which a person signs in, made where there is none.

    Inside a command that may touch the person. The account has no password: its holder comes in
    by a code, or by an invitation to set one. Its name says nothing about anybody.
    """
    return accounts_for([person])[person]


def accounts_for(people: Collection[PersonId]) -> dict[PersonId, AccountId]:
    """Return the same for each of these people; what is missing is made for all of them at once."""
    found = accounts_of(people)
    missing = [person for person in dict.fromkeys(people) if person not in found]
    if missing:
        with current().acting_as(Audience.PLATFORM):
            made = dict(zip(missing, make_accounts(len(missing)), strict=True))
            SignIn.objects.bulk_create(
                SignIn(person_id=person, account_id=account) for person, account in made.items()
            )
        found |= made
    return {person: found[person] for person in people}


def account_for_newcomer(person: PersonId) -> AccountId:
    """Return the account of somebody from outside, made where there is none."""
    found = accounts_of([person]).get(person)
    if found is not None:
        return found
    with current().acting_as(Audience.PLATFORM):
        made = make_account()
        sign_in_with(person, made)
    return made


def sign_in_with(person: PersonId, account: AccountId) -> None:
    """Let somebody from outside sign in with an account that nobody has yet; as the platform."""
    SignIn.objects.create(person_id=person, account_id=account, newcomer=True)
