"""An infantry sergeant, to whose trade no list gives a civilian job, says what they can do."""

from datetime import timedelta

import pytest
import typst

from muster.access.roles import CASEWORKER, MEMBER, PARTNER
from muster.access.viewers import Viewer
from muster.kernel.ids import UnitId, new_id
from muster.kernel.time import now
from muster.people.commands.packets import give_packet
from muster.transition.commands.cases import open_own_case, take_step
from muster.transition.commands.partners import agree, register_partner
from muster.transition.commands.tasks import Task, finish_task, give_task
from muster.transition.commands.vacancies import put_vacancy
from muster.transition.profile.questions import on_page
from tests.companies import muster_up, on_record
from tests.houses import account_of_person, account_with, local_day, make_unit
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.hands import Hand

LOADING = 120_000
"""Milliseconds: the first text brought to a service waits until the encoder is loaded."""
WORDS = {
    "en": {
        "title": "Your profile for work", "service": "Short questions about your service",
        "save": "Put on record", "trade": "infantry squad leader", "lead": "lead a small team",
        "teach": "train others on the job", "from_trade": "From the trade that you named",
        "record": "What your service record says", "takes": "What do you take into your profile?",
        "tracked": "Armoured tracked vehicle (БМП-2)", "like": "a tractor licence",
        "from_code": "From your military trade: Infantryman (11B)",
        "from_vehicle": "drove or ran: armoured tracked vehicle (БМП-2)",
        "from_led": "up to 9 people, 24 months altogether",
        "cv_vehicle": "Drove or ran: armoured tracked vehicle (БМП-2).",
        "cv_licence": "a driving licence for trucks", "cv_language": "German (B2)",
        "cv_led": "Led up to 9 people, for 24 months altogether.",
        "change": "Change the words", "own": "Led nine people for two years",
        "interests": "What interests you", "next": "Continue", "yes": "Yes",
        "wants": "What matters to you at work", "hours": "time for family and oneself",
        "ideas": "Ideas for you", "paid": "Paid while you learn", "gap": "What closes the gap",
        "no": "This is not for me", "not_me": "This work is not for me", "say_no": "Say no",
        "noes": "What you said no to",
        "text": "Bring a CV, or say it in your own words", "find": "Look for skills",
        "take": "Take these", "weld": "weld metal", "cv": "Your civilian CV",
        "notes": "What the military words mean", "scan": "There is no text in the file",
        "way": "See the way there", "steps": "Step by step", "paid_way": "paid meanwhile",
        "sought": "It is sought where you would work: 3 places stand open.",
        "read": "Read it, and ask", "agree": "This partner may read my packet",
        "ask": "Ask for it", "invite": "Invite to a talk", "invited": "Invited to a talk",
        "talk": "They would like to talk to you on", "days": "Days ahead for you",
        "course": "A place on a course", "done": "Done",
    },
    "ru": {
        "title": "Ваш профиль для работы", "service": "Короткие вопросы о вашей службе",
        "save": "Записать", "trade": "командир отделения", "lead": "руководить небольшой группой",
        "teach": "обучать других на рабочем месте",
        "from_trade": "Из названной вами специальности", "change": "Изменить слова",
        "record": "Что говорят сведения о вашей службе", "takes": "Что вы берёте в свой профиль?",
        "tracked": "Гусеничная бронемашина (БМП-2)", "like": "права тракториста-машиниста",
        "from_code": "Из вашей военной специальности: Infantryman (11B)",
        "from_vehicle": "которой вы управляли: гусеничная бронемашина (БМП-2)",
        "from_led": "до 9 человек, всего 24 мес.",
        "cv_vehicle": "гусеничная бронемашина (БМП-2)",
        "cv_licence": "водительские права на грузовой автомобиль", "cv_language": "Немецкий (B2)",
        "cv_led": "Людей в подчинении: до 9; всего месяцев: 24.",
        "own": "Два года руководил девятью людьми",
        "interests": "Что вам интересно", "next": "Продолжить", "yes": "Да",
        "wants": "Что для вас важно на работе", "hours": "время для семьи и себя",
        "ideas": "Идеи для вас", "paid": "Во время учёбы платят", "gap": "Как восполнить",
        "no": "Это не для меня", "not_me": "Эта работа не для меня", "say_no": "Отказаться",
        "noes": "От чего вы отказались",
        "text": "Принести резюме или рассказать своими словами", "find": "Найти навыки",
        "take": "Взять отмеченное", "weld": "сваривать металл", "cv": "Ваше гражданское резюме",
        "notes": "Что значат военные слова", "scan": "В файле нет текста",
        "way": "Показать путь", "steps": "По шагам", "paid_way": "с оплатой",
        "sought": "Там, где вы готовы работать, это востребовано: открыто 3 места.",
        "read": "Прочитать и откликнуться", "agree": "Этот партнёр может прочесть мой пакет",
        "ask": "Откликнуться", "invite": "Пригласить на собеседование",
        "invited": "Приглашён на собеседование", "talk": "С вами хотят поговорить",
        "days": "Ваши ближайшие дни", "course": "Место на курсе", "done": "Сделано",
    },
}  # fmt: skip


RECORD = (
    "M-1000,trade,Infantryman,2015-01-10,,,11B",
    "M-1000,vehicle,БМП-2",
    "M-1000,led,squad,2018-01-01,2020-01-01,9",
    "M-1000,licence,Driving licence,,,,C",
    "M-1000,language,German,,,,B2",
)


class House:
    """A sergeant with entries on record, a packet and a case; a caseworker; a checked employer."""

    def __init__(self):
        at, unit = now(), make_unit("7")
        person = muster_up(unit, {unit: ["Гайко"]})["Гайко"]
        self.sergeant, self.person = account_of_person(person, unit), person
        on_record(unit, *RECORD)
        self.by = Viewer(account_with(CASEWORKER, unit, "c.lan"), CASEWORKER, (unit,))
        member = Viewer(self.sergeant, MEMBER, person=person)
        give_packet(
            person=person, words={"name": "Oles", "trade": "infantry squad leader"}, alone=True,
            until=local_day(at) + timedelta(days=90), by=member, at=at,
        )  # fmt: skip
        open_own_case(person=person, case=new_id(), by=member, at=at)
        take_step(person=person, step="accept", reason="", words="", by=self.by, at=at)
        self.partner = new_id()
        register_partner(partner=self.partner, kind="employer", name="Works", by=self.by, at=at)
        until = local_day(at) + timedelta(days=300)
        agree(partner=self.partner, since=at.date(), until=until, by=self.by, at=at)
        self.employer = account_with(PARTNER, UnitId(self.partner), "works.lan")

    def offers(self, title):
        """The employer puts in a vacancy of this title."""
        said = {
            "title": title, "region": "Lviv", "places": "3", "pay_from": "1500",
            "begins": str(local_day() + timedelta(days=30)),
        }  # fmt: skip
        put_vacancy(partner=self.partner, said=said, by=self.by, at=now())

    def sends_to_a_course(self):
        """The caseworker finds a place on the paid course, and puts it on record."""
        task, about = new_id(), {"person": self.person, "by": self.by, "at": now()}
        given = Task("course", "school", "College of trades")
        give_task(task=task, given=given, words="", **about)
        finish_task(task=task, reason="", words="", **about)


@pytest.fixture
def house(committed):
    return House()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_an_infantry_sergeant_leaves_with_ideas_a_paid_course_and_an_interview(
    visitor, house, language
):
    said = WORDS[language]
    member = Hand(visitor(language, PHONE), house.sergeant, said)
    member.page.set_default_timeout(LOADING)
    member.opens("/me/work/profile")
    member.shows(f"profile-empty-{language}")
    takes_from_the_record(member)
    member.follows("service")
    member.reads("БМП-2")
    member.visitor.finds_no_barrier()
    member.writes("trades", said["trade"])
    member.writes("led", "9")
    member.writes("months", "24")
    member.presses("save")
    member.page.wait_for_url("**/profile/skills")
    member.reads("from_trade", "from_code", "from_vehicle", "from_led")
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

    reads_their_cv(member, language)
    goes_the_way(member)
    house.sends_to_a_course()
    member.opens("/me/after-service")
    member.reads("course", "done")
    is_invited(visitor, house, member, language, left[0])


def takes_from_the_record(member):
    """Look at what the service record says, in plain words, and take all of it in."""
    member.follows("record")
    member.reads("takes", "tracked", "like")
    language = member.page.locator("html").get_attribute("lang")
    member.shows(f"profile-record-{language}")
    boxes = member.page.locator("input[name=entries]").all()
    assert not any(box.is_checked() for box in boxes), "what was found is an offer"
    for box in boxes:
        box.check()
    member.presses("save")
    member.page.wait_for_url("**/me/work/profile")
    member.reads("record")


def reads_their_cv(member, language):
    """Read the CV, in which the record stands in plain words, and take it along in each form."""
    member.opens("/me/work/cv")
    member.reads("weld", "own", "notes")
    member.reads("cv_vehicle", "cv_licence", "cv_language", "cv_led")
    member.shows(f"cv-{language}")
    for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK"), ("json", b"{")):
        answer = member.page.request.get(f"/me/work/cv/{language}/{kind}")
        assert answer.body().startswith(begins)


def goes_the_way(member):
    """Look at the ways to an idea whose learning is paid, wherever it stands in the list."""
    member.opens("/me/work/ideas")
    paid = member.page.locator("[data-idea]").filter(has_text=member.words["paid"]).first
    paid.get_by_role("link", name=member.words["way"]).click()
    member.page.wait_for_url("**/way")
    member.reads("steps", "paid_way")
    assert member.page.locator("[data-way] svg").count() >= 1
    language = member.page.locator("html").get_attribute("lang")
    member.shows(f"way-{language}")
    wide = "document.documentElement.scrollWidth <= window.innerWidth"
    assert member.page.evaluate(wide)


def is_invited(visitor, house, member, language, title):
    """A place stands open for an idea; the sergeant asks for it, and is invited to a talk."""
    house.offers(title)
    member.opens("/me/work/ideas")
    member.reads("sought")
    member.opens("/me/work")
    member.follows("read")
    member.checks("agree")
    member.presses("ask")
    member.page.wait_for_url("**/me/work")
    employer = Hand(visitor(language, DESK), house.employer, member.words)
    employer.opens("/partner")
    employer.follows("Oles")
    employer.checks("invite")
    employer.dates("talk", local_day() + timedelta(days=4))
    employer.page.locator("main form button[type=submit]").click()
    employer.reads("invited")
    member.opens("/me/work")
    member.reads("invited", "talk", "days")
    member.visitor.finds_no_barrier()
    member.visitor.is_pictured(f"invited-{language}")


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
