"""Crisis numbers: entered, verified by calling them, and stale when nobody has for too long."""

from datetime import timedelta

import pytest

from muster.access.roles import ADMINISTRATOR, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, UnitId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.policy.commands import (
    add_crisis_number,
    verify_crisis_number,
    withdraw_crisis_number,
)
from muster.policy.queries import campaigns_may_open, every_line, help_lines, in_force, stale_lines
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience

pytestmark = pytest.mark.django_db

KEEPER = Viewer(AccountId(new_id()), ADMINISTRATOR, (UnitId(new_id()),))


def add(kind="emergency", number="112", unit=None, **more):
    named = {"name_en": None, "name_ru": None, "invented": False, **more}
    return add_crisis_number(kind=kind, number=number, unit=unit, **named, by=KEEPER, at=now())


def read(question, *arguments, audience=Audience.PLATFORM):
    with unit_of_work(Standing(audience)):
        return question(*arguments)


def shown(*units, **more):
    return [(line.kind, line.number) for line in read(help_lines, units, **more)]


def test_the_profiles_numbers_are_shown_until_others_are_entered():
    kinds = [one.code for one in in_force().crisis.numbers]
    assert [kind for kind, _number in shown()] == kinds
    assert all(line.invented for line in read(every_line))
    add()
    assert shown()[0] == ("emergency", "112")
    assert [kind for kind, _number in shown()] == kinds
    add(number="103")
    assert shown()[0] == ("emergency", "103")
    assert ("emergency", "112") not in shown()


def test_every_audience_that_serves_a_person_may_read_them():
    add()
    for audience in (Audience.MEMBER, Audience.CLINICIAN, Audience.COMMANDER, Audience.PARTNER):
        assert ("emergency", "112") in shown(audience=audience)


def test_a_units_number_is_shown_to_that_unit_beside_the_forces():
    unit, other = UnitId(new_id()), UnitId(new_id())
    add("duty-line", "+7 (495) 000-00-01", unit)
    assert ("duty-line", "+7 (495) 000-00-01") in shown(unit)
    assert ("duty-line", "+7 (495) 000-00-01") not in shown(other)
    assert ("duty-line", "555-0102") in shown(unit)


def test_a_number_nobody_called_is_stale_and_keeps_campaigns_closed():
    problem = read(campaigns_may_open, now())
    assert problem.code == "policy.crisis-numbers-stale"
    for place, number in enumerate(in_force().crisis.numbers):
        add(number.code, f"800-{place:04}")
        assert read(campaigns_may_open, now()) is not None
        verify_crisis_number(code=number.code, by=KEEPER, at=now())
    assert read(campaigns_may_open, now()) is None
    assert read(campaigns_may_open, now() + timedelta(days=89)) is None
    late = now() + timedelta(days=92)
    assert read(campaigns_may_open, late).code == "policy.crisis-numbers-stale"
    assert len(read(stale_lines, late)) == len(in_force().crisis.numbers)


def test_a_verified_number_is_stale_again_when_its_digits_change():
    add()
    verify_crisis_number(code="emergency", by=KEEPER, at=now())
    add(number="103")
    assert "103" in [one.line.number for one in read(stale_lines, now())]


def test_an_invented_number_cannot_have_answered():
    with pytest.raises(Refused, match="crisis-number-invented"):
        verify_crisis_number(code="emergency", by=KEEPER, at=now())


def test_withdrawing_brings_the_profiles_number_back():
    add()
    assert withdraw_crisis_number(code="emergency", by=KEEPER, at=now()) == "112"
    assert ("emergency", "555-0101") in shown()
    with pytest.raises(Refused, match="of-the-profile"):
        withdraw_crisis_number(code="emergency", by=KEEPER, at=now())


@pytest.mark.parametrize("number", ["", "call me", "1", "112; DROP", "٣", "+", "=1+1", "１１２"])
def test_what_cannot_be_dialled_is_no_number(number):
    with pytest.raises(Refused, match="not-a-number"):
        add(number=number)


def test_what_is_named_must_be_one_number_in_force():
    with pytest.raises(Refused, match="kind-unknown"):
        add("horoscope")
    with pytest.raises(Refused, match="number-unknown"):
        verify_crisis_number(code="horoscope", by=KEEPER, at=now())
    add()
    add(number="113", unit=UnitId(new_id()))
    with pytest.raises(Refused, match="number-several"):
        verify_crisis_number(code="emergency", by=KEEPER, at=now())


def test_only_an_administrator_keeps_them():
    clinician = Viewer(AccountId(new_id()), UNIT_PSYCHOLOGIST, (UnitId(new_id()),))
    with pytest.raises(Refused, match="not-permitted"):
        verify_crisis_number(code="emergency", by=clinician, at=now())


def test_invented_numbers_open_campaigns_in_the_demonstration_alone(settings):
    assert read(campaigns_may_open, now()).code == "policy.crisis-numbers-stale"
    settings.MUSTER_DEMONSTRATION = True
    assert read(campaigns_may_open, now()) is None
    add(number="112")  # a real one that nobody has called
    assert read(campaigns_may_open, now()).code == "policy.crisis-numbers-stale"
