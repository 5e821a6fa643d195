"""Courses that fall through or are moved, and vacancies that close: whoever asked learns of it."""

from datetime import timedelta

import pytest
from django.db import connection

from muster.access.accounts import track_watch
from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from muster.transition.commands.candidacies import answer_candidate
from muster.transition.commands.cases import open_own_case, take_step
from muster.transition.commands.course_changes import move_course, withdraw_course
from muster.transition.commands.courses import put_course
from muster.transition.commands.places import answer_place, ask_for_place
from muster.transition.commands.reminding import remind_of_tasks
from muster.transition.commands.tasks import Task, give_task
from muster.transition.commands.vacancies import close_vacancy
from muster.transition.queries.casework import whole_case
from muster.transition.queries.courses import own_courses, school_courses
from muster.transition.queries.vacancies import own_vacancies
from muster.transition.rules.candidacies import Act as CandidacyAct
from muster.transition.rules.places import Act, Stage
from muster.transition.tests.test_courses import SAID, TODAY, School
from muster.transition.tests.test_reminding import NOON
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience


@pytest.fixture
def school(db):
    return School()


def told():
    with unit_of_work(Standing(Audience.PLATFORM)), connection.cursor() as cursor:
        cursor.execute("SELECT account_id, about, step FROM access_message")
        return set(cursor.fetchall())


def asks(member, course):
    made = new_id()
    ask_for_place(person=member.person, course=course, place=made, agreed=True, by=member, at=NOON)
    return made


def full_course(school):
    """A course with one who has its place, and one who waits."""
    course, _words = put_course(
        partner=school.school.units[0], said=SAID, by=school.school, at=NOON
    )
    has, waits = (asks(one, course) for one in (school.member, school.others[0]))
    answer_place(place=has, act=Act.ADMITTED, by=school.school, at=NOON)
    answer_place(place=waits, act=Act.WAITLISTED, by=school.school, at=NOON)
    return course, has, waits


def stands(school):
    """A case of the person under way, which waits for a task of that school."""
    open_own_case(person=school.person, case=new_id(), by=school.member, at=NOON)
    take_step(person=school.person, step="accept", reason="", words="", by=school.by, at=NOON)
    given = Task("course", "school", "", school.school.units[0], agreed=True)
    give_task(person=school.person, task=new_id(), given=given, words="", by=school.by, at=NOON)


def test_whoever_holds_a_place_or_waits_for_one_learns_that_the_course_falls_through(school):
    course, has, waits = full_course(school)
    stands(school)
    assert withdraw_course(course=course, by=school.school, at=NOON) == 2
    [line] = school_courses(by=school.school, at=NOON).courses
    assert (line.closed, line.held.taken) == (True, 0)
    for one in (school.member, school.others[0]):
        [mine] = own_courses(person=one.person, by=one, at=NOON).asked
        assert mine.state.stage is Stage.WITHDRAWN
    remind_of_tasks(by=track_watch((school.unit,)), at=NOON)
    of_course = {one for one in told() if one[1] in (has, waits)}
    assert of_course == {
        (school.member.account, has, "withdrawn"), (school.by.account, has, "withdrawn"),
        (school.others[0].account, waits, "withdrawn"),
    }  # fmt: skip
    [fell] = whole_case(person=school.person, by=school.by, at=NOON).fallen
    assert (fell.title, fell.now) == (SAID["title"], None)
    assert remind_of_tasks(by=track_watch((school.unit,)), at=NOON + timedelta(hours=1)) == 0
    with pytest.raises(Refused):
        withdraw_course(course=course, by=school.school, at=NOON)


def test_a_course_that_moves_keeps_its_places_and_says_what_its_days_were(school):
    course, has, waits = full_course(school)
    begins, ends = TODAY + timedelta(days=20), TODAY + timedelta(days=50)
    with pytest.raises(Refused):
        move_course(course=course, begins=ends, ends=begins, by=school.school, at=NOON)
    move_course(course=course, begins=begins, ends=ends, by=school.school, at=NOON)
    [mine] = own_courses(person=school.person, by=school.member, at=NOON).asked
    assert mine.state.stage is Stage.ADMITTED
    assert mine.held.was == (TODAY + timedelta(days=10), TODAY + timedelta(days=40))
    assert remind_of_tasks(by=track_watch((school.unit,)), at=NOON) == 2, "no case stands on it"
    assert {(about, step) for _who, about, step in told()} == {
        (has, f"moved {begins} {ends}"), (waits, f"moved {begins} {ends}"),
    }  # fmt: skip
    with pytest.raises(Refused):
        move_course(course=course, begins=begins, ends=ends, by=school.garage, at=NOON)


def test_whoever_was_not_answered_yet_learns_that_a_vacancy_closed(school):
    answered, open_ = (school.vacancy(title=one)[0] for one in ("Fitter", "Welder"))
    asked = {one: school.asks(one) for one in (answered, open_)}
    answer_candidate(
        candidacy=asked[answered], act=CandidacyAct.DECLINED, reason="filled", by=school.garage,
        at=NOON,
    )  # fmt: skip
    for one in (answered, open_):
        close_vacancy(vacancy=one, by=school.garage, at=NOON)
    remind_of_tasks(by=track_watch((school.unit,)), at=NOON)
    assert told() == {(school.member.account, asked[open_], "closed")}
    mine = own_vacancies(person=school.person, by=school.member, at=NOON).asked
    assert all(one.closed == NOON for one in mine)
