"""The administrator's pages of people: found, moved, corrected, let in; nothing of health."""

from __future__ import annotations

import re
from datetime import date, timedelta
from urllib.parse import unquote

import pytest

from muster.access.roles import PERSONNEL_OFFICER, UNIT_PSYCHOLOGIST
from muster.kernel.time import Calendar, now
from muster.people.queries import card, history
from muster.web.administrator.tests.house import make_house, signed_in, texts
from tests.houses import account_with, administrator_of, enlist, local_day, make_unit

pytestmark = pytest.mark.django_db
HERE = "/administration/people"


@pytest.fixture
def house(db):
    return make_house()


@pytest.fixture
def browser(house):
    return signed_in(house.account)


@pytest.fixture
def hayko(house):
    return enlist(
        house.first, number="AB-001", surname="Гайко", given="Олесь", Phone="+380501112233",
        Sex="male",
    )  # fmt: skip


def day(name: str, when: date) -> dict[str, str]:
    return {f"{name}-day": when.day, f"{name}-month": when.month, f"{name}-year": when.year}


def test_a_person_is_found_and_shown_without_anything_of_their_health(house, browser, hayko):
    found = browser.post(HERE, {"text": "AB-001"})
    assert f'href="{HERE}/{hayko}"' in found.content.decode()
    said = texts(browser.get(f"{HERE}/{hayko}"))
    for known in ("Гайко Олесь", "AB-001", "+380501112233", "7.1"):
        assert known in said
    assert "Results" not in said
    assert browser.get(f"/people/{hayko}").status_code == 404  # the psychologist's page of them


def test_a_person_is_moved_from_a_day_on(house, browser, hayko):
    tomorrow = Calendar("Europe/Kyiv").local_date(now()) + timedelta(days=1)
    moved = browser.post(
        f"{HERE}/{hayko}/move",
        {"unit": str(house.second), "post": "signaller", **day("since", tomorrow)},
    )
    assert moved["Location"] == f"{HERE}/{hayko}?done=moved"
    said = texts(browser.get(moved["Location"]))
    assert "The person was moved." in said
    assert "7.2, signaller" in said


def test_a_last_day_is_recorded(house, browser, hayko):
    absurd = browser.post(f"{HERE}/{hayko}/leave", day("until", date(1950, 1, 1)))
    assert "There is a problem" in texts(absurd)
    last = local_day() + timedelta(days=3)
    left = browser.post(f"{HERE}/{hayko}/leave", day("until", last))
    assert left["Location"] == f"{HERE}/{hayko}?done=left"
    by = administrator_of(house.unit)
    assert history(person=hayko, by=by, at=now()).postings[-1].until == last


def test_nobody_is_moved_beyond_the_administrators_own_units(browser, hayko):
    beyond = make_unit("8")
    refused = browser.post(f"{HERE}/{hayko}/move", {"unit": str(beyond)})
    assert "Select one of the answers that are offered" in texts(refused)


def test_details_are_corrected_and_what_is_left_empty_stays(house, browser, hayko):
    form = browser.get(f"{HERE}/{hayko}/correct").content.decode()
    assert 'value="Гайко"' in form
    done = browser.post(
        f"{HERE}/{hayko}/correct",
        {"surname": "Гайчук", "phone": "", "language": "ru", **day("born", date(1999, 4, 1))},
    )
    assert done["Location"] == f"{HERE}/{hayko}?done=written"
    details = card(person=hayko, by=administrator_of(house.unit), at=now()).details
    assert (details.surname, details.phone, details.language) == ("Гайчук", "+380501112233", "ru")
    assert details.born == date(1999, 4, 1)
    enlist(house.second, number="AB-002", surname="Лис", given="Іван")
    taken = browser.post(f"{HERE}/{hayko}/correct", {"service_number": "AB-002"})
    assert "There is a problem" in texts(taken)
    wrong = browser.post(f"{HERE}/{hayko}/correct", {"email": "nowhere"})
    assert 'href="#id_email"' in wrong.content.decode()


def test_a_soldier_is_let_in_by_an_invitation_that_is_shown_once(house, browser, hayko):
    shown = browser.post(f"{HERE}/{hayko}/sign-in")
    assert re.search(r"(\d{4}\s?){6}", texts(shown))
    assert "Гайко" not in shown.content.decode()  # the account's name says nothing about anybody
    again = texts(browser.post(f"{HERE}/{hayko}/sign-in"))
    assert re.findall(r"(?:\d{4}\s?){6}", again) != re.findall(r"(?:\d{4}\s?){6}", texts(shown))


def test_a_personnel_officer_moves_people_and_lets_nobody_in(house, hayko):
    officer = signed_in(account_with(PERSONNEL_OFFICER, house.unit, "vira"))
    said = texts(officer.get(f"{HERE}/{hayko}"))
    assert "Move to another unit or post" in said
    assert "Invite this person" not in said
    assert officer.post(f"{HERE}/{hayko}/sign-in").status_code == 404


def test_a_psychologist_has_no_page_of_the_administrators(house, hayko):
    psychologist = account_with(UNIT_PSYCHOLOGIST, house.unit, "dr.hnat")
    assert signed_in(psychologist).get(f"{HERE}/{hayko}").status_code == 404


def test_whoever_must_show_first_that_it_is_them_comes_back_to_the_person(house, hayko):
    stale = signed_in(house.account, again=False)
    asked = stale.post(f"{HERE}/{hayko}/sign-in")
    assert asked["Location"].startswith("/sign-in/again?next=")
    wanted = unquote(asked["Location"].partition("next=")[2])
    browser = signed_in(house.account)
    assert browser.get(wanted)["Location"] == f"{HERE}/{hayko}"
