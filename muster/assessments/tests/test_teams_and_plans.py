"""Teams, what they can do in a week, and the plan of their year, by machine and by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from muster.access.roles import TEAM_LEAD
from muster.access.viewers import Viewer
from muster.assessments.commands import (
    change_plan,
    drop_wanted,
    found_team,
    keep_member,
    make_plan,
    serve_unit,
    set_absence,
    take_back_absence,
    want_visit,
)
from muster.assessments.plans import Part
from muster.assessments.queries import plan, teams, wanted
from muster.assessments.queries.teams import team_page
from muster.assessments.rules.planning import first_monday, monday_of
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from tests.campaigns import opened, ready
from tests.houses import enlist, late_evening, local_day, make_unit, psychologist_of

pytestmark = pytest.mark.django_db

NEXT_YEAR = now().year + 1
WEEK = 9
MARCH = monday_of(NEXT_YEAR, WEEK)


@pytest.fixture
def unit(db):
    return make_unit("1")


@pytest.fixture
def lead(unit) -> Viewer:
    return Viewer(AccountId(new_id()), TEAM_LEAD, (unit,))


@pytest.fixture
def team(unit, lead):
    """Two members, 40 sittings and 8 interviews a week together, for the whole unit."""
    made = found_team(unit=unit, name="North", by=lead, at=now())
    for _member in range(2):
        join(made, lead)
    serve_unit(team=made, unit=unit, serves=True, by=lead, at=now())
    return made


def join(team, lead, account=None, able=("screening", "interview"), sittings=20, until=None):
    account = account or AccountId(new_id())
    keep_member(
        team=team, account=account, able=able, sittings=sittings, interviews=4, until=until,
        by=lead, at=now(),
    )  # fmt: skip
    return account


def week(team, lead, monday=MARCH):
    [found] = [one.team for one in teams(by=lead, at=now()) if one.team.id == team]
    return found.week(monday)


def want(unit, lead, people=30, weeks=2, **changed):
    asked = {
        "unit": unit, "name": "Before leaving", "opens": MARCH, "able": (),
        "closes": MARCH + timedelta(weeks=weeks, days=-1), "people": people, **changed,
    }  # fmt: skip
    return want_visit(**asked, by=lead, at=now())


def planned(lead, calendars=()):
    make_plan(year=NEXT_YEAR, calendars=calendars, by=lead, at=now())
    return plan(year=NEXT_YEAR, by=lead, at=now())


def test_a_team_has_the_capacity_of_its_members(team, lead):
    assert week(team, lead) == (40, 8)


def test_days_away_take_their_part_each_once(team, lead):
    monday = monday_of(NEXT_YEAR, WEEK)
    member = join(team, lead)
    assert week(team, lead, monday) == (60, 12)
    for since, until in ((0, 1), (1, 2)):
        set_absence(
            team=team, account=member, since=monday + timedelta(days=since),
            until=monday + timedelta(days=until), by=lead, at=now(),
        )  # fmt: skip
    assert week(team, lead, monday) == (40 + 8, 8 + 1)
    whole = set_absence(team=team, account=None, since=monday, until=monday, by=lead, at=now())
    assert week(team, lead, monday) == (16 + 16 + 8, 3 + 3 + 1)
    take_back_absence(team=team, absence=whole, by=lead, at=now())
    assert week(team, lead, monday) == (48, 9)
    with pytest.raises(Refused, match="assessments.no-such-absence"):
        take_back_absence(team=team, absence=whole, by=lead, at=now())


def test_a_member_who_leaves_takes_the_capacity_along(team, lead):
    member = join(team, lead, until=MARCH)
    assert week(team, lead, MARCH) == (60, 12)
    assert week(team, lead, MARCH + timedelta(days=7)) == (40, 8)
    join(team, lead, member, sittings=5)
    assert week(team, lead, MARCH) == (45, 12)


def test_what_teams_are_not_is_refused(team, lead, unit):
    with pytest.raises(Refused, match="assessments.team-name-taken"):
        found_team(unit=unit, name=" north ", by=lead, at=now())
    with pytest.raises(Refused, match="assessments.no-such-qualification"):
        join(team, lead, able=("juggling",))
    with pytest.raises(Refused, match="assessments.window-backwards"):
        set_absence(
            team=team, account=None, since=MARCH, until=MARCH - timedelta(days=1), by=lead, at=now()
        )
    with pytest.raises(Refused, match="access.not-found"):
        set_absence(team=team, account=new_id(), since=MARCH, until=MARCH, by=lead, at=now())
    with pytest.raises(Refused, match="access.not-permitted"):
        found_team(unit=unit, name="South", by=psychologist_of(unit), at=now())


def test_other_units_teams_do_not_exist(team, lead, unit):
    other = make_unit("2")
    stranger = Viewer(AccountId(new_id()), TEAM_LEAD, (other,))
    assert teams(by=stranger, at=now()) == []
    for attempt in (
        lambda: join(team, stranger),
        lambda: serve_unit(team=team, unit=unit, serves=False, by=stranger, at=now()),
        lambda: serve_unit(team=team, unit=other, serves=True, by=lead, at=now()),
        lambda: found_team(unit=other, name="South", by=lead, at=now()),
        lambda: want(other, lead),
        lambda: team_page(teams(by=stranger, at=now()), team),
    ):
        with pytest.raises(Refused, match="access.not-found"):
            attempt()


def test_what_is_wanted_is_placed_in_its_weeks(team, lead, unit):
    want(unit, lead)
    page = planned(lead)
    assert page.lacking == ()
    [found] = [one for one in page.weeks if one.loads[0].sittings]
    load = found.loads[0]
    assert found.week == WEEK
    assert (load.sittings, load.sittings_of, load.interviews, load.interviews_of) == (30, 40, 6, 8)
    assert load.share == 75
    assert page.units[unit].code == "1"


def test_what_falls_short_is_said_with_what_would_be_needed(team, lead, unit):
    want(unit, lead, people=100)
    page = planned(lead)
    [lacking] = page.lacking
    assert (lacking.sittings, lacking.interviews, lacking.no_team) == (20, 4, False)
    assert page.member_weeks == 1


def test_where_no_team_is_able_to_it_is_said(team, lead, unit):
    want(unit, lead, able=("trauma",))
    [lacking] = planned(lead).lacking
    assert lacking.no_team


def test_everybody_of_a_unit_is_counted_where_no_number_was_said(team, lead, unit):
    for place in range(3):
        enlist(make_unit(f"1/{place}", unit), number=f"AB-{place:03}", surname="Ткач", given="Іван")
    want(unit, lead, people=None)
    [need] = planned(lead).told.needs
    assert need.sittings == 3


def test_what_was_taken_back_is_planned_no_longer(team, lead, unit):
    wish = want(unit, lead)
    assert [one.id for one in wanted(by=lead, at=now())] == [wish]
    drop_wanted(wanted=wish, by=lead, at=now())
    assert wanted(by=lead, at=now()) == []
    assert planned(lead).told.needs == ()
    with pytest.raises(Refused, match="access.not-found"):
        drop_wanted(wanted=wish, by=lead, at=now())


def test_open_campaigns_and_calendars_of_the_profile_are_planned_for_once(lead, unit):
    ready(unit)
    enlist(unit, number="AB-001", surname="Ткач", given="Іван")
    opened(unit, windows=(), calendar="yearly")
    make_plan(year=now().year, calendars=("yearly",), by=lead, at=now())
    page = plan(year=now().year, by=lead, at=now())
    sources = [one.source.partition(":")[0] for one in page.told.needs]
    assert sources == ["campaign"]
    assert page.told.needs[0].sittings == 1


def test_small_units_are_planned_with_the_one_above_them(lead, unit):
    ready(unit)
    for place in range(3):
        platoon = make_unit(f"1/{place}", unit)
        enlist(platoon, number=f"AB-{place:03}", surname="Ткач", given="Іван")
    opened(unit)
    make_plan(year=now().year, calendars=(), by=lead, at=now())
    page = plan(year=now().year, by=lead, at=now())
    assert [(one.unit, one.sittings) for one in page.told.needs] == [(unit, 3)]


def test_what_reaches_into_another_year_is_planned_in_that_which_has_more_of_it(team, lead, unit):
    first, last = date(NEXT_YEAR - 1, 12, 20), date(NEXT_YEAR, 2, 10)
    want(unit, lead, opens=first, closes=last)
    assert [one.first_week for one in planned(lead).told.needs] == [0]
    make_plan(year=NEXT_YEAR - 1, calendars=(), by=lead, at=now())
    assert plan(year=NEXT_YEAR - 1, by=lead, at=now()).told.needs == ()


def test_the_plan_is_changed_by_hand_and_stays_so_when_it_is_made_anew(team, lead, unit):
    want(unit, lead)
    want(unit, lead, name="After coming home", people=10)
    need = next(one for one in planned(lead).told.needs if one.sittings == 30)
    parts = [Part(team, WEEK + 1, 20, 4), Part(team, WEEK + 1, 5, 0)]
    change_plan(year=NEXT_YEAR, need=need.key, parts=parts, by=lead, at=now())
    page = plan(year=NEXT_YEAR, by=lead, at=now())
    assert page.told.parts[need.key] == (Part(team, WEEK + 1, 25, 4),)
    assert [(one.need.key, one.sittings, one.interviews) for one in page.lacking] == [
        (need.key, 5, 2)
    ]
    again = planned(lead)
    assert again.told.id != page.told.id
    assert again.told.parts[need.key] == (Part(team, WEEK + 1, 25, 4),)
    assert need.key in again.told.by_hand
    change_plan(year=NEXT_YEAR, need=need.key, parts=(), by=lead, at=now())
    assert plan(year=NEXT_YEAR, by=lead, at=now()).told.parts[need.key] == ()


@pytest.mark.parametrize(
    ("week", "sittings", "interviews", "code"),
    [
        (WEEK, 31, 0, "assessments.more-than-needed"),
        (WEEK, -1, 0, "assessments.more-than-needed"),
        (WEEK - 1, 10, 0, "assessments.out-of-weeks"),
        (WEEK + 2, 10, 0, "assessments.out-of-weeks"),
        (WEEK, 30, 6, "assessments.over-capacity"),  # beside what the other need has that week
    ],
)
def test_a_change_that_cannot_be_is_refused(team, lead, unit, week, sittings, interviews, code):
    want(unit, lead, name="Large", people=40, weeks=1)
    want(unit, lead)
    need = next(one for one in planned(lead).told.needs if one.sittings == 30)
    with pytest.raises(Refused, match=code):
        change_plan(
            year=NEXT_YEAR, need=need.key, parts=[Part(team, week, sittings, interviews)],
            by=lead, at=now(),
        )  # fmt: skip


def test_a_team_that_does_not_suit_is_not_sent_by_hand(team, lead, unit):
    want(unit, lead)
    [need] = planned(lead).told.needs
    other = found_team(unit=unit, name="South", by=lead, at=now())
    for there, code in ((other, "assessments.team-unsuited"), (new_id(), "access.not-found")):
        with pytest.raises(Refused, match=code):
            change_plan(
                year=NEXT_YEAR, need=need.key, parts=[Part(there, WEEK, 10, 2)], by=lead, at=now()
            )


def test_only_this_year_and_the_next_are_planned(lead):
    with pytest.raises(Refused, match="assessments.not-a-year"):
        make_plan(year=NEXT_YEAR + 1, calendars=(), by=lead, at=now())
    assert plan(year=NEXT_YEAR, by=lead, at=now()) is None
    with pytest.raises(Refused, match="assessments.no-such-plan"):
        change_plan(year=NEXT_YEAR, need="x", parts=(), by=lead, at=now())
    assert first_monday(NEXT_YEAR).weekday() == 0


def test_a_members_last_day_is_over_by_the_day_where_the_team_is(unit, lead, team):
    late = late_evening()
    last = local_day(late) - timedelta(days=1)
    join(team, lead, until=last)
    [before], [after] = (teams(by=lead, at=at) for at in (late - timedelta(hours=6), late))
    assert (len(before.team.members), len(after.team.members)) == (3, 2)
