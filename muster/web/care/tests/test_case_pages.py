"""A clinician's cases as pages: moved on, signed by two, offered and accepted, late."""

import re
from datetime import timedelta

import pytest

from muster.access.roles import (
    CASE_MANAGER,
    COMMANDER,
    HEAD_OF_SERVICE,
    PHYSICIAN,
    UNIT_PSYCHOLOGIST,
)
from muster.access.viewers import Viewer
from muster.care.commands import open_case
from muster.care.commands.limitations import order_limitation
from muster.care.rules.limitations import Basis, Form, Terms
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.policy.commands import adopt_profile
from muster.policy.profiles import content
from muster.policy.versions import forget, remember
from muster.web.psychologist.tests.house import signed_in
from tests.houses import (
    account_with,
    administrator_of,
    enlist,
    local_day,
    make_unit,
    psychologist_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make_unit("7")


@pytest.fixture
def person(unit):
    return enlist(unit, number="AB-001", surname="Гайко", given="Олесь")


@pytest.fixture
def owner(unit):
    return account_with(UNIT_PSYCHOLOGIST, unit, "dr.hnat")


@pytest.fixture
def case(unit, person, owner):
    at = now() - timedelta(days=9)
    return open_case(
        person=person, case=new_id(), reason="signal", begins="triaged", source=None, tier="",
        owner=owner, by=psychologist_of(unit), at=at,
    )  # fmt: skip


def said(response) -> str:
    assert response.status_code == 200, response.status_code
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_case_is_moved_on_by_the_steps_that_the_path_gives(person, case, owner):
    clinician, here = signed_in(owner), f"/people/{person}/cases/{case}"
    assert "Гайко Олесь" in said(clinician.get("/cases"))
    shown = said(clinician.get(here))
    assert "Triaged" in shown
    assert "Book the assessment" in shown
    assert "Close after the last check" not in shown
    assert "Assessment" in said(clinician.post(f"{here}/steps/book", {"words": ""}, follow=True))
    assert "Hold it first, or say why there is none." in said(clinician.get(f"{here}/steps/assess"))
    unsaid = said(clinician.post(f"{here}/steps/assess", {"words": ""}))
    assert "Select the reason" in unsaid
    refused = clinician.post(f"{here}/steps/book", {"words": ""})
    assert "knows no such step" in said(refused)
    assert "Select the reason" in said(clinician.post(f"{here}/steps/exit", {"words": ""}))
    done = clinician.post(
        f"{here}/steps/exit", {"words": "Says no.", "reason": "declined"}, follow=True
    )
    assert "Says no." in said(done)
    assert "Closed" in said(clinician.get(here))


def test_what_is_late_says_on_whom_and_the_head_reads_no_name(unit, person, case, owner):
    seen = said(signed_in(owner).get("/cases/late"))
    assert "Гайко Олесь" in seen
    assert "dr.hnat" in seen
    assert "It stands there since" in seen
    assert "over its time." in seen
    head = said(signed_in(account_with(HEAD_OF_SERVICE, unit, "head")).get("/cases/late"))
    assert "dr.hnat" in head
    assert "Гайко" not in head
    russian = said(signed_in(owner, "ru").get("/cases/late"))
    assert "Начальник службы" in russian


def test_an_offer_is_accepted_by_name(unit, person, case, owner):
    here = f"/people/{person}/cases/{case}"
    physician = account_with(PHYSICIAN, unit, "dr.lis")
    signed_in(owner).post(f"{here}/offer", {"to": str(physician)})
    gaining = signed_in(physician)
    assert "This case was offered to you" in said(gaining.get(here))
    assert "dr.lis" in said(gaining.post(f"{here}/accept", follow=True))
    manager = account_with(CASE_MANAGER, unit, "nurse")
    assert signed_in(manager).post(f"{here}/accept").status_code == 409


def test_a_pause_has_a_reason_and_a_day(person, case, owner):
    clinician, here = signed_in(owner), f"/people/{person}/cases/{case}"
    day = now() + timedelta(days=30)
    asked = {"reason": "leave", "until_0": day.day, "until_1": day.month, "until_2": day.year}
    form = clinician.get(f"{here}/pause").content.decode()
    names = re.findall(r'name="(until[^"]*)"', form)
    asked = {"reason": "leave", **dict(zip(names, (day.day, day.month, day.year), strict=True))}
    assert "Paused" in said(clinician.post(f"{here}/pause", asked, follow=True))
    assert "Let the clock rest" in said(clinician.post(f"{here}/resume", follow=True))


def test_nobody_else_finds_a_case(unit, person, case):
    here = f"/people/{person}/cases/{case}"
    elsewhere = signed_in(account_with(UNIT_PSYCHOLOGIST, make_unit("8"), "dr.far"))
    commander = signed_in(account_with(COMMANDER, unit, "commander"))
    for stranger in (elsewhere, commander):
        missing = stranger.get("/no-such-page").content
        for address in (here, f"{here}/steps/book", f"{here}/offer", f"{here}/pause"):
            answer = stranger.get(address)
            assert (answer.status_code, answer.content) == (404, missing), address


def test_a_head_of_service_looks_at_another_version_and_moves_the_cases(unit, person, case):
    forget()
    try:
        later = local_day() + timedelta(days=2)
        made = adopt_profile(
            content=content("canada"), starts=later, by=administrator_of(unit), at=now()
        )
        head = signed_in(account_with(HEAD_OF_SERVICE, unit, "head"))
        seen = head.get("/cases/path", {"version": made.digest})
        assert "Where the cases stand" in said(seen)
        unsure = head.post(f"/cases/path/{made.digest}", {"sent": "1"})
        assert "Say that you mean to move them" in said(unsure)
        done = head.post(f"/cases/path/{made.digest}", {"sure": "on"})
        assert "1 case goes by it now" in said(head.get(done["Location"]))
        assert head.post("/cases/path/nothing", {"sure": "on"}).status_code != 302
    finally:
        remember()


def test_the_coming_week_stands_where_a_clinicians_day_begins(unit, person, owner):
    at, day = now(), local_day()
    page = said(signed_in(owner).get("/cases"))
    assert "No appointment and no review of a limitation comes up." in page
    soon = day + timedelta(days=3)
    for review in (day + timedelta(days=20), soon):
        terms = Terms(
            Form.ORDINARY, Basis.ASSESSMENT, ("night-duty",), day, day + timedelta(days=40),
            review, "after-review", at, at,
        )  # fmt: skip
        order_limitation(
            person=person, limitation=new_id(), terms=terms, case=None,
            by=Viewer(owner, UNIT_PSYCHOLOGIST, (unit,)), at=at,
        )  # fmt: skip
    page = said(signed_in(owner).get("/cases"))
    assert page.count("Review of a limitation") == 1
    assert f"By {soon.day} {soon:%b} {soon.year}" in page
    other = account_with(UNIT_PSYCHOLOGIST, unit, "dr.lis")
    assert "Review of a limitation" not in said(signed_in(other).get("/cases"))
