"""One person: found, read, moved, corrected, merged, parted, erased; and by whom."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection

from muster.kernel.ids import PersonId, new_id
from muster.kernel.problems import Refused
from muster.people import queries
from muster.people.commands.erasing import erase
from muster.people.commands.merging import merge, unmerge
from muster.people.commands.moving import correct, end_posting, move
from muster.people.events import ERASED, MERGED, PARTED
from muster.people.models import Arrival, Detail, Lookup, Person, Placement, Posting
from muster.people.rules.moves import Outcome
from muster.people.tests.conftest import MONDAY
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience

pytestmark = pytest.mark.django_db

ROSTER = """\
Личный номер,Фамилия,Имя,Отчество,Пол,Дата рождения,Код подразделения,С какого числа
А-100001,Иванов,Пётр,Сергеевич,М,01.04.1999,1/1/1,10.01.2026
А-100002,Петрова-Водкина,Анна,Ильинична,Ж,30.12.2001,1/1/2,01.02.2026
А-100003,Иванов,Пётр,Сергеевич,М,01.04.1999,2/1,01.11.2026
"""


@pytest.fixture
def people(take_in, force) -> dict[str, PersonId]:
    """Three people by the last digit of their service numbers."""
    assert take_in(ROSTER).added == 3
    numbers = ["А-100001", "А-100002", "А-100003"]
    found = queries.by_service_number(numbers=numbers, by=force, at=MONDAY)
    return {number[-1]: match.person for number, match in found.items()}


def found(text: str, by) -> list[PersonId]:
    return [card.person for card in queries.find(text=text, by=by, at=MONDAY).cards]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("иванов", "13"),
        ("ПЕТР иванов", "13"),
        ("Водкина", "2"),
        ("петрова водкина", "2"),
        ("Анна Ильинична", "2"),
        ("a 100 002", "2"),
        ("Ivanov", ""),
        ("Иван", ""),
        ("Иванов Анна", ""),
        ("", ""),
        ("%", ""),
    ],
)
def test_people_are_found_by_whole_words_and_numbers(people, force, text, who):
    assert set(found(text, force)) == {people[one] for one in who}


def test_a_psychologist_finds_only_their_own(people, psychologist_of):
    assert found("иванов", psychologist_of("1")) == [people["1"]]
    assert found("иванов", psychologist_of("1/1/2")) == []


@pytest.mark.database
def test_a_person_out_of_reach_answers_like_one_that_does_not_exist(people, psychologist_of):
    by = psychologist_of("1")
    said = []
    for person in (people["3"], PersonId(new_id())):
        with pytest.raises(Refused) as refusal:
            queries.card(person=person, by=by, at=MONDAY)
        said.append(refusal.value.problem)
    assert said[0] == said[1]


def test_the_reading_of_a_list_names_everybody_it_showed(people, psychologist_of):
    queries.find(text="иванов", by=psychologist_of("1"), at=MONDAY)
    with unit_of_work(Standing(Audience.AUDITOR)), connection.cursor() as cursor:
        cursor.execute("SELECT people FROM journal_entry WHERE command = 'people.find'")
        assert cursor.fetchall() == [([people["1"]],)]


def test_a_move_needs_both_units(people, administrator_of, unit_ids):
    by = administrator_of("1")
    with pytest.raises(Refused, match="people.unit-beyond"):
        move(person=people["1"], unit=unit_ids["2/1"], post="", since=None, until=None, by=by,
             at=MONDAY)  # fmt: skip
    done = move(
        person=people["1"], unit=unit_ids["1/1/2"], post="Снайпер", since=date(2026, 11, 20),
        until=None, by=by, at=MONDAY,
    )  # fmt: skip
    assert done is Outcome.MOVED
    stays = queries.history(person=people["1"], by=by, at=MONDAY).postings
    assert [(one.unit_code, one.post, one.since, one.until) for one in stays] == [
        ("1/1/1", "", date(2026, 1, 10), date(2026, 11, 19)),
        ("1/1/2", "Снайпер", date(2026, 11, 20), None),
    ]


def test_a_moved_person_leaves_one_sight_and_enters_another(
    people, force, unit_ids, psychologist_of
):
    old, new = psychologist_of("1"), psychologist_of("2")
    assert found("А-100001", old)
    assert not found("А-100001", new)
    move(person=people["1"], unit=unit_ids["2/1"], post="", since=None, until=None, by=force,
         at=MONDAY)  # fmt: skip
    assert not found("А-100001", old)
    assert found("А-100001", new)


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [
        (date(2029, 1, 1), None, "people.date-too-far-ahead"),
        (date(2026, 11, 1), date(2026, 10, 1), "people.ends-before-beginning"),
        (date(2025, 1, 1), None, "people.older-than-known"),
    ],
)
def test_a_move_that_cannot_be_is_refused(people, force, unit_ids, since, until, code):
    with pytest.raises(Refused, match=code):
        move(person=people["1"], unit=unit_ids["2/1"], post="", since=since, until=until,
             by=force, at=MONDAY)  # fmt: skip


def test_a_last_day_is_recorded(people, force):
    end_posting(person=people["1"], until=date(2026, 11, 30), by=force, at=MONDAY)
    assert queries.card(person=people["1"], by=force, at=MONDAY).until == date(2026, 11, 30)


def test_details_are_corrected_field_by_field(people, force):
    changed = correct(
        person=people["2"], details={"surname": "Орлова", "phone": "+7 912 000-00-01", "sex": "ж"},
        by=force, at=MONDAY,
    )  # fmt: skip
    assert changed == ("surname", "phone", "sex")
    card = queries.card(person=people["2"], by=force, at=MONDAY)
    assert (card.name, card.details.phone) == ("Орлова Анна Ильинична", "+79120000001")
    assert found("Орлова", force) == found("Водкина", force) == [people["2"]]


def test_a_corrected_number_finds_the_person_and_the_wrong_one_is_free_again(
    people, force, take_in
):
    correct(person=people["2"], details={"service_number": "А-100009"}, by=force, at=MONDAY)
    assert found("А-100009", force) == [people["2"]]
    assert found("А-100002", force) == []
    row = "А-100002,Сидоров,Олег,Ильич,М,01.01.1998,1/1/1,01.10.2026\n"
    assert take_in(ROSTER.splitlines()[0] + "\n" + row).outcomes["new"] == 1


@pytest.mark.parametrize(
    ("details", "code"),
    [
        ({"service_number": "А-100001"}, "people.number-of-another"),
        ({"surname": "Ив4нов"}, "people.no-name"),
        ({"born": "31.02.1999"}, "people.no-date"),
        ({"shoe": "43"}, "people.no-such-field"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(people, force, details, code):
    with pytest.raises(Refused, match=code):
        correct(person=people["2"], details=details, by=force, at=MONDAY)


def test_a_number_of_somebody_out_of_sight_cannot_be_taken(people, administrator_of):
    with pytest.raises(Refused, match="people.number-of-another"):
        correct(person=people["1"], details={"service_number": "А-100003"},
                by=administrator_of("1"), at=MONDAY)  # fmt: skip


def test_merged_records_are_found_and_read_as_the_one_that_was_kept(people, force, listening):
    heard = []
    listening(MERGED, heard.append)
    merge(person=people["1"], absorbed=people["3"], by=force, at=MONDAY)
    assert (heard[0].kept, heard[0].absorbed) == (people["1"], people["3"])
    assert found("иванов", force) == found("А-100003", force) == [people["1"]]
    assert queries.card(person=people["3"], by=force, at=MONDAY).person == people["1"]
    history = queries.history(person=people["3"], by=force, at=MONDAY)
    assert history.records == (people["1"], people["3"])
    assert [one.unit_code for one in history.postings] == ["1/1/1", "2/1"]


def test_who_sees_the_kept_record_sees_the_absorbed_one(people, force, psychologist_of):
    merge(person=people["1"], absorbed=people["3"], by=force, at=MONDAY)
    assert queries.card(person=people["3"], by=psychologist_of("1"), at=MONDAY)
    with pytest.raises(Refused, match="access.not-found"):
        queries.card(person=people["3"], by=psychologist_of("2"), at=MONDAY)


def test_a_rosters_row_about_an_absorbed_number_is_about_the_kept_person(people, force, take_in):
    merge(person=people["1"], absorbed=people["3"], by=force, at=MONDAY)
    later = MONDAY + timedelta(days=7)
    row = "А-100003,Иванов,Пётр,Сергеевич,М,01.04.1999,1/1/2,27.11.2026\n"
    assert take_in(ROSTER.splitlines()[0] + "\n" + row, at=later).outcomes["moved"] == 1
    assert queries.card(person=people["1"], by=force, at=later).unit_code == "1/1/2"


@pytest.mark.database
def test_parting_restores_both_records_as_they_were(people, force, psychologist_of, listening):
    merge(person=people["1"], absorbed=people["3"], by=force, at=MONDAY)
    heard = []
    listening(PARTED, heard.append)
    parted = unmerge(person=people["3"], by=force, at=MONDAY + timedelta(hours=1))
    assert len(heard) == 1
    assert (parted.kept, parted.absorbed, parted.written_since) == (people["1"], people["3"], 0)
    assert found("А-100003", psychologist_of("2")) == [people["3"]]
    assert found("А-100001", psychologist_of("1")) == [people["1"]]


@pytest.mark.database
def test_chains_are_merged_and_undone_in_any_order(people, force):
    merge(person=people["2"], absorbed=people["1"], by=force, at=MONDAY)
    merge(person=people["3"], absorbed=people["2"], by=force, at=MONDAY)
    assert found("Водкина", force) == found("А-100001", force) == [people["3"]]
    unmerge(person=people["1"], by=force, at=MONDAY)
    assert found("А-100001", force) == [people["1"]]
    assert found("А-100002", force) == [people["3"]]
    with pytest.raises(Refused, match="people.not-merged"):
        unmerge(person=people["1"], by=force, at=MONDAY)


@pytest.mark.parametrize(
    ("kept", "absorbed", "code"),
    [("1", "1", "people.merge-with-itself"), ("3", "1", "people.already-merged"),
     ("2", "3", "people.record-absorbed")],
)  # fmt: skip
def test_a_merge_that_cannot_be_is_refused(people, force, kept, absorbed, code):
    merge(person=people["1"], absorbed=people["3"], by=force, at=MONDAY)
    with pytest.raises(Refused, match=code):
        merge(person=people[kept], absorbed=people[absorbed], by=force, at=MONDAY)


def test_records_of_another_formation_are_not_merged(people, administrator_of):
    with pytest.raises(Refused, match="access.not-found"):
        merge(person=people["1"], absorbed=people["3"], by=administrator_of("1"), at=MONDAY)


@pytest.mark.database
def test_an_erased_person_is_gone_with_all_records_and_waiting_rosters(
    people, force, take_in, tmp_path, listening
):
    merge(person=people["1"], absorbed=people["3"], by=force, at=MONDAY)
    take_in(ROSTER + "\n", confirm=False)
    heard = []
    listening(ERASED, heard.extend)
    gone = erase(record=people["1"], ground="test", by=force, at=MONDAY)
    assert set(gone) == set(heard) == {people["1"], people["3"]}
    assert found("иванов", force) == found("А-100001", force) == []
    with unit_of_work(Standing(Audience.ADMINISTRATOR, force.units)), connection.cursor() as sql:
        for model in (Person, Placement, Detail, Posting, Lookup):
            column = "id" if model is Person else "person_id"
            assert not model.objects.filter(**{f"{column}__in": gone}).exists()
        assert not Arrival.objects.filter(waiting__isnull=False).exists()
        sql.execute("SELECT count(*) FROM vault_datakey WHERE person_id = ANY(%s)", [list(gone)])
        assert sql.fetchone() == (0,)


def test_nobody_is_erased_out_of_reach(people, administrator_of):
    with pytest.raises(Refused, match="access.not-found"):
        erase(record=people["3"], ground="test", by=administrator_of("1"), at=MONDAY)
