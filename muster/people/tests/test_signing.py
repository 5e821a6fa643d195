"""Whose account is it: one account for a person, one person for an account."""

import pytest

from muster.access.accounts import account_named
from muster.access.permissions import Permission
from muster.access.roles import ADMINISTRATOR, UNIT_PSYCHOLOGIST
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.people.commands.merging import merge, unmerge
from muster.people.commands.signing import link_account
from muster.people.signing import person_of
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import account_with, administrator_of, enlist, make_unit, psychologist_of

pytestmark = pytest.mark.django_db


def person_who_signs_in_with(account):
    with unit_of_work(Standing(Audience.PLATFORM)):
        return person_of(account)


@pytest.fixture
def unit():
    return make_unit("1")


@pytest.fixture
def by(unit):
    return administrator_of(unit)


@pytest.fixture
def two(unit):
    return [
        enlist(unit, number=f"AB-00{one}", surname="Гайко", given=given)
        for one, given in enumerate(("Олесь", "Іван"))
    ]


def test_a_person_gets_one_account_however_often_it_is_asked_for(by, two):
    first = link_account(person=two[0], account=None, by=by, at=now())
    assert link_account(person=two[0], account=None, by=by, at=now()) == first
    assert person_who_signs_in_with(first) == two[0]


def test_an_account_with_a_role_may_be_a_persons_own(unit, by, two):
    account = account_with(UNIT_PSYCHOLOGIST, unit, "psychologist")
    assert link_account(person=two[0], account="psychologist", by=by, at=now()) == account
    assert link_account(person=two[0], account="psychologist", by=by, at=now()) == account
    with pytest.raises(Refused, match="people.account-taken"):
        link_account(person=two[1], account="psychologist", by=by, at=now())


def test_a_merged_persons_account_is_the_kept_ones_until_they_part(by, two):
    kept, absorbed = two
    account = link_account(person=absorbed, account=None, by=by, at=now())
    merge(person=kept, absorbed=absorbed, by=by, at=now())
    assert person_who_signs_in_with(account) == kept
    unmerge(person=absorbed, by=by, at=now())
    assert person_who_signs_in_with(account) == absorbed


def test_only_who_may_link_accounts_links_them(unit, two):
    assert Permission.LINK_ACCOUNT in ADMINISTRATOR.may
    with pytest.raises(Refused, match="access.not-permitted"):
        link_account(person=two[0], account=None, by=psychologist_of(unit), at=now())
    with unit_of_work(Standing(Audience.PLATFORM)), pytest.raises(Refused):
        account_named("nobody")
