"""A roster comes in: reported, left waiting, confirmed whole, and never twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from muster.access.roles import ADMINISTRATOR
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.people import queries
from muster.people.commands.rosters import confirm_roster, drop_roster
from muster.people.events import JOINED, MOVED
from muster.people.facts import people_by_unit, placements_behind
from muster.people.models import Arrival, Detail, Lookup, Person, Placement, Posting
from muster.people.reports import State
from muster.people.tests.conftest import MONDAY
from muster.vault.models import DataKey
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience

pytestmark = [pytest.mark.django_db, pytest.mark.database]

HEAD = "Service number,Surname,Given name,Sex,Date of birth,Unit code,Post,From,Phone\n"
IVANOV = "A-100001,Ivanov,Petr,M,1999-04-01,1/1/1,Rifleman,2026-01-10,+79120000001\n"
ORLOVA = "A-100002,Orlova,Anna,F,2001-12-30,1/1/2,Medic,2026-02-01,\n"
TWO = HEAD + IVANOV + ORLOVA


@pytest.fixture
def inside(force):
    """Run something as the administrator of the whole force."""

    def _inside(work):
        with unit_of_work(Standing(Audience.ADMINISTRATOR, force.units)):
            return work()

    return _inside


def counts() -> dict[str, int]:
    models = (Person, Placement, Detail, Posting, Lookup, DataKey)
    return {model.__name__: model.objects.count() for model in models}


@pytest.fixture
def card(force):
    """Return the card of whoever has a service number."""

    def _card(number: str):
        match = queries.by_service_number(numbers=[number], by=force, at=MONDAY)[number]
        return queries.card(person=match.person, by=force, at=MONDAY)

    return _card


def test_a_confirmed_roster_is_written_whole(take_in, inside, card):
    report = take_in(TWO)
    assert (report.state, report.rows, report.refused, report.added) == (
        State.CONFIRMED, 2, 0, 2,
    )  # fmt: skip
    assert inside(counts) == {
        "Person": 2, "Placement": 2, "Detail": 2, "Posting": 2, "Lookup": 4, "DataKey": 2,
    }  # fmt: skip
    ivanov = card("a100001")
    assert (ivanov.name, ivanov.sex, ivanov.details.born) == (
        "Ivanov Petr", "male", date(1999, 4, 1),
    )  # fmt: skip
    assert (ivanov.unit_code, ivanov.post, ivanov.since) == (
        "1/1/1", "Rifleman", date(2026, 1, 10),
    )  # fmt: skip


def test_nothing_is_written_before_somebody_confirms(take_in, inside, force):
    report = take_in(TWO, confirm=False)
    assert (report.state, report.outcomes["new"], report.added) == (State.WAITING, 2, 0)
    assert set(inside(counts).values()) == {0}
    done = confirm_roster(digest=report.digest[:10], by=force, at=MONDAY)
    assert (done.state, done.added) == (State.CONFIRMED, 2)
    assert inside(lambda: Arrival.objects.get().waiting) is None


def test_what_waits_is_unreadable_and_can_be_dropped(take_in, inside, force):
    report = take_in(TWO, confirm=False)
    waiting = bytes(inside(lambda: Arrival.objects.get().waiting))
    assert b"Ivanov" not in waiting
    assert len(waiting) % 65_536 < 100
    drop_roster(digest=report.digest, by=force, at=MONDAY)
    with pytest.raises(Refused, match="people.no-such-arrival"):
        confirm_roster(digest=report.digest, by=force, at=MONDAY)
    assert take_in(TWO).added == 2


def test_the_same_file_twice_changes_nothing(take_in, inside):
    take_in(TWO)
    before = inside(counts)
    again = take_in(TWO)
    assert (again.added, again.repeated, again.outcomes["unchanged"]) == (0, True, 2)
    assert inside(counts) == before


def test_what_was_refused_stays_refused_when_the_file_is_sent_again(take_in, inside):
    nobody = TWO + "A-100009,,,M,,1/1/1,Clerk,2026-01-10,\n"  # the number is nobody's, and no name
    assert (take_in(nobody).refused, inside(lambda: Arrival.objects.get().refused)) == (1, 1)
    again = take_in(nobody)
    assert (again.refused, again.repeated, again.outcomes["unchanged"]) == (1, True, 2)


def test_an_old_file_sent_again_does_not_undo_what_came_after(take_in, card):
    take_in(TWO.replace(",2026-01-10", ",").replace(",2026-02-01", ","))
    later = MONDAY + timedelta(days=7)
    take_in(TWO.replace("1/1/1", "2/1").replace("2026-01-10", "2026-11-28"), at=later)
    assert card("A100001").unit_code == "2/1"
    take_in(TWO.replace(",2026-01-10", ",").replace(",2026-02-01", ","))
    assert card("A100001").unit_code == "2/1"


def test_the_same_rows_in_another_file_change_nothing(take_in, inside):
    take_in(TWO)
    before = inside(counts)
    again = take_in(HEAD + ORLOVA + IVANOV)
    assert (again.added, again.repeated, again.outcomes["unchanged"]) == (0, False, 2)
    assert inside(counts) == before


def test_a_moved_soldier_is_moved_and_not_doubled(take_in, inside, card):
    take_in(TWO)
    report = take_in(HEAD + "а-100001,Ivanov,Petr,M,1999-04-01,2/1,Scout,2026-11-02,+79120000001\n")
    assert (report.outcomes["moved"], report.added) == (1, 1)
    assert inside(lambda: Person.objects.count()) == 2
    moved = card("A100001")
    assert (moved.unit_code, moved.post, moved.since) == ("2/1", "Scout", date(2026, 11, 2))


def test_corrected_details_are_added_and_both_stay(take_in, inside, card, force):
    take_in(TWO)
    married = "A-100002,Petrova,Anna,F,2001-12-30,1/1/2,Medic,2026-02-01,+79120000002\n"
    assert take_in(HEAD + married).outcomes["corrected"] == 1
    assert (card("A100002").name, card("A100002").details.phone) == ("Petrova Anna", "+79120000002")
    assert inside(lambda: Detail.objects.count()) == 3
    for name in ("Petrova", "Orlova"):
        [found] = queries.find(text=name, by=force, at=MONDAY).cards
        assert found.name == "Petrova Anna"


def test_a_known_number_with_another_name_and_birthday_is_refused(take_in, card):
    take_in(TWO)
    report = take_in(HEAD + "A-100001,Sidorov,Oleg,M,1980-01-01,1/1/2,Cook,2026-11-01,\n" + ORLOVA)
    assert [(one.row, one.column, one.code) for one in report.problems] == [
        (1, "Service number", "people.number-of-another")
    ]
    assert report.refused == 1
    assert card("A100001").name == "Ivanov Petr"


def test_a_new_number_without_a_name_is_refused_and_the_rest_lands(take_in):
    report = take_in(
        "Service number,Surname,Given name,Unit code\nB-1,,,1/1/1\nB-2345,Ek,Ann,1/1/1\n"
    )
    assert [one.code for one in report.problems] == ["people.service-number-length"]
    report = take_in("Service number,Unit code\nB-2345,1/1/2\nB-9999,1/1/2\n")
    assert [(one.row, one.code) for one in report.problems] == [
        (2, "people.new-person-without-name")
    ]
    assert report.outcomes["corrected"] == 1


def test_a_likely_double_is_noted(take_in):
    take_in(TWO)
    report = take_in(HEAD + IVANOV.replace("A-100001", "B-777777"))
    assert report.outcomes["new"] == 1
    assert [(one.row, one.code) for one in report.notes] == [(1, "people.perhaps-known")]


def test_an_order_that_lies_ahead_moves_nobody_before_its_day(take_in, inside, card, force):
    from muster.people.commands.moving import bring_placements_up_to_date

    take_in(TWO)
    take_in(HEAD + IVANOV.replace("1/1/1", "2/1").replace("2026-01-10", "2026-12-01"))
    assert card("A100001").unit_code == "1/1/1"
    assert bring_placements_up_to_date(by=force, at=MONDAY) == 0
    the_day = MONDAY + timedelta(days=8)
    assert inside(lambda: placements_behind(the_day.date())) == 1
    assert bring_placements_up_to_date(by=force, at=the_day) == 1
    assert card("A100001").unit_code == "2/1"
    assert inside(lambda: placements_behind(the_day.date())) == 0


def test_whoever_leaves_stays_within_sight_and_is_no_longer_counted(take_in, inside, card):
    take_in(TWO)
    head = HEAD.replace("Phone", "Phone,To")
    row = IVANOV.replace("\n", ",2026-11-20\n")
    assert take_in(head + row).outcomes["left"] == 1
    assert (card("A100001").unit_code, card("A100001").until) == ("1/1/1", date(2026, 11, 20))
    assert sum(inside(lambda: people_by_unit(MONDAY.date())).values()) == 1


def test_people_are_taken_in_for_ones_own_units_alone(take_in, administrator_of):
    report = take_in(TWO, by=administrator_of("2"))
    assert {one.code for one in report.problems} == {"people.no-such-unit"}
    assert report.state is State.REFUSED


def test_a_number_of_somebody_elsewhere_is_refused_and_not_doubled(
    take_in, administrator_of, inside
):
    take_in(TWO)
    report = take_in(HEAD + IVANOV.replace("1/1/1", "2/1"), by=administrator_of("2"))
    assert [one.code for one in report.problems] == ["people.number-elsewhere"]
    assert inside(lambda: Person.objects.count()) == 2


def test_a_role_without_a_unit_takes_nobody_in(take_in):
    by = Viewer(AccountId(new_id()), ADMINISTRATOR)
    with pytest.raises(Refused, match="people.no-units-of-ones-own"):
        take_in(TWO, by=by)


def test_rooms_above_hear_of_newcomers_and_moves(take_in, listening):
    heard: list = []
    for news in (JOINED, MOVED):
        listening(news, heard.extend)
    take_in(TWO)
    joined = list(heard)
    take_in(HEAD + IVANOV.replace("1/1/1", "2/1").replace("01-10", "11-01"))
    assert len(joined) == 2
    assert [(one.person, one.since) for one in heard[2:]] == [(joined[0], date(2026, 11, 1))]


def test_the_journal_names_the_file_and_everybody_it_changed(take_in, force):
    from django.db import connection

    report = take_in(TWO)
    with unit_of_work(Standing(Audience.AUDITOR)), connection.cursor() as cursor:
        cursor.execute(
            "SELECT cardinality(people) FROM journal_entry WHERE command = 'people.import-roster'"
        )
        assert cursor.fetchall() == [(2,)]
    assert len(report.digest) == 64


def test_names_and_numbers_stand_nowhere_in_the_tables_in_plain(take_in, inside):
    from django.db import connection

    take_in(TWO)

    def dump() -> str:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT string_agg(t::text, ' ') FROM (SELECT d::text FROM people_detail d UNION "
                "ALL SELECT p::text FROM people_person p UNION ALL SELECT l::text FROM "
                "people_lookup l) AS t"
            )
            return cursor.fetchone()[0]

    text = inside(dump)
    for secret in ("Ivanov", "ivanov", "100001", "1999-04-01", "9120000001"):
        assert secret not in text
        assert secret.encode().hex() not in text


def test_sealed_details_are_of_one_width(take_in, inside):
    long = "B-100003," + "W" * 40 + "," + "X" * 40 + ",F,2001-12-30,1/1/2," + "Y" * 100 + ",,\n"
    take_in(TWO + long)
    assert len({len(bytes(one)) for one in inside(
        lambda: list(Detail.objects.values_list("sealed", flat=True)))}) == 1  # fmt: skip
