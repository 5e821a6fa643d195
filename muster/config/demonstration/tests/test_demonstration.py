"""A small brigade lives through its two years by the product's own commands."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from muster.access.accounts import account_named
from muster.access.permissions import Permission
from muster.assessments.queries import campaigns, due_for, plan, visit_day, visits
from muster.assessments.queries.turnout import turnout as read_turnout
from muster.care.crises import rows_against_facts as crises_against_facts
from muster.care.folding import rows_against_facts
from muster.care.queries import late_cases
from muster.care.queries.careers import career_lists, career_matches
from muster.care.queries.crises import open_crises
from muster.care.queries.glass import openings
from muster.care.queries.limitations import notices_for
from muster.config.demonstration import (
    accounts,
    authorities,
    casework,
    fair,
    formation,
    history,
    morning,
    newcomer,
    posts,
    programmes,
    stages,
    teams,
    turnout,
)
from muster.config.demonstration.building import PSYCHOLOGIST, Building, psychologist_of
from muster.config.demonstration.care import careers, past
from muster.config.demonstration.care.telling import care
from muster.config.demonstration.care.watching import look_at_clocks
from muster.detection.queries import queue
from muster.people.formation import root_units
from muster.people.queries import complaints, names_of
from muster.people.queries.several import several
from muster.people.queries.temporary import move_forms
from muster.people.signing import is_newcomers
from muster.policy.rules.findings import Tier
from muster.programmes.queries.board import board
from muster.transition.queries.agency import own_tasks
from muster.transition.queries.casework import board as morning_of_casework
from muster.transition.queries.courses import school_courses
from muster.transition.queries.rounds import round_partners
from muster.transition.queries.staying import staying as who_stays
from muster.transition.queries.support import authority_support
from muster.transition.tracking import rows_against_facts as casework_against_facts
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
    few = {"brigade": 2, "battalion": 8, "company": 8, "platoon": 38}
    posts = {kind: formation.POSTS[kind][: few[kind]] for kind in few}
    monkeypatch.setattr(formation, "POSTS", posts)
    monkeypatch.setattr(formation, "MOVERS", 0.0)  # there is no other platoon to come from
    monkeypatch.setattr(past, "EACH", 4)
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


def test_two_years_a_morning_and_the_survey(building, settings):
    settings.MUSTER_DEMONSTRATION = True
    two_years_are_entered_and_settled(building)
    this_morning_somebody_is_waiting(building)
    a_commander_reads_who_was_not_there(building)
    a_few_ask_for_a_post_for_a_time(building)
    teams_are_sent_and_their_year_is_planned(building)
    two_years_of_care_are_told(building)
    people_wait_for_a_place(building)
    before = len(_queue(building, PSYCHOLOGIST))
    an_office_goes_with_people_into_work(building)
    history.screen_survey(building, quiet)
    the_known_facts_of_the_survey_come_out(building)
    assert len(_queue(building, PSYCHOLOGIST)) == before  # its subjects are not the brigade's


def two_years_are_entered_and_settled(building: Building) -> None:
    facts, sittings = building.facts, building.brigade.sittings
    assert facts["people"] == len(building.brigade.soldiers) == 272
    assert facts["refused rows"] == 0
    assert facts["sittings"] == sum(len(one.people) for one in sittings)
    assert _count("assessments_sitting", building) == facts["sittings"]
    assert facts["tours"] > 40
    assert facts["closed"] > 100


def an_office_goes_with_people_into_work(building: Building) -> None:
    casework.work_the_cases(building, quiet)
    assert building.facts["cases for work"] == len(building.known) * 4 // 5
    assert building.facts["service entries"] > building.facts["cases for work"]
    by = building.viewer(casework.CASEWORKER, Permission.READ_TRACK, NOW)
    found = morning_of_casework(by=by, at=NOW)
    assert found.figures.running > 20
    assert [one.wrote for one in found.lines if one.name == newcomer.NAME] == [NOW]
    with unit_of_work(Standing(Audience.PLATFORM)):
        assert is_newcomers(account_named(newcomer.NEWCOMER))
    assert (building.facts["partners"], building.facts["vacancies"]) == (300, 6_000)
    assert building.facts["courses"] == 120
    head = building.viewer(casework.HEAD, Permission.READ_OFFICE, NOW)
    assert who_stays(by=head, at=NOW).everybody.people > 100
    with unit_of_work(by.standing()):
        assert casework_against_facts() == []
    # A fair is ahead, a course has more askers than places, and a town hall has something to do.
    [ahead] = [one for one in round_partners(by=by, at=NOW) if one.waiting >= fair.COMERS]
    assert ahead.name.endswith("(invented)")
    school = building.viewer("school", Permission.ANSWER_ASKED, NOW)
    hall = building.viewer("town-hall", Permission.ANSWER_ASKED, NOW)
    courses = school_courses(by=school, at=NOW).courses
    assert any(one.asked > one.held.course.places for one in courses)
    assert len(own_tasks(by=hall, at=NOW).tasks) == fair.HOUSED
    assert building.facts["programmes of support"] == 60
    given = authority_support(by=hall, at=NOW).lines
    assert any(one.held.quota.waits == fair.MORE for one in given)
    assert building.facts["reminders"] == authorities.REMINDED
    assert found.reminders, "one of them is due this morning"


def a_few_ask_for_a_post_for_a_time(building: Building) -> None:
    posts.give_posts(building, quiet)
    assert building.facts["posts for a time"] == posts.ASKING
    assert 0 < building.facts["asked to swap"] <= posts.ASKED_TO_SWAP
    by = building.viewer(accounts.COMMANDER, Permission.DECIDE_MOVE, NOW)
    assert move_forms(by=by, at=NOW)
    by = building.viewer(accounts.PERSONNEL, Permission.ASSIGN_MOVES, NOW)
    assert len(several(by=by, at=NOW).asking) >= posts.WAITING


def teams_are_sent_and_their_year_is_planned(building: Building) -> None:
    teams.gather_teams(building, quiet)
    by = building.viewer("team-1", Permission.KEEP_VISIT, NOW)
    [visit] = visits(by=by, at=NOW)
    assert (visit.day, visit.team) == (NOW.date(), "North (invented)")
    shown = visit_day(visit=visit.id, already_shown=(), by=by, at=NOW)
    assert len(shown.guests) == building.facts["expected today"] == 46
    [open_one] = [one.ordered for one in campaigns(by=by, at=NOW) if one.ordered.name == teams.NAME]
    assert open_one.whole_unit
    found = plan(year=NOW.year, by=by, at=NOW)
    assert found is not None
    assert any(one.name == teams.NAME for one in found.told.needs)


def two_years_of_care_are_told(building: Building) -> None:
    """Every story is told by the rooms' own commands, and the rows say what the facts do."""
    care(building, quiet)
    look_at_clocks(building, quiet)
    by = building.viewer(accounts.HEAD, Permission.READ_LATE, NOW)
    assert len(late_cases(limit=500, already_shown=(), by=by, at=NOW)) > 5
    by = building.viewer(psychologist_of(0), Permission.WORK_CRISIS, NOW)
    assert {one.awaited for one in open_crises(already_shown=(), by=by, at=NOW)} >= {
        "acceptance", "check", "hospital",
    }  # fmt: skip
    by = building.viewer(accounts.commander_of(3), Permission.READ_NOTICE, NOW)
    assert len(notices_for(by=by, at=NOW)) >= 4
    by = building.viewer(accounts.AUDITOR, Permission.READ_GLASS, NOW)
    assert len(openings(waiting=True, by=by, at=NOW)) == 2
    by = building.viewer(accounts.AUDITOR, Permission.CHECK_CAREERS, NOW)
    assert len(career_matches(waiting=False, by=by, at=NOW)) == len(careers.NEAR)
    assert len(career_matches(waiting=True, by=by, at=NOW)) == len(careers.NEAR) - 1
    assert [one.state for one in career_lists(by=by, at=NOW)] == ["waits", "written"]
    with unit_of_work(Standing(Audience.CLINICIAN, root_units())):
        assert (rows_against_facts(), crises_against_facts()) == ([], [])


def people_wait_for_a_place(building: Building) -> None:
    programmes.offer_programmes(building, quiet)
    by = building.viewer(programmes.COORDINATOR, Permission.READ_WAITING, NOW)
    found = board(programme="", already_shown=(), by=by, at=NOW)
    assert len(found.waiting) == building.facts["waiting for a place"]
    assert {one.position for one in found.waiting if one.programme == programmes.SKILLS} == set(
        range(1, programmes.WAITING[programmes.SKILLS] + 1)
    )
    assert any(one.late(NOW) for one in found.waiting)
    assert any(one.offered for one in found.waiting)
    assert [one.free for one in found.groups] == [one.bookable for one in found.groups]
    assert len(found.groups) == len(programmes.AHEAD)


def a_commander_reads_who_was_not_there(building: Building) -> None:
    accounts.give_accounts(building, quiet)
    turnout.ask_whole_battalion(building, quiet)
    by = building.viewer(accounts.commander_of(3), Permission.READ_TURNOUT, NOW)
    [window] = read_turnout(unit=by.units[0], by=by, at=NOW).windows
    assert window.total.asked == 54
    assert len(window.late) == window.total.late == building.facts["late"] > 0
    assert window.total.in_time > window.total.late
    the_soldier_who_may_be_tried_has_something_to_answer(building)
    auditor = building.viewer(accounts.AUDITOR, Permission.READ_COMPLAINTS, NOW)
    assert len(complaints(waiting=True, by=auditor, at=NOW)) == 1


def the_soldier_who_may_be_tried_has_something_to_answer(building: Building) -> None:
    person, soldier = accounts.member_of(building), turnout.as_member(building)
    [due] = due_for(person=person, by=soldier, at=NOW)
    assert due.late
    assert due.whole_unit


def this_morning_somebody_is_waiting(building: Building) -> None:
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


def the_known_facts_of_the_survey_come_out(building: Building) -> None:
    told = building.facts["survey"]
    known = {"rows": 5_533, "complete": 5_068, "incomplete": 25, "empty": 440, "refused": 0}
    assert {name: told[name] for name in known} == known
    assert (told["positive"], told["critical"]) == (459, 192)
    assert told["tiers"]["red"] + told["tiers"]["amber"] >= 192


def _queue(building: Building, account: str):
    by = building.viewer(account, Permission.READ_QUEUE, NOW)
    return queue(limit=1_000, tier=None, already_shown=(), by=by, at=NOW)
