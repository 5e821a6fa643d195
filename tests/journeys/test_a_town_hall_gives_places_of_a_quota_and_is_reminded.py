"""A town hall puts in a programme of one place, two people ask, and a letter reminds it."""

from datetime import timedelta

import pytest

from muster.access.accounts import house as the_house
from muster.access.accounts import track_watch
from muster.access.channels import waiting_for
from muster.access.commands.reaching import deliver
from muster.access.roles import CASEWORKER, MEMBER, PARTNER
from muster.access.viewers import Viewer
from muster.kernel.ids import UnitId, new_id
from muster.kernel.time import now
from muster.people.commands.packets import give_packet
from muster.transition.commands.cases import open_own_case, take_step
from muster.transition.commands.partners import agree, register_partner
from muster.transition.commands.reminding import remind_of_tasks
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.companies import muster_up
from tests.houses import account_of_person, account_with, local_day, make_unit
from tests.journeys.conftest import DESK, PHONE
from tests.postbox import postbox

HALL, LETTERS = "Lviv town hall", "hall@example.org"
WORDS = {
    "en": {
        "left": "Places are left", "none": "No place is left", "looked": "Being looked at",
        "line": "In line for a place", "given": "Given", "used": "1 taken, 0 left",
        "subject": "Muster: A task is waiting for you", "reminded": "Of what you wanted",
    },
    "ru": {
        "left": "Места есть", "none": "Мест нет", "looked": "Рассматривается",
        "line": "В очереди на место", "given": "Предоставлено", "used": "занято 1, осталось 0",
        "subject": "Muster: Вас ждёт задача", "reminded": "О чём вы просили",
    },
}  # fmt: skip


class House:
    """A town hall under an agreement, two who leave service, and who goes with them."""

    def __init__(self):
        at, self.unit, hall = now(), make_unit("1"), new_id()
        self.people = muster_up(self.unit, {self.unit: ["Зоря", "Лис"]})
        self.working = account_with(CASEWORKER, self.unit, "c.one")
        by = Viewer(self.working, CASEWORKER, (self.unit,))
        self.accounts = {}
        for name, person in self.people.items():
            account = self.accounts[name] = account_of_person(person, self.unit)
            member = Viewer(account, MEMBER, person=person)
            give_packet(
                person=person, words={"name": name}, until=local_day() + timedelta(days=60),
                alone=True, by=member, at=at,
            )  # fmt: skip
            open_own_case(person=person, case=new_id(), by=member, at=at)
            take_step(person=person, step="accept", reason="", words="", by=by, at=at)
        register_partner(
            partner=hall, kind="local-authority", name=HALL, region="Lviv", by=by, at=at
        )
        until = local_day() + timedelta(days=300)
        agree(partner=hall, since=local_day(), until=until, by=by, at=at)
        self.clerk = account_with(PARTNER, UnitId(hall), "hall.lan")


@pytest.fixture
def house(committed):
    return House()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_town_hall_gives_places_of_a_quota(visitor, house, language, monkeypatch):
    said = WORDS[language]
    clerk = visitor(language, DESK)
    clerk.signs_in(house.clerk, again=True)
    begins(clerk, language)
    puts_in(clerk, language)

    people = {}
    for name, free, stands in (("Зоря", "left", "looked"), ("Лис", "none", "line")):
        people[name] = asks(visitor(language, PHONE), house.accounts[name], said, free, stands)
    people["Лис"].is_pictured(f"own-support-{language}")

    letter = told_by_letter(house, monkeypatch)
    assert letter["Subject"] == said["subject"]
    assert "Зоря" not in letter.as_string()

    coordinator = visitor(language, DESK)
    coordinator.signs_in(house.working)
    coordinator.opens(f"/after-service/{house.people['Зоря']}/support")
    assert said["used"] in coordinator.page.locator("main").inner_text()
    coordinator.finds_no_barrier()
    coordinator.is_pictured(f"support-for-{language}")
    is_reminded(coordinator, house.people["Зоря"], said, language)

    gives(clerk, language)
    people["Зоря"].opens("/me/after-service/support")
    assert said["given"] in people["Зоря"].page.locator("main").inner_text()
    people["Зоря"].finds_no_barrier()


def begins(clerk, language):
    """See what waits, and set one's own address for messages."""
    clerk.opens("/partner")
    clerk.finds_no_barrier()
    clerk.is_pictured(f"authority-home-{language}")
    clerk.page.locator("main a[href='/alerts/channels/address']").click()
    clerk.page.locator("#id_address").fill(LETTERS)
    clerk.finds_no_barrier()
    clerk.page.locator("main form button[type=submit]").click()
    clerk.page.wait_for_url("**/partner?done=address")
    clerk.finds_no_barrier()


def puts_in(clerk, language):
    """Put in a programme with one place; the first try forgets how many there are."""
    page, today = clerk.page, local_day()
    clerk.opens("/partner/support/new")
    clerk.finds_no_barrier()
    page.locator("input[name=kind][value=housing]").check()
    page.locator("#id_title").fill("A room in the hostel")
    page.locator("#id_text").fill("A room for half a year, with a kitchen that is shared")
    page.locator("#id_whom").fill("Whoever left service this year and has nowhere to live")
    assert page.locator("#id_region").input_value() == "Lviv"
    for name, on in (("since", today), ("until", today + timedelta(days=200))):
        for part in ("day", "month", "year"):
            page.locator(f"input[name={name}-{part}]").fill(str(getattr(on, part)))
    page.locator("#id_days").fill("10")
    page.locator("main form button[type=submit]").click()
    page.locator(".govuk-error-summary").wait_for()
    clerk.finds_no_barrier()
    page.locator("#id_places").fill("1")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/partner/support")
    clerk.finds_no_barrier()


def asks(veteran, account, said, free, stands):
    """Read the programme, ask for it, and see where that stands."""
    page = veteran.page
    veteran.signs_in(account, again=True)
    veteran.opens("/me/after-service/support")
    assert said[free] in page.locator("main").inner_text()
    veteran.finds_no_barrier()
    page.locator("main .card a").first.click()
    page.locator("#id_needed").fill("A room for two from May, telephone 12")
    page.locator("#id_agreed").check()
    veteran.finds_no_barrier()
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/me/after-service/support")
    assert said[stands] in page.locator("main").inner_text()
    veteran.finds_no_barrier()
    return veteran


def told_by_letter(house, monkeypatch):
    """Let the watch remind at noon, and the mail server take the letter; return it."""
    noon = (now() + timedelta(days=1)).replace(hour=12)
    with postbox() as box:
        monkeypatch.setenv("MUSTER_SMTP_URL", f"smtp+plain://127.0.0.1:{box.port}")
        monkeypatch.setenv("MUSTER_SMTP_FROM", "muster@force.example")
        remind_of_tasks(by=track_watch((house.unit,)), at=noon)
        with unit_of_work(Standing(Audience.PLATFORM)):
            [message] = waiting_for(house.clerk)
        deliver(message=message.message, tries=0, by=the_house(), at=noon)
        [letter] = box.to(LETTERS)
        return letter


def is_reminded(coordinator, person, said, language):
    """Put down of what one wants to be reminded today, and find it on one's first page."""
    page, today = coordinator.page, local_day()
    coordinator.opens(f"/after-service/{person}/reminders/new")
    coordinator.finds_no_barrier()
    for part in ("day", "month", "year"):
        page.locator(f"input[name=day-{part}]").fill(str(getattr(today, part)))
    page.locator("#id_words").fill("Ask the hall about the second room")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(f"**/after-service/{person}")
    coordinator.finds_no_barrier()
    coordinator.opens("/after-service")
    told = page.locator("main").inner_text()
    assert said["reminded"] in told
    assert "Ask the hall about the second room" in told
    coordinator.finds_no_barrier()
    coordinator.is_pictured(f"board-{language}")
    page.get_by_text("Ask the hall about the second room").locator("..").locator("a").click()
    page.locator("input[name=what][value=done]").check()
    page.locator("main form button[type=submit]").click()
    coordinator.opens("/after-service")
    assert said["reminded"] not in page.locator("main").inner_text()


def gives(clerk, language):
    """Read who asked, and give it to whoever was first."""
    page = clerk.page
    clerk.opens("/partner/support")
    page.locator("main tbody a").first.click()
    clerk.finds_no_barrier()
    clerk.is_pictured(f"support-register-{language}")
    page.locator("main tbody a").first.click()
    clerk.finds_no_barrier()
    page.locator("input[name=act][value=granted]").check()
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/partner/support/*")
    clerk.finds_no_barrier()
