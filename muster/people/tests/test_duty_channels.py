"""The channels to whoever is on duty are tested each day, and a test counts once it has arrived."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from muster.access.accounts import house
from muster.access.channels import Kind, waiting_for
from muster.access.commands.reaching import deliver, set_address
from muster.access.permissions import Permission
from muster.access.roles import MEMBER, UNIT_PSYCHOLOGIST
from muster.access.rules.addresses import AddressKind
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.people.channels import proved, untested
from muster.people.commands.channels import acknowledge_test, test_channels
from muster.people.duty import DutyRole
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import account_with, administrator_of, channels_tested, make_unit, takes_duty
from tests.postbox import postbox

BOTH = [DutyRole.CLINICIAN, DutyRole.DEPUTY]


@pytest.fixture
def unit(db):
    return make_unit("1")


@pytest.fixture
def anna(unit) -> AccountId:
    account = account_with(UNIT_PSYCHOLOGIST, unit, "anna")
    takes_duty(account, unit)
    return account


@pytest.fixture
def boris(unit) -> AccountId:
    account = account_with(UNIT_PSYCHOLOGIST, unit, "boris")
    takes_duty(account, unit, DutyRole.DEPUTY)
    return account


def not_tested(unit, at=None) -> list[DutyRole]:
    with unit_of_work(Standing(Audience.CLINICIAN, (unit,))):
        return untested(unit, at or now())


def screen_of(account) -> list:
    with unit_of_work(Standing(Audience.PLATFORM)):
        return waiting_for(account)


def sees(account, unit, at=None) -> int:
    return acknowledge_test(by=Viewer(account, UNIT_PSYCHOLOGIST, (unit,)), at=at or now())


def test_a_channel_nobody_tried_today_is_not_tested(unit, anna, boris):
    assert not_tested(unit) == BOTH


def test_a_test_counts_for_whoever_says_they_see_it(unit, anna, boris):
    assert test_channels(unit=unit, by=administrator_of(unit), at=now()) == 2
    assert [one.kind for one in screen_of(anna)] == [Kind.TEST]
    assert not_tested(unit) == BOTH
    assert sees(anna, unit) == 1
    assert screen_of(anna) == []
    assert not_tested(unit) == [DutyRole.DEPUTY]
    assert sees(boris, unit) == 1
    assert not_tested(unit) == []


def test_it_counts_for_the_units_own_day_alone(unit, anna, boris):
    at = now()
    late = at.astimezone(ZoneInfo("Europe/Kyiv")).replace(hour=23, minute=50)
    channels_tested(unit, late)
    assert not_tested(unit, late + timedelta(minutes=9)) == []
    assert not_tested(unit, late + timedelta(minutes=11)) == BOTH


def test_a_test_counts_once_a_channel_outside_took_it(unit, anna, boris, monkeypatch):
    by = administrator_of(unit)
    set_address(
        account=anna, kind=AddressKind.E_MAIL, address="anna@example.org", language="en",
        by=by, at=now(),
    )  # fmt: skip
    with postbox() as box:
        monkeypatch.setenv("MUSTER_SMTP_URL", f"smtp+plain://127.0.0.1:{box.port}")
        monkeypatch.setenv("MUSTER_SMTP_FROM", "muster@force.example")
        test_channels(unit=unit, by=by, at=now())
        [message] = screen_of(anna)
        carried = deliver(message=message.message, tries=0, by=house(), at=now())
    assert carried.accepted == "smtp"
    assert [letter["Subject"] for letter in box.to("anna@example.org")] == [
        "Muster: This is a test"
    ]
    assert not_tested(unit) == [DutyRole.DEPUTY]


def test_another_test_takes_the_place_of_the_one_on_the_screen(unit, anna, boris):
    for _time in range(2):
        test_channels(unit=unit, by=administrator_of(unit), at=now())
    assert len(screen_of(anna)) == 1
    assert not_tested(unit) == BOTH


def test_the_page_is_told_who_has_which_duty_and_how_they_are_reached(unit, anna, boris):
    channels_tested(unit)
    set_address(
        account=boris, kind=AddressKind.PHONE, address="+7 (912) 000-00-00", language="ru",
        by=administrator_of(unit), at=now(),
    )  # fmt: skip
    with unit_of_work(Standing(Audience.ADMINISTRATOR, (unit,))):
        first, second = proved(unit, now())
    assert (first.duty.account, first.today, first.address_kinds) == (anna, True, ())
    assert (second.duty.account, second.today, second.address_kinds) == (boris, True, ("phone",))


def test_a_unit_that_is_anothers_or_has_nobody_on_duty_is_not_tested(unit):
    other = make_unit("2")
    with pytest.raises(Refused) as refused:
        test_channels(unit=other, by=administrator_of(unit), at=now())
    assert refused.value.problem.code == "access.not-found"
    with pytest.raises(Refused) as refused:
        test_channels(unit=unit, by=administrator_of(unit), at=now())
    assert refused.value.problem.code == "people.nobody-on-duty"
    member = Viewer(AccountId(new_id()), MEMBER)
    assert Permission.TEST_CHANNELS not in MEMBER.may
    with pytest.raises(Refused):
        test_channels(unit=unit, by=member, at=now())
