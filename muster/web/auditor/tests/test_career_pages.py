"""The auditor brings a list of career actions in, keeps it, and reviews what lies near care."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from muster.access.roles import AUDITOR, COMMANDER, PERSONNEL_OFFICER
from muster.care.commands.cases import open_case
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.web.psychologist.tests.house import make_house
from tests.estates import signed_in
from tests.houses import account_with, local_day

pytestmark = pytest.mark.django_db


def said(answer) -> str:
    body = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def test_a_list_is_kept_and_what_lies_near_care_is_reviewed():
    house, today = make_house(), local_day()
    person = house.enlists("AB-001", "Гайко", "Олесь")
    open_case(
        person=person, case=new_id(), reason="signal", begins="triaged", source=None, tier="",
        owner=house.account, by=house.by, at=now(),
    )  # fmt: skip
    browser = signed_in(account_with(AUDITOR, house.unit, "vera"))
    text = (
        "Личный номер;Вид меры;Дата приказа;Код подразделения\n"
        f"АВ-001;Снижение в звании;{today:%d.%m.%Y};{code_of(house)}\n"
        f"АВ-001;накричал;{today:%d.%m.%Y};{code_of(house)}\n"
    )
    sent = SimpleUploadedFile("list.csv", text.encode("cp1251"))
    place = browser.post("/journal/careers", {"file": sent}).headers["Location"]
    read = said(browser.get(place))
    assert "1 row can be taken." in read
    assert "“накричал” is no kind of career action" in read
    assert "1 of them lies within 90 days of care." in read
    assert "AB001" not in read
    assert "No action near care" in said(browser.get("/journal/careers"))
    assert browser.post(f"{place}/confirm").headers["Location"] == place
    assert "1 action was new." in said(browser.get(place))
    listed = browser.get("/journal/careers")
    assert "within 90 days of care" in said(listed)
    assert "Reduced in rank" in said(listed)
    assert "AB001" not in said(listed)
    assert "Гайко" not in said(listed)
    (one,) = re.findall(r'href="(/journal/careers/[0-9a-f-]{36})"', listed.content.decode())
    assert "AB001" in said(browser.get(one))
    empty = said(browser.post(one, {"outcome": "unrelated", "words": "ok"}))
    assert "A review says in words what it rests on." in empty
    browser.post(one, {"outcome": "unrelated", "words": "The order of 3 May names the test."})
    assert "It had grounds of its own" in said(browser.get(one))
    assert "waits to be reviewed" in said(browser.get("/journal/careers"))
    for role in (COMMANDER, PERSONNEL_OFFICER):
        other = signed_in(account_with(role, house.unit, f"a-{role.key}"))
        assert [other.get(path).status_code for path in ("/journal/careers", one)] == [404, 404]


def test_a_list_whose_headings_say_little_is_read_by_the_columns_that_are_chosen():
    house, today = make_house(), local_day()
    house.enlists("AB-001", "Гайко", "Олесь")
    browser = signed_in(account_with(AUDITOR, house.unit, "vera"))
    text = f"Кого;За что;Сделали;Дата;Часть\nАВ-001;–;Снижение в звании;{today:%d.%m.%Y};"
    text += f"{code_of(house)}\n"

    def sends(**columns):
        file = SimpleUploadedFile("list.csv", text.encode())
        headings = {f"heading-{n}": name for n, name in enumerate(text.split("\n")[0].split(";"))}
        return browser.post("/journal/careers", {"file": file, **(headings if columns else {}),
                                                 **columns})  # fmt: skip

    asked = sends()
    assert "What do the columns of this list hold?" in said(asked)
    assert 'value="Кого"' in asked.content.decode()
    assert "No list came in yet." in said(browser.get("/journal/careers")), "nothing was kept"
    half = {"column-0": "", "column-2": "kind", "column-3": "day", "column-4": "unit"}
    assert "The list still cannot be read" in said(sends(**half))
    place = sends(**{**half, "column-0": "number"}).headers["Location"]
    assert "1 row can be taken." in said(browser.get(place))
    alone = browser.post("/journal/careers", {"heading-0": "Кого", "column-0": "number"})
    assert "Choose a file" in said(alone)
    assert "What do the columns" in said(alone)


def code_of(house) -> str:
    from muster.people.unit_names import unit_names
    from muster.vault.work import unit_of_work

    with unit_of_work(house.by.standing()):
        return unit_names([house.unit])[house.unit].code
