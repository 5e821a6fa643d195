"""A crisis as pages: checked on, evaluated, handed on by name; a threat and its limits."""

import re
from datetime import timedelta

import pytest

from muster.access.roles import HEAD_OF_SERVICE, MEMBER, PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.assessments.commands import ask_for_help
from muster.kernel.ids import AccountId, new_id
from muster.kernel.time import now
from muster.web.psychologist.tests.house import signed_in
from tests.houses import account_with, enlist, make_unit, takes_duty

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make_unit("7")


@pytest.fixture
def person(unit):
    return enlist(unit, number="AB-001", surname="Гайко", given="Олесь")


@pytest.fixture
def anna(unit):
    account = account_with(UNIT_PSYCHOLOGIST, unit, "anna")
    takes_duty(account, unit)
    return signed_in(account)


def said(response) -> str:
    assert response.status_code == 200, response.status_code
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def alarmed(person, before=timedelta()):
    ask_for_help(
        person=person, request=new_id(), urgent=True,
        by=Viewer(AccountId(new_id()), MEMBER, person=person), at=now() - before,
    )  # fmt: skip


def test_from_the_alarm_to_the_visit(unit, person, anna):
    doctor_account = account_with(PHYSICIAN, unit, "doctor")
    doctor, here = signed_in(doctor_account), f"/people/{person}/crisis"
    alarmed(person, timedelta(minutes=20))
    assert "Гайко Олесь" in said(anna.get("/crises"))
    shown = said(anna.get(here))
    assert "Send somebody to see them now." in shown
    assert "Enter who goes" in said(anna.post(f"{here}/check-sent", {"words": ""}))
    went = anna.post(f"{here}/check-sent", {"words": "Sergeant Koval."}, follow=True)
    assert "Sergeant Koval." in said(went)
    assert "Select what was found" in said(anna.post(f"{here}/checked", {"words": ""}))
    anna.post(f"{here}/checked", {"words": "", "code": "safe"})
    early = anna.post(
        f"{here}/offered", {"to": str(doctor_account), **day_of(now()), "hour": "23:59"}
    )
    assert "The evaluation of the same day" in said(early)
    anna.post(f"{here}/evaluated", {"words": "Calmer.", "code": "care"})
    late = {"to": str(doctor_account), **day_of(now() + timedelta(days=20)), "hour": "10:00"}
    assert "no later than" in said(anna.post(f"{here}/offered", late))
    anna.post(f"{here}/offered", {**late, **day_of(now() + timedelta(days=3))})
    assert "You were asked to take this person over." in said(doctor.get(here))
    accepted = said(doctor.post(f"{here}/accepted", follow=True))
    assert "answers for the person until the first visit was kept" in accepted
    doctor.post(f"{here}/kept", {"words": "We met."})
    assert "Over" in said(doctor.get(here))
    assert "Гайко Олесь" in said(doctor.get("/cases"))


def day_of(moment):
    return {"day-day": moment.day, "day-month": moment.month, "day-year": moment.year}


def test_a_threat_is_told_to_nobody_beyond_its_list(person, anna):
    here = f"/people/{person}/crisis"
    assert "Enter what was said" in said(anna.post(f"{here}/threat", {"words": ""}))
    shown = said(anna.post(f"{here}/threat", {"words": "Said: “him”."}, follow=True))
    assert "A threat to others" in shown
    assert "Weapons are out of reach" in shown
    assert "The police" in said(anna.get(f"{here}/tell"))
    tell = f"{here}/tell/threat-to-others"
    assert "From whom it comes" not in said(anna.get(f"{tell}/commander"))
    refused = anna.post(f"{tell}/commander", {"contents": ["who"], "words": ""})
    assert "Select what you tell" in said(refused) or "not" in said(refused)
    done = anna.post(f"{tell}/police", {"contents": ["danger", "who"], "words": ""}, follow=True)
    assert "From whom it comes" in said(done)
    assert anna.get(f"{tell}/mother").status_code == 404
    noted = anna.post(f"{here}/noted?point=weapons-away", {"words": "With the armourer."})
    assert noted.status_code == 302


def test_who_is_not_in_care_finds_no_such_page(unit, person):
    alarmed(person)
    head = signed_in(account_with(HEAD_OF_SERVICE, unit, "head"))
    assert head.get("/crises").status_code == 404
    assert head.get(f"/people/{person}/crisis").status_code == 404
