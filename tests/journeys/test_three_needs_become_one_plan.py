"""Three needs become one plan: who leads, who does what, who may know of whom; also on paper."""

from datetime import timedelta
from io import BytesIO

import pypdf
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

BEGUN = now() - timedelta(days=6)
HALL, GARAGE = "Lviv town hall", "Harbour garage"
PARTNERS = ((HALL, "local-authority", "housing"), (GARAGE, "employer", "interview"))
WORDS = {
    "en": {
        "plan": "The plan: who does what", "own": "Your plan: who does what",
        "joint": "The joint plan", "meet": "The next meeting of everybody who helps",
        "home": "Somewhere to live", "others": "Who may know of each other",
    },
    "ru": {
        "plan": "План: кто что делает", "own": "Ваш план: кто что делает",
        "joint": "Общий план", "meet": "Следующая встреча всех, кто помогает",
        "home": "Жильё", "others": "Кому можно знать друг о друге",
    },
}  # fmt: skip


@pytest.fixture
def house(committed):
    """A case that was taken, two partners with a task each, and an account of each."""
    unit = make_unit("1")
    person = muster_up(unit, {unit: ["Зоря"]})["Зоря"]
    account, working = account_of_person(person, unit), account_with(CASEWORKER, unit, "c.one")
    member, by = Viewer(account, MEMBER, person=person), Viewer(working, CASEWORKER, (unit,))
    give_packet(
        person=person, words={"name": "Zorya"}, until=local_day() + timedelta(days=60), alone=True,
        by=member, at=BEGUN,
    )  # fmt: skip
    open_own_case(person=person, case=new_id(), by=member, at=BEGUN)
    take_step(person=person, step="accept", reason="", words="", by=by, at=BEGUN)
    since, lands = local_day(BEGUN), []
    for name, kind, task in PARTNERS:
        made = new_id()
        register_partner(partner=made, kind=kind, name=name, region="Lviv", by=by, at=BEGUN)
        agree(partner=made, since=since, until=since + timedelta(days=300), by=by, at=BEGUN)
        given = Task(task, kind, "", made, agreed=True)
        give_task(person=person, task=new_id(), given=given, words="", by=by, at=BEGUN)
        lands.append(account_with(PARTNER, UnitId(made), name))
    return person, account, working, lands[0]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_three_needs_become_one_plan(visitor, house, language):
    said, (person, account, working, hall) = WORDS[language], house
    caseworker = visitor(language, DESK)
    caseworker.signs_in(working)
    page = caseworker.page
    caseworker.opens(f"/after-service/{person}/needs")
    for need in ("housing", "money", "work"):
        page.locator(f"input[name={need}][value=open]").check()
    for need in ("family", "legal"):
        page.locator(f"input[name={need}][value=none]").check()
    page.locator("#id_words").fill("A room near the garage")
    caseworker.finds_no_barrier()
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(f"**/after-service/{person}")
    page.get_by_role("link", name=said["plan"]).click()
    assert said["joint"] in page.locator("h1").inner_text()
    caseworker.finds_no_barrier()
    caseworker.is_pictured(f"joint-plan-{language}")

    clerk = visitor(language, DESK)
    clerk.signs_in(hall, again=True)
    assert GARAGE not in reads_task(clerk, said)

    veteran = visitor(language, PHONE)
    veteran.signs_in(account, again=True)
    agrees(veteran, said)
    shown = reads_plan(veteran, said)
    told = veteran.page.locator("main").inner_text()
    for words in (HALL, GARAGE, "c.one", "A room near the garage", said["meet"], said["home"]):
        assert words in told, words
        assert words in shown, words

    assert GARAGE in reads_task(clerk, said)
    clerk.finds_no_barrier()
    clerk.is_pictured(f"others-tasks-{language}")
    assert "A room near the garage" not in clerk.page.locator("main").inner_text()


def reads_task(clerk, said):
    """Open the task of the town hall; return what its page says."""
    clerk.opens("/partner/tasks")
    clerk.page.get_by_role("link", name=said["home"]).click()
    return clerk.page.locator("main").inner_text()


def agrees(veteran, said):
    """Let employers and local authorities know of each other's tasks."""
    page = veteran.page
    veteran.opens("/me/after-service")
    page.get_by_role("link", name=said["others"]).click()
    veteran.finds_no_barrier()
    veteran.is_pictured(f"sharing-{page.locator('html').get_attribute('lang')}")
    for kind in ("employer", "local-authority"):
        page.locator(f"input[name=kinds][value={kind}]").check()
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/me/after-service")


def reads_plan(veteran, said):
    """Open one's own plan, take it along; return what stands on the paper, breaks left out."""
    page = veteran.page
    page.get_by_role("link", name=said["own"]).click()
    veteran.finds_no_barrier()
    veteran.is_pictured(f"own-plan-{page.locator('html').get_attribute('lang')}")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    language = page.locator("html").get_attribute("lang")
    taken = page.request.get(f"{page.url}/pdf", headers={"accept-language": language})
    assert taken.ok
    lines = (sheet.extract_text() for sheet in pypdf.PdfReader(BytesIO(taken.body())).pages)
    return " ".join(" ".join(lines).split())
