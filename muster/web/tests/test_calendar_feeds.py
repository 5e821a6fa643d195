"""A calendar of one's own reads “appointment, time” by a secret address, until it is taken back."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from muster.access.permissions import Permission
from muster.access.roles import MEMBER, PROGRAMME_COORDINATOR
from muster.access.viewers import Viewer
from muster.assessments.queries import Appointment
from muster.care.commands.feeds import end_feed, make_feed
from muster.care.queries.feeds import own_feed
from muster.kernel.ids import AccountId, new_id
from muster.kernel.time import now
from muster.programmes.commands.groups import Opening, open_group
from muster.programmes.commands.places import book
from muster.programmes.enrolling import Wish
from muster.transition.commands.candidacies import answer_candidate
from muster.transition.rules.candidacies import Act
from muster.transition.tests.test_partners import House
from muster.web.ical import as_ical
from tests.estates import signed_in
from tests.houses import account_of_person, enlist, local_day, make_unit

AT = datetime(2026, 5, 4, 8, tzinfo=UTC)


def appointment(hours):
    starts = AT + timedelta(hours=hours)
    ends = starts + timedelta(minutes=45)
    return Appointment(new_id(), starts, ends, "Clinic, room 4", new_id(), "window-1")


@pytest.mark.parametrize(("language", "word"), [("en", "Appointment"), ("ru", "Встреча")])
def test_every_event_says_one_word_and_its_time(language, word):
    times = [appointment(2), appointment(50)]
    said = as_ical(times, [], language, AT)
    assert b"room" not in said
    assert b"Clinic" not in said
    events = Calendar.from_ical(said).walk("VEVENT")
    assert {str(one["summary"]) for one in events} == {word}
    assert [one.decoded("dtstart") for one in events] == [one.starts for one in times]
    assert all(set(one) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS"}
               for one in events)  # fmt: skip


@pytest.mark.django_db
def test_an_address_holds_until_it_is_taken_back_or_another_is_made():
    assert Permission.KEEP_FEED in MEMBER.may
    unit = make_unit("1")
    person = enlist(unit, number="AB-001", surname="Гайко", given="Олесь")
    member = Viewer(account_of_person(person, unit), MEMBER, person=person)
    more = {"person": person, "by": member, "at": now()}
    first = make_feed(language="en", **more)
    assert asked(first) == 200
    second = make_feed(language="ru", **more)
    assert (asked(first), asked(second), asked("0")) == (404, 200, 404)
    assert own_feed(**more) is not None
    end_feed(**more)
    assert asked(second) == 404
    assert own_feed(**more) is None


@pytest.mark.django_db
def test_sessions_of_a_programme_stand_there_in_the_same_word():
    unit, at = make_unit("1"), now()
    person = enlist(unit, number="AB-001", surname="Гайко", given="Олесь")
    member = Viewer(account_of_person(person, unit), MEMBER, person=person)
    coordinator = Viewer(AccountId(new_id()), PROGRAMME_COORDINATOR, (unit,))
    group, days = new_id(), (at + timedelta(days=7), at + timedelta(days=14))
    opening = Opening("sleep-course", "Room 3", "ru", 6, days, 60)
    open_group(unit=unit, group=group, opening=opening, by=coordinator, at=at)
    book(
        person=person, enrolment=new_id(), programme="sleep-course", group=group,
        wish=Wish("ru"), by=member, at=at,
    )  # fmt: skip
    secret = make_feed(person=person, language="en", by=member, at=at)
    said = Client().get(f"/calendar/{secret}").content
    events = Calendar.from_ical(said).walk("VEVENT")
    assert [str(one["summary"]) for one in events] == ["Appointment", "Appointment"]
    whole = [day.replace(microsecond=0) for day in days]
    assert [one.decoded("dtstart") for one in events] == whole
    assert not [word for word in (b"Room", b"sleep", b"Sleep") if word in said]


def asked(secret):
    return Client(raise_request_exception=False).get(f"/calendar/{secret}").status_code


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "word"), [("en", "Appointment"), ("ru", "Встреча")])
def test_a_talk_about_work_is_one_word_on_its_whole_day(language, word):
    house = House()
    house.packed()
    vacancy, _words = house.vacancy()
    candidacy, day = house.asks(vacancy), local_day() + timedelta(days=2)
    answer_candidate(candidacy=candidacy, act=Act.INVITED, day=day, by=house.garage, at=now())
    client, said = signed_in(house.member.account), {"accept-language": language}
    assert word in client.get("/me/work", headers=said).content.decode()
    taken = client.get("/me/work/calendar", headers=said)
    assert taken["Content-Type"].startswith("text/calendar")
    [event] = Calendar.from_ical(taken.content).walk("VEVENT")
    assert (event.decoded("dtstart"), str(event["summary"])) == (day, word)
    secret = make_feed(person=house.person, language=language, by=house.member, at=now())
    [read] = Calendar.from_ical(Client().get(f"/calendar/{secret}").content).walk("VEVENT")
    assert read["uid"] == event["uid"], "the same in both, so that no calendar shows it twice"
