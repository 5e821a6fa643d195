"""A member's own pages: what others may see of them, and what stands behind signing in again."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.test import Client

from muster.access.queries.own_journal import looks
from muster.access.roles import AUDITOR, COMMANDER, MEMBER
from muster.access.viewers import Viewer
from muster.assessments.commands import ask_for_help
from muster.assessments.commands.submitting import submit
from muster.care.commands.limitations import (
    Told,
    order_limitation,
    send_notice,
    show_limitation,
)
from muster.care.queries.limitations import limitations_of
from muster.care.rules.limitations import Basis, Form, Terms
from muster.detection.queries.own import own_steps
from muster.kernel.ids import AccountId, new_id
from muster.kernel.time import now
from muster.people.commands.complaining import answer_complaint
from muster.people.complaints import ComplaintKind
from muster.people.consents import Item
from muster.people.queries import complaints, history, own_complaints, own_consents
from muster.policy.profiles import profile
from muster.transition.commands.ideas import refuse_idea, say_wants
from muster.transition.commands.profile import answer_service, take_skills
from muster.transition.commands.record import settle_record
from muster.transition.queries.profile import own_profile
from muster.transition.rules.ideas import Wants
from muster.transition.rules.service_asked import Service
from tests.companies import on_record
from tests.houses import (
    account_of_person,
    account_with,
    enlist,
    local_day,
    make_unit,
    psychologist_of,
)
from tests.journeys.sessions import session_for

pytestmark = pytest.mark.django_db


class Soldier:
    """A rifleman with an account, whoever looks after him, and a browser he is signed in at."""

    def __init__(self) -> None:
        self.unit = make_unit("1")
        self.person = enlist(self.unit, number="A-1001", surname="Гайко", given="Олесь")
        self.account = account_of_person(self.person, self.unit)
        self.viewer = Viewer(self.account, MEMBER, person=self.person)
        self.psychologist = psychologist_of(self.unit)

    def browser(self, *, fresh: bool = True, kiosk: bool = False, strict: bool = True) -> Client:
        name, value = session_for(self.account, kiosk=kiosk, again=fresh)
        client = Client(enforce_csrf_checks=False, raise_request_exception=strict)
        client.cookies[name] = value
        return client

    def answers(self, worst: int = 3) -> None:
        values = {f"phq9-{item}": worst for item in range(1, 9)} | {"phq9-9": 0}
        submit(
            person=self.person, sitting=new_id(), campaign=new_id(), window="",
            instrument="phq-9", language="en", mode="live", answered_at=now(), sex=None,
            values=values, follow_up=None, profile=profile(), by=self.viewer, at=now(),
        )  # fmt: skip


@pytest.fixture
def soldier(db) -> Soldier:
    return Soldier()


PAGES = ("/me", "/me/data", "/me/ombudsman/ask", "/me/ombudsman/sent")
AGAIN = (
    "/me/next", "/me/results", "/me/looked", "/me/command", "/me/consents", "/me/consents/care",
    "/me/ombudsman", "/me/data/copy", "/me/next/hour",
)  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("address", [*PAGES, *AGAIN[:-1]])
def test_every_page_of_a_member_opens(soldier, address, language):
    soldier.answers()
    answer = soldier.browser().get(address, headers={"Accept-Language": language})
    assert answer.status_code == 200
    if address != "/me/data/copy":
        assert answer.headers["Content-Language"] == language


@pytest.mark.parametrize("address", AGAIN)
def test_what_is_private_asks_to_sign_in_again(soldier, address):
    answer = soldier.browser(fresh=False).get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/again")


def test_the_first_page_looks_the_same_whatever_was_answered(soldier):
    def shown() -> str:
        return without_ids(soldier.browser(fresh=False).get("/me").content.decode())

    before = shown()
    soldier.answers()
    ask_for_help(person=soldier.person, request=new_id(), urgent=True, by=soldier.viewer, at=now())
    assert shown() == before


def without_ids(html: str) -> str:
    """Leave out what differs from page to page by itself: tokens and drawn ids."""
    lines = html.splitlines()
    return "\n".join(line for line in lines if 'type="hidden"' not in line)


@pytest.mark.parametrize("address", [*PAGES[1:], *AGAIN])
def test_a_shared_device_opens_nothing_but_the_first_page(soldier, address):
    kiosk = soldier.browser(kiosk=True)
    assert kiosk.get(address).status_code == 404
    home = kiosk.get("/me")
    assert home.status_code == 200
    assert b"/me/results" not in home.content


def test_results_are_told_in_words_with_what_was_done(soldier):
    soldier.answers()
    said = soldier.browser().get("/me/results").content.decode()
    assert "You told us of many days of low mood or little energy." in said
    assert "will speak with you by" in said
    main = said.split("<main")[1].split("</main>")[0]
    shown = re.sub(r'<input type="hidden"[^>]*>', "", main)  # tokens are drawn, and spell anything
    for never in ("score", "points", "severe", "epress", "low risk", "amber", "PHQ"):
        assert never not in shown, never


def test_answers_are_shown_question_by_question_and_to_nobody_else(soldier):
    soldier.answers()
    browser = soldier.browser()
    [sitting] = [
        one.source_id for one in own_steps(person=soldier.person, by=soldier.viewer, at=now())
    ]
    said = browser.get(f"/me/results/{sitting}").content.decode()
    assert "Little interest or pleasure in doing things" in said
    assert "Nearly every day" in said
    other = Soldier.__new__(Soldier)
    other.unit = make_unit("2")
    other.person = enlist(other.unit, number="A-1002", surname="Иванов", given="Пётр")
    other.account = account_of_person(other.person, other.unit)
    strangers = other.browser()
    unknown = strangers.get(f"/me/results/{new_id()}")
    foreign = strangers.get(f"/me/results/{sitting}")
    assert (foreign.status_code, foreign.content) == (404, unknown.content)


def test_who_looked_is_told_by_role_and_unit(soldier):
    soldier.answers()
    history(person=soldier.person, by=soldier.psychologist, at=now())
    said = soldier.browser().get("/me/looked").content.decode()
    assert "Unit psychologist" in said
    assert "service and consents were read" in said
    assert str(soldier.psychologist.account) not in said


def test_a_reading_can_be_asked_about_and_only_ones_own(soldier):
    history(person=soldier.person, by=soldier.psychologist, at=now())
    [entry] = [
        one.entry
        for one in looks(
            person=soldier.person, others=True, mark=None, most=1, by=soldier.viewer, at=now()
        )
    ]
    address, browser = f"/me/ombudsman/ask/{entry}", soldier.browser()
    assert "You ask about this" in browser.get(address).content.decode()
    sent = {"kind": "question", "text": "Why was that?", "once": new_id()}
    assert browser.post(address, sent).status_code == 303
    [made] = own_complaints(person=soldier.person, by=soldier.viewer, at=now())
    assert made.entry == entry
    other = Soldier.__new__(Soldier)
    other.unit = make_unit("2")
    other.person = enlist(other.unit, number="A-1002", surname="Иванов", given="Пётр")
    other.account = account_of_person(other.person, other.unit)
    strangers = other.browser()
    unknown = strangers.get(f"/me/ombudsman/ask/{new_id()}")
    for refused in (strangers.get(address), strangers.post(address, sent)):
        assert (refused.status_code, refused.content) == (404, unknown.content)


def test_who_looked_is_told_page_by_page(soldier):
    for _reading in range(30):
        history(person=soldier.person, by=soldier.psychologist, at=now())
    browser = soldier.browser()
    first = browser.get("/me/looked")
    assert first.content.count(b'<li class="card">') == 25
    more = first.content.decode().split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    second = browser.get(f"/me/looked{more.replace('&amp;', '&')}")
    assert second.content.count(b'<li class="card">') >= 5
    assert browser.get("/me/looked?after=nothing").status_code == 200


def test_what_command_was_told_stands_there_line_by_line(soldier):
    browser = soldier.browser()
    assert b"and nothing ever did" in browser.get("/me/command").content
    today, by = local_day(), soldier.psychologist
    terms = Terms(
        form=Form.ORDINARY, basis=Basis.ASSESSMENT, functions=("night-duty",), starts=today,
        ends=today + timedelta(days=30), review=today + timedelta(days=28),
        restoration="after-review", ordered_at=now(), written_at=now(),
    )  # fmt: skip
    limitation = order_limitation(
        person=soldier.person, limitation=new_id(), terms=terms, case=None, by=by, at=now()
    )
    show_limitation(person=soldier.person, limitation=limitation, comment="", by=by, at=now())
    words = Told(
        ground="duty-limitation", actions=("release",), support="Let him sleep at night.",
        call_back="555-0102", readers=(account_with(COMMANDER, soldier.unit, "commander"),),
    )  # fmt: skip
    send_notice(person=soldier.person, limitation=limitation, told=words, by=by, at=now())
    said = browser.get("/me/command").content.decode()
    assert "Let him sleep at night." in said
    assert "555-0102" in said
    assert "and nothing ever did" not in said

    address = f"/me/command/{limitation}"
    assert address in said
    assert "Enter what you want to say" in browser.post(address, {"comment": " "}).content.decode()
    kept = browser.post(address, {"comment": "I can still do my job."}, follow=True)
    assert "was put on record" in kept.content.decode()
    [found] = limitations_of(person=soldier.person, by=by, at=now())
    assert "I can still do my job." in [one.words for one in found.story]
    assert browser.get(f"/me/command/{new_id()}").status_code == 404


def test_one_press_reports_who_demanded_results_and_once(soldier):
    browser, once = soldier.browser(fresh=False), str(new_id())
    for _press in range(2):
        answer = browser.post("/me/ombudsman/demanded", {"once": once})
        assert (answer.status_code, answer.headers["Location"]) == (303, "/me/ombudsman/sent")
    [made] = own_complaints(person=soldier.person, by=soldier.viewer, at=now())
    assert (made.kind, made.words) == (ComplaintKind.RESULTS_DEMANDED, ())
    said = browser.get("/me/ombudsman/sent").content.decode()
    assert "The ombudsman has it now." in said
    assert browser.get(f"/me/ombudsman/{once}").status_code == 302  # asks to sign in again
    # Whoever wrote for longer than the sign-in lasts loses no word, and is shown nothing else.
    empty = browser.post(f"/me/ombudsman/{once}", {"text": ""})
    assert b"govuk-error-summary" in empty.content
    browser.post(f"/me/ombudsman/{once}", {"text": "The platoon sergeant, on Monday."})
    assert browser.get(f"/me/ombudsman/{once}").status_code == 302
    [made] = own_complaints(person=soldier.person, by=soldier.viewer, at=now())
    assert [word.text for word in made.words] == ["The platoon sergeant, on Monday."]


def test_a_question_goes_out_and_its_answer_comes_back(soldier):
    browser = soldier.browser(fresh=False)
    sent = {"kind": "question", "text": "<script>alert(1)</script> Who was it?", "once": new_id()}
    made = browser.post("/me/ombudsman/ask", sent)
    assert made.status_code == 303
    ombudsman = Viewer(AccountId(new_id()), AUDITOR)
    [asked] = complaints(waiting=True, by=ombudsman, at=now())
    answer_complaint(complaint=asked.id, text="It was the duty physician.", by=ombudsman, at=now())
    told = soldier.browser().get(f"/me/ombudsman/{asked.id}").content.decode()
    assert "It was the duty physician." in told
    assert "<script>alert(1)" not in told


@pytest.mark.parametrize(
    "sent",
    [
        {"csrfmiddlewaretoken": "x"},
        {"kind": "question"},
        {"kind": "nothing-known", "text": "x", "once": "no id"},
        {"kind": "question", "text": "ж" * 100_000, "once": "no id"},
        {"kind": "question", "text": "\x00\ud7ff", "once": "'; DROP TABLE people_complaint; --"},
    ],
)
def test_a_form_filled_in_wrongly_is_shown_again(soldier, sent):
    answer = soldier.browser(fresh=False).post("/me/ombudsman/ask", sent)
    assert answer.status_code in (200, 303)
    assert answer.status_code == 303 or b"govuk-error-summary" in answer.content


def test_a_consent_is_given_alone_and_taken_back_at_once(soldier):
    browser, address = soldier.browser(), "/me/consents/peer"
    refused = browser.post(address, {"lasts": "1 years"})
    assert b"Confirm that no superior is with you" in refused.content
    assert browser.post(address, {"lasts": "1 years", "alone": "on"}).status_code == 303

    def standing():
        return own_consents(person=soldier.person, by=soldier.viewer, at=now()).standing

    [given] = standing()
    assert given.item is Item.PEER
    assert timedelta(days=364) < given.until - local_day() < timedelta(days=367)
    assert browser.get(f"{address}/take-back").status_code == 303
    assert len(standing()) == 1
    browser.post(f"{address}/take-back")
    assert standing() == ()
    assert browser.get("/me/consents/everything").status_code == 404


def test_the_copy_holds_everything_and_runs_nothing(soldier):
    soldier.answers()
    ask_for_help(person=soldier.person, request=new_id(), urgent=False, by=soldier.viewer, at=now())
    browser, formula = soldier.browser(), "=SUM(A1:A9) <script>alert(1)</script>"
    browser.post("/me/ombudsman/ask", {"kind": "question", "text": formula, "once": new_id()})
    answer = browser.get("/me/data/copy", headers={"Accept-Language": "en"})
    assert answer.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(BytesIO(answer.content)) as archive:
        data = json.loads(archive.read("about-me.json"))
        tables = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    assert {"who", "service", "answers", "totals", "what-happened", "who-looked"} <= data.keys()
    assert len(data["answers"]["rows"]) == 10
    assert data["totals"]["rows"][0]["total"] == 24
    assert data["asked-for-help"]["rows"][0]["urgent"] == "No"
    assert "<script" not in tables["about-me.html"]
    said = [row for row in csv.reader(StringIO(tables["ombudsman.csv"])) if "SUM" in row[3]]
    assert said
    assert not any(cell.startswith("=") for row in said for cell in row)


def test_the_copy_holds_what_somebody_brings_to_work(soldier):
    whose = {"person": soldier.person, "by": soldier.viewer, "at": now()}
    answer_service(service=Service(led=9, courses="Welding"), **whose)
    take_skills(found={"weld": "welded hulls"}, **whose)
    say_wants(wants=Wants(moves="near"), **whose)
    refuse_idea(code="7212", reason="not-me", **whose)
    answer = soldier.browser().get("/me/data/copy", headers={"Accept-Language": "en"})
    with zipfile.ZipFile(BytesIO(answer.content)) as archive:
        data = json.loads(archive.read("about-me.json"))
    [skill] = data["skills"]["rows"]
    assert skill["yours"] == "You said that it is yours"
    assert "welded hulls" in skill["found"]
    kept = {row["what"]: row["value"] for row in data["profile-for-work"]["rows"]}
    assert kept["How many people have you led at most?"] == 9
    assert kept["Would you move for work?"] == "Within my region"
    assert "This work is not for me" in kept.values()


def test_the_copy_holds_service_entries_and_what_was_taken_from_them(soldier):
    on_record(soldier.unit, "A-1001,vehicle,БМП-2", "A-1001,led,squad,2018-01-01,2020-01-01,9")
    whose = {"person": soldier.person, "by": soldier.viewer, "at": now()}
    vehicle = next(one for one in own_profile(**whose).recorded if one.what == "БМП-2")
    settle_record(ticked=[vehicle.key], **whose)
    answer = soldier.browser().get("/me/data/copy", headers={"Accept-Language": "en"})
    with zipfile.ZipFile(BytesIO(answer.content)) as archive:
        data = json.loads(archive.read("about-me.json"))
    found = {row["what"]: row for row in data["service-entries"]["rows"]}
    assert (found["squad"]["people"], found["squad"]["kind"]) == (9, "People led")
    said = {row["what"]: row["yours"] for row in data["taken-from-record"]["rows"]}
    assert said == {
        "armoured tracked vehicle (БМП-2)": "You said that it is yours",
        "up to 9 people led: squad": "You said that it is not yours",
    }


def test_taking_a_copy_stands_in_the_journal(soldier):
    browser = soldier.browser()
    browser.get("/me/data/copy")
    said = browser.get("/me/looked?all").content.decode()
    assert "took a copy of their own answers and results" in said
