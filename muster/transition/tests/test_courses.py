"""Courses of schools: put in, asked for, filled and never overfilled, attended, and completed."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from muster.access.roles import MEMBER, PARTNER
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, UnitId, new_id
from muster.kernel.problems import Refused
from muster.people.commands.packets import give_packet
from muster.transition.commands.candidacies import say_wishes
from muster.transition.commands.courses import (
    close_course,
    import_courses,
    put_course,
    settle_course,
)
from muster.transition.commands.partners import agree, register_partner
from muster.transition.commands.places import (
    answer_place,
    ask_for_place,
    complete_course,
    mark_attendance,
    take_place_back,
)
from muster.transition.queries.courses import (
    course_register,
    courses_aside,
    own_courses,
    school_courses,
)
from muster.transition.queries.offers import who_sent
from muster.transition.queries.places import learner, own_certificate
from muster.transition.rules.courses import Course, read_course
from muster.transition.rules.fitting import Wishes
from muster.transition.rules.places import Act, Stage, State, Taught, taught
from muster.transition.tests.test_partners import AT, House
from muster.vault.work import unit_of_work
from tests.houses import account_of_person, enlist, local_day

TODAY = local_day(AT)
SAID = {
    "title": "Fork-lift course", "region": "Lviv", "begins": str(TODAY + timedelta(days=10)),
    "ends": str(TODAY + timedelta(days=40)), "places": "1", "stipend": "400",
    "gives": "forklift", "exempts": "first aid; driving lorries", "language": "en",
}  # fmt: skip


def refuses(code, deed, **named):
    with pytest.raises(Refused) as found:
        deed(**named)
    assert found.value.problem.code == code


class School(House):
    """The house of partners, with a school and two more who learn."""

    def __init__(self):
        super().__init__()
        self.school = self.founded("Trade school", "school")
        self.others = [self.somebody(number) for number in (2, 3)]
        self.packed()

    def founded(self, name, kind):
        made = new_id()
        register_partner(partner=made, kind=kind, name=name, by=self.by, at=AT)
        until = TODAY + timedelta(days=700)
        agree(partner=made, since=TODAY, until=until, by=self.by, at=AT)
        return Viewer(AccountId(new_id()), PARTNER, (UnitId(made),))

    def somebody(self, number):
        person = enlist(self.unit, number=f"T-00{number}", surname="Гнат", given="Олесь")
        viewer = Viewer(account_of_person(person, self.unit), MEMBER, person=person)
        give_packet(
            person=person, words={"name": f"Hnat {number}"}, alone=True,
            until=TODAY + timedelta(days=90), by=viewer, at=AT,
        )  # fmt: skip
        return viewer

    def course(self, **said):
        made, words = put_course(
            partner=self.school.units[0], said={**SAID, **said}, by=self.school, at=AT
        )
        assert words == ""
        return made

    def wants(self, course, viewer=None, at=AT):
        made, viewer = new_id(), viewer or self.member
        ask_for_place(
            person=viewer.person, course=course, place=made, agreed=True, by=viewer, at=at
        )
        return made


@pytest.fixture
def house(db):
    return School()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": " "}, "transition.course-without-title"),
        ({"region": ""}, "transition.course-without-region"),
        ({"ends": str(TODAY + timedelta(days=9))}, "transition.course-ends-before-it-starts"),
        ({"begins": str(TODAY - timedelta(days=1))}, "transition.course-began"),
        ({"ends": str(TODAY + timedelta(days=9000))}, "transition.course-too-long"),
        ({"places": "0"}, "transition.not-course-places"),
        ({"price": "-5"}, "transition.not-money"),
        ({"gives": "flying"}, "transition.not-a-term"),
        ({"skills": "a;" * 50 + ";".join(map(str, range(30)))}, "transition.too-many-words"),
    ],
)
def test_what_is_wrong_with_a_course_is_said(change, code):
    [problem] = read_course({**SAID, **change}, TODAY)
    assert problem.code == code


def test_a_course_is_read_whole():
    found = read_course({**SAID, "title": "<b>Fork</b>  lift"}, TODAY)
    assert isinstance(found, Course)
    assert found.title == "Fork lift"
    assert found.exempts == ("first aid", "driving lorries")


def test_a_school_fills_its_places_and_never_overfills(house):
    course = house.course()
    say_wishes(person=house.person, wishes=Wishes(words="first aid"), by=house.member, at=AT)
    [fit] = own_courses(person=house.person, by=house.member, at=AT).fits
    said = [one.said_in("en") for one in fit.why]
    assert "It pays 400 a month while you learn." in said
    assert "You need not learn “first aid” again: it is recognised from service." in said
    mine, second, third = (
        house.wants(course, one, AT + timedelta(minutes=number))
        for number, one in enumerate((house.member, *house.others))
    )
    by = house.school
    answer_place(place=mine, act=Act.ADMITTED, by=by, at=AT)
    refuses("transition.course-full", answer_place, place=second, act=Act.ADMITTED, by=by, at=AT)
    answer_place(place=second, act=Act.WAITLISTED, by=by, at=AT)
    answer_place(place=third, act=Act.WAITLISTED, by=by, at=AT + timedelta(minutes=1))
    [line] = school_courses(by=by, at=AT).courses
    assert (line.held.taken, line.asked, line.waiting) == (1, 3, 2)
    [waits] = own_courses(person=house.others[1].person, by=house.others[1], at=AT).asked
    assert waits.state.ahead == 1
    assert own_courses(person=house.person, by=house.member, at=AT).fits == (), "it is theirs"
    take_place_back(person=house.person, place=mine, by=house.member, at=AT)
    assert len(own_courses(person=house.person, by=house.member, at=AT).fits) == 1
    refuses("access.not-found", learner, place=mine, by=by, at=AT)
    refuses(
        "transition.not-first-in-line", answer_place, place=third, act=Act.ADMITTED, by=by, at=AT
    )
    answer_place(place=second, act=Act.ADMITTED, by=by, at=AT)
    [line] = school_courses(by=by, at=AT).courses
    assert (line.held.taken, line.waiting) == (1, 1)


def test_the_database_itself_refuses_one_place_too_many(house):
    course = house.course()
    with (
        pytest.raises(DatabaseError, match="tran_course_not_overfull"),
        transaction.atomic(),
        unit_of_work(house.by.standing()),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT set_config('muster.command', %s, true)", [str(new_id())])
        cursor.execute("UPDATE transition_schoolcourse SET taken = 2 WHERE id = %s", [course])


def test_who_was_there_and_what_the_certificate_says(house):
    course = house.course(places="2")
    mine, by = house.wants(course), house.school
    answer_place(place=mine, act=Act.ADMITTED, by=by, at=AT)
    begins = TODAY + timedelta(days=10)
    later = AT + timedelta(days=12)
    marking = {"course": course, "by": by, "at": later}
    refuses("transition.not-a-day-of-course", mark_attendance, day=TODAY, there=[mine], **marking)
    mark_attendance(day=begins, there=[mine], **marking)
    mark_attendance(day=begins + timedelta(days=1), there=[mine], **marking)
    mark_attendance(day=begins + timedelta(days=1), there=[], **marking)
    [one] = course_register(course=course, by=by, at=later).learners
    assert dict(one.state.days) == {begins: True, begins + timedelta(days=1): False}
    refuses("access.not-found", own_certificate, person=house.person, place=mine,
            by=house.member, at=later)  # fmt: skip
    ending = {"place": mine, "day": begins + timedelta(days=1), "by": by, "at": later}
    refuses("transition.no-certificate", complete_course, words=" ", **ending)
    complete_course(words="May drive fork-lifts, no. 12", **ending)
    found = own_certificate(person=house.person, place=mine, by=house.member, at=later)
    assert (found.name, found.says, found.attended) == ("Oles", "May drive fork-lifts, no. 12", 1)
    [place] = own_courses(person=house.person, by=house.member, at=later).asked
    assert place.state.stage is Stage.COMPLETED
    assert place.certificate == "May drive fork-lifts, no. 12"


def test_nothing_is_sent_without_a_yes_and_none_reads_anothers_learners(house):
    course = house.course()
    asking = {"person": house.person, "course": course, "by": house.member, "at": AT}
    refuses("transition.not-sure", ask_for_place, place=new_id(), agreed=False, **asking)
    mine = house.wants(course)
    refuses("transition.place-asked-already", ask_for_place, place=new_id(), agreed=True, **asking)
    other = house.founded("Other school", "school")
    [sent] = who_sent(by=house.school, at=AT)
    assert (sent.candidacy, sent.course, sent.words["name"]) == (mine, course, "Oles")
    assert who_sent(by=other, at=AT) == ()
    refuses("access.not-found", learner, place=mine, by=other, at=AT)
    refuses("access.not-found", course_register, course=course, by=other, at=AT)
    refuses("access.not-found", close_course, course=course, by=other, at=AT)
    refuses(
        "transition.not-a-school", put_course, partner=house.garage.units[0], said=SAID,
        by=house.garage, at=AT,
    )  # fmt: skip


def test_a_file_is_sorted_out_and_what_asks_for_a_person_waits(house):
    rows = [
        (2, SAID),
        (3, {**SAID, "ends": SAID["begins"][:4] + "-01-01"}),
        (4, dict(SAID)),
        (5, {**SAID, "title": "Cooks", "text": "for young women"}),
    ]
    given = {"partner": house.school.units[0], "rows": rows, "digest": "0", "by": house.school}
    found = import_courses(confirm=True, at=AT, **given)
    assert [one.title for one in found.good] == ["Fork-lift course"]
    assert [one.row for one in found.problems] == [3, 4]
    assert [words for _one, words in found.aside] == ["young women"]
    [(held, words)] = courses_aside(by=house.by, at=AT)
    assert words == "young women"
    [fit] = own_courses(person=house.person, by=house.member, at=AT).fits
    assert fit.held.course.title == "Fork-lift course"
    settle_course(course=held.key, through=True, by=house.by, at=AT)
    assert len(own_courses(person=house.person, by=house.member, at=AT).fits) == 2


def test_what_came_of_a_schools_courses_is_told_over_enough_people():
    def states(**counts):
        return [
            State(stage=Stage[name]) for name, count in counts.items() for _each in range(count)
        ]

    many = states(COMPLETED=30, LEFT=12, ASKED=20)
    assert taught(many, 11) == Taught(asked=62, admitted=42, completed=30, left=12)
    # Three who left would be told by what is missing, so neither they nor the others are.
    assert taught(states(COMPLETED=30, LEFT=3, ASKED=20), 11) == Taught(53, 33, 0, 0)
    assert taught(states(COMPLETED=10), 11) is None
