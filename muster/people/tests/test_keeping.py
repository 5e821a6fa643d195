"""Consents, exposures, duties, units and calendars, as they are kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from muster.kernel.ids import AccountId, PersonId, UnitId, new_id
from muster.kernel.problems import Refused
from muster.people import queries
from muster.people.calendars import calendars_of, unit_calendars
from muster.people.commands.keeping import (
    cancel_duty,
    give_consent,
    give_duty,
    record_exposure,
    retract_exposure,
    withdraw_consent,
)
from muster.people.commands.units import bring_tree_up_to_date, found_force, import_units
from muster.people.consents import Item, agrees
from muster.people.duty import NEEDED, DutyRole, on_duty, roles_without_duty
from muster.people.facts import people_by_unit, units_without_duty
from muster.people.rules.unit_list import UNITS
from muster.people.service import ExposureKind
from muster.people.subjects import register_subjects
from muster.people.tests.conftest import FORMATION, MONDAY, opened
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import may_answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def soldier(take_in, force) -> PersonId:
    take_in("Service number,Surname,Given name,Unit code\nA-1001,Ivanov,Petr,1/1/1\n")
    return queries.by_service_number(numbers=["A-1001"], by=force, at=MONDAY)["A-1001"].person


def reading(units):
    return unit_of_work(Standing(Audience.ADMINISTRATOR, units))


def test_a_consent_holds_until_its_day_and_not_beyond_a_withdrawal(soldier, psychologist_of, force):
    by, until = psychologist_of("1"), date(2026, 12, 31)
    give_consent(person=soldier, item=Item.PEER, until=until, by=by, at=MONDAY)
    with reading(force.units):
        assert agrees([soldier], Item.PEER, day=until)
        assert not agrees([soldier], Item.PEER, day=until + timedelta(days=1))
        assert not agrees([soldier], Item.FAMILY, day=until)
    withdraw_consent(person=soldier, item=Item.PEER, by=by, at=MONDAY + timedelta(hours=1))
    with reading(force.units):
        assert not agrees([soldier], Item.PEER, day=MONDAY.date())


@pytest.mark.parametrize("until", [date(2026, 11, 22), date(2029, 1, 1)])
def test_no_consent_is_past_or_endless(soldier, force, until):
    with pytest.raises(Refused, match="people.consent-too-long"):
        give_consent(person=soldier, item=Item.CARE, until=until, by=force, at=MONDAY)


def test_an_exposure_is_recorded_and_taken_back_and_both_stay(soldier, force):
    exposure = record_exposure(
        person=soldier, kind=ExposureKind.DEPLOYMENT, since=date(2026, 3, 1),
        until=date(2026, 9, 1), by=force, at=MONDAY,
    )  # fmt: skip
    [one] = queries.history(person=soldier, by=force, at=MONDAY).exposures
    assert (one.kind, one.until) == (ExposureKind.DEPLOYMENT, date(2026, 9, 1))
    retract_exposure(person=soldier, exposure=exposure, by=force, at=MONDAY)
    assert queries.history(person=soldier, by=force, at=MONDAY).exposures == ()
    with pytest.raises(Refused, match="people.no-such-exposure"):
        retract_exposure(person=soldier, exposure=new_id(), by=force, at=MONDAY)


def test_the_nearest_duty_counts_and_a_cancelled_one_does_not(force, unit_ids):
    near, far = AccountId(new_id()), AccountId(new_id())
    ends = MONDAY + timedelta(days=7)
    for code, account in (("1", far), ("1/1", near)):
        turn = give_duty(
            unit=unit_ids[code], role=DutyRole.CLINICIAN, account=account, starts=MONDAY,
            ends=ends, by=force, at=MONDAY,
        )  # fmt: skip
    with reading(force.units):
        assert on_duty(unit_ids["1/1/1"], MONDAY)[DutyRole.CLINICIAN].account == near
        assert on_duty(unit_ids["1/1/1"], ends) == {}
        assert on_duty(unit_ids["2"], MONDAY) == {}
    cancel_duty(turn=turn, by=force, at=MONDAY)
    with reading(force.units):
        assert on_duty(unit_ids["1/1/1"], MONDAY)[DutyRole.CLINICIAN].account == far
    assert len(queries.duties(by=force, at=MONDAY)) == 1


def test_a_unit_with_people_needs_a_clinician_and_another_as_deputy(force, unit_ids, soldier):
    company = unit_ids["1/1/1"]
    with reading(force.units):
        assert set(units_without_duty(MONDAY)) == {company}
    one, other = (may_answer(name, company, MONDAY) for name in ("one", "other"))
    turn = {"starts": MONDAY, "ends": MONDAY + timedelta(days=1), "by": force, "at": MONDAY}
    stranger = may_answer("stranger", unit_ids["1/1/2"], MONDAY)
    give_duty(unit=unit_ids["1"], role=DutyRole.CLINICIAN, account=stranger, **turn)
    with reading(force.units):
        assert list(roles_without_duty(company, MONDAY)) == list(NEEDED), "would see no alert"
    give_duty(unit=unit_ids["1"], role=DutyRole.CLINICIAN, account=one, **turn)
    give_duty(unit=unit_ids["1"], role=DutyRole.DEPUTY, account=one, **turn)
    with reading(force.units):
        assert roles_without_duty(company, MONDAY) == [DutyRole.DEPUTY]
    give_duty(unit=company, role=DutyRole.DEPUTY, account=other, **turn)
    with reading(force.units):
        assert units_without_duty(MONDAY) == {}


@pytest.mark.parametrize(("starts", "ends"), [(1, 0), (0, 40), (-9, -1)])
def test_no_duty_is_backward_endless_or_over(force, unit_ids, starts, ends):
    with pytest.raises(Refused, match="people.no-such-turn"):
        give_duty(
            unit=unit_ids["1"], role=DutyRole.CLINICIAN, account=AccountId(new_id()),
            starts=MONDAY + timedelta(days=starts), ends=MONDAY + timedelta(days=ends), by=force,
            at=MONDAY,
        )  # fmt: skip


def test_duties_are_given_for_ones_own_units_alone(administrator_of, unit_ids):
    with pytest.raises(Refused, match="people.unit-beyond"):
        give_duty(
            unit=unit_ids["2"], role=DutyRole.CLINICIAN, account=AccountId(new_id()),
            starts=MONDAY, ends=MONDAY + timedelta(days=1), by=administrator_of("1"), at=MONDAY,
        )  # fmt: skip


def test_the_same_list_of_units_twice_changes_nothing(force, write):
    again = import_units(
        arrived=opened(write(FORMATION), UNITS), chosen=None, confirm=True, by=force, at=MONDAY
    )
    assert again.counts == {"new": 0, "described": 0, "placed": 0, "unchanged": 6}


def test_nothing_of_a_list_is_written_before_it_is_confirmed(force, write):
    text = FORMATION + "3,Third brigade,brigade,\n"
    report = import_units(
        arrived=opened(write(text), UNITS), chosen=None, confirm=False, by=force, at=MONDAY
    )
    assert report.counts["new"] == 1
    assert "3" not in {one.code for one in queries.units(by=force, at=MONDAY)}


@pytest.mark.database
def test_a_unit_that_moves_takes_its_people_along_on_its_day(
    force, write, soldier, psychologist_of, unit_ids
):
    text = "Unit code,Parent unit code,From\n1/1/1,2/1,2026-12-01\n"
    import_units(arrived=opened(write(text), UNITS), chosen=None, confirm=True, by=force, at=MONDAY)
    old, new = psychologist_of("1"), psychologist_of("2")
    assert queries.card(person=soldier, by=old, at=MONDAY)
    the_day = MONDAY + timedelta(days=9)
    assert bring_tree_up_to_date(by=force, at=the_day) == 1
    assert queries.card(person=soldier, by=new, at=the_day)
    with pytest.raises(Refused, match="access.not-found"):
        queries.card(person=soldier, by=old, at=the_day)


def test_units_are_listed_from_ones_own_down(force, soldier, administrator_of):
    listed = queries.units(by=administrator_of("1"), at=MONDAY)
    assert [(one.code, one.depth, one.people) for one in listed] == [
        ("1", 0, 0), ("1/1", 1, 0), ("1/1/1", 2, 1), ("1/1/2", 2, 0),
    ]  # fmt: skip


@pytest.mark.database
def test_a_code_is_one_units_alone(force):
    with pytest.raises(Refused, match="people.unit-code-taken"):
        found_force(
            unit=UnitId(new_id()), code="1/1", name="x", zone="", country="", by=force, at=MONDAY
        )


def test_calendars_are_inherited_and_overridden(force, write, soldier, unit_ids):
    text = "Unit code,Time zone,Country\n1/1,Asia/Vladivostok,\n"
    import_units(arrived=opened(write(text), UNITS), chosen=None, confirm=True, by=force, at=MONDAY)
    with reading(force.units):
        calendar = calendars_of([soldier])[soldier]
        everyone = unit_calendars()
    assert (calendar.zone, calendar.country) == ("Asia/Vladivostok", "RU")
    assert everyone[unit_ids["2"]].zone == "Europe/Moscow"


def test_subjects_are_placed_and_are_nobody_in_personnel(force, unit_ids, psychologist_of):
    people = [PersonId(new_id()) for _one in range(3)]
    with unit_of_work(Standing(Audience.CLINICIAN, (unit_ids["1"],))):
        register_subjects(people, unit=unit_ids["1"], at=MONDAY)
    card = queries.card(person=people[0], by=psychologist_of("1"), at=MONDAY)
    assert (card.kind, card.name, card.sex) == ("subject", "", "")
    with reading(force.units):
        assert people_by_unit(MONDAY.date()) == {}
