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


def code_of(house) -> str:
    from muster.people.unit_names import unit_names
    from muster.vault.work import unit_of_work

    with unit_of_work(house.by.standing()):
        return unit_names([house.unit])[house.unit].code
