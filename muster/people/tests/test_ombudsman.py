"""What people tell the ombudsman stays between the two of them, and the answer comes back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from muster.access.roles import AUDITOR, MEMBER
from muster.access.viewers import Viewer
from muster.journal.entries import open_body
from muster.journal.reading import Wanted, entries
from muster.kernel.ids import AccountId, PersonId, new_id
from muster.kernel.problems import Refused
from muster.people import queries
from muster.people.commands.complaining import add_to_complaint, answer_complaint, complain
from muster.people.complaints import LONGEST, ComplaintKind
from muster.people.models import ComplaintWord
from muster.people.tests.conftest import MONDAY
from muster.vault.installation import installation
from muster.vault.work import Standing, role_of, unit_of_work
from muster.vault.zones import Audience, Zone

pytestmark = pytest.mark.django_db

ROSTER = """\
Service number,Surname,Given name,Unit code
A-1001,Ivanov,Petr,1/1/1
A-1002,Gayko,Oles,1/1/2
"""
ASKED = "Who read my record on Tuesday night? I was told that my sergeant knows."


@pytest.fixture
def soldiers(take_in, force) -> dict[str, PersonId]:
    take_in(ROSTER)
    found = queries.by_service_number(numbers=["A-1001", "A-1002"], by=force, at=MONDAY)
    return {number: one.person for number, one in found.items()}


def myself(person: PersonId) -> Viewer:
    return Viewer(AccountId(new_id()), MEMBER, person=person)


@pytest.fixture
def ombudsman() -> Viewer:
    return Viewer(AccountId(new_id()), AUDITOR)


def ask(person: PersonId, text: str = ASKED, kind=ComplaintKind.QUESTION, complaint=None):
    made = complaint or new_id()
    complain(
        person=person, complaint=made, kind=kind, entry=None, text=text, by=myself(person),
        at=MONDAY,
    )  # fmt: skip
    return made


def test_a_question_goes_to_the_ombudsman_and_the_answer_comes_back(soldiers, ombudsman, unit_ids):
    person = soldiers["A-1001"]
    made = ask(person)
    [read] = queries.complaints(waiting=True, by=ombudsman, at=MONDAY)
    assert (read.id, read.kind, read.unit) == (made, ComplaintKind.QUESTION, unit_ids["1/1/1"])
    assert [word.text for word in read.words] == [ASKED]
    later = MONDAY + timedelta(hours=2)
    answer_complaint(complaint=made, text="The duty clinician did.", by=ombudsman, at=later)
    assert queries.complaints(waiting=True, by=ombudsman, at=later) == []
    [mine] = queries.own_complaints(person=person, by=myself(person), at=later)
    assert [(word.from_person, word.text) for word in mine.words] == [
        (True, ASKED),
        (False, "The duty clinician did."),
    ]
    for _twice in range(2):
        add_to_complaint(
            person=person, complaint=made, text="Thank you.", by=myself(person), at=later
        )
    [again] = queries.complaints(waiting=True, by=ombudsman, at=later)
    assert again.waits
    assert len(again.words) == 3


def test_one_tap_reports_that_somebody_demanded_results_before_anything_is_told(
    soldiers, ombudsman
):
    person = soldiers["A-1001"]
    made = ask(person, text="", kind=ComplaintKind.RESULTS_DEMANDED)
    [read] = queries.complaints(waiting=True, by=ombudsman, at=MONDAY)
    assert (read.kind, read.words) == (ComplaintKind.RESULTS_DEMANDED, ())
    ask(person, text="", kind=ComplaintKind.RESULTS_DEMANDED, complaint=made)
    # An id that is somebody else's adds nothing either, and nobody learns that it stands.
    ask(soldiers["A-1002"], text="", kind=ComplaintKind.RESULTS_DEMANDED, complaint=made)
    assert len(queries.complaints(waiting=False, by=ombudsman, at=MONDAY)) == 1


def test_nobody_adds_to_what_is_somebody_elses(soldiers):
    made = ask(soldiers["A-1001"])
    other = soldiers["A-1002"]
    for complaint in (made, new_id()):
        with pytest.raises(Refused, match="access.not-found"):
            add_to_complaint(
                person=other, complaint=complaint, text="I too.", by=myself(other), at=MONDAY
            )
    with pytest.raises(Refused, match="access.not-found"):
        queries.own_complaints(person=soldiers["A-1001"], by=myself(other), at=MONDAY)
    assert queries.own_complaints(person=other, by=myself(other), at=MONDAY) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [("  \n ", "people.nothing-said"), ("ж" * (LONGEST + 1), "people.too-much-said")],
)
def test_a_complaint_says_something_and_not_too_much(soldiers, text, code):
    with pytest.raises(Refused, match=code):
        ask(soldiers["A-1001"], text=text)


def test_neither_the_database_nor_the_journal_tells_what_was_said(soldiers, ombudsman):
    person = soldiers["A-1001"]
    ask(person)
    ask(person, text="🦔" * LONGEST)
    with unit_of_work(Standing(Audience.AUDITOR)):
        sealed = [bytes(word.sealed) for word in ComplaintWord.objects.all()]
        listed = [one for one in entries(Wanted(person=person)) if "complain" in one.command]
    assert len({len(one) for one in sealed}) == 1
    assert ASKED.encode() not in sealed[0]
    with unit_of_work(Standing(Audience.MEMBER, person=person)) as work:
        key = work.data_key(person, Zone.OVERSIGHT)
        bodies = [open_body(one, key) for one in listed]
    assert [body["kind"] for body in bodies] == ["question", "question"]
    assert all("text" not in body for body in bodies)
    assert installation().journal_key != key


@pytest.mark.database
@pytest.mark.parametrize(
    "audience",
    [one for one in Audience if one not in (Audience.MEMBER, Audience.AUDITOR)],
)
def test_no_other_audience_reads_it(soldiers, force, audience):
    ask(soldiers["A-1001"])
    with (
        unit_of_work(Standing(audience, force.units)),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT count(*) FROM people_complaintword")
    assert role_of(audience).endswith(audience.value)
