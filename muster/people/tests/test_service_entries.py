"""Service entries from a list to the person's own record, and back where one was wrong."""

from datetime import timedelta

import pytest
from django.db import connection

from muster.access.roles import CASEWORKER, MEMBER, PERSONNEL_OFFICER
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.people import entries, queries
from muster.people.brought import FileKind, FileState
from muster.people.commands.bringing import bring_file, confirm_file
from muster.people.commands.entries import import_entries, take_back_entry
from muster.people.commands.erasing import erase
from muster.people.commands.merging import merge
from muster.people.filing import read_in, write_in
from muster.people.models import ServiceEntry
from muster.people.queries import packets
from muster.people.queries.brought import file as file_query
from muster.people.queries.entries import service_entries
from muster.people.rules.entry_list import ENTRIES
from muster.people.tests.conftest import MONDAY, opened
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience

pytestmark = pytest.mark.django_db
ROSTER = """Service number,Surname,Given name,Unit code
A-1001,Ivanov,Petr,1/1/1
A-1002,Petrov,Ivan,2/1
"""
HEAD = "Service number,Kind,What,From,To,People led,Code\n"
LIST = f"""{HEAD}A-1001,trade,Infantryman,2015-01-10,,,11B
A-1001,vehicle,БМП-2,,,,
A-1001,led,squad,2018-01-01,2020-01-01,9,
A-1002,course,Welding,,,,
"""


@pytest.fixture
def known(take_in, force):
    take_in(ROSTER)
    found = queries.by_service_number(numbers=["A-1001", "A-1002"], by=force, at=MONDAY)
    return {number: one.person for number, one in found.items()}


@pytest.fixture
def bring(write, force, known):
    def _bring(text=LIST, *, by=force, confirm=True, at=MONDAY):
        return import_entries(
            arrived=opened(write(text), ENTRIES), chosen=None, confirm=confirm, by=by, at=at
        )

    return _bring


def of(person, by):
    return [one.name for one in service_entries(person=person, by=by, at=MONDAY).values()]


def member(person):
    return Viewer(AccountId(new_id()), MEMBER, person=person)


def test_a_list_is_previewed_confirmed_and_changes_nothing_twice(bring, known, force):
    seen = bring(confirm=False)
    assert (seen.counts["new"], seen.refused, seen.confirmed) == (4, 0, False)
    assert of(known["A-1001"], force) == []
    assert bring().counts == {"new": 4, "described": 0, "unchanged": 0}
    assert bring().counts == {"new": 0, "described": 0, "unchanged": 4}
    assert of(known["A-1001"], force) == ["Infantryman (11B)", "БМП-2", "squad"]


def test_rows_of_people_elsewhere_or_unknown_are_set_aside(bring, known, unit_ids, force):
    office = Viewer(AccountId(new_id()), PERSONNEL_OFFICER, (unit_ids["1"],))
    seen = bring(f"{LIST}A-9999,course,Knots,,,,\nA-1001,hobby,Chess,,,,\n", by=office)
    assert {(one.row, one.code) for one in seen.problems} == {
        (4, "people.entry-of-nobody"), (5, "people.entry-of-nobody"), (6, "people.no-entry-kind"),
    }  # fmt: skip
    assert (seen.rows, seen.refused, seen.counts["new"]) == (6, 3, 3)
    assert seen.problems[0].column == "Service number"
    assert of(known["A-1002"], force) == []


def test_words_of_health_are_not_taken(bring):
    seen = bring(f"{HEAD}A-1001,course,Living with PTSD,,,,\n")
    assert [one.code for one in seen.problems] == ["people.entry-of-health"]
    assert "PTSD" not in seen.problems[0].says("en")


def test_the_person_reads_them_and_a_caseworker_does_not(bring, known, unit_ids):
    bring()
    person = known["A-1001"]
    own = queries.own_record(person=person, by=member(person), at=MONDAY).entries
    assert [(one.name, one.people) for one in own][-1] == ("squad", 9)
    other = member(known["A-1002"])
    with pytest.raises(Refused, match="access.not-found"):
        queries.own_record(person=person, by=other, at=MONDAY)
    worker = Viewer(AccountId(new_id()), CASEWORKER, (unit_ids["1"],))
    with pytest.raises(Refused):
        service_entries(person=person, by=worker, at=MONDAY)


@pytest.mark.database
def test_a_caseworkers_role_may_not_even_ask_the_table(bring, unit_ids):
    bring()
    worker = Standing(Audience.CASEWORKER, (unit_ids["1"],))
    with unit_of_work(worker), connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('people_serviceentry', 'SELECT')")
        assert cursor.fetchone() == (False,)


def test_a_wrong_entry_is_taken_back_and_may_be_entered_again(bring, known, force):
    bring()
    person = known["A-1001"]
    found = service_entries(person=person, by=force, at=MONDAY)
    wrong = next(key for key, one in found.items() if one.name == "БМП-2")
    take_back_entry(person=person, entry=wrong, by=force, at=MONDAY)
    assert of(person, force) == ["Infantryman (11B)", "squad"]
    with pytest.raises(Refused, match="people.no-such-entry"):
        take_back_entry(person=person, entry=wrong, by=force, at=MONDAY)
    with pytest.raises(Refused, match="people.no-such-entry"):
        take_back_entry(person=known["A-1002"], entry=next(iter(found)), by=force, at=MONDAY)
    assert bring().counts["new"] == 1


def test_a_later_list_describes_an_entry_anew_and_the_earlier_fact_stays(bring, known, force):
    bring()
    longer = f"{HEAD}A-1001,led,squad,2018-01-01,2021-06-30,12,\n"
    assert bring(longer).counts["described"] == 1
    person = known["A-1001"]
    last = list(service_entries(person=person, by=force, at=MONDAY).values())[-1]
    assert (last.people, str(last.until)) == (12, "2021-06-30")
    with unit_of_work(force.standing()):
        assert ServiceEntry.objects.filter(person_id=person).count() == 4


def test_a_packet_begins_with_what_the_record_says(bring, known):
    bring(f"{LIST}A-1001,language,German,,,,B2\nA-1001,licence,Driving licence,,,,C\n")
    me = member(known["A-1001"])
    begins = packets.own_packet(person=known["A-1001"], by=me, at=MONDAY).begins_with
    assert (begins["languages"], begins["licences"]) == ("German (B2)", "Driving licence (C)")
    assert begins["led"] == "9 – squad"


def test_nobody_has_more_entries_than_the_most(bring, known, monkeypatch):
    monkeypatch.setattr(entries, "MOST_ENTRIES", 2)
    seen = bring()
    assert [(one.row, one.code) for one in seen.problems] == [(3, "people.too-many-entries")]
    assert seen.counts["new"] == 3


def test_no_row_tells_by_its_length_or_its_bytes_what_it_says(bring, force):
    bring(f"{LIST}A-1001,course,{'Ж' * 120},2015-01-01,2016-01-01,,{'Ж' * 20}\n")
    with unit_of_work(force.standing()):
        sealed = [bytes(one) for one in ServiceEntry.objects.values_list("sealed", flat=True)]
    assert len(sealed) == 5
    assert len({len(one) for one in sealed}) == 1
    assert not any(b"11B" in one for one in sealed)


def test_two_records_of_one_person_show_an_entry_once_and_erasing_takes_all(bring, known, force):
    bring(f"{LIST}A-1001,course,Welding,,,,\n")
    kept, absorbed = known["A-1001"], known["A-1002"]
    merge(person=kept, absorbed=absorbed, by=force, at=MONDAY + timedelta(hours=1))
    assert of(kept, force) == ["Infantryman (11B)", "Welding", "БМП-2", "squad"]
    erase(record=kept, ground="court-order", by=force, at=MONDAY + timedelta(hours=2))
    with unit_of_work(force.standing()):
        assert not ServiceEntry.objects.exists()


def test_a_list_describes_anew_what_stands_on_a_record_that_was_absorbed(bring, known, force):
    head = f"{HEAD}{{}},licence,Crane,2015-01-10,{{}},,\n"
    bring(head.format("A-1002", ""))
    kept, absorbed = known["A-1001"], known["A-1002"]
    merge(person=kept, absorbed=absorbed, by=force, at=MONDAY + timedelta(hours=1))
    later = {"at": MONDAY + timedelta(hours=2)}
    assert bring(head.format("A-1001", ""), **later).counts["unchanged"] == 1
    assert bring(head.format("A-1001", "2027-01-10"), **later).counts["described"] == 1
    [found] = service_entries(person=kept, by=force, at=MONDAY).values()
    assert str(found.until) == "2027-01-10"


def test_an_entry_under_two_numbers_of_one_person_is_read_once_or_not_at_all(bring, known, force):
    merge(
        person=known["A-1001"], absorbed=known["A-1002"], by=force, at=MONDAY + timedelta(hours=1)
    )
    row, later = "{},course,Welding,2020-01-01,{},,\n", {"at": MONDAY + timedelta(hours=2)}
    first, same, other = (
        row.format(number, until)
        for number, until in (
            ("A-1001", "2020-02-01"), ("A-1002", "2020-02-01"), ("A-1002", "2020-03-01"),
        )
    )  # fmt: skip
    seen = bring(HEAD + first + other, **later)
    assert (seen.counts["new"], seen.refused) == (0, 2)
    assert {one.code for one in seen.problems} == {"people.entry-twice"}
    seen = bring(HEAD + first + same, **later)
    assert (seen.counts["new"], seen.refused) == (1, 1)
    assert [(one.row, one.code) for one in seen.problems] == [(2, "people.repeated-row")]


def test_of_two_records_of_one_person_what_came_last_is_shown_and_taken_back_whole(
    bring, known, force
):
    kept, absorbed = known["A-1001"], known["A-1002"]
    for number, until in (("A-1002", "2025-01-10"), ("A-1001", "2027-01-10")):
        bring(f"{HEAD}{number},licence,Crane,2015-01-10,{until},,\n")
    merge(person=kept, absorbed=absorbed, by=force, at=MONDAY + timedelta(hours=1))
    [(key, found)] = service_entries(person=kept, by=force, at=MONDAY).items()
    assert str(found.until) == "2027-01-10"
    take_back_entry(person=kept, entry=key, by=force, at=MONDAY + timedelta(hours=2))
    assert of(kept, force) == []


def test_a_file_on_a_page_waits_until_somebody_confirms_it(known, force):
    made = bring_file(kind=FileKind.ENTRIES, data=LIST.encode(), by=force, at=MONDAY)
    read_in(made, by=force)
    seen = file_query(file=made, by=force, at=MONDAY)
    assert (seen.state, seen.report["outcomes"]["new"]) == (FileState.READ, 4)
    assert confirm_file(file=made, by=force, at=MONDAY)
    write_in(made, digest=seen.digest, by=force)
    assert file_query(file=made, by=force, at=MONDAY).state is FileState.WRITTEN
    assert len(of(known["A-1001"], force)) == 3
