"""An evaluation as pages: a commander asks, a clinician answers, the person and ombudsman read."""

import re
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from muster.access.roles import (
    AUDITOR,
    COMMANDER,
    HEAD_OF_SERVICE,
    PHYSICIAN,
    PRIVACY_OFFICER,
    UNIT_PSYCHOLOGIST,
)
from muster.access.viewers import Viewer
from muster.care.commands.evaluations import ask_evaluation
from muster.care.rules.evaluations import Request
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.web.psychologist.tests.house import signed_in
from tests.houses import account_of_person, account_with, enlist, local_day, make_unit

pytestmark = pytest.mark.django_db
ASK = "/command/evaluations/ask"


@pytest.fixture
def unit():
    return make_unit("7")


@pytest.fixture
def person(unit):
    return enlist(unit, number="AB-001", surname="Гайко", given="Олесь")


@pytest.fixture
def anna(unit):
    return account_with(UNIT_PSYCHOLOGIST, unit, "anna")


@pytest.fixture
def doctor(unit):
    return account_with(PHYSICIAN, unit, "doctor")


@pytest.fixture
def major(unit):
    return account_with(COMMANDER, unit, "major")


def said(response) -> str:
    assert response.status_code == 200, response.status_code
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def day_of(name, moment):
    parts = {"day": moment.day, "month": moment.month, "year": moment.year}
    return {f"{name}-{key}": value for key, value in parts.items()}


def form(consulted, **more):
    yesterday = now() - timedelta(days=1)
    return {
        "number": "ab-001", "behaviours": ["sleepless"], "consulted": str(consulted),
        **day_of("consulted_on", yesterday), **day_of("given_on", yesterday),
        "place": "Orderly room", **more,
    }  # fmt: skip


def test_from_a_commanders_request_to_one_word(unit, person, anna, doctor, major):
    command, member = signed_in(major), signed_in(account_of_person(person, unit))
    assert "You asked for no evaluation." in said(command.get("/command/evaluations"))
    assert "call the duty clinician first" in said(command.get(ASK))
    assert "Enter the service number" in said(command.post(ASK, {}))
    assert "Nobody in your units" in said(command.post(ASK, form(anna, number="ZZ-9")))
    blocked = said(command.post(ASK, form(anna, place="Psychiatric ward")))
    assert "Psychiatric" in blocked
    sent = said(command.post(ASK, form(anna), follow=True))
    assert "waits for a clinician" in sent
    assert "Гайко" not in sent
    own = said(member.get("/me/evaluations"))
    assert "Hardly sleeps, or is up at night" in own
    assert "Whoever treats you does not evaluate you." in own
    assert "Tell the ombudsman" in own
    with ZipFile(BytesIO(member.get("/me/data/copy").content)) as copy:
        [part] = [name for name in copy.namelist() if "evaluations" in name and "csv" in name]
        assert "Hardly sleeps, or is up at night" in copy.read(part).decode()
    head = signed_in(account_with(HEAD_OF_SERVICE, unit, "head"))
    assert "Гайко Олесь" in said(head.get("/evaluations"))
    listing = head.get("/evaluations").content.decode()
    here = re.search(r'href="(/evaluations/[^"]+)"', listing)[1]
    assert "Orderly room" in said(head.get(here))
    meets = {"evaluator": str(doctor), "hour": "10:00"}
    early = head.post(f"{here}/accept", {**meets, **day_of("day", now() + timedelta(hours=20))})
    assert "has time to prepare" in said(early)
    later = now() + timedelta(days=8)
    taken = head.post(f"{here}/accept", {**meets, **day_of("day", later)}, follow=True)
    assert "taken up" in said(taken)
    assert "Report the result" not in said(taken)
    assert "Release them for" in said(command.get("/command/evaluations"))
    evaluator = signed_in(doctor)
    assert "Report the result" in said(evaluator.get(here))
    listed = evaluator.get("/cases").content.decode()
    [case] = set(re.findall(r'href="(/people/[^"]+/cases/[^"/]+)"', listed))
    shown = evaluator.get(case).content.decode()
    assert f'href="{here}"' in shown
    assert "steps/report-evaluation" not in shown
    assert evaluator.get(f"{case}/steps/report-evaluation").headers["Location"] == here
    assert "no limitation" in said(evaluator.get(f"{here}/report"))
    assert "by the evaluator" in said(evaluator.post(f"{here}/report", {"words": "Sleep."}))
    assert head.get(f"{here}/report").status_code == 404


def test_what_a_clinician_declines_is_told_without_its_reason(unit, person, anna, major):
    command, clinician = signed_in(major), signed_in(anna)
    command.post(ASK, form(anna))
    here = re.search(
        r'href="(/evaluations/[^"]+)"', clinician.get("/evaluations").content.decode()
    )[1]
    assert "Select the reason" in said(clinician.post(f"{here}/decline", {"words": ""}))
    done = clinician.post(f"{here}/decline", {"reason": "looks-like-reprisal", "words": "Талон"})
    assert done.status_code == 302
    told = said(command.get("/command/evaluations"))
    assert "not taken up" in told
    assert "reprisal" not in told
    member = signed_in(account_of_person(person, unit))
    own = said(member.get("/me/evaluations"))
    assert "It looks like a reprisal" in own
    assert "Талон" not in own


def test_the_ombudsman_looks_at_a_repeat_and_puts_it_on_record(unit, person, anna, major):
    signed_in(major).post(ASK, form(anna, urgent="on"))
    ombudsman = signed_in(account_with(AUDITOR, unit, "ombudsman"))
    page = ombudsman.get("/journal/evaluations")
    shown = said(page)
    assert "It was called an emergency" in shown
    assert "to be looked at" in shown
    assert "Гайко" not in shown
    noted = re.search(r'action="(/journal/evaluations/[^"]+)"', page.content.decode())[1]
    after = said(ombudsman.post(noted, follow=True))
    assert "to be looked at" not in after
    privacy = signed_in(account_with(PRIVACY_OFFICER, unit, "privacy"))
    assert privacy.get("/journal/evaluations").status_code == 404


def test_the_pages_speak_russian(unit, person, anna, major):
    signed_in(major, "ru").post(ASK, form(anna))
    for account, address, word in (
        (major, ASK, "личный номер"),
        (major, "/command/evaluations", "ждёт решения специалиста"),
        (anna, "/evaluations", "ждёт решения специалиста"),
        (account_of_person(person, unit), "/me/evaluations", "Ваши права"),
        (account_with(AUDITOR, unit, "ombudsman"), "/journal/evaluations", "Что видел командир"),
    ):
        assert word in said(signed_in(account, "ru").get(address))


def test_what_has_no_answer_in_time_stands_among_what_is_late(
    unit, person, anna, major, monkeypatch
):
    at, yesterday = now(), local_day() - timedelta(days=1)
    ask_evaluation(
        evaluation=new_id(), number="AB-001",
        asked=Request(("sleepless",), yesterday, yesterday, "Orderly room", urgent=True),
        consulted=anna, by=Viewer(major, COMMANDER, (unit,)), at=at,
    )  # fmt: skip
    head = signed_in(account_with(HEAD_OF_SERVICE, unit, "head"))
    assert "No case of your units is late." in said(head.get("/cases/late"))
    monkeypatch.setattr("muster.web.doors.now", lambda: at + timedelta(minutes=61))
    assert "has no answer." in said(head.get("/cases/late"))
