"""An administrator finds that one person has two records: she holds them side by side, makes them
one and parts them again. Whoever left long ago asks to be erased, and is, once their number is
typed."""

from datetime import date

import pytest

from muster.access import errands as asked
from muster.access.errands import ErrandKind
from muster.config import errands
from muster.kernel.time import now
from muster.people.commands.moving import end_posting
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from muster.web.administrator.tests.house import make_house
from tests.houses import administrator_of, enlist
from tests.journeys.conftest import DESK, PHONE

SAYS = {
    "en": {
        "join": "Make two records one", "find": "Find",
        "look": "Hold them side by side", "one": "Make them one",
        "why": "The same person was entered twice", "joined": "The two records are read as one.",
        "part": "Part them again", "parted": "The two records are apart again",
        "erase": "Erase this person", "ask": "Ask what may be erased", "again": "Look again",
        "whole": "Everything may go", "ever": "Erase for ever", "gone": "The person was erased.",
    },
    "ru": {
        "join": "Объединить две записи", "find": "Найти", "look": "Сопоставить",
        "one": "Объединить", "why": "Один и тот же человек внесён дважды",
        "joined": "Две записи читаются как одна.", "part": "Разделить снова",
        "parted": "Записи снова разделены", "erase": "Стереть данные о человеке",
        "ask": "Узнать, что можно стереть", "again": "Посмотреть ещё раз",
        "whole": "Можно стереть всё", "ever": "Стереть навсегда",
        "gone": "Данные о человеке стёрты.",
    },
}  # fmt: skip


@pytest.fixture
def house(committed):
    return make_house()


def the_worker_does(kind: ErrandKind) -> None:
    with unit_of_work(Standing(Audience.PLATFORM)):
        waiting = asked.latest(kind)
    assert waiting is not None
    errands.carry_out(waiting.id)


def fits(visitor) -> bool:
    wide = visitor.page.evaluate("document.documentElement.scrollWidth")
    return wide <= visitor.page.viewport_size["width"]


@pytest.mark.parametrize(("language", "size"), [("en", DESK), ("ru", PHONE)])
def test_two_records_are_made_one_and_parted_again(visitor, house, language, size):
    says = SAYS[language]
    first = enlist(house.first, number="AB-001", surname="Гайко", given="Олесь", Sex="male")
    enlist(house.second, number="AB-010", surname="Гайко", given="Олесь", Sex="male")
    anna = visitor(language, size)
    anna.signs_in(house.account, again=True)
    page = anna.page
    anna.opens(f"/administration/people/{first}")
    anna.finds_no_barrier()
    anna.is_pictured(f"records-person-{language}")
    page.get_by_role("button", name=says["join"]).click()
    page.locator("#id_text").fill("гайко")
    page.get_by_role("button", name=says["find"], exact=True).click()
    anna.finds_no_barrier()
    anna.is_pictured(f"records-found-{language}")
    page.get_by_role("button", name=says["look"]).click()
    assert fits(anna)
    anna.finds_no_barrier()
    anna.is_pictured(f"records-beside-{language}")
    page.get_by_label("AB-001").check()
    page.get_by_label(says["why"]).check()
    page.get_by_role("button", name=says["one"], exact=True).click()
    page.get_by_text(says["joined"]).wait_for()
    page.get_by_role("button", name=says["join"]).click()
    anna.finds_no_barrier()
    anna.is_pictured(f"records-history-{language}")
    page.get_by_role("button", name=says["part"]).click()
    page.get_by_text(says["parted"]).wait_for()


@pytest.mark.parametrize(("language", "size"), [("ru", DESK), ("en", PHONE)])
def test_whoever_left_long_ago_is_erased_on_request(visitor, house, language, size):
    says = SAYS[language]
    person = enlist(house.first, number="AB-001", surname="Гайко", given="Олесь", From="2001-01-10")
    end_posting(
        person=person, until=date(2004, 1, 10), by=administrator_of(house.unit), at=now()
    )  # fmt: skip
    anna = visitor(language, size, scripts=False)
    anna.signs_in(house.account, again=True)
    page = anna.page
    anna.opens(f"/administration/people/{person}")
    page.get_by_role("button", name=says["erase"]).click()
    page.get_by_role("button", name=says["ask"]).click()
    anna.is_pictured(f"erasing-asked-{language}")
    the_worker_does(ErrandKind.JUDGE_ERASURE)
    page.reload()
    page.get_by_text(says["whole"]).wait_for()
    assert fits(anna)
    anna.is_pictured(f"erasing-judged-{language}")
    page.locator("#id_repeat").fill("AB-001")
    page.get_by_role("button", name=says["ever"]).click()
    the_worker_does(ErrandKind.ERASE)
    page.reload()
    page.get_by_text(says["gone"]).wait_for()
    anna.is_pictured(f"erasing-gone-{language}")
