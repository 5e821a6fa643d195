"""The auditor's pages: entries as sentences, filters, the table, findings, complaints, proof."""

from __future__ import annotations

import csv
import re
from datetime import timedelta
from html import unescape
from io import StringIO

import pytest

from muster.access import errands
from muster.access.errands import ErrandKind
from muster.access.roles import AUDITOR, MEMBER, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.assessments.queries import results
from muster.journal import oddities
from muster.journal.rules.patterns import Episode, Pattern
from muster.kernel.ids import AccountId, PersonId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.people.commands.complaining import complain
from muster.people.complaints import ComplaintKind
from muster.people.queries.complaints import own_complaints
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from muster.web.psychologist.tests.house import make_house, signed_in
from muster.web.tables import harmless
from tests.houses import account_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return make_house()


@pytest.fixture
def auditor(house) -> AccountId:
    return account_with(AUDITOR, house.unit, "vera")


@pytest.fixture
def hayko(house) -> PersonId:
    return house.enlists("AB-001", "Гайко", "Олесь")


def texts(response) -> str:
    assert response.status_code == 200, response.status_code
    body = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def lines(response) -> str:
    """Return what the table of entries says, without the filter above it."""
    return texts(response).partition("About whom")[2]


def test_entries_are_whole_sentences_and_never_say_what_was_read(house, auditor, hayko):
    house.answers(hayko, 3, 3, 3, 3, 3, 3, 3, 3, 3)
    results(person=hayko, by=house.by, at=now())
    said = lines(signed_in(auditor).get("/journal"))
    assert "read A person's results were read." in said
    assert "dr.hnat" in said
    assert "as Unit psychologist, for care" in said
    assert f"person {str(hayko)[-8:]}" in said
    assert "Гайко" not in said
    assert " 27 " not in said
    russian = texts(signed_in(auditor, "ru").get("/journal"))
    assert "Прочитаны результаты человека" in russian


@pytest.mark.parametrize(
    ("asked", "there", "away"),
    [
        ("kind=refused", "Asked for and refused", "A sitting was submitted"),
        ("account=dr.hnat&kind=write", "A sitting was submitted", "role was given"),
        ("command=assessments.results", "results were read", "A sitting was submitted"),
        ("purpose=care&kind=write", "A sitting was submitted", "role was given"),
        ("role=administrator", "role was given", "A sitting was submitted"),
        ("since-day=1&since-month=1&since-year=2020", "A sitting was submitted", "No entry"),
    ],
)
def test_each_filter_narrows_and_is_kept_in_the_address(house, auditor, hayko, asked, there, away):
    house.answers(hayko, 0)
    results(person=hayko, by=house.by, at=now())
    with pytest.raises(Refused):
        results(person=PersonId(new_id()), by=house.by, at=now())
    page = signed_in(auditor).get(f"/journal?{asked}")
    assert there in lines(page)
    assert away not in lines(page)
    (table,) = re.findall(r'href="/journal/export\?([^"]*)"', page.content.decode())
    assert set(unescape(table).split("&")) == set(asked.split("&"))


def test_one_person_s_entries_are_found_by_their_id(house, auditor, hayko):
    house.answers(hayko, 0)
    other = house.enlists("AB-002", "Лис", "Іван")
    results(person=other, by=house.by, at=now())
    said = lines(signed_in(auditor).get(f"/journal?person={hayko}"))
    assert "A sitting was submitted" in said
    assert "results were read" not in said


def test_what_cannot_be_read_is_said_beside_the_field(auditor):
    browser = signed_in(auditor)
    assert "Enter an id as it stands" in texts(browser.get("/journal?person=nobody"))
    unknown = texts(browser.get("/journal?account=nobody"))
    assert "There is no account of this name" in unknown
    assert "No entry is like this." in unknown


def test_pages_go_on_where_they_ended(house, auditor, hayko):
    for _time in range(60):
        results(person=hayko, by=house.by, at=now())
    browser = signed_in(auditor)
    first = browser.get("/journal?command=assessments.results")
    (older,) = re.findall(r'href="(/journal\?[^"]*before=[^"]*)"', first.content.decode())
    second = browser.get(older.replace("&amp;", "&"))
    assert first.content.decode().count("results were read") > 40
    assert 5 < second.content.decode().count("results were read") < 20
    assert "Newest entries" in texts(second)


def test_the_table_holds_metadata_alone_and_no_cell_is_a_formula(house, auditor, hayko):
    results(person=hayko, by=house.by, at=now())
    account_with(MEMBER, house.unit, "=cmd|' /C calc'!A0")
    answer = signed_in(auditor).get("/journal/export")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    assert {"id", "at", "kind", "command", "sentence", "account", "person"} <= set(rows[0])
    assert str(hayko) in {row["person"] for row in rows}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    assert "Гайко" not in answer.content.decode()


@pytest.mark.parametrize("cell", ["=1+1", "+7", "-1", "@x", "\tx", "\rx"])
def test_a_cell_that_begins_like_a_formula_is_made_harmless(cell):
    assert harmless(cell) == f"'{cell}"
    assert harmless(f"a{cell}") == f"a{cell}"


@pytest.fixture
def found(house) -> oddities.Seen:
    hour = timedelta(hours=1)
    episodes = [
        Episode(
            Pattern.MANY, house.account, UNIT_PSYCHOLOGIST.key, now() - hour, now(), 31,
            entry=new_id(),
        ),
        Episode(Pattern.QUICK, None, "", now() - hour, now(), 8, new_id(), new_id(), 0.4),
    ]  # fmt: skip
    with unit_of_work(Standing(Audience.PLATFORM)):
        oddities.record(episodes, now())
    with unit_of_work(Standing(Audience.AUDITOR)):
        return next(
            one
            for one in oddities.seen_before((), None, 9, open_only=True)
            if one.episode.pattern is Pattern.MANY
        )


def test_findings_are_said_with_their_rule_and_numbers(auditor, found):
    browser = signed_in(auditor)
    said = texts(browser.get("/journal/oddities"))
    assert "Many records opened in a short time" in said
    assert "31 people from" in said
    assert "dr.hnat" in said
    assert "30 or more different people, one by one, within 10 minutes" in said
    assert "with 0.4 seconds between them" in said
    only = texts(browser.get("/journal/oddities?pattern=quick-answers"))
    assert "31 people" not in only


def test_an_auditor_concludes_and_it_leaves_the_list(auditor, found):
    browser = signed_in(auditor)
    address = f"/journal/oddities/{found.id}"
    assert "Select what came of looking" in texts(browser.post(address, {"sent": "yes"}))
    assert browser.post(address, {"conclusion": "explained"}).status_code == 302
    after = texts(browser.get(address))
    assert "It was part of somebody" in after
    assert "vera" in after
    assert "31 people" not in texts(browser.get("/journal/oddities"))
    assert "31 people" in texts(browser.get("/journal/oddities?all=yes"))
    again = texts(browser.post(address, {"conclusion": "mistake"}))
    assert "concluded something about this already" in again


def test_a_finding_that_is_not_there_is_not_there(auditor, found):
    assert signed_in(auditor).get(f"/journal/oddities/{new_id()}").status_code == 404
    assert signed_in(auditor).post(f"/journal/oddities/{new_id()}").status_code == 404


def test_a_complaint_is_read_and_answered_and_the_person_reads_the_answer(house, auditor, hayko):
    own = Viewer(AccountId(new_id()), MEMBER, person=hayko)
    made = new_id()
    complain(
        person=hayko, complaint=made, kind=ComplaintKind.RESULTS_DEMANDED, entry=None,
        text="Мій командир вимагав показати", by=own, at=now(),
    )  # fmt: skip
    browser = signed_in(auditor)
    listed = texts(browser.get("/journal/complaints"))
    assert "results demanded" in listed
    assert "вимагав" not in listed
    address = f"/journal/complaints/{made}"
    said = texts(browser.get(address))
    assert "Мій командир вимагав показати" in said
    assert "No superior may ask" in said
    assert "Write your answer" in texts(browser.post(address, {"text": ""}))
    assert browser.post(address, {"text": "Я розберуся."}).status_code == 302
    assert "Nothing waits" in texts(browser.get("/journal/complaints"))
    (complaint,) = own_complaints(person=hayko, by=own, at=now())
    assert [word.text for word in complaint.words][-1] == "Я розберуся."
    assert browser.get(f"/journal/complaints/{new_id()}").status_code == 404


def test_the_proof_is_asked_for_watched_and_told(auditor):
    browser = signed_in(auditor)
    assert "Nobody has asked" in texts(browser.get("/journal/verification"))
    assert browser.post("/journal/verification").status_code == 302
    waiting = browser.get("/journal/verification")
    assert "It is being worked on." in texts(waiting)
    assert "No worker is at work" in texts(waiting)
    assert 'hx-trigger="every 2s"' in waiting.content.decode()
    told = {
        "holds": False, "entries": 12, "sealed": 11, "unsealed": 1, "heads": 3,
        "entry": str(new_id()), "fault": {"en": "Entry x was changed.", "ru": "Запись изменена."},
        "head": {"size": 11, "root": "ab12", "signed_at": now().isoformat()},
    }  # fmt: skip
    with unit_of_work(Standing(Audience.PLATFORM)):
        errand = errands.latest(ErrandKind.VERIFY)
        errands.end(errand.id, well=True, told=told, at=now())
    part = browser.get("/journal/verification", headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    said = texts(browser.get("/journal/verification"))
    assert "The journal does not hold." in said
    assert "Entry x was changed." in said
    assert told["entry"] in said
    assert "hx-trigger" not in part.content.decode()


@pytest.mark.parametrize("path", ["", "/export", "/verification", "/oddities", "/complaints"])
def test_nobody_else_finds_any_of_it(house, path):
    assert signed_in(house.account).get(f"/journal{path}").status_code == 404
