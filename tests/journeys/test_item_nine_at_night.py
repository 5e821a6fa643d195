"""Item nine at night, and all that comes of it: one story from the answer to the end of care.

The answer is acted on before the next page. The ladder is climbed, a clinician has it in hand,
speaks, meets, evaluates and hands on by name; a safety plan and a plan are made. Before the review
the plan asks the soldier again, on the same phone; the scores improve, and care ends. The soldier
reads each step on a phone, the clinicians work at a desk.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from muster.access.roles import PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.detection.queries import queue
from muster.kernel.time import Calendar, now
from muster.people.duty import DutyRole
from muster.policy.rules.findings import Tier
from tests.houses import account_with, make_unit, psychologist_of, takes_duty
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.sitters import Sitter, account_in, asks, follow_up_installed, serves_in
from tests.journeys.weeks import days_pass

TO_THE_REVIEW = 14  # days from the plan, as the page proposes

WORDS = {
    "en": {
        "continue": "Continue", "begin": "Begin", "often": "More than half the days",
        "yes": "Yes", "no": "No", "told": "Thank you for telling us",
        "first": "Invented question one",
        "calling": "Please stay with someone. We are calling you.",
        "number": "Number on which we can call you back", "stop": "Stop here",
        "next": "Somebody is calling you now", "on": "Go on with the questions",
        "hard": "Somewhat difficult", "send": "Send my answers",
        "pass": "Tell the next one now", "hand": "I have it in hand",
        "do": "What to do now, and what was done", "spoken": "I have spoken with the person",
        "met": "The person was met", "evaluated": "What the evaluation came to",
        "care": "Care goes on with a clinician by name", "colleague": "Ask a colleague by name",
        "accept": "Accept by name", "kept": "The first visit was kept", "save": "Put on record",
        "over": "Over", "keep": "Keep the plan", "open_case": "Case: Assessment",
        "assessed": "A clinician goes through with you",
        "plan": "Open the plan and its appointments", "make": "Make the plan",
        "under_way": "Your plan is under way.", "improved": "Improved", "review": "Hold the review",
        "down": "Step down", "open_review": "Open a review", "closing": "Begin to close",
        "better": "Reliably improved", "close": "Close after the last check",
        "ends": "Your care comes to its end.", "none": "You are not in anybody's care",
        "written": "The assessment is written",
        "urgent": "It was too urgent", "put": "Put options to the table",
        "option": "Safety plan and calls", "sign": "Sign",
        "your_care": "Your care", "your_safety": "Your safety plan",
        "before_review": "Opens before the review", "next_steps": "What happens next",
        "again": "How you are doing", "answer": "Answer now", "none_of_it": "Not at all",
        "easy": "Not difficult at all",
        "unasked": "Your commander does not learn that you were asked this",
        "sent": "Your answers have been sent", "answered": "Answered",
    },
    "ru": {
        "continue": "Продолжить", "begin": "Начать", "often": "Более недели",
        "yes": "Да", "no": "Нет", "told": "Спасибо, что сказали нам",
        "first": "Придуманный первый вопрос",
        "calling": "Пожалуйста, побудьте с кем-нибудь. Мы вам звоним.",
        "number": "Номер, по которому вам можно перезвонить", "stop": "Остановиться здесь",
        "next": "Вам сейчас звонят", "on": "Продолжить вопросы",
        "hard": "Немного трудно", "send": "Отправить мои ответы",
        "pass": "Сразу передать следующему", "hand": "Принимаю",
        "do": "Что делать сейчас и что уже сделано", "spoken": "Я поговорил(а) с человеком",
        "met": "С человеком встретились", "evaluated": "Итог оценки",
        "care": "Помощь продолжит специалист", "colleague": "Попросить коллегу поимённо",
        "accept": "Принять поимённо", "kept": "Первый визит состоялся", "save": "Записать",
        "over": "Завершён", "keep": "Сохранить план", "open_case": "Случай: Обследование",
        "assessed": "Специалист вместе с вами разбирается",
        "plan": "Открыть план и встречи", "make": "Составить план",
        "under_way": "Ваш план выполняется.", "improved": "Улучшение",
        "review": "Провести пересмотр", "down": "Ослабить", "open_review": "Открыть пересмотр",
        "closing": "Начать завершение", "better": "Достоверное улучшение",
        "close": "Закрыть после последней проверки", "ends": "Помощь подходит к концу.",
        "written": "Обследование завершено", "urgent": "Не позволила срочность",
        "put": "Вынести варианты", "option": "План безопасности и звонки", "sign": "Подписать",
        "none": "Сейчас вашу помощь никто не ведёт", "your_care": "Ваша помощь",
        "your_safety": "Ваш план безопасности", "before_review": "Откроется перед пересмотром",
        "next_steps": "Что будет дальше", "again": "Как вы себя чувствуете",
        "answer": "Ответить сейчас", "none_of_it": "Ни разу",
        "easy": "Совсем не трудно", "unasked": "Командир не узнает, что вас об этом спросили",
        "sent": "Ваши ответы отправлены", "answered": "Отвечено",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ru"])
def test_item_nine_at_night(visitor, committed, language):
    words, unit = WORDS[language], make_unit("1")
    follow_up_installed(unit)
    person = serves_in(unit)
    asks(unit, "phq-9")
    first = account_with(UNIT_PSYCHOLOGIST, unit, "dr.hnat")
    second = account_with(PHYSICIAN, unit, "dr.lis")
    takes_duty(first, unit)
    takes_duty(second, unit, DutyRole.DEPUTY)
    phone = visitor(language, PHONE, dark=True)
    phone.signs_in(account_in(unit, person), again=True)
    sitter = Sitter(phone, words)
    answers_at_night(sitter, unit, person, language)

    duty, deputy = Desk(visitor(language, DESK), words), Desk(visitor(language, DESK), words)
    duty.visitor.signs_in(first)
    deputy.visitor.signs_in(second)
    climbs_the_ladder(duty, deputy, language)
    is_handed_on(deputy, duty, language)
    makes_a_safety_plan(duty, person)
    phone.opens("/me")
    phone.page.get_by_role("link", name=words["your_safety"], exact=True).click()
    phone.page.get_by_text("555-0111").wait_for()
    phone.finds_no_barrier()

    case = is_decided(duty, deputy, language)
    is_planned(duty, phone, language)
    days_pass(committed, TO_THE_REVIEW)
    answers_again(sitter, language)
    improves(duty, phone, case, language)
    closes(duty, phone, case, language)


class Desk:
    """A clinician at a desk: each method is one thing that a hand does."""

    def __init__(self, visitor, words) -> None:
        self.visitor, self.page, self.words = visitor, visitor.page, words

    def presses(self, key: str) -> None:
        self.page.get_by_role("button", name=self.words[key]).first.click()

    def follows(self, key: str) -> None:
        self.page.locator("main").get_by_role("link", name=self.words[key]).first.click()

    def writes(self, words: str) -> None:
        self.page.locator("#id_words").fill(words)

    def saves(self) -> None:
        self.presses("save")
        assert self.page.locator(".govuk-error-summary").count() == 0

    def reads(self, key: str) -> None:
        expect(self.page.locator("main")).to_contain_text(self.words[key])


def answers_at_night(sitter, unit, person, language):
    soldier, words = sitter.visitor, sitter.words
    soldier.opens("/me/sitting")
    sitter.presses(words["begin"])
    sitter.presses(words["continue"])
    sitter.says_where()
    for _item in range(8):
        sitter.answers(words["often"])
    assert called(unit) == []
    sitter.answers(words["often"])

    # Nothing was sent, and yet it is known: the answer itself was enough.
    assert called(unit) == [(person, Tier.AMBER)]
    sitter.reads(words["told"])
    assert sitter.heading == words["first"]
    soldier.finds_no_barrier()
    soldier.is_pictured(f"follow-up-{language}")
    for answer in ("yes", "yes", "yes"):
        sitter.answers(words[answer])
    assert called(unit) == [(person, Tier.AMBER)]
    sitter.answers(words["yes"])
    assert called(unit) == [(person, Tier.RED)], "intent is acted on before the last question"
    sitter.answers(words["no"])
    sitter.answers(words["no"])

    assert sitter.heading == words["calling"]
    soldier.finds_no_barrier()
    soldier.is_pictured(f"calm-{language}")
    assert sitter.page.get_by_label(words["number"]).input_value().endswith("445550123")
    sitter.page.get_by_role("link", name=words["stop"]).click()
    assert sitter.heading == words["calling"]
    sitter.reads(words["next"])
    soldier.finds_no_barrier()
    soldier.is_pictured(f"calm-end-{language}")
    sitter.page.go_back()
    sitter.presses(words["on"])
    sitter.answers(words["hard"])
    sitter.presses(words["send"])
    assert sitter.heading == words["calling"], "it does not end on a thank-you either"


def climbs_the_ladder(duty, deputy, language):
    """Whoever has the duty cannot come; the next on the ladder has it in hand at once."""
    duty.visitor.opens("/alerts")
    duty.page.get_by_role("link", name="445550123").wait_for()
    duty.presses("pass")
    deputy.visitor.opens("/alerts")
    deputy.presses("hand")
    deputy.follows("do")
    deputy.page.get_by_role("link", name="445550123").wait_for()
    deputy.visitor.finds_no_barrier()
    deputy.visitor.is_pictured(f"crisis-{language}")


def is_handed_on(deputy, duty, language):
    """A voice, a meeting, the evaluation, and a colleague who accepts by name and meets them."""
    for deed, wrote in (("spoken", "Не один, ждёт."), ("met", "В казарме, с ним сержант.")):
        deputy.presses(deed)
        deputy.writes(wrote)
        deputy.saves()
    deputy.presses("evaluated")
    deputy.page.get_by_label(deputy.words["care"]).check()
    deputy.saves()
    deputy.presses("colleague")
    deputy.page.get_by_label("dr.hnat").check()
    day = Calendar("Europe/Kyiv").local_date(now()) + timedelta(days=2)
    for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        deputy.page.locator(f"#id_day-{part}").fill(str(value))
    deputy.page.locator("#id_hour").fill("10:00")
    deputy.visitor.finds_no_barrier()
    deputy.saves()
    duty.visitor.opens("/crises")
    duty.visitor.finds_no_barrier()
    duty.page.locator("main").get_by_role("link", name="Гайко").click()
    duty.presses("accept")
    duty.presses("kept")
    duty.writes("Встретились, спит лучше.")
    duty.saves()
    duty.reads("over")
    duty.visitor.finds_no_barrier()
    duty.visitor.is_pictured(f"crisis-over-{language}")


def makes_a_safety_plan(duty, person):
    duty.visitor.opens(f"/people/{person}/safety-plan")
    for part in ("signs", "own", "company", "safer"):
        duty.page.locator(f"#id_{part}").fill("Моими словами.")
    for who, number in (("people_0", "555-0111"), ("professionals_0", "555-0102")):
        duty.page.locator(f"#id_{who}").fill("Друг")
        duty.page.locator(f"#id_{who}_number").fill(number)
    duty.presses("keep")
    duty.page.wait_for_url(f"**/people/{person}")
    duty.reads("open_case")


def is_decided(duty, deputy, language):
    """The assessment is written, and two disciplines sign what the person wants for themselves."""
    duty.follows("open_case")
    case = duty.page.url
    duty.follows("written")
    duty.page.get_by_label(duty.words["urgent"]).check()
    duty.saves()
    duty.visitor.opens(f"{case}/board")
    duty.presses("put")
    duty.page.locator("#id_own_words").fill("Спать ночью.")
    duty.page.get_by_label(duty.words["option"]).check()
    duty.page.get_by_label(duty.words["yes"], exact=True).check()
    duty.saves()
    for one in (duty, deputy):
        one.visitor.opens(f"{case}/board")
        one.page.get_by_role("button", name=one.words["sign"], exact=True).click()
        one.saves()
    deputy.visitor.finds_no_barrier()
    deputy.visitor.is_pictured(f"signed-by-two-{language}")
    duty.visitor.opens(case)
    return case


def is_planned(duty, phone, language):
    """A plan that is measured by the questionnaire which the soldier answered that night."""
    duty.presses("plan")
    duty.presses("make")
    duty.page.locator("#id_goals").fill("Спать ночью.")
    assert duty.page.get_by_label("PHQ-9").is_checked()
    duty.visitor.finds_no_barrier()
    duty.saves()
    duty.reads("before_review")
    phone.opens("/me")
    phone.page.get_by_role("link", name=duty.words["your_care"], exact=True).click()
    expect(phone.page.locator("main")).to_contain_text(duty.words["under_way"])
    expect(phone.page.locator("main")).to_contain_text("Спать ночью.")
    phone.finds_no_barrier()
    phone.is_pictured(f"own-care-{language}")


def answers_again(sitter, language):
    """On the day of the review the soldier answers what the plan asks, question by question."""
    phone, words = sitter.visitor, sitter.words
    phone.opens("/me")
    assert words["again"] not in phone.page.locator("main").inner_text(), "others may see this page"
    phone.page.get_by_role("link", name=words["next_steps"], exact=True).click()
    sitter.reads(words["again"])
    phone.finds_no_barrier()
    phone.is_pictured(f"asked-again-{language}")
    sitter.page.get_by_role("button", name=words["answer"], exact=True).click()
    sitter.presses(words["begin"])
    sitter.reads(words["unasked"])
    sitter.presses(words["continue"])
    sitter.says_where()
    for _item in range(9):
        sitter.answers(words["none_of_it"])
    sitter.answers(words["easy"])
    sitter.presses(words["send"])
    sitter.reads(words["sent"])
    phone.opens("/me/next")
    assert words["again"] not in phone.page.locator("main").inner_text()


def improves(duty, phone, case, language):
    duty.visitor.opens(f"{case}/plan")
    duty.reads("answered")
    duty.reads("improved")
    duty.visitor.finds_no_barrier()
    duty.visitor.is_pictured(f"improved-{language}")


def closes(duty, phone, case, language):
    """Less help with a way back, then the end of care, each for a coded reason."""
    duty.visitor.opens(case)
    duty.follows("open_review")
    duty.saves()
    for step in ("closing", "close"):
        duty.follows(step)
        duty.page.get_by_label(duty.words["better"]).check()
        duty.saves()
        phone.opens("/me/care")
        says = duty.words["ends" if step == "closing" else "none"]
        expect(phone.page.locator("main")).to_contain_text(says)
    phone.finds_no_barrier()
    duty.visitor.finds_no_barrier()
    duty.visitor.is_pictured(f"case-over-{language}")


def called(unit):
    """Return who is to be called, and how soon, as the list of the morning has it."""
    calls = queue(limit=9, tier=None, already_shown=(), by=psychologist_of(unit), at=now())
    return [(call.person, call.tier) for call in calls]
