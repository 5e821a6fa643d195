"""A personnel officer brings a list of what people learned and did, and takes a wrong entry back.

Each row that cannot be taken is named with its reason, nothing is written before they say so, and
the person's page shows what is on record.
"""

import pytest

from muster.access.roles import PERSONNEL_OFFICER
from tests.companies import muster_up
from tests.houses import account_with, make_unit
from tests.journeys.conftest import DESK, PHONE

LIST = """Личный номер;Вид сведений;Что;С;По;Людей;Код
M-1000;ВУС;Стрелок;10.01.2015;;;100915
M-1000;техника;БМП-2;;;;
M-1000;допуск;Водительские права;;;;C
M-1000;руководство;отделение;01.01.2018;01.01.2020;9;
M-1000;курс;Жизнь с ПТСР;;;;
M-1000;хобби;Шахматы;;;;
M-9999;курс;Сварка;;;;
"""
SAYS = {
    "en": {
        "lists": "Lists of service entries", "read": "Read this file", "new": "4 entries are new.",
        "refused": "3 rows were refused.", "nothing": "Nothing is written yet.",
        "write": "Write it", "written": "It is written.", "nobody": "so the row was set aside",
        "health": "may speak of health", "kind": "is not a kind of service entry",
        "entries": "Service entries", "wrong": "Take a wrong entry back",
        "choice": "Vehicle or machine: БМП-2", "back": "Take this entry back",
        "gone": "The entry was taken back.", "again": "4 entries stay as they are.",
    },
    "ru": {
        "lists": "Списки сведений о службе", "read": "Прочесть этот файл",
        "new": "4 записи новые.", "refused": "3 строки не приняты.",
        "nothing": "Пока ничего не записано.", "write": "Записать", "written": "Записано.",
        "nobody": "поэтому строка отложена", "health": "может говорить о здоровье",
        "kind": "не вид сведений о службе", "entries": "Сведения о службе",
        "wrong": "Снять ошибочную запись", "choice": "Техника или машина: БМП-2",
        "back": "Снять эту запись", "gone": "Запись снята.", "again": "4 записи остаются как есть.",
    },
}  # fmt: skip


@pytest.fixture
def house(committed):
    """A unit in which Гайко serves, and its personnel officer."""
    unit = make_unit("7")
    person = muster_up(unit, {unit: ["Гайко"]})["Гайко"]
    return account_with(PERSONNEL_OFFICER, unit, "office.lan"), person


def brings(visitor, file, says):
    visitor.opens("/administration")
    visitor.page.get_by_role("link", name=says["lists"]).click()
    visitor.page.locator("input[type=file]").set_input_files(file)
    visitor.page.get_by_role("button", name=says["read"]).click()


@pytest.mark.parametrize(("language", "size"), [("en", DESK), ("ru", PHONE)])
def test_a_personnel_office_brings_service_entries(visitor, house, tmp_path, language, size):
    (account, person), says, file = house, SAYS[language], tmp_path / "entries.csv"
    file.write_bytes(LIST.encode("cp1251"))
    office = visitor(language, size)
    page = office.page
    office.signs_in(account, again=True)
    brings(office, file, says)
    said = page.locator("main").inner_text()
    for key in ("new", "refused", "nothing", "nobody", "health", "kind"):
        assert says[key] in said, key
    assert "ПТСР" not in said
    office.finds_no_barrier()
    office.is_pictured(f"entries-report-{language}")
    page.get_by_role("button", name=says["write"]).click()
    page.get_by_text(says["written"], exact=True).wait_for()

    office.opens(f"/administration/people/{person}")
    page.locator("main").get_by_role("button", name=says["entries"]).click()
    page.wait_for_url("**/entries")
    assert "Стрелок (100915)" in page.locator("main").inner_text()
    office.finds_no_barrier()
    office.is_pictured(f"entries-of-one-{language}")
    page.locator("main").get_by_role("button", name=says["wrong"]).click()
    page.wait_for_url("**/entries/wrong")
    office.finds_no_barrier()
    office.is_pictured(f"entries-wrong-{language}")
    page.get_by_label(says["choice"]).check()
    page.get_by_role("button", name=says["back"]).click()
    page.get_by_text(says["gone"]).wait_for()
    assert "БМП-2" not in page.locator("main").inner_text()
    office.finds_no_barrier()

    brings(office, file, says)
    assert says["refused"] in page.locator("main").inner_text()
    assert says["new"] not in page.locator("main").inner_text()
