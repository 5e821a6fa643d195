"""An infantry sergeant, to whose trade no list gives a civilian job, says what they can do."""

import pytest
import typst

from muster.transition.profile.questions import on_page
from tests.companies import muster_up
from tests.houses import account_of_person, make_unit
from tests.journeys.conftest import PHONE
from tests.journeys.hands import Hand

LOADING = 120_000
"""Milliseconds: the first text brought to a service waits until the encoder is loaded."""
WORDS = {
    "en": {
        "title": "Your profile for work", "service": "Short questions about your service",
        "save": "Put on record", "trade": "infantry squad leader", "lead": "lead a small team",
        "teach": "train others on the job", "from_trade": "From the trade that you named",
        "change": "Change the words", "own": "Led nine people for two years",
        "interests": "What interests you", "next": "Continue", "yes": "Yes",
        "wants": "What matters to you at work", "hours": "time for family and oneself",
        "ideas": "Ideas for you", "paid": "Paid while you learn", "gap": "What closes the gap",
        "no": "This is not for me", "not_me": "This work is not for me", "say_no": "Say no",
        "noes": "What you said no to",
        "text": "Bring a CV, or say it in your own words", "find": "Look for skills",
        "take": "Take these", "weld": "weld metal", "cv": "Your civilian CV",
        "notes": "What the military words mean", "scan": "There is no text in the file",
    },
    "ru": {
        "title": "Ваш профиль для работы", "service": "Короткие вопросы о вашей службе",
        "save": "Записать", "trade": "командир отделения", "lead": "руководить небольшой группой",
        "teach": "обучать других на рабочем месте",
        "from_trade": "Из названной вами специальности", "change": "Изменить слова",
        "own": "Два года руководил девятью людьми",
        "interests": "Что вам интересно", "next": "Продолжить", "yes": "Да",
        "wants": "Что для вас важно на работе", "hours": "время для семьи и себя",
        "ideas": "Идеи для вас", "paid": "Во время учёбы платят", "gap": "Как восполнить",
        "no": "Это не для меня", "not_me": "Эта работа не для меня", "say_no": "Отказаться",
        "noes": "От чего вы отказались",
        "text": "Принести резюме или рассказать своими словами", "find": "Найти навыки",
        "take": "Взять отмеченное", "weld": "сваривать металл", "cv": "Ваше гражданское резюме",
        "notes": "Что значат военные слова", "scan": "В файле нет текста",
    },
}  # fmt: skip


@pytest.fixture
def sergeant(committed):
    unit = make_unit("7")
    return account_of_person(muster_up(unit, {unit: ["Гайко"]})["Гайко"], unit)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_an_infantry_sergeant_leaves_with_five_ideas(visitor, sergeant, language):
    said = WORDS[language]
    member = Hand(visitor(language, PHONE), sergeant, said)
    member.page.set_default_timeout(LOADING)
    member.opens("/me/work/profile")
    member.shows(f"profile-empty-{language}")
    member.follows("service")
    member.visitor.finds_no_barrier()
    member.writes("trades", said["trade"])
    member.writes("led", "9")
    member.writes("months", "24")
    member.presses("save")
    member.page.wait_for_url("**/profile/skills")
    member.reads("from_trade")
    member.shows(f"profile-skills-{language}")
    for box in member.page.locator("input[name=skills]").all():
        box.check()
    member.presses("save")
    member.page.wait_for_url("**/me/work/profile")
    member.reads("lead", "teach")
    member.page.get_by_role("link", name=said["lead"]).first.click()
    member.visitor.finds_no_barrier()
    member.writes("words", said["own"])
    member.presses("save")
    member.reads("own")
    member.shows(f"profile-{language}")
    brings_a_cv(member)
    likes_people(member)
    member.follows("wants")
    member.checks("hours")
    member.shows(f"profile-wants-{language}")
    member.presses("save")
    member.page.wait_for_url("**/me/work/profile")

    member.page.locator("main").get_by_role("button", name=said["ideas"]).click()
    member.reads("paid", "gap")
    ideas = member.page.locator("[data-idea] h2").all_inner_texts()
    assert len(set(ideas)) >= 5
    member.shows(f"ideas-{language}")
    member.follows("no")
    member.visitor.finds_no_barrier()
    member.checks("not_me")
    member.presses("say_no")
    member.reads("noes")
    left = member.page.locator("[data-idea] h2").all_inner_texts()
    assert ideas[0] not in left
    assert len(left) >= 5
    member.visitor.finds_no_barrier()

    member.opens("/me/work/cv")
    member.reads("weld", "own", "notes")
    member.shows(f"cv-{language}")
    for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK"), ("json", b"{")):
        answer = member.page.request.get(f"/me/work/cv/{language}/{kind}")
        assert answer.body().startswith(begins)


def brings_a_cv(member):
    """Bring a scan, of which is said that it is one; then a CV, and take what was found in it."""
    for source, then in (("#rect()", "scan"), ("Welded frames. Сваривал металл.", "weld")):
        if then == "scan":
            member.follows("text")
            member.visitor.finds_no_barrier()
        content = typst.compile({"main.typ": source.encode()}, format="pdf")
        file = {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": content}
        member.page.locator("input[type=file]").set_input_files(file)
        member.presses("find")
        member.reads(then)
        member.visitor.finds_no_barrier()
    member.checks("weld")
    member.presses("take")
    member.page.wait_for_url("**/me/work/profile")
    member.reads("weld")


def likes_people(member):
    """Answer the thirty questions: yes to whatever is done with people, no to the rest."""
    member.follows("interests")
    for number in range(1, 6):
        member.page.wait_for_url(f"**/interests/{number}")
        for item in on_page(number):
            answer = "2" if item.kind == "S" else "0"
            member.page.locator(f"input[name={item.key}][value='{answer}']").check()
        if number == 1:
            member.shows(f"profile-interests-{member.page.locator('html').get_attribute('lang')}")
        member.presses("next")
    member.page.wait_for_url("**/me/work/profile")
