"""A psychologist offers hours, sees whose second stage waits, and gives one; nobody else learns."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from muster.access.roles import COMMANDER, UNIT_PSYCHOLOGIST
from muster.assessments.commands import submit
from muster.instruments.packs import pack
from muster.kernel.ids import new_id
from muster.kernel.time import Calendar, now
from muster.policy.profiles import profile
from tests.campaigns import opened, ready
from tests.houses import account_with, enlist, make_unit, psychologist_of
from tests.journeys.conftest import DESK, PHONE

TOMORROW = Calendar("Europe/Kyiv").local_date(now()) + timedelta(days=1)
SAYS = {
    "en": {
        "offer": "Offer hours", "waits": "Whose second stage waits", "give": "Give an hour",
        "booked": "Booked", "came": "Came",
    },
    "ru": {
        "offer": "Предложить часы", "waits": "Чей второй этап ждёт", "give": "Назначить час",
        "booked": "Записан", "came": "Пришёл",
    },
}  # fmt: skip


def found_by_the_screen(unit, person, campaign) -> None:
    """Let five yeses on the short screen open the longer form."""
    items = pack("pc-ptsd-5").specification.items
    submit(
        person=person, sitting=new_id(), campaign=campaign, window="window-1",
        instrument="pc-ptsd-5", language="en", mode="paper",
        values={item.code: 1 for item in items}, sex="male", follow_up=None, answered_at=now(),
        profile=profile(), by=psychologist_of(unit), at=now(),
    )  # fmt: skip


@pytest.mark.parametrize(("language", "size"), [("en", DESK), ("ru", PHONE)])
def test_an_hour_is_given(visitor, language, size):
    unit = make_unit("B")
    ready(unit)
    person = enlist(unit, number="AB-001", surname="Гайко", given="Олесь", Sex="male")
    campaign = opened(unit, instruments=("pc-ptsd-5",), in_room=True)
    found_by_the_screen(unit, person, campaign)
    psychologist = visitor(language, size)
    psychologist.signs_in(account_with(UNIT_PSYCHOLOGIST, unit, "psychologist"))
    says, page = SAYS[language], psychologist.page

    psychologist.opens("/team/hours")
    page.get_by_role("button", name=says["offer"], exact=True).click()
    psychologist.finds_no_barrier()
    page.locator("#id_unit").select_option(index=1)
    for part in ("day", "month", "year"):
        page.locator(f"#id_day-{part}").fill(str(getattr(TOMORROW, part)))
    page.locator("#id_starts").fill("9:00")
    page.locator("#id_ends").fill("10:00")
    page.locator("#id_place").fill("Room 12")
    page.get_by_role("button", name=says["offer"], exact=True).click()
    page.get_by_role("button", name=says["waits"]).click()
    psychologist.finds_no_barrier()
    page.get_by_role("button", name=says["give"]).click()
    page.get_by_role("radio").first.check()
    psychologist.finds_no_barrier()
    page.get_by_role("button", name=says["give"], exact=True).click()
    expect(page.get_by_role("cell", name=says["booked"])).to_be_visible()
    psychologist.opens("/team/hours")
    expect(page.get_by_text("Гайко Олесь", exact=True).first).to_be_visible()
    page.get_by_role("button", name=says["came"]).first.click()
    psychologist.finds_no_barrier()
    psychologist.is_pictured(f"hours-{language}")

    commander = visitor(language, size)
    commander.signs_in(account_with(COMMANDER, unit, "commander"))
    for address in ("/team/hours", "/team/waiting", f"/team/waiting/{person}", "/team/campaigns"):
        assert commander.opens(address) == 404
    commander.opens("/command")
    expect(commander.page.get_by_text("Гайко")).to_have_count(0)
