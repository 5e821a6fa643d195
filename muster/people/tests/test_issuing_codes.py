"""Codes for a shared device go to people within reach; a second one voids the first."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from muster.access import codes
from muster.access.permissions import Permission
from muster.access.roles import ASSESSMENT_TEAM, COMMANDER
from muster.access.rules.codes import CodeKind
from muster.access.viewers import Viewer
from muster.journal.reading import Wanted, traces
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.people.commands.codes import MOST, issue_codes, issue_codes_to_unit
from muster.people.signing import person_of
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.companies import muster_up
from tests.houses import enlist, make_unit, psychologist_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    brigade = make_unit("B")
    return brigade, make_unit("B-1", brigade), make_unit("B-2", brigade)


@pytest.fixture
def people(units):
    _brigade, one, other = units
    rows = (("AB-001", "Гайко", one), ("AB-002", "Зоря", one), ("AB-003", "Лозова", other))
    return [enlist(unit, number=number, surname=name, given="Олесь") for number, name, unit in rows]


def team_of(unit) -> Viewer:
    return Viewer(AccountId(new_id()), ASSESSMENT_TEAM, (unit,))


def who_comes_in_with(code: str):
    with unit_of_work(Standing(Audience.PLATFORM)):
        found = codes.standing(code, [CodeKind.KIOSK], now())
        return None if found is None else person_of(AccountId(found.account_id))


def test_everybody_in_and_below_a_unit_gets_a_code_of_their_own(units, people):
    brigade, one, _other = units
    issued = issue_codes_to_unit(unit=one, by=team_of(brigade), at=now())
    assert [mine.name for mine in issued] == ["Гайко Олесь", "Зоря Олесь"]
    assert [who_comes_in_with(mine.code) for mine in issued] == people[:2]
    assert len(issue_codes_to_unit(unit=brigade, by=team_of(brigade), at=now())) == 3


def test_a_code_given_later_voids_the_earlier(units, people):
    by = psychologist_of(units[0])
    [first] = issue_codes(persons=people[:1], holds=None, by=by, at=now())
    [second] = issue_codes(persons=people[:1], holds=timedelta(hours=1), by=by, at=now())
    assert who_comes_in_with(first.code) is None
    assert who_comes_in_with(second.code) == people[0]
    assert second.until < first.until


def test_whoever_is_out_of_reach_gets_none_and_neither_does_anybody_else(units, people):
    _brigade, one, _other = units
    for listed in ([*people], [people[2]], [people[0], new_id()]):
        with pytest.raises(Refused, match="access.not-found"):
            issue_codes(persons=listed, holds=None, by=team_of(one), at=now())
    assert issue_codes_to_unit(unit=units[2], by=team_of(one), at=now()) == []


def test_a_list_has_an_end_and_a_commander_gives_no_codes(units, people):
    with pytest.raises(Refused, match="people.too-many-codes"):
        many = [new_id() for _one in range(MOST + 1)]
        issue_codes(persons=many, holds=None, by=team_of(units[0]), at=now())
    assert Permission.ISSUE_CODE in ASSESSMENT_TEAM.may
    commander = Viewer(AccountId(new_id()), COMMANDER, units)
    with pytest.raises(Refused, match="access.not-permitted"):
        issue_codes(persons=people, holds=None, by=commander, at=now())


def test_forty_slips_are_made_by_a_few_statements_and_one_entry(units):
    brigade, one, _other = units
    surnames = [f"Сорок{first}{second}" for first in "абвг" for second in "абвгдежзик"]
    people = muster_up(brigade, {one: surnames})
    for _again in range(2):  # the first time, everybody's account is made too
        with CaptureQueriesContext(connection) as asked:
            issued = issue_codes_to_unit(unit=one, by=team_of(brigade), at=now())
        assert len(issued) == len({mine.code for mine in issued}) == 40
        assert len(asked) <= 25, [query["sql"][:80] for query in asked]
    assert {who_comes_in_with(mine.code) for mine in issued[:3]} < set(people.values())
    with unit_of_work(Standing(Audience.AUDITOR)):
        entries = list(traces(Wanted(commands=["people.issue-codes-to-unit"])))
    assert [set(entry.people or ()) for entry in entries] == [set(people.values())] * 2
