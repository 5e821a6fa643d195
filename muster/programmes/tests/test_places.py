"""Places as people get them: through a door, from a clinician, given up, waited for, attended."""

from datetime import timedelta

import pytest
from django.db import connection

from muster.access.accounts import watch
from muster.access.permissions import Permission
from muster.access.roles import COMMANDER, MEMBER, PROGRAMME_COORDINATOR
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.programmes.codes import code_of
from muster.programmes.commands.attending import come_by_code, note_attendance
from muster.programmes.commands.groups import Opening, call_off, open_group
from muster.programmes.commands.places import (
    book,
    give_up_place,
    leave,
    note_contact,
    place,
    take_alternative,
)
from muster.programmes.commands.tending import anything_to_tend, tend_waiting
from muster.programmes.enrolling import Wish
from muster.programmes.folding import rows_against_facts
from muster.programmes.queries.board import board, group_whole
from muster.programmes.queries.own import (
    completed_course,
    groups_open,
    places_of,
    sessions_ahead,
)
from muster.programmes.rules.enrolments import Came, Stage
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import account_of_person, account_with, enlist, make_unit

pytestmark = pytest.mark.django_db
SLEEP = "sleep-course"


@pytest.fixture
def unit():
    return make_unit("1")


@pytest.fixture
def coordinator(unit):
    return Viewer(
        account_with(PROGRAMME_COORDINATOR, unit, "c.lan"), PROGRAMME_COORDINATOR, (unit,)
    )


def soldier(unit, number, **more):
    surname = "Гайко" + "абвгде"[number]
    person = enlist(unit, number=f"AB-{number:03}", surname=surname, given="Олесь", **more)
    return Viewer(account_of_person(person, unit), MEMBER, person=person)


def opened(unit, by, at, *, capacity=2, programme=SLEEP, sessions=6, **more):
    group = new_id()
    days = [at + timedelta(days=7 * number + 7) for number in range(sessions)]
    opening = Opening(programme, "Room 3", "ru", capacity, tuple(days), 60, **more)
    open_group(unit=unit, group=group, opening=opening, by=by, at=at)
    return group


def books(member, at, group=None, *, programme=SLEEP, **wish):
    return book(
        person=member.person, enrolment=new_id(), programme=programme, group=group,
        wish=Wish("ru", **wish), by=member, at=at,
    )  # fmt: skip


def own(member, at):
    return places_of(person=member.person, by=member, at=at)


def test_a_person_books_through_a_door_and_the_seats_run_out(unit, coordinator):
    at = now()
    group = opened(unit, coordinator, at)
    members = [soldier(unit, number) for number in range(4)]
    for member in members[:2]:
        assert [one.group for one in groups_open(
            person=member.person, programme=SLEEP, by=member, at=at)] == [group]  # fmt: skip
        books(member, at, group)
    full = members[2]
    assert groups_open(person=full.person, programme=SLEEP, by=full, at=at) == []
    with pytest.raises(Refused, match="programmes.group-full"):
        books(full, at, group)
    assert own(full, at) == []
    give_up_place(
        person=members[0].person, enrolment=own(members[0], at)[0].enrolment, by=members[0], at=at
    )
    books(full, at, group)
    assert own(full, at)[0].stage is Stage.PLACED
    with pytest.raises(Refused, match="programmes.already-enrolled"):
        books(full, at, group)


def test_nobody_books_what_a_clinician_refers_to(unit, coordinator):
    with pytest.raises(Refused, match="programmes.no-self-booking"):
        books(soldier(unit, 1), now(), programme="written-exposure")


def test_who_waits_is_told_their_place_in_line_and_when_they_begin(unit, coordinator):
    at = now()
    first, second, third = (soldier(unit, number) for number in range(3))
    for number, member in enumerate((first, second, third)):
        books(member, at + timedelta(minutes=number))
    opened(unit, coordinator, at)
    keeper = watch((unit,))
    tend_waiting(by=keeper, at=at)
    said = [own(member, at)[0] for member in (first, second, third)]
    assert [one.position for one in said] == [1, 2, 3]
    begins = (at + timedelta(days=7)).date()
    assert [one.expected_on for one in said] == [begins, begins, None]
    with unit_of_work(keeper.standing()):
        assert not anything_to_tend(at)
        assert rows_against_facts() == []
    leave(person=first.person, enrolment=said[0].enrolment, reason="better", by=first, at=at)
    tend_waiting(by=keeper, at=at)
    assert [own(member, at)[0].position for member in (second, third)] == [1, 2]


def test_whoever_waits_is_contacted_every_two_weeks_and_offered_another_way_after_four(
    unit, coordinator
):
    at = now()
    member, keeper = soldier(unit, 1), watch((unit,))
    enrolment = books(member, at)
    tend_waiting(by=keeper, at=at + timedelta(days=13))
    assert _messages(coordinator.account) == 0
    tend_waiting(by=keeper, at=at + timedelta(days=16))
    tend_waiting(by=keeper, at=at + timedelta(days=17))
    assert _messages(coordinator.account) == 1
    (line,) = board(programme="", already_shown=(), by=coordinator, at=at).waiting
    assert line.late(at + timedelta(days=16))
    later = at + timedelta(days=17)
    note_contact(person=member.person, enrolment=enrolment, by=coordinator, at=later)
    assert own(member, later)[0].instead == ()
    tend_waiting(by=keeper, at=at + timedelta(days=30))
    assert own(member, later)[0].instead == ("sleep-online",)
    assert _messages(coordinator.account) == 1
    online = take_alternative(
        person=member.person, enrolment=enrolment, instead=new_id(), programme="sleep-online",
        by=member, at=at + timedelta(days=31),
    )  # fmt: skip
    found = {one.enrolment: one.stage for one in own(member, later)}
    assert found == {online: Stage.WAITING, enrolment: Stage.LEFT}


def test_the_job_of_a_contact_is_queued_with_what_set_it(unit):
    books(soldier(unit, 1), now())
    with unit_of_work(Standing(Audience.PLATFORM)), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'programmes.tend-waiting' "
            "AND scheduled_at > now() + interval '13 days'"
        )
        assert cursor.fetchone()[0] == 1


def _messages(account):
    with unit_of_work(Standing(Audience.PLATFORM)), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM access_message WHERE account_id = %s", [account])
        return cursor.fetchone()[0]


def test_attendance_by_list_and_by_code_leads_to_completion(unit, coordinator):
    at = now()
    group = opened(unit, coordinator, at, sessions=6)
    by_list, by_code = soldier(unit, 1), soldier(unit, 2)
    enrolments = [books(member, at, group) for member in (by_list, by_code)]
    whole = group_whole(group=group, by=coordinator, at=at)
    assert [one.number for one in whole.sessions] == [1, 2, 3, 4, 5, 6]
    with pytest.raises(Refused, match="programmes.code-wrong"):
        come_by_code(
            person=by_code.person, code=code_of(whole.sessions[0].session), by=by_code, at=at
        )
    for number, session in enumerate(whole.sessions):
        if own(by_list, at)[0].stage is Stage.COMPLETED:
            break
        said = Came.MISSED if number == 0 else Came.CAME
        note_attendance(
            group=group, session=session.session, came={enrolments[0]: said}, by=coordinator,
            at=session.starts + timedelta(minutes=5),
        )  # fmt: skip
        come_by_code(
            person=by_code.person, code=session.code, by=by_code,
            at=session.starts + timedelta(minutes=10),
        ) if number < 5 else None  # fmt: skip
    assert own(by_list, at)[0].stage is Stage.COMPLETED
    assert own(by_list, at)[0].attended == 5
    assert own(by_code, at)[0].stage is Stage.COMPLETED


def test_who_missed_twice_stands_on_the_board(unit, coordinator):
    at = now()
    group = opened(unit, coordinator, at)
    enrolment = books(soldier(unit, 1), at, group)
    for session in group_whole(group=group, by=coordinator, at=at).sessions[:2]:
        assert board(programme="", already_shown=(), by=coordinator, at=at).missing == []
        note_attendance(
            group=group, session=session.session, came={enrolment: Came.MISSED}, by=coordinator,
            at=session.starts,
        )  # fmt: skip
    (line,) = board(programme="", already_shown=(), by=coordinator, at=at).missing
    assert (line.enrolment, line.missed) == (enrolment, 2)


def test_a_group_that_is_called_off_leaves_nobody_without_a_place_in_line(unit, coordinator):
    at = now()
    group = opened(unit, coordinator, at)
    member = soldier(unit, 1)
    books(member, at, group)
    assert call_off(group=group, by=coordinator, at=at + timedelta(days=1)) == 1
    assert own(member, at)[0].stage is Stage.WAITING
    assert own(member, at)[0].since == at
    with pytest.raises(Refused, match="programmes.group-over"):
        place(
            person=member.person, enrolment=own(member, at)[0].enrolment, group=group,
            by=coordinator, at=at + timedelta(days=2),
        )  # fmt: skip


def test_a_group_for_women_is_offered_to_women(unit, coordinator):
    at = now()
    group = opened(unit, coordinator, at, only="female")
    man, woman = soldier(unit, 1, Sex="male"), soldier(unit, 2, Sex="female")
    for member, offered in ((man, []), (woman, [group])):
        found = groups_open(person=member.person, programme=SLEEP, by=member, at=at)
        assert [one.group for one in found] == offered
    with pytest.raises(Refused, match="programmes.group-not-for-them"):
        books(man, at, group)


def test_more_are_booked_than_fit_where_many_stay_away(unit, coordinator):
    at = now()
    group = opened(unit, coordinator, at, capacity=12)
    enrolment = books(soldier(unit, 1), at, group)
    whole = group_whole(group=group, by=coordinator, at=at)
    before = whole.line.bookable
    for session in whole.sessions:
        note_attendance(
            group=group, session=session.session, came={enrolment: Came.MISSED}, by=coordinator,
            at=session.starts,
        )  # fmt: skip
    more = opened(unit, coordinator, at, capacity=12)
    assert group_whole(group=more, by=coordinator, at=at).line.bookable > before >= 12


def test_another_units_list_and_groups_are_not_there(unit, coordinator):
    at = now()
    stranger_unit = make_unit("2")
    stranger = Viewer(AccountId(new_id()), PROGRAMME_COORDINATOR, (stranger_unit,))
    group, member = opened(unit, coordinator, at), soldier(unit, 1)
    enrolment = books(member, at)
    assert board(programme="", already_shown=(), by=stranger, at=at).waiting == []
    for ask in (
        lambda: group_whole(group=group, by=stranger, at=at),
        lambda: call_off(group=group, by=stranger, at=at),
        lambda: place(
            person=member.person, enrolment=enrolment, group=group, by=stranger, at=at
        ),
        lambda: opened(unit, stranger, at),
    ):  # fmt: skip
        with pytest.raises(Refused, match="access.not-found"):
            ask()


def test_a_coordinator_reads_no_health_and_a_commander_reads_no_place(unit, coordinator):
    at = now()
    books(soldier(unit, 1), at)
    tables = {
        Audience.COORDINATOR: ("assessments_score", "care_case", "care_plan", "detection_signal"),
        Audience.COMMANDER: ("programmes_enrolmentrow", "programmes_enrolment", "programmes_group"),
    }
    for audience, closed in tables.items():
        for table in closed:
            with (
                pytest.raises(Exception, match="permission denied"),
                unit_of_work(Standing(audience, (unit,))),
                connection.cursor() as cursor,
            ):
                cursor.execute(f"SELECT count(*) FROM {table}")
    assert not {Permission.READ_CASE, Permission.READ_RESULT} & PROGRAMME_COORDINATOR.may
    assert Permission.READ_WAITING not in COMMANDER.may


def test_whoever_completed_a_course_has_a_certificate_in_both_languages(unit, coordinator):
    at = now()
    member = soldier(unit, 1)
    group = opened(unit, coordinator, at, programme="leaders-course", sessions=2)
    enrolment = books(member, at, group, programme="leaders-course")
    asked = {"person": member.person, "enrolment": enrolment, "by": member, "at": at}
    with pytest.raises(Refused, match="programmes.not-completed"):
        completed_course(**asked)
    for session in group_whole(group=group, by=coordinator, at=at).sessions:
        note_attendance(
            group=group, session=session.session, came={enrolment: Came.CAME}, by=coordinator,
            at=session.starts,
        )  # fmt: skip
    found = completed_course(**asked)
    assert (found.name, found.attended) == ("Гайкоб Олесь", 2)


def test_sessions_to_come_are_the_persons_own_until_they_give_up_or_it_is_called_off(
    unit, coordinator
):
    at = now()
    first, second = (opened(unit, coordinator, at, sessions=3) for _two in range(2))
    one, other = soldier(unit, 1), soldier(unit, 2)
    books(one, at, first)
    books(other, at, second)

    def ahead(member, when=at):
        return sessions_ahead(person=member.person, by=member, at=when)

    starts = [at + timedelta(days=day) for day in (7, 14, 21)]
    assert [session.starts for session in ahead(one)] == starts
    assert [session.starts for session in ahead(one, at + timedelta(days=8))] == starts[1:]
    assert not {s.id for s in ahead(one)} & {s.id for s in ahead(other)}
    give_up_place(person=one.person, enrolment=own(one, at)[0].enrolment, by=one, at=at)
    call_off(group=second, by=coordinator, at=at)
    assert (ahead(one), ahead(other)) == ([], [])
