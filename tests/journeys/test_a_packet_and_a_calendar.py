"""What a person takes along: a packet without a word of health, and a calendar that says “when”."""

from urllib.parse import urlsplit

import pytest

from tests.houses import account_of_person, enlist, make_unit
from tests.journeys.conftest import PHONE
from tests.journeys.hands import Hand

WORDS = {
    "en": {
        "packet": "Your packet for work after service", "make": "Make a packet",
        "alone": "No superior is with me", "lasts": "For", "give": "Give this packet",
        "holds": "What stands in it", "back": "Take it back", "none": "You have not given a packet",
        "calendar": "Appointments in your own calendar", "address": "Make an address",
        "stop": "Take the address back", "no_feed": "No calendar reads your appointments.",
    },
    "ru": {
        "packet": "Ваш пакет для работы после службы", "make": "Собрать пакет",
        "alone": "Начальника рядом нет", "lasts": "На", "give": "Передать этот пакет",
        "holds": "Что в нём", "back": "Отозвать", "none": "Вы не передавали пакет",
        "calendar": "Встречи в вашем календаре", "address": "Создать адрес",
        "stop": "Отозвать адрес", "no_feed": "Ваши встречи не читает ни один календарь.",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_packet_and_a_calendar(visitor, language):
    words, unit = WORDS[language], make_unit("7")
    person = enlist(unit, number="AB-001", surname="Гайко", given="Олесь")
    member = Hand(visitor(language, PHONE), account_of_person(person, unit), words)
    member.opens("/me")
    member.follows("packet")
    member.presses("make")
    assert "Гайко" in member.page.locator("#id_name").input_value()
    member.writes("wishes", "Мосты")
    member.page.locator("input[name=lasts]").first.check()
    member.checks("alone")
    member.visitor.finds_no_barrier()
    member.presses("give")
    member.reads("holds", "Мосты")
    member.shows(f"packet-{language}")
    member.presses("back")
    member.reads("none")

    member.opens("/me")
    member.follows("calendar")
    member.reads("no_feed")
    member.presses("address")
    feed = member.page.locator("[data-feed]").inner_text()
    member.shows(f"calendar-{language}")
    said = member.page.request.get(urlsplit(feed).path)
    assert said.headers["content-type"].startswith("text/calendar")
    assert "BEGIN:VCALENDAR" in said.text()
    assert "Гайко" not in said.text()
    member.opens("/me/calendar")
    member.presses("stop")
    member.reads("no_feed")
    assert member.page.request.get(urlsplit(feed).path).status == 404
