"""A month after the first day at work: a link that names nobody, a call, and one's own lists."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from muster.access.accounts import track_watch
from muster.access.roles import CASEWORKER, MEMBER
from muster.access.viewers import Viewer
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.transition.commands.cases import open_own_case, take_step
from muster.transition.commands.faring import ask_how_they_fare
from muster.transition.tests.test_faring import link_of
from tests.companies import muster_up
from tests.houses import account_of_person, account_with, local_day, make_unit
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.hands import Hand

WORDS = {
    "en": {
        "works": "I am in work", "enough": "about as much as I need", "satisfied": "In part",
        "send": "Send", "call": "I want somebody to call me", "heard": "We have heard you",
        "on": "On to the questions about work", "thanks": "Thank you", "lift": "A lift to work",
        "fares": "What the person last said of how they fare", "save": "Put on record",
        "nothing": "These digits open nothing", "add": "Add this paper",
        "paper": "Driving licence", "soon": "Runs out soon", "asked": "I have asked for it",
        "woman": "Woman",
    },
    "ru": {
        "works": "Работаю", "enough": "примерно столько, сколько нужно", "satisfied": "Отчасти",
        "send": "Отправить", "call": "Хочу, чтобы мне позвонили", "heard": "Мы вас услышали",
        "on": "К вопросам о работе", "thanks": "Спасибо", "lift": "Подвезти до работы",
        "fares": "Что человек в последний раз рассказал о своих делах", "save": "Записать",
        "nothing": "Эти цифры ничего не открывают", "add": "Добавить документ",
        "paper": "Водительские права", "soon": "Скоро истекает", "asked": "Запросил(а)",
        "woman": "Женщина",
    },
}  # fmt: skip


class House:
    """Somebody who began work a month ago and was asked today, and their caseworker."""

    def __init__(self):
        unit, began = make_unit("7"), now() - timedelta(days=31)
        self.person = muster_up(unit, {unit: ["Гайко"]})["Гайко"]
        self.account = account_of_person(self.person, unit)
        self.working = account_with(CASEWORKER, unit, "c.lan")
        by = Viewer(self.working, CASEWORKER, (unit,))
        member = Viewer(self.account, MEMBER, person=self.person)
        open_own_case(person=self.person, case=new_id(), by=member, at=began)
        for step in ("accept", "map", "agree", "place"):
            take_step(person=self.person, step=step, reason="", words="", by=by, at=began)
        ask_how_they_fare(by=track_watch((unit,)), at=now())
        self.digits, _asked = link_of(now())


@pytest.fixture
def house(committed):
    return House()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_somebody_in_work_is_asked_how_they_fare(visitor, house, language):
    said = WORDS[language]
    stranger = visitor(language, PHONE)
    page = stranger.page
    stranger.opens(f"/how-are-you#{house.digits}")
    page.wait_for_url("**/how-are-you/answer")
    stranger.finds_no_barrier()
    stranger.is_pictured(f"faring-{language}")
    shown = page.locator("main").inner_text()
    assert "Гайко" not in shown
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("button", name=said["call"]).click()
    expect(page.locator("h1")).to_contain_text(said["heard"])
    stranger.finds_no_barrier()
    page.get_by_role("link", name=said["on"]).click()
    for key in ("works", "enough", "satisfied"):
        page.get_by_label(said[key]).first.check()
    page.locator("#id_words").fill(said["lift"])
    page.get_by_role("button", name=said["send"]).click()
    expect(page.locator("h1")).to_contain_text(said["thanks"])
    stranger.finds_no_barrier()
    stranger.opens(f"/how-are-you#{house.digits}")
    expect(page.locator("main")).to_contain_text(said["nothing"])

    helper = Hand(visitor(language, DESK), house.working, said)
    helper.opens(f"/after-service/{house.person}")
    helper.reads("fares", "works", "enough", "lift")
    helper.shows(f"faring-read-{language}")
    keeps_their_lists(Hand(visitor(language, PHONE), house.account, said), language)


def keeps_their_lists(member, language):
    """A paper that runs out soon, what one may ask for, and the groups in which one is counted."""
    member.opens("/me/after-service/papers")
    member.page.locator("#id_kind").select_option("driving")
    member.dates("until", local_day() + timedelta(days=20))
    member.presses("add")
    member.reads("paper", "soon")
    member.shows(f"papers-{language}")
    member.opens("/me/after-service/benefits")
    member.checks("asked")
    member.shows(f"benefits-{language}")
    member.presses("save")
    member.page.wait_for_url("**/me/after-service*")
    member.opens("/me/after-service/counted")
    member.checks("woman")
    member.shows(f"counted-{language}")
    member.presses("save")
    member.page.wait_for_url("**/me/after-service*")
    member.opens("/me/after-service/faring")
    member.shows(f"faring-own-{language}")
