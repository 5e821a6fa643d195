"""The structured interview as pages: a list of parts, a proposal, and the form it leads to."""

from datetime import timedelta

import pytest

from muster.access.roles import PHYSICIAN
from muster.care.commands import open_case
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.web.care.tests.test_case_pages import said
from muster.web.psychologist.tests.house import signed_in
from tests.houses import account_with, enlist, make_unit, psychologist_of

pytestmark = pytest.mark.django_db
FOUND = {
    "function": "strained", "suicide": "thoughts", "violence": "no", "alcohol": "no",
    "sleep": "short", "concussion": "no", "weapons": "private", "strengths": "people",
    "wish": "wants-help",
}  # fmt: skip


def test_an_interview_is_filled_part_by_part_and_leads_to_a_limitation_that_somebody_orders():
    unit = make_unit("7")
    person = enlist(unit, number="AB-001", surname="Гайко", given="Олесь")
    owner = account_with(PHYSICIAN, unit, "dr.hnat")
    case = open_case(
        person=person, case=new_id(), reason="signal", begins="triaged", source=None, tier="",
        owner=owner, by=psychologist_of(unit), at=now() - timedelta(days=1),
    )  # fmt: skip
    clinician, here = signed_in(owner, "ru"), f"/people/{person}/cases/{case}/interview"
    assert "Ещё нет" in said(clinician.get(here))
    refused = clinician.post(f"{here}/sleep", {"codes": ["rested", "nightmares"], "words": ""})
    assert "Один ответ говорит, что ничего нет" in said(refused)
    for part, code in FOUND.items():
        shown = clinician.post(
            f"{here}/{part}", {"codes": [code], "words": "Моими словами."}, follow=True
        )
    assert "Обращение с оружием" in said(shown)
    assert "Завершить беседу" in said(shown)
    assert "checked" in clinician.get(f"{here}/sleep").content.decode()
    asked = clinician.post(f"{here}/finish", {"decided": "not-needed", "words": ""})
    assert "Здесь нужны слова" in said(asked)
    ordered = clinician.post(f"{here}/finish", {"decided": "order", "words": ""})
    assert ordered.url.endswith("/limitations/order?functions=weapons")
    assert 'value="weapons" checked' in clinician.get(ordered.url).content.decode()
    assert "Моими словами." in said(clinician.get(here))
    assert clinician.get(f"{here}/nonsense").status_code == 404
