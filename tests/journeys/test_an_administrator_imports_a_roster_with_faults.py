"""An administrator brings a roster with faults: each is named with its row, column and remedy, in
the reader's language; nothing is written before they say so, and a second time changes nothing.
Then she lets a soldier sign in, takes the lead's role for a week, and opens a campaign."""

from pathlib import Path

import pytest

from muster.assessments.queries import campaigns
from muster.kernel.time import now
from muster.web.administrator.tests.house import GOOD, HEAD, make_house
from tests.campaigns import ready
from tests.houses import enlist, psychologist_of
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_a_campaign_is_opened import SAYS as CAMPAIGN
from tests.journeys.test_a_campaign_is_opened import prepared, press

# As an office sends it: UTF-16, a date that cannot be, a unit nobody knows, a cell with a formula.
ROSTER = f"""{HEAD}
AB-001,Гайко,Олесь,M,1999-04-01,7.1,2026-01-10
AB-002,Лис,Іван,M,1999-31-01,7.1,2026-01-10
AB-003,"=HYPERLINK(""http://example.org"")",Іван,M,1998-02-03,7.1,2026-01-10
AB-004,Кіт,Юрій,M,1998-02-03,77,2026-01-10
AB-005,Клен,Марія,F,2000-05-06,7.2,2026-01-10
"""
SAYS = {
    "en": {
        "rosters": "Rosters of people", "read": "Read this file", "new": "2 people are new.",
        "refused": "3 rows were refused.", "nothing": "Nothing is written yet.",
        "write": "Write it", "written": "It is written.",
        "again": "This was written before; nothing was changed.",
        "people": "People", "find": "Find", "invite": "Invite this person to sign in",
        "roles": "Roles and accounts", "give": "Give a role", "account": "Name of the account",
        "role": "Role", "unit": "For which unit, with all below it?", "on": "Continue",
        "campaigns": "Campaigns",
    },
    "ru": {
        "rosters": "Списки личного состава", "read": "Прочесть этот файл",
        "new": "Новых людей: 2.", "refused": "3 строки не приняты.",
        "nothing": "Пока ничего не записано.", "write": "Записать", "written": "Записано.",
        "again": "Это уже было записано; ничего не изменилось.",
        "people": "Люди", "find": "Найти", "invite": "Пригласить этого человека",
        "roles": "Роли и учётные записи", "give": "Назначить роль", "account": "Имя учётной записи",
        "role": "Роль", "unit": "Для какого подразделения и всех ниже?", "on": "Продолжить",
        "campaigns": "Кампании",
    },
}  # fmt: skip


@pytest.fixture
def house(committed):
    """A battalion of two companies in which nobody serves yet."""
    return make_house()


def brings(visitor, file: Path, says: dict[str, str]) -> None:
    visitor.opens("/administration")
    visitor.page.get_by_role("link", name=says["rosters"]).click()
    visitor.page.locator("input[type=file]").set_input_files(file)
    visitor.page.get_by_role("button", name=says["read"]).click()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_an_administrator_imports_a_roster_with_faults(visitor, house, tmp_path, language):
    says, file = SAYS[language], tmp_path / "roster.csv"
    file.write_bytes(ROSTER.encode("utf-16"))
    administrator = visitor(language, DESK)
    page = administrator.page
    administrator.signs_in(house.account, again=True)
    administrator.opens("/administration")
    administrator.finds_no_barrier()
    administrator.is_pictured(f"administration-{language}")

    brings(administrator, file, says)
    said = page.locator("main").inner_text()
    for sentence in ("new", "refused", "nothing"):
        assert says[sentence] in said
    assert "“77”" in said or "«77»" in said
    rows = page.locator("tbody tr")
    assert {rows.nth(n).locator("td").first.inner_text() for n in range(rows.count())} >= {
        "2", "3", "4",
    }  # fmt: skip
    administrator.finds_no_barrier()
    administrator.is_pictured(f"roster-report-{language}")

    page.get_by_role("button", name=says["write"]).click()
    page.get_by_text(says["written"], exact=True).wait_for()
    administrator.finds_no_barrier()
    administrator.opens("/administration/units")
    counts = page.locator("tbody td").all_inner_texts()
    assert [one.strip() for one in counts] == ["0", "1", "1"]
    administrator.finds_no_barrier()
    administrator.is_pictured(f"units-{language}")

    brings(administrator, file, says)
    assert says["again"] in page.locator("main").inner_text()


@pytest.mark.parametrize(("language", "size"), [("en", DESK), ("ru", PHONE)])
def test_an_administrator_lets_a_soldier_in_and_opens_a_campaign(visitor, house, language, size):
    says, asked = SAYS[language], CAMPAIGN[language]
    soldier = enlist(house.first, number="AB-001", surname="Гайко", given="Олесь")
    administrator = visitor(language, size)
    page = administrator.page
    administrator.signs_in(house.account, again=True)
    administrator.opens("/administration")
    page.get_by_role("link", name=says["people"], exact=True).click()
    page.locator("#id_text").fill("AB-001")
    page.get_by_role("button", name=says["find"], exact=True).click()
    page.get_by_role("link", name="Гайко Олесь").click()
    page.wait_for_url(f"**/administration/people/{soldier}")
    administrator.finds_no_barrier()
    administrator.is_pictured(f"administration-person-{language}")
    page.get_by_role("button", name=says["invite"]).click()
    administrator.finds_no_barrier()

    # She is an administrator: whom a campaign asks is decided in another role, for a time.
    administrator.opens("/administration")
    assert page.get_by_role("link", name=says["campaigns"], exact=True).count() == 0
    administrator.opens("/administration/roles/give")
    page.get_by_label(says["account"]).fill("anna")
    page.get_by_label(says["role"], exact=True).select_option("assessment-team-lead")
    page.get_by_label(says["unit"]).select_option(str(house.unit))
    page.locator("main form button").last.click()
    ready(house.unit)
    page.get_by_role("link", name=says["campaigns"], exact=True).click()
    prepared(page, asked, unit="7.1")
    press(page, asked["make"])
    page.get_by_text(asked["ready"]).wait_for()
    press(page, asked["open"])
    administrator.finds_no_barrier()
    [made] = campaigns(by=psychologist_of(house.unit), at=now())
    assert made.ordered.opened


@pytest.mark.parametrize("language", ["en", "ru"])
def test_an_administrator_looks_after_the_house(visitor, house, language):
    administrator = visitor(language, DESK)
    administrator.signs_in(house.account, again=True)
    pages = (
        "people", "rosters", "unit-lists", "units/new", f"units/{house.first}", "roles",
        "roles/give", "duty", "duty/give", "crisis-numbers", "crisis-numbers/new", "questionnaires",
        "questionnaires/add", "profile?profile=us", "examination", "jobs", "backups",
    )  # fmt: skip
    # A barrier is one in every language, so each page is looked at in one of them.
    for name in pages[("en", "ru").index(language) :: 2]:
        assert administrator.opens(f"/administration/{name}") == 200, name
        administrator.finds_no_barrier()
        picture = name.partition("?")[0].replace("/", "-").replace(str(house.first), "one")
        administrator.is_pictured(f"administration-{picture}")


def test_an_administrator_on_a_phone_and_without_scripts(visitor, house, tmp_path):
    file = tmp_path / "roster.csv"
    file.write_text(GOOD, encoding="utf-8")
    administrator = visitor("ru", PHONE, scripts=False)
    administrator.signs_in(house.account, again=True)
    brings(administrator, file, SAYS["ru"])
    assert SAYS["ru"]["new"] in administrator.page.locator("main").inner_text()
    administrator.is_pictured("roster-report-phone")
    for name in ("", "/units", "/roles", "/duty", "/crisis-numbers", "/examination", "/backups"):
        administrator.opens(f"/administration{name}")
        wide = administrator.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= PHONE["width"], name
        administrator.is_pictured(f"administration{name.replace('/', '-')}-phone")
