"""No page leads its reader to one that is not theirs: every way on a person's pages is there."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from muster.access.roles import (
    AUDITOR,
    CASE_MANAGER,
    PERSONNEL_OFFICER,
    PHYSICIAN,
    PRIVACY_OFFICER,
    UNIT_PSYCHOLOGIST,
)
from muster.care.commands import open_case
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.web.psychologist.tests.house import signed_in
from tests.houses import account_with, enlist, make_unit, psychologist_of

pytestmark = pytest.mark.django_db
FARTHEST = 40  # so many pages are looked at from each beginning
_WAY = re.compile(r'href="(/[^"#?]*)"')


def ways_of(browser, address: str) -> list[str]:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    if "html" not in answer.headers["Content-Type"]:
        return []
    body = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    back = answer.content.decode().partition("<main")[0]
    ways = [*_WAY.findall(body), *_WAY.findall(back.rpartition("govuk-back-link")[0][-200:])]
    return [
        one for one in ways if one.startswith(("/people", "/cases", "/break-glass", "/journal"))
    ]


@pytest.mark.parametrize("role", [CASE_MANAGER, PHYSICIAN, UNIT_PSYCHOLOGIST])
def test_every_way_from_a_case_is_there(role):
    unit = make_unit("7")
    person = enlist(unit, number="AB-001", surname="Гайко", given="Олесь")
    owner = account_with(UNIT_PSYCHOLOGIST, unit, "dr.hnat")
    case = open_case(
        person=person, case=new_id(), reason="signal", begins="plan", source=None, tier="",
        owner=owner, by=psychologist_of(unit), at=now() - timedelta(days=9),
    )  # fmt: skip
    browser = signed_in(account_with(role, unit, f"a-{role.key}"))
    ahead, seen = [f"/people/{person}/cases/{case}"], set()
    while ahead and len(seen) < FARTHEST:
        address = ahead.pop(0)
        if address not in seen:
            seen.add(address)
            ahead += ways_of(browser, address)
    assert f"/people/{person}/noticed" in seen


def test_personnel_finds_people_and_is_led_to_no_emergency():
    unit = make_unit("7")
    browser = signed_in(account_with(PERSONNEL_OFFICER, unit, "kadry"))
    assert "/break-glass" not in ways_of(browser, "/administration/people")
    clinician = signed_in(account_with(UNIT_PSYCHOLOGIST, unit, "dr.hnat"))
    assert "/break-glass" in ways_of(clinician, "/people")


@pytest.mark.parametrize(("role", "exports"), [(AUDITOR, True), (PRIVACY_OFFICER, False)])
def test_who_may_not_take_the_journal_along_is_not_led_there(role, exports):
    browser = signed_in(account_with(role, make_unit("7"), "vera"))
    ways = {one for one in ways_of(browser, "/journal") if not one.startswith("/journal/entries")}
    assert ("/journal/export" in ways) is exports
    for way in ways:
        assert browser.get(way).status_code == 200, way
