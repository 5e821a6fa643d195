"""Command reads counts and the names of those late, of whole units alone, and nothing more."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from muster.access.accounts import watch
from muster.access.roles import COMMANDER, MEMBER
from muster.access.viewers import Viewer
from muster.assessments.commands.answering import begin
from muster.assessments.commands.campaigns import close_campaign
from muster.assessments.commands.submitting import submit
from muster.assessments.commands.turnout import count_turnout, give_time
from muster.assessments.models import Attendance, LateName
from muster.assessments.queries import turnout as queries
from muster.assessments.queries.turnout import time_given, told_command, turnout
from muster.assessments.rules.turnout import Tally
from muster.kernel.ids import AccountId, PersonId, UnitId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.people.commands.moving import move
from muster.policy.profiles import profile
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.companies import asked, muster_up
from tests.houses import administrator_of, make_unit, psychologist_of

pytestmark = pytest.mark.django_db

TODAY = now().replace(hour=9, minute=0, second=0, microsecond=0)
DAY = timedelta(days=1)
BEGAN = TODAY - 12 * DAY
FIRST = ("Abrin", "Borin", "Varin", "Garin", "Darin")
SECOND = ("Zherin", "Zarin", "Karin", "Larin", "Marin", "Narin")
WINDOW = "window-1"


class Battalion:
    """A battalion of two companies, and a whole-unit window that closed three days ago."""

    def __init__(self) -> None:
        self.unit = make_unit("B")
        self.first, self.second = make_unit("B/1", self.unit), make_unit("B/2", self.unit)
        self.people = muster_up(self.unit, {self.first: FIRST, self.second: SECOND})
        closes = (TODAY - 3 * DAY).date()
        self.campaign = asked(self.unit, BEGAN.date(), closes, at=BEGAN)

    def answers(self, surname: str, at=TODAY) -> None:
        person = self.people[surname]
        submit(
            person=person, sitting=new_id(), campaign=self.campaign, window=WINDOW,
            instrument="gad-7", language="en", mode="live", answered_at=at, sex=None,
            values={f"gad7-{item}": 3 for item in range(1, 8)}, follow_up=None,
            profile=profile(), by=Viewer(AccountId(new_id()), MEMBER, person=person), at=at,
        )  # fmt: skip

    def begins(self, surname: str, at=TODAY) -> None:
        person = self.people[surname]
        begin(
            person=person, sitting=new_id(), campaign=self.campaign, window=WINDOW,
            language="ru", room=False, at=at,
            by=Viewer(AccountId(new_id()), MEMBER, person=person),
        )  # fmt: skip

    def is_noted(self, surname: str, state: str, at=TODAY) -> None:
        with unit_of_work(Standing(Audience.CLINICIAN, (self.unit,))):
            Attendance.objects.create(
                person_id=self.people[surname], campaign_id=self.campaign, window=WINDOW,
                state=state, day=at.date(), at=at, by=new_id(),
            )  # fmt: skip

    def is_counted(self, at=TODAY) -> int:
        return count_turnout(by=watch((self.unit,)), at=at)


@pytest.fixture
def battalion(db) -> Battalion:
    return Battalion()


def commander_of(unit: UnitId) -> Viewer:
    return Viewer(AccountId(new_id()), COMMANDER, (unit,))


def read(unit: UnitId, by: Viewer | None = None, at=TODAY):
    [window] = turnout(unit=unit, by=by or commander_of(unit), at=at).windows
    return window


def names(window) -> list[str]:
    return [line.name.split()[0] for line in window.late]


def test_a_commander_reads_counts_by_company_and_who_is_late(battalion):
    battalion.answers("Abrin", at=BEGAN + DAY)
    battalion.answers("Zarin", at=TODAY)
    assert battalion.is_counted() == 9
    window = read(battalion.unit)
    assert window.total == Tally(0, 1, 1, 9, 0)
    assert {(part.unit, part.tally) for part in window.parts} == {
        (battalion.first, Tally(0, 1, 0, 4, 0)),
        (battalion.second, Tally(0, 0, 1, 5, 0)),
    }
    assert len(names(window)) == 9
    assert window.late[0].rank == "Private"
    assert not {"Abrin", "Zarin"} & set(names(window))


def test_a_company_commander_reads_their_own_company_alone(battalion):
    battalion.is_counted()
    mine = read(battalion.first)
    assert mine.total.asked == len(FIRST)
    assert set(names(mine)) == set(FIRST)
    for unit in (battalion.unit, battalion.second, UnitId(new_id())):
        with pytest.raises(Refused, match="access.not-found"):
            turnout(unit=unit, by=commander_of(battalion.first), at=TODAY)


def test_a_list_too_long_to_act_on_is_read_unit_by_unit(battalion, monkeypatch):
    monkeypatch.setattr(queries, "MOST_NAMES", 6)
    battalion.is_counted()
    whole = read(battalion.unit)
    assert (whole.late, whole.too_many, whole.total.late) == ((), True, 11)
    assert len(read(battalion.second).late) == len(SECOND)


def test_while_the_window_is_open_nobody_is_named(battalion):
    at = BEGAN + 2 * DAY
    assert battalion.is_counted(at) == 0
    window = read(battalion.unit, at=at)
    assert (window.total, window.late) == (Tally(due=11), ())


def test_a_name_goes_at_once_when_its_holder_answers_or_only_begins(battalion):
    battalion.is_counted()
    battalion.answers("Abrin")
    battalion.begins("Borin")
    window = read(battalion.unit)
    assert not {"Abrin", "Borin"} & set(names(window))
    assert window.total == Tally(0, 0, 2, 9, 0)
    battalion.is_counted(TODAY + timedelta(hours=1))
    assert read(battalion.unit).total == Tally(0, 0, 2, 9, 0)


@pytest.mark.parametrize("state", ["came", "declined", "excused"])
def test_who_came_declined_or_was_excused_counts_as_done(battalion, state):
    battalion.is_noted("Abrin", state, at=BEGAN + DAY)
    battalion.is_counted()
    window = read(battalion.first)
    assert window.total == Tally(0, 1, 0, 4, 0)
    assert "Abrin" not in names(window)


def test_nobody_is_named_once_the_window_counts_no_more(battalion):
    battalion.is_counted()
    later = TODAY + 20 * DAY
    assert read(battalion.unit, at=later).late == ()
    assert battalion.is_counted(later) == 0
    with unit_of_work(Standing(Audience.CLINICIAN, (battalion.unit,))):
        assert not LateName.objects.filter(name__isnull=False).exists()


def test_nobody_is_named_once_the_campaign_is_closed(battalion):
    battalion.is_counted()
    by, later = psychologist_of(battalion.unit), TODAY + timedelta(minutes=5)
    close_campaign(campaign=battalion.campaign, by=by, at=later)
    window = read(battalion.unit, at=later)
    assert (window.late, window.total) == ((), Tally(late=11))


def test_the_course_is_told_day_by_day(battalion):
    battalion.is_counted(BEGAN + DAY)
    battalion.answers("Abrin", at=BEGAN + DAY)
    battalion.is_counted(BEGAN + 2 * DAY)
    battalion.is_counted(TODAY)
    assert [tally.done for _day, tally in read(battalion.unit).course] == [0, 1, 1]


def test_who_moves_away_is_no_longer_the_old_commanders(battalion):
    battalion.is_counted()
    move(
        person=battalion.people["Abrin"], unit=battalion.second, post="", since=TODAY.date(),
        until=None, by=administrator_of(battalion.unit), at=TODAY,
    )  # fmt: skip
    battalion.is_counted(TODAY + timedelta(hours=1))
    assert "Abrin" not in names(read(battalion.first))
    assert "Abrin" in names(read(battalion.second))
    assert read(battalion.first).total.asked == len(FIRST) - 1


def test_a_person_reads_what_their_commander_was_told(battalion):
    person = battalion.people["Abrin"]
    me = Viewer(AccountId(new_id()), MEMBER, person=person)
    assert told_command(person=person, by=me, at=TODAY) == []
    battalion.is_counted()
    [told] = told_command(person=person, by=me, at=TODAY)
    assert (told.since, told.gone_at) == (TODAY, None)
    battalion.answers("Abrin", at=TODAY + timedelta(hours=2))
    [gone] = told_command(person=person, by=me, at=TODAY + DAY)
    assert gone.gone_at == TODAY + timedelta(hours=2)


def test_a_commander_gives_time_and_the_team_reads_it(battalion):
    battalion.is_counted()
    by, starts = commander_of(battalion.unit), TODAY + DAY

    def give(unit: UnitId = battalion.first, campaign: UUID = battalion.campaign, hours: int = 2):
        give_time(
            unit=unit, campaign=campaign, window=WINDOW, starts=starts,
            ends=starts + timedelta(hours=hours), by=by, at=TODAY,
        )  # fmt: skip

    give()
    give(hours=3)
    [given] = time_given(campaign=battalion.campaign, by=psychologist_of(battalion.unit), at=TODAY)
    assert (given.unit, given.starts) == (battalion.first, starts)
    assert given.ends - given.starts == timedelta(hours=3)
    assert read(battalion.unit).given == (given,)
    for wrong in ({"unit": UnitId(new_id())}, {"campaign": new_id()}):
        with pytest.raises(Refused, match="access.not-found"):
            give(**wrong)
    for hours in (0, -1, 24 * 15):
        with pytest.raises(Refused, match="assessments.no-such-time"):
            give(hours=hours)


def test_the_database_keeps_a_name_under_the_persons_own_key_for_command(battalion):
    battalion.is_counted()
    with unit_of_work(Standing(Audience.CLINICIAN, (battalion.unit,))):
        sealed = [bytes(row.name) for row in LateName.objects.all()]
    assert len({len(one) for one in sealed}) == 1
    assert not any(b"Abrin" in one for one in sealed)


@pytest.mark.database
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE assessments_latename SET gone_at = NULL",
        "UPDATE assessments_turnoutcount SET late = 0",
        "INSERT INTO assessments_latename SELECT * FROM assessments_latename WHERE false",
        "SELECT 1 FROM assessments_sitting",
        "SELECT 1 FROM people_detail",
        "SELECT 1 FROM assessments_terms",
    ],
)
def test_command_writes_nothing_but_time_and_reads_nothing_but_turnout(battalion, statement):
    with (
        unit_of_work(commander_of(battalion.unit).standing()),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_person_of_another_unit_stays_unknown(battalion):
    battalion.is_counted()
    other = make_unit("C")
    assert turnout(unit=other, by=commander_of(other), at=TODAY).windows == ()
    stranger = PersonId(new_id())
    me = Viewer(AccountId(new_id()), MEMBER, person=stranger)
    with pytest.raises(Refused, match="access.not-found"):
        told_command(person=battalion.people["Abrin"], by=me, at=TODAY)
