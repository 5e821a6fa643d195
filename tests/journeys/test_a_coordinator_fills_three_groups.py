"""Sixty people wait, three groups have places: the coordinator fills them, others go on waiting."""

from datetime import timedelta
from itertools import product

import pytest

from muster.access.accounts import watch
from muster.access.roles import MEMBER, PROGRAMME_COORDINATOR
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, new_id
from muster.kernel.time import now
from muster.programmes.commands.groups import Opening, open_group
from muster.programmes.commands.places import book
from muster.programmes.commands.tending import tend_waiting
from muster.programmes.enrolling import Wish
from tests.companies import muster_up
from tests.houses import account_of_person, account_with, make_unit
from tests.journeys.conftest import DESK, PHONE

SLEEP = "sleep-course"
WAITING, SEATS = 60, 8
WORDS = {
    "en": {
        "fill": "Fill groups from the list", "open": "Open a group", "give": "Give these places",
        "stable": "So that nobody has reason to object",
        "book": "Book a place", "next": "There are 36 people before you.",
        "programme": "Sleeping again",
    },
    "ru": {
        "fill": "Заполнить группы из списка", "open": "Открыть группу",
        "give": "Дать эти места", "stable": "Так, чтобы никому не на что было возразить",
        "book": "Записаться",
        "next": "Перед вами 36 человек.", "programme": "Снова спать",
    },
}  # fmt: skip
SURNAMES = ["".join(pair) for pair in product(("Гай", "Лис", "Бой", "Вов", "Дуб", "Заяц", "Кот"),
                                              ("ко", "енко", "ук", "ий", "ов", "ич", "ак", "чук",
                                               "як"))]  # fmt: skip


@pytest.fixture
def house(committed):
    """A battalion of two companies in which sixty wait, and two groups; the third is opened."""
    at, battalion = now(), make_unit("1")
    units = [make_unit(f"1-{number}", battalion) for number in (1, 2)]
    names = SURNAMES[: WAITING + 1]
    people = muster_up(battalion, {units[0]: names[:31], units[1]: names[31:]})
    account = account_with(PROGRAMME_COORDINATOR, battalion, "c.lan")
    by = Viewer(account, PROGRAMME_COORDINATOR, (battalion,))
    for number, unit in enumerate(units):
        days = tuple(at + timedelta(days=8 + number + 7 * week) for week in range(6))
        open_group(
            unit=unit, group=new_id(), opening=Opening(SLEEP, "Room 3", "ru", SEATS, days, 60),
            by=by, at=at,
        )  # fmt: skip
    for number, name in enumerate(names[:WAITING]):
        member = Viewer(AccountId(new_id()), MEMBER, person=people[name])
        book(
            person=people[name], enrolment=new_id(), programme=SLEEP, group=None,
            wish=Wish("ru"), by=member, at=at - timedelta(hours=WAITING - number),
        )  # fmt: skip
    tend_waiting(by=watch((battalion,)), at=at)
    last = account_of_person(people[names[WAITING]], units[1])
    return battalion, account, last


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_coordinator_fills_three_groups_from_sixty_waiting(visitor, house, language):
    said, (battalion, account, last) = WORDS[language], house
    coordinator = visitor(language, DESK)
    coordinator.signs_in(account)
    page = coordinator.page
    coordinator.opens("/programmes/waiting")
    assert page.locator("main tbody").first.locator("tr").count() == WAITING
    coordinator.finds_no_barrier()
    coordinator.is_pictured(f"coordinator-{language}")

    page.get_by_role("button", name=said["open"]).click()
    opens_a_group(page, battalion)
    coordinator.finds_no_barrier()
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/programmes/groups/*-*")
    coordinator.finds_no_barrier()

    coordinator.opens("/programmes/waiting")
    page.get_by_role("button", name=said["fill"]).click()
    coordinator.finds_no_barrier()
    page.locator("main").get_by_role("link", name=said["programme"]).click()
    coordinator.finds_no_barrier()
    coordinator.is_pictured(f"coordinator-fill-{language}")
    page.get_by_label(said["stable"]).check()
    page.get_by_role("button", name=said["give"]).click()
    page.wait_for_url("**/programmes/waiting")
    assert page.locator("main tbody").first.locator("tr").count() == WAITING - 3 * SEATS

    tend_waiting(by=watch((battalion,)), at=now())
    member = visitor(language, PHONE)
    member.signs_in(last, again=True)
    member.opens(f"/me/programmes/offered/{SLEEP}")
    member.finds_no_barrier()
    member.page.get_by_role("button", name=said["book"]).click()
    member.finds_no_barrier()
    member.page.locator("main form button[type=submit]").click()
    member.page.wait_for_url("**/me/programmes/places")
    tend_waiting(by=watch((battalion,)), at=now())
    member.opens("/me/programmes/places")
    assert said["next"] in member.page.locator("main").inner_text()
    member.finds_no_barrier()
    member.is_pictured(f"own-places-{language}")

    narrow = visitor(language, PHONE)
    narrow.signs_in(account)
    narrow.opens("/programmes/waiting")
    wide = narrow.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert wide
    narrow.finds_no_barrier()


def opens_a_group(page, battalion):
    """Fill in the form for a third group, at the battalion itself, that begins in ten days."""
    day = (now() + timedelta(days=10)).date()
    page.locator("#id_programme").select_option(SLEEP)
    page.locator("#id_unit").select_option(str(battalion))
    page.locator("#id_place").fill("Room 5")
    page.locator("input[name=language][value=ru]").check()
    page.locator("input[name=only][value=everybody]").check()
    page.locator("#id_capacity").fill(str(SEATS))
    for part in ("day", "month", "year"):
        page.locator(f"input[name=day-{part}]").fill(str(getattr(day, part)))
    page.locator("#id_hour").fill("18:00")
