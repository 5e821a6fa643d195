"""Two soldiers come in one after the other at one tablet, by slips that the team hands out."""

import re
from datetime import timedelta

import pytest

from muster.access.roles import ASSESSMENT_TEAM
from muster.kernel.time import now
from tests.companies import asked
from tests.houses import account_with, enlist, local_day, make_unit
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_somebody_signs_in import press

TABLET = {"width": 820, "height": 1180}
SAY = {
    "en": {"make": "Make the codes", "go": "Continue", "finish": "Finish and leave this device"},
    "ru": {
        "make": "Сделать коды", "go": "Продолжить",
        "finish": "Закончить и уйти с этого устройства",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ru"])
def test_two_soldiers_come_in_by_code_one_after_the_other(visitor, language):
    unit, say = make_unit("1"), SAY[language]
    for number, name in enumerate(("Гайко", "Зоря")):
        enlist(unit, number=f"AB-00{number}", surname=name, given="Олесь", Phone="555-0199")
    today = local_day()
    asked(unit, today - timedelta(days=1), today + timedelta(days=9), at=now())

    team = visitor(language, DESK)
    team.signs_in(account_with(ASSESSMENT_TEAM, unit, "team"))
    team.opens("/kiosk/codes")
    team.page.locator("#id_unit").select_option(str(unit))
    press(team.page, say["make"])
    team.page.locator(".slip").nth(1).wait_for()
    team.finds_no_barrier()
    team.is_pictured(f"codes-{language}")
    first, second = (
        re.sub(r"\D", "", one) for one in team.page.locator(".slip__code").all_inner_texts()
    )

    tablet = visitor(language, TABLET)
    page = tablet.page
    # The first scans the slip: what the tablet opens has the code after its “#”.
    tablet.opens(f"/kiosk#{first}")
    page.wait_for_url("**/me/sitting*")
    assert first not in page.url
    seen = page.locator("main").inner_text()
    tablet.finds_no_barrier()
    for closed in ("/me/results", "/me/looked", "/account"):
        assert tablet.opens(closed) == 404
    tablet.opens("/me/sitting")
    press(page, say["finish"])
    page.wait_for_url("**/kiosk")
    page.go_back()
    page.wait_for_load_state()
    assert seen not in page.content()
    assert "/me/sitting" not in page.url

    # The second types it.
    tablet.opens("/kiosk")
    tablet.finds_no_barrier()
    tablet.is_pictured(f"kiosk-{language}")
    page.locator("#id_code").fill("1234 5678 9012")
    press(page, say["go"])
    page.locator(".govuk-error-summary").wait_for()
    tablet.finds_no_barrier()
    page.locator("#id_code").fill(f"{second[:4]} {second[4:8]} {second[8:]}")
    press(page, say["go"])
    page.wait_for_url("**/me/sitting*")

    # They walk away. Three minutes later the tablet asks for a code, and shows nothing of them.
    page.clock.install()
    tablet.opens("/me/sitting")
    page.clock.fast_forward(181_000)
    page.wait_for_url("**/kiosk")
    tablet.is_pictured(f"kiosk-left-{language}")


def test_a_soldier_without_scripts_types_a_code_on_a_phone(visitor):
    unit = make_unit("1")
    enlist(unit, number="AB-001", surname="Гайко", given="Олесь")
    phone = visitor("en", PHONE, scripts=False)
    phone.opens("/kiosk")
    assert phone.page.get_by_label("Your code").is_visible()
    assert phone.page.locator("form").count() >= 1
