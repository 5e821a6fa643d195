"""A local authority closes a housing task late, itself, and everyone sees on whom it waited."""

from datetime import timedelta

import pytest

from muster.access.roles import CASEWORKER, MEMBER, PARTNER
from muster.access.viewers import Viewer
from muster.kernel.ids import UnitId, new_id
from muster.kernel.time import now
from muster.people.commands.packets import give_packet
from muster.transition.commands.cases import open_own_case, take_step
from muster.transition.commands.partners import agree, register_partner
from muster.transition.commands.tasks import Task, give_task
from tests.companies import muster_up
from tests.houses import account_of_person, account_with, local_day, make_unit
from tests.journeys.conftest import DESK, PHONE

BEGUN = now() - timedelta(days=60)
HALL = "Lviv town hall"
WORDS = {
    "en": {
        "late": "Late", "done": "Done late", "housing": "Somewhere to live",
        "why": "There is no free place", "refused": "no reason is on record",
    },
    "ru": {
        "late": "Просрочено", "done": "Сделано с опозданием", "housing": "Жильё",
        "why": "Нет свободных мест", "refused": "причина не записана",
    },
}  # fmt: skip


@pytest.fixture
def house(committed):
    """A case, its coordinator, and a town hall that was checked two months ago."""
    unit, hall = make_unit("1"), new_id()
    person = muster_up(unit, {unit: ["Зоря"]})["Зоря"]
    account, working = account_of_person(person, unit), account_with(CASEWORKER, unit, "c.one")
    member, by = Viewer(account, MEMBER, person=person), Viewer(working, CASEWORKER, (unit,))
    give_packet(
        person=person, words={"name": "Zorya"}, until=local_day() + timedelta(days=60), alone=True,
        by=member, at=BEGUN,
    )  # fmt: skip
    open_own_case(person=person, case=new_id(), by=member, at=BEGUN)
    take_step(person=person, step="accept", reason="", words="", by=by, at=BEGUN)
    register_partner(
        partner=hall, kind="local-authority", name=HALL, region="Lviv", by=by, at=BEGUN
    )
    since = local_day(BEGUN)
    agree(partner=hall, since=since, until=since + timedelta(days=300), by=by, at=BEGUN)
    given = Task("housing", "local-authority", "", hall, agreed=True)
    give_task(person=person, task=new_id(), given=given, words="Two rooms", by=by, at=BEGUN)
    return person, account, working, account_with(PARTNER, UnitId(hall), "hall.lan")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_local_authority_closes_a_housing_task_late(visitor, house, language):
    said, (person, account, working, hall) = WORDS[language], house
    coordinator = visitor(language, DESK)
    coordinator.signs_in(working)
    gives(coordinator, person)

    clerk = visitor(language, DESK)
    clerk.signs_in(hall, again=True)
    page = clerk.page
    clerk.opens("/partner/tasks")
    assert said["late"] in page.locator("main").inner_text()
    assert "Zorya" in page.locator("main").inner_text()
    clerk.finds_no_barrier()
    clerk.is_pictured(f"authority-{language}")
    makes_a_token(clerk, language)
    clerk.opens("/partner/tasks")
    page.get_by_role("link", name=said["housing"]).click()
    page.locator("input[name=what][value=done]").check()
    page.locator("main form button[type=submit]").click()
    assert said["refused"] in page.locator("main").inner_text()
    clerk.finds_no_barrier()
    page.locator("input[name=what][value=done]").check()
    page.locator("#id_reason").select_option("no-place")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/partner/tasks")

    veteran = visitor(language, PHONE)
    veteran.signs_in(account, again=True)
    veteran.opens("/me/after-service")
    coordinator.opens(f"/after-service/{person}")
    for reader in (clerk, veteran, coordinator):
        told = reader.page.locator("main").inner_text()
        assert said["done"] in told
        assert said["why"] in told
    for reader in (veteran, coordinator):
        assert HALL in reader.page.locator("main").inner_text()
        reader.finds_no_barrier()


def makes_a_token(clerk, language):
    """Make a token for the town hall's own program: it is shown once, and its name from then on."""
    page = clerk.page
    clerk.opens("/partner/interface/new")
    clerk.finds_no_barrier()
    page.locator("#id_name").fill("Register of homes")
    page.locator("input[name=scopes]").first.check()
    page.locator("main form button[type=submit]").click()
    assert "muster_" in page.locator("main").inner_text()
    clerk.finds_no_barrier()
    clerk.opens("/partner/interface")
    assert "Register of homes" in page.locator("main").inner_text()
    assert "muster_" not in page.locator("main").inner_text()
    clerk.finds_no_barrier()
    clerk.is_pictured(f"interface-{language}")


def gives(coordinator, person):
    """Give the town hall another task that it reads itself, as the person agreed."""
    page = coordinator.page
    coordinator.opens(f"/after-service/{person}/tasks/new")
    coordinator.finds_no_barrier()
    page.locator("#id_kind").select_option("benefit")
    page.locator("input[name=hand][value=local-authority]").check()
    page.locator("#id_to").select_option(label=HALL)
    page.locator("#id_agreed").check()
    page.locator("#id_words").fill("The allowance for moving")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(f"**/after-service/{person}")
