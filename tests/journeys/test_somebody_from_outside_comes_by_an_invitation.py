"""A driver of another force, whom no list here knows, is taken in and asks for their first work."""

import re
from datetime import timedelta

import pytest

from muster.access.roles import CASEWORKER
from muster.access.viewers import Viewer
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.transition.commands.partners import agree, register_partner
from muster.transition.commands.vacancies import put_vacancy
from tests.houses import account_with, local_day, make_unit
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.hands import Hand

LOADING = 120_000
"""Milliseconds: the first text brought to a service waits until the encoder is loaded."""
PASSWORD = "three quiet rivers and a bridge"
WORDS = {
    "en": {
        "outside": "Somebody from outside", "name": "Ostap Hrynko",
        "take_in": "Take this person in",
        "once": "This invitation is shown once",
        "waits": "Taken in from outside, and not begun yet",
        "next": "Continue", "yours": "Ostap Hrynko, you can begin", "hard": "If it gets too much",
        "national": "National helpline", "case": "Your case", "begin": "Begin",
        "packet": "Your packet", "make": "Make a packet", "trade": "driver of fuel trucks",
        "year": "For a year", "alone": "I am by myself", "give": "Give this packet",
        "profile": "Your profile for work", "did": "Short questions about what you did",
        "save": "Put on record", "trades": "truck driver", "ideas": "Ideas for you",
        "work": "Vacancies and courses that fit you", "read": "Read it, and ask",
        "agree": "This partner may read my packet", "ask": "Ask for it",
        "new": "Waiting for a caseworker", "from_outside": "never served here",
        "never": ("assessment", "commander", "peer", "post for a time"),
    },
    "ru": {
        "outside": "Человек со стороны", "name": "Остап Гринько",
        "take_in": "Принять этого человека", "once": "Это приглашение показывают один раз",
        "waits": "Приняты со стороны и ещё не начали", "next": "Продолжить",
        "yours": "Остап Гринько, начать можно", "hard": "Если станет невмоготу",
        "national": "Общенациональный телефон доверия", "case": "Ваше дело", "begin": "Начать",
        "packet": "Ваш пакет", "make": "Собрать пакет", "trade": "водитель топливозаправщика",
        "year": "На год", "alone": "Я сейчас без посторонних", "give": "Передать этот пакет",
        "profile": "Ваш профиль для работы", "did": "Короткие вопросы о том, чем вы занимались",
        "save": "Записать", "trades": "водитель грузовика", "ideas": "Идеи для вас",
        "work": "Вакансии и курсы, которые вам подходят",
        "read": "Прочитать и откликнуться", "agree": "Этот партнёр может прочесть мой пакет",
        "ask": "Откликнуться", "new": "Ожидают куратора", "from_outside": "никогда не служил",
        "never": ("обследован", "командир", "равн", "должност"),
    },
}  # fmt: skip


class House:
    """An office with a caseworker, and an employer who looks for drivers."""

    def __init__(self):
        at, unit = now(), make_unit("8")
        self.account = account_with(CASEWORKER, unit, "c.lan")
        by, partner = Viewer(self.account, CASEWORKER, (unit,)), new_id()
        register_partner(partner=partner, kind="employer", name="Works", by=by, at=at)
        until = local_day(at) + timedelta(days=300)
        agree(partner=partner, since=at.date(), until=until, by=by, at=at)
        for title in ("Truck driver", "Водитель грузовика"):
            said = {
                "title": title, "region": "Lviv", "places": "3", "pay_from": "1500",
                "begins": str(local_day() + timedelta(days=30)),
            }  # fmt: skip
            put_vacancy(partner=partner, said=said, by=by, at=at)


@pytest.fixture
def house(committed):
    return House()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_somebody_from_outside_comes_by_an_invitation_and_asks_for_work(visitor, house, language):
    said = WORDS[language]
    office = Hand(visitor(language, DESK), house.account, said)
    code = takes_in(office, language)
    person = comes_in(visitor(language, PHONE), said, code, language)
    begins(person, language)
    says_a_trade(person, language)
    asks_for_work(person, language)
    office.opens("/after-service")
    office.reads("new", "name")
    office.follows("name")
    office.reads("from_outside", "trade")
    office.shows(f"newcomer-case-{language}")


def takes_in(office, language):
    """Take somebody in by the name they give; return the digits of their invitation."""
    office.opens("/after-service")
    office.follows("outside")
    office.presses("take_in")
    office.visitor.finds_no_barrier()
    office.writes("name", office.words["name"])
    office.shows(f"newcomer-taken-in-{language}")
    office.presses("take_in")
    office.reads("once", "name")
    office.shows(f"newcomer-invited-{language}")
    digits = re.search(r"(\d{4} ){5}\d{4}", office.page.locator("main").inner_text())
    office.opens("/after-service")
    office.reads("waits", "name")
    office.shows(f"newcomer-board-{language}")
    office.follows("name")
    office.visitor.finds_no_barrier()
    return digits[0]


def comes_in(visitor, said, code, language):
    """Follow the invitation on a phone and choose a password; return whoever came in."""
    person = Hand.__new__(Hand)
    person.visitor, person.page, person.words = visitor, visitor.page, said
    person.page.set_default_timeout(LOADING)
    person.opens("/sign-in/invitation")
    person.writes("code", code)
    person.presses("next")
    person.writes("password", PASSWORD)
    person.presses("next")
    person.page.wait_for_url("**/me")
    person.reads("yours", "hard", "national")
    person.does_not_read(*said["never"])
    first = person.page.locator("ol.numbers li").all_inner_texts()
    assert said["national"] in first[1]
    person.shows(f"newcomer-home-{language}")
    return person


def begins(person, language):
    """Begin a case, and give a packet that says the trade in own words."""
    person.follows("case")
    person.page.wait_for_url("**/sign-in/again**")
    person.writes("password", PASSWORD)
    person.page.locator("main form button[type=submit]").first.click()
    person.presses("begin")
    person.page.wait_for_url("**/me/after-service")
    person.shows(f"newcomer-track-{language}")
    person.opens("/me/packet")
    person.presses("make")
    assert person.page.locator("#id_name").input_value() == person.words["name"]
    person.writes("trade", person.words["trade"])
    person.checks("year")
    person.checks("alone")
    person.visitor.finds_no_barrier()
    person.presses("give")
    person.page.wait_for_url("**/me/packet")
    person.reads("trade")


def says_a_trade(person, language):
    """Answer the short questions, take what was found, and read at least five ideas."""
    person.opens("/me/work/profile")
    person.follows("did")
    person.visitor.finds_no_barrier()
    person.writes("trades", person.words["trades"])
    person.presses("save")
    person.page.wait_for_url("**/profile/skills")
    for box in person.page.locator("input[name=skills]").all():
        box.check()
    person.presses("save")
    person.page.wait_for_url("**/me/work/profile")
    person.shows(f"newcomer-profile-{language}")
    person.page.locator("main").get_by_role("button", name=person.words["ideas"]).click()
    person.page.wait_for_url("**/me/work/ideas")
    ideas = person.page.locator("[data-idea] h2").all_inner_texts()
    assert len(set(ideas)) >= 5, ideas
    person.shows(f"newcomer-ideas-{language}")


def asks_for_work(person, language):
    """Ask for a vacancy that fits, with the packet."""
    person.opens("/me")
    person.follows("work")
    person.shows(f"newcomer-work-{language}")
    person.follows("read")
    person.checks("agree")
    person.presses("ask")
    person.page.wait_for_url("**/me/work")
    person.reads("Works")
    person.visitor.finds_no_barrier()
    wide = "document.documentElement.scrollWidth <= window.innerWidth"
    assert person.page.evaluate(wide)
