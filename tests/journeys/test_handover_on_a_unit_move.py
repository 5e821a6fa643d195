"""Somebody in care moves to another unit: one clinician gives, another takes, nobody is lost."""

from datetime import timedelta

import pytest

from muster.access.roles import UNIT_PSYCHOLOGIST
from muster.care.commands import open_case
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.people.commands.moving import move
from tests.houses import account_with, administrator_of, enlist, make_unit, psychologist_of
from tests.journeys.conftest import DESK, PHONE

WORDS = {
    "en": {
        "ask": "Ask a colleague by name", "save": "Put on record", "accept": "Accept by name",
        "kept": "The first contact was kept", "give": "Yours to give", "take": "Yours to take",
        "awaited": "Accepted; first contact awaited", "over": "Handed over",
        "unnamed": "Named as soon as a clinician here is asked", "none": "There is no such page",
        "board": "Handovers",
    },
    "ru": {
        "ask": "Попросить коллегу поимённо", "save": "Записать", "accept": "Принять поимённо",
        "kept": "Первая встреча состоялась", "give": "Вам передать", "take": "Вам принять",
        "awaited": "Принято; ожидается первая встреча", "over": "Передано",
        "unnamed": "Имя появится, когда попросят специалиста отсюда",
        "none": "Такой страницы нет", "board": "Передачи",
    },
}  # fmt: skip


@pytest.fixture
def moved(committed):
    """Somebody whose case is open moves today from the first battalion to the second."""
    brigade = make_unit("9")
    first, second = make_unit("9-1", brigade), make_unit("9-2", brigade)
    person = enlist(first, number="AB-001", surname="Гайко", given="Олесь")
    losing = account_with(UNIT_PSYCHOLOGIST, first, "dr.hnat")
    gaining = account_with(UNIT_PSYCHOLOGIST, second, "dr.lis")
    open_case(
        person=person, case=new_id(), reason="signal", begins="plan", source=None, tier="",
        owner=losing, by=psychologist_of(first), at=now() - timedelta(days=3),
    )  # fmt: skip
    move(
        person=person, unit=second, post="", since=None, until=None,
        by=administrator_of(brigade), at=now(),
    )  # fmt: skip
    return losing, gaining


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_handover_on_a_unit_move(visitor, moved, language):
    said, (losing, gaining) = WORDS[language], moved
    gives, takes = visitor(language, DESK), visitor(language, PHONE)
    gives.signs_in(losing)
    takes.signs_in(gaining)

    takes.opens("/handovers")
    assert said["unnamed"] in main(takes)
    assert "Гайко" not in main(takes)

    gives.opens("/cases")
    gives.page.locator("main").get_by_role("link", name=said["board"]).click()
    assert said["give"] in main(gives)
    gives.finds_no_barrier()
    gives.is_pictured(f"handovers-{language}")
    gives.page.get_by_role("link", name="Гайко").click()
    gives.page.get_by_role("button", name=said["ask"]).click()
    gives.finds_no_barrier()
    gives.page.get_by_label("dr.lis").check()
    gives.page.locator("#id_words").fill("Плохо спит; звонить по вторникам.")
    gives.page.get_by_role("button", name=said["save"]).click()
    gives.page.get_by_text("Плохо спит; звонить по вторникам.").wait_for()
    here = gives.page.url

    takes.opens("/handovers")
    assert said["take"] in main(takes)
    takes.finds_no_barrier()
    takes.is_pictured(f"handovers-phone-{language}")
    takes.page.get_by_role("link", name="Гайко").click()
    assert "Плохо спит; звонить по вторникам." in main(takes)
    takes.finds_no_barrier()
    takes.page.get_by_role("button", name=said["accept"]).click()
    assert said["awaited"] in main(takes)
    takes.is_pictured(f"handover-{language}")

    assert "Гайко" in listed_cases(gives)
    takes.page.get_by_role("button", name=said["kept"]).click()
    takes.page.locator("#id_words").fill("Встретились.")
    takes.page.get_by_role("button", name=said["save"]).click()
    takes.page.get_by_text("Встретились.").wait_for()
    assert said["over"] in main(takes)
    assert "Гайко" in listed_cases(takes)
    assert "Гайко" not in listed_cases(gives)
    assert gives.opens(here.split("/", 3)[3].join(["/", ""])) == 404
    assert said["none"] in main(gives)


def main(reader):
    return reader.page.locator("main").inner_text()


def listed_cases(reader):
    reader.opens("/cases")
    return main(reader)
