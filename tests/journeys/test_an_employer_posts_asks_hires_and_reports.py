"""An employer posts, a soldier asks with their own packet, and the employer hires and reports."""

from datetime import timedelta

import pytest

from muster.access.roles import CASEWORKER, MEMBER, PARTNER
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, UnitId, new_id
from muster.kernel.time import now
from muster.people.commands.packets import give_packet
from muster.transition.commands.partners import agree, register_partner
from tests.companies import muster_up
from tests.houses import account_of_person, account_with, local_day, make_unit
from tests.journeys.conftest import DESK, PHONE

WORDS = {
    "en": {
        "new": "Put in a vacancy", "read": "Read it, and ask", "ask": "Ask for it",
        "agree": "This partner may read my packet", "offer": "Offer the place",
        "began": "They began to work", "work": "At work", "aside": "A caseworker reads it first",
        "why": "Words of yours stand in it too: repair, lorries.",
        "through": "Yes: what it asks for is lawful",
    },
    "ru": {
        "new": "Внести вакансию", "read": "Прочитать и откликнуться", "ask": "Откликнуться",
        "agree": "Этот партнёр может прочесть мой пакет", "offer": "Предложить место",
        "began": "Вышел на работу", "work": "Работает", "aside": "Сначала прочтёт куратор",
        "why": "Есть и ваши слова: repair, lorries.",
        "through": "Да: её требования законны",
    },
}  # fmt: skip


@pytest.fixture
def house(committed):
    """A soldier with a packet, a coordinator, and an employer who was checked."""
    at, unit = now(), make_unit("7")
    person = muster_up(unit, {unit: ["Гайко"]})["Гайко"]
    soldier = account_of_person(person, unit)
    coordinator = account_with(CASEWORKER, unit, "c.lan")
    by, partner = Viewer(coordinator, CASEWORKER, (unit,)), new_id()
    register_partner(partner=partner, kind="employer", name="Garage", by=by, at=at)
    until = local_day(at) + timedelta(days=300)
    agree(partner=partner, since=at.date(), until=until, by=by, at=at)
    member = Viewer(AccountId(new_id()), MEMBER, person=person)
    give_packet(
        person=person, words={"name": "Oles", "trade": "repaired lorries"}, alone=True,
        until=local_day(at) + timedelta(days=90), by=member, at=at,
    )  # fmt: skip
    return account_with(PARTNER, UnitId(partner), "garage.lan"), soldier, coordinator


@pytest.mark.parametrize("language", ["en", "ru"])
def test_an_employer_posts_a_soldier_asks_and_the_employer_hires(visitor, house, language):
    said, (partner, soldier, coordinator) = WORDS[language], house
    employer = visitor(language, DESK)
    employer.signs_in(partner)
    page = employer.page
    employer.opens("/partner")
    page.get_by_role("button", name=said["new"]).click()
    posts(page, "Mechanic", "You repair lorries")
    employer.opens("/partner/vacancies/new")
    posts(page, "Young team seeks a clerk", "")
    assert said["aside"] in page.locator("main").inner_text()
    employer.finds_no_barrier()

    helper = visitor(language, DESK)
    helper.signs_in(coordinator)
    helper.opens("/after-service/partners")
    helper.finds_no_barrier()
    helper.page.locator("main ul a").first.click()
    helper.page.get_by_label(said["through"]).check()
    helper.finds_no_barrier()
    helper.page.locator("main form button[type=submit]").click()
    helper.page.wait_for_url("**/after-service/partners")

    member = visitor(language, PHONE)
    member.signs_in(soldier, again=True)
    member.opens("/me/work")
    assert said["why"] in member.page.locator("main").inner_text()
    member.finds_no_barrier()
    member.is_pictured(f"own-work-{language}")
    member.opens("/me/work/search?words=repairing+lorry")
    assert "Mechanic" in member.page.locator("main").inner_text()
    member.finds_no_barrier()
    member.is_pictured(f"search-{language}")
    member.page.get_by_role("link", name=said["read"]).first.click()
    member.page.get_by_label(said["agree"]).check()
    member.finds_no_barrier()
    member.page.get_by_role("button", name=said["ask"]).click()
    member.page.wait_for_url("**/me/work")
    member.finds_no_barrier()

    employer.opens("/partner")
    page.get_by_role("link", name="Oles").click()
    employer.finds_no_barrier()
    says(page, said["offer"])
    page.get_by_label(said["began"]).check()
    today = local_day()
    for part in ("day", "month", "year"):
        page.locator(f"input[name=day-{part}]").fill(str(getattr(today, part)))
    page.locator("main form button[type=submit]").click()
    page.get_by_text(said["work"], exact=True).wait_for()
    employer.finds_no_barrier()


def posts(page, title, text):
    """Fill in a vacancy that waits for a month, and put it in."""
    page.locator("#id_title").fill(title)
    page.locator("#id_text").fill(text)
    page.locator("#id_region").fill("Lviv")
    page.locator("#id_pay_from").fill("1500")
    day = local_day() + timedelta(days=30)
    for part in ("day", "month", "year"):
        page.locator(f"input[name=begins-{part}]").fill(str(getattr(day, part)))
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/partner/vacancies")


def says(page, what):
    """Say one thing of a candidate."""
    page.get_by_label(what).check()
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state()
