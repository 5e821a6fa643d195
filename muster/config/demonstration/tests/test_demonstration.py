"""A small brigade lives through its two years by the product's own commands."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from muster.access.permissions import Permission
from muster.config.demonstration import formation, history, morning, stages
from muster.config.demonstration.building import PSYCHOLOGIST, Building, psychologist_of
from muster.detection.queries import queue
from muster.people.queries import names_of
from muster.policy.rules.findings import Tier
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)  # a Wednesday


def quiet(_done: int, _of: int) -> None:
    pass


@pytest.fixture
def building(tmp_path, monkeypatch) -> Building:
    """Five battalions of one company of one platoon, and everything that happens to them."""
    monkeypatch.setattr(formation, "COMPANIES", 1)
    monkeypatch.setattr(formation, "PLATOONS", 1)
    few = {"brigade": 2, "battalion": 2, "company": 2, "platoon": 20}
    posts = {kind: formation.POSTS[kind][: few[kind]] for kind in few}
    monkeypatch.setattr(formation, "POSTS", posts)
    monkeypatch.setattr(formation, "MOVERS", 0.0)  # there is no other platoon to come from
    made = Building(tmp_path, tmp_path / "demonstration", NOW)
    stages.invent(made, quiet)
    stages.found(made)
    history.live(made, quiet)
    return made


def _count(table: str, building: Building) -> int:
    standing = Standing(Audience.CLINICIAN, (building.unit(stages.FORCE.code),))
    with unit_of_work(standing), connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        return int(cursor.fetchone()[0])


def test_two_years_a_morning_and_the_survey(building):
    two_years_are_entered_and_settled(building)
    before = this_morning_somebody_is_waiting(building)
    history.screen_survey(building, quiet)
    the_known_facts_of_the_survey_come_out(building)
    assert len(_queue(building, PSYCHOLOGIST)) == before  # its subjects are not the brigade's


def two_years_are_entered_and_settled(building: Building) -> None:
    facts, sittings = building.facts, building.brigade.sittings
    assert facts["people"] == len(building.brigade.soldiers) == 122
    assert facts["refused rows"] == 0
    assert facts["sittings"] == sum(len(one.people) for one in sittings)
    assert _count("assessments_sitting", building) == facts["sittings"]
    assert facts["tours"] > 40
    assert facts["closed"] > 100


def this_morning_somebody_is_waiting(building: Building) -> int:
    morning.open_queue(building, quiet)
    waiting = _queue(building, PSYCHOLOGIST)
    assert Tier.YELLOW in {call.tier for call in waiting}
    assert sum(building.facts["queue"].values()) == len(waiting)
    assert building.facts["done this morning"] > 10
    assert sum(call.since == NOW for call in waiting) > len(waiting) / 2
    assert max(call.since for call in waiting) <= NOW
    by = building.viewer(PSYCHOLOGIST, Permission.READ_PERSON, NOW)
    names = names_of(persons=[call.person for call in waiting], by=by, at=NOW)
    assert all(names[call.person] for call in waiting)
    own = {call.person for call in _queue(building, psychologist_of(3))}
    assert own < {call.person for call in waiting}
    assert own
    return len(waiting)


def the_known_facts_of_the_survey_come_out(building: Building) -> None:
    told = building.facts["survey"]
    known = {"rows": 5_533, "complete": 5_068, "incomplete": 25, "empty": 440, "refused": 0}
    assert {name: told[name] for name in known} == known
    assert (told["positive"], told["critical"]) == (459, 192)
    assert told["tiers"]["red"] + told["tiers"]["amber"] >= 192


def _queue(building: Building, account: str):
    by = building.viewer(account, Permission.READ_QUEUE, NOW)
    return queue(limit=1_000, tier=None, already_shown=(), by=by, at=NOW)
