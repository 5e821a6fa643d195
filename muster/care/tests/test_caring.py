"""Caring contacts: eleven, each once, without content, and only while the person agrees."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muster.access.accounts import watch
from muster.access.channels import Kind, waiting_for
from muster.access.channels.kinds import Envelope
from muster.access.roles import MEMBER, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.commands import open_case
from muster.care.commands.caring import send_caring_contacts
from muster.care.queries.caring import own_caring
from muster.care.rules.caring import due, next_day
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.people.commands.consenting import consent, take_back_consent
from muster.people.commands.moving import end_posting
from muster.people.consents import Item
from muster.people.queries import own_consents
from muster.policy.profiles import profile
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import (
    account_of_person,
    account_with,
    administrator_of,
    enlist,
    local_day,
    make_unit,
)

AFTER = profile().path.caring_contacts
DAY = date(2026, 3, 2)


def test_there_are_eleven_within_twelve_months():
    assert len(AFTER) == 11
    assert max(span.count for span in AFTER) <= 365


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, 400), max_size=20))
def test_each_goes_out_once_and_never_two_on_a_day(days):
    sent = []
    for day in sorted(days):
        number = due(DAY, DAY + timedelta(days=day), max(sent, default=0), AFTER)
        if number is not None:
            sent.append(number)
    assert sent == sorted(set(sent))
    assert all(1 <= number <= 11 for number in sent)


def test_the_next_one_is_known_until_the_last_was_sent():
    assert next_day(DAY, 0, AFTER) == DAY + timedelta(days=7)
    assert next_day(DAY, 11, AFTER) is None


def test_a_caring_contact_says_nothing_of_anybody():
    for language in ("en", "ru"):
        said = Envelope(new_id(), Kind.CARING).text(language).casefold()
        assert not any(word in said for word in ("clinic", "care", "клиник", "помощ", "лечен"))


@pytest.fixture
def unit():
    return make_unit("1")


@pytest.fixture
def person(unit):
    return enlist(unit, number="AB-001", surname="Гайко", given="Олесь")


@pytest.fixture
def member(person, unit):
    """Somebody in care who leaves today and has an account."""
    clinician = Viewer(account_with(UNIT_PSYCHOLOGIST, unit, "dr.hnat"), UNIT_PSYCHOLOGIST, (unit,))
    open_case(
        person=person, case=new_id(), reason="signal", begins="plan", source=None, tier="",
        owner=clinician.account, by=clinician, at=now(),
    )  # fmt: skip
    end_posting(person=person, until=local_day(), by=administrator_of(unit), at=now())
    return Viewer(account_of_person(person, unit), MEMBER, person=person)


def agrees(person, member, at=None):
    at = at or now()
    consent(
        person=person, item=Item.CONTACTS, until=at.date() + timedelta(days=400), alone=True,
        by=member, at=at,
    )  # fmt: skip


def sent(unit, days):
    return send_caring_contacts(by=watch((unit,)), at=now() + timedelta(days=days))


def on_screen(member):
    with unit_of_work(Standing(Audience.PLATFORM)):
        return [one.kind for one in waiting_for(member.account)]


@pytest.mark.django_db
def test_whoever_agrees_is_written_to_and_can_stop_it(unit, person, member):
    assert sent(unit, 9) == 0
    agrees(person, member)
    assert sent(unit, 9) == 1
    assert sent(unit, 9) == 0
    assert on_screen(member) == [Kind.CARING]
    assert sent(unit, 70) == 1
    assert own_caring(person=person, by=member, at=now()).next is not None
    take_back_consent(person=person, item=Item.CONTACTS, by=member, at=now())
    assert sent(unit, 100) == 0
    assert not own_caring(person=person, by=member, at=now()).agrees


@pytest.mark.django_db
def test_what_was_agreed_to_in_service_is_said_again_after_it(unit, person, member):
    agrees(person, member)
    later = now() + timedelta(days=30)
    (standing,) = own_consents(person=person, by=member, at=later).standing
    assert standing.again_by is not None
    assert own_consents(person=person, by=member, at=now() + timedelta(days=95)).standing == ()
    agrees(person, member, later)
    (standing,) = own_consents(person=person, by=member, at=now() + timedelta(days=95)).standing
    assert standing.again_by is None
