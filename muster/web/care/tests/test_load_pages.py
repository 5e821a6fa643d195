"""Caseloads as pages: who carries how much, an absence, the pool, and a list accepted at once."""

from datetime import timedelta

import pytest

from muster.access.roles import HEAD_OF_SERVICE, UNIT_PSYCHOLOGIST
from muster.care.commands import open_case
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.web.care.tests.test_case_pages import said
from muster.web.psychologist.tests.house import signed_in
from tests.houses import account_with, enlist, local_day, make_unit, psychologist_of

pytestmark = pytest.mark.django_db


def test_a_head_hands_a_list_on_and_a_colleague_accepts_it_at_once():
    unit = make_unit("7")
    leaving = account_with(UNIT_PSYCHOLOGIST, unit, "dr.hnat")
    staying = account_with(UNIT_PSYCHOLOGIST, unit, "dr.lis")
    cases = []
    for place, surname in enumerate(("Гайко", "Зоря", "Лис")):
        person = enlist(unit, number=f"AB-00{place}", surname=surname, given="Олесь")
        case = open_case(
            person=person, case=new_id(), reason="signal", begins="plan", source=None, tier="",
            owner=leaving, by=psychologist_of(unit), at=now() - timedelta(days=1),
        )  # fmt: skip
        cases.append(f"/people/{person}/cases/{case}")
    head = signed_in(account_with(HEAD_OF_SERVICE, unit, "head"))
    shown = said(head.get("/service/load"))
    assert "dr.hnat 3" in shown
    assert "Гайко" not in shown
    today = local_day()
    day = {
        f"away_{end}-{part}": getattr(today, part)
        for end in ("from", "until")
        for part in ("day", "month", "year")
    }
    gone = {"account": leaving, "cover": staying, **day}
    assert "dr.lis covers" in said(head.post("/service/load/away", gone, follow=True))
    first, second = signed_in(leaving), signed_in(staying)
    assert "Гайко" in said(second.get("/cases"))

    assert "Зоря" in said(first.post(f"{cases[1]}/pool", {}, follow=True))
    assert "Зоря" in said(second.get("/cases/pool"))
    assert second.post(f"{cases[1]}/take", {}).url == cases[1]
    refused = head.post("/service/load/hand-on", {"owner": leaving, "to": leaving})
    assert "Nobody else was named" in said(refused)
    head.post("/service/load/hand-on", {"owner": leaving, "to": staying})
    assert "dr.hnat offers you 2 cases as one list." in said(second.get("/cases"))
    second.post("/cases/lists", {"owner": leaving, "over": ""})
    assert "No case is yours" in said(first.get("/cases"))
    assert second.post("/cases/lists", {"owner": "nonsense"}).status_code == 404
