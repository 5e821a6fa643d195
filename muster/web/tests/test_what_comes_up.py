"""What comes up stands where a day begins: a person's sessions and hour, a clinician's hours."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest

from muster.access.roles import ASSESSMENT_TEAM, MEMBER, PROGRAMME_COORDINATOR, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.assessments.commands import book as book_hour
from muster.assessments.commands import offer_hours, submit
from muster.assessments.queries import appointments_of, free_slots
from muster.instruments.packs import pack
from muster.kernel.ids import AccountId, new_id
from muster.kernel.time import now
from muster.policy.profiles import profile
from muster.programmes.commands.groups import Opening, open_group
from muster.programmes.commands.places import book as book_place
from muster.programmes.enrolling import Wish
from muster.web.member.next_steps import SESSIONS
from muster.web.psychologist.tests.house import signed_in
from tests.campaigns import opened, ready
from tests.houses import account_of_person, account_with, enlist, make_unit

pytestmark = pytest.mark.django_db
AT = now()
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def shown(browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    body = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


class House:
    """A unit whose screen opens a longer form, and somebody of it with an account."""

    def __init__(self) -> None:
        self.unit = make_unit("1")
        ready(self.unit)
        self.person = enlist(self.unit, number="AB-001", surname="Гайко", given="Олесь")
        self.account = account_of_person(self.person, self.unit)
        self.member = Viewer(self.account, MEMBER, person=self.person)
        self.clinician = account_with(UNIT_PSYCHOLOGIST, self.unit, "dr.hnat")

    def joins_a_group(self, *days: int) -> None:
        """Give the person a place in a group with a session on each of these days from now."""
        coordinator = Viewer(AccountId(new_id()), PROGRAMME_COORDINATOR, (self.unit,))
        group, starts = new_id(), tuple(AT + day * DAY for day in days)
        opening = Opening("sleep-course", "Room 3", "ru", 6, starts, 60)
        open_group(unit=self.unit, group=group, opening=opening, by=coordinator, at=now())
        book_place(
            person=self.person, enrolment=new_id(), programme="sleep-course", group=group,
            wish=Wish("ru"), by=self.member, at=now(),
        )  # fmt: skip

    def is_asked_more(self) -> None:
        """Let the person's five yeses open the longer form."""
        self.campaign = opened(self.unit, instruments=("pc-ptsd-5",), in_room=True)
        submit(
            person=self.person, sitting=new_id(), campaign=self.campaign, window="window-1",
            instrument="pc-ptsd-5", language="uk", mode="paper",
            values={item.code: 1 for item in pack("pc-ptsd-5").specification.items}, sex="male",
            follow_up=None, answered_at=now(), profile=profile(),
            by=self.by(UNIT_PSYCHOLOGIST), at=now(),
        )  # fmt: skip

    def books_an_hour(self, starts) -> None:
        offer_hours(
            unit=self.unit, starts=starts, ends=starts + HOUR, minutes=60, place="Room 12",
            by=self.by(ASSESSMENT_TEAM), at=now(),
        )  # fmt: skip
        [slot] = free_slots(person=self.person, by=self.member, at=now())
        book_hour(
            person=self.person, slot=slot.slot, campaign=self.campaign, window="window-1",
            by=self.member, at=now(),
        )  # fmt: skip

    def by(self, role) -> Viewer:
        return Viewer(self.clinician, role, (self.unit,))


@pytest.fixture
def house() -> House:
    return House()


def test_the_next_sessions_stand_with_what_happens_next_and_the_others_with_the_programme(house):
    browser = signed_in(house.account)
    assert "A session of a programme" not in shown(browser, "/me/next")
    house.joins_a_group(*(7 * week for week in range(1, SESSIONS + 3)))
    said = shown(browser, "/me/next")
    assert said.count("A session of a programme") == SESSIONS
    assert said.count("Your programmes: where they are, and how to give a place up") == 1
    assert "Sleep" not in said, "which programme it is stands on the programme's own page"
    assert "Room 3" not in said
    assert "A session of a programme" not in shown(browser, "/me"), "others may see that page"


def test_an_hour_that_was_booked_stands_there_until_it_is_given_up(house):
    browser = signed_in(house.account)
    house.is_asked_more()
    assert "Pick an hour to go through them with somebody" in shown(browser, "/me/next")
    house.books_an_hour(AT + 2 * DAY)
    said = shown(browser, "/me/next")
    assert "Your appointment" in said
    assert "Room 12" in said
    assert "Pick another hour" in said
    [hour] = appointments_of(person=house.person, by=house.member, at=now())
    browser.post(f"/me/next/hour/{hour.id}")
    said = shown(browser, "/me/next")
    assert "Your appointment" not in said
    assert "Pick an hour" in said


def test_a_clinicians_day_begins_with_the_hours_that_were_booked_with_them(house):
    browser, other = (
        signed_in(house.clinician),
        signed_in(account_with(UNIT_PSYCHOLOGIST, house.unit, "dr.lis")),
    )
    house.is_asked_more()
    assert "An hour that was booked with you" not in shown(browser, "/cases")
    house.books_an_hour(AT + 2 * DAY)
    said = shown(browser, "/cases")
    assert "An hour that was booked with you" in said
    assert "Гайко" in said
    assert "An hour that was booked with you" not in shown(other, "/cases")
    [hour] = appointments_of(person=house.person, by=house.member, at=now())
    signed_in(house.account).post(f"/me/next/hour/{hour.id}")
    assert "An hour that was booked with you" not in shown(browser, "/cases")


def test_what_lies_more_than_a_week_ahead_does_not_stand_in_the_coming_week(house):
    house.is_asked_more()
    house.books_an_hour(AT + 9 * DAY)
    assert "An hour that was booked with you" not in shown(signed_in(house.clinician), "/cases")
