"""What somebody writes for longer than their sign-in lasts is taken once; nothing else is."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import resolve

from muster.access.roles import MEMBER
from muster.access.rules.sessions import LIMITS, WRITING, Device, takes_a_form
from muster.access.viewers import Viewer
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.people.queries import own_complaints
from muster.web.sign_in.sessions import BEGAN, DEVICE, SEEN
from tests.houses import account_of_person, enlist, make_unit
from tests.journeys.sessions import session_for

ASK = "/me/ombudsman/ask"
SOME = "01a00000-0000-7000-8000-000000000000"
WRITTEN_AT_LENGTH = (
    ASK, f"{ASK}/{SOME}", f"/me/ombudsman/{SOME}", "/me/after-service/message",
    "/me/packet/make", "/me/work/wishes", f"/me/work/report/{SOME}", "/me/handover",
    "/noticed", f"/me/command/{SOME}",
)  # fmt: skip


@pytest.fixture
def soldier(db) -> Viewer:
    unit = make_unit("1")
    person = enlist(unit, number="A-1001", surname="Гайко", given="Олесь")
    return Viewer(account_of_person(person, unit), MEMBER, person=person)


def silent_for(soldier: Viewer, device: Device, silence: timedelta, **more: float) -> Client:
    """Return a browser in which nobody touched anything for so long."""
    name, value = session_for(soldier.account)
    client = Client()
    client.cookies[name] = value
    session = client.session
    session[DEVICE] = device.value
    session[BEGAN] = time.time() - LIMITS[device].whole.total_seconds() / 2
    session[SEEN] = time.time() - silence.total_seconds()
    session.update(more)
    session.save()
    return client


def said(text: str) -> dict[str, object]:
    return {"kind": "complaint", "text": text, "once": new_id()}


def words_of(soldier: Viewer) -> list[str]:
    found = own_complaints(person=soldier.person, by=soldier, at=now())
    return [word.text for one in found for word in one.words]


LONG = LIMITS[Device.DESK].silence + timedelta(minutes=1)


@pytest.mark.parametrize("device", [Device.OWN, Device.DESK])
def test_what_was_written_for_long_arrives_and_the_sign_in_is_over(soldier, device):
    browser = silent_for(soldier, device, LONG)
    sent = browser.post(ASK, said("It took me half an hour to write this."))
    assert (sent.status_code, sent["Location"]) == (303, "/me/ombudsman/sent")
    assert words_of(soldier) == ["It took me half an hour to write this."]
    assert browser.get("/me").url.startswith("/sign-in")
    assert "_auth_user_id" not in browser.session


def test_a_form_that_is_not_right_yet_is_shown_as_it_was_typed_and_sent_once_more(soldier):
    browser = silent_for(soldier, Device.OWN, LONG)
    shown = browser.post(ASK, {"text": "My words stay here.", "once": new_id()})
    assert b"govuk-error-summary" in shown.content
    assert b"My words stay here." in shown.content
    assert browser.post(ASK, said("My words stay here.")).status_code == 303
    assert words_of(soldier) == ["My words stay here."]


def test_nothing_is_read_in_a_silent_sign_in_not_even_beside_the_form(soldier):
    browser = silent_for(soldier, Device.OWN, LONG)
    assert browser.get(ASK).url.startswith("/sign-in")
    assert browser.post(ASK, said("Too late now.")).url.startswith("/sign-in")
    assert words_of(soldier) == []


@pytest.mark.parametrize(
    ("device", "silence"),
    [(Device.SHARED, LONG), (Device.KIOSK, LONG), (Device.OWN, WRITING), (Device.DESK, WRITING)],
)
def test_a_device_that_goes_on_or_a_silence_of_an_hour_takes_nothing(soldier, device, silence):
    browser = silent_for(soldier, device, silence)
    over = "/kiosk" if device is Device.KIOSK else "/sign-in"
    assert browser.post(ASK, said("Somebody else's words?")).url.startswith(over)
    assert words_of(soldier) == []


def test_a_sign_in_whose_whole_time_is_over_takes_nothing():
    at, limits = now(), LIMITS[Device.OWN]
    seen = at - LONG
    for began, takes in ((seen, True), (at - limits.whole, False), (at, False)):
        assert takes_a_form(Device.OWN, began=began, seen=seen, at=at) is takes


def test_other_forms_are_not_taken_late(soldier):
    browser = silent_for(soldier, Device.OWN, LONG)
    assert browser.post("/me/ombudsman/demanded", {"once": new_id()}).url.startswith("/sign-in")
    assert own_complaints(person=soldier.person, by=soldier, at=now()) == []


@pytest.mark.parametrize("address", WRITTEN_AT_LENGTH)
def test_whatever_a_member_writes_at_length_is_taken_late(address):
    assert resolve(address).func.takes_late, address
