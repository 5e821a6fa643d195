"""Referrals as pages: made from a case, answered, and counted where a head of service begins."""

import pytest

from muster.access.roles import HEAD_OF_SERVICE, PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.care.commands import open_case
from muster.care.commands.referrals import refer_on
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.web.care.tests.test_case_pages import said
from muster.web.psychologist.tests.house import signed_in
from tests.houses import account_with, enlist, make_unit, psychologist_of

pytestmark = pytest.mark.django_db


def test_a_referral_is_made_answered_and_counted():
    unit = make_unit("7")
    person = enlist(unit, number="AB-001", surname="Гайко", given="Олесь")
    owner = account_with(UNIT_PSYCHOLOGIST, unit, "dr.hnat")
    case = open_case(
        person=person, case=new_id(), reason="signal", begins="plan", source=None, tier="",
        owner=owner, by=psychologist_of(unit), at=now(),
    )  # fmt: skip
    clinician, here = signed_in(owner), f"/people/{person}"
    asked = f"{here}/cases/{case}/refer"
    assert "psychologist" not in said(clinician.get(asked)).split("To whom?")[1]
    assert "Select to whom" in said(clinician.post(asked, {"to": ""}))
    made = clinician.post(asked, {"to": "civilian", "words": "Their town."}, follow=True)
    assert "A civilian service" in said(made)
    assert "An answer is awaited" in said(made)
    referral = made.content.decode().split("/referrals/")[1][:36]
    refused = clinician.post(f"{here}/referrals/{referral}", {"became": "moved"})
    assert "is missing" in said(refused)
    done = clinician.post(f"{here}/referrals/{referral}", {"became": "travel"}, follow=True)
    assert "The way was too far" in said(done)

    head = signed_in(account_with(HEAD_OF_SERVICE, unit, "head"))
    assert "0 % of the referrals" in said(head.get("/service"))
    refer_on(
        person=person, case=case, referral=new_id(), to="hospital", day=None, words="",
        by=psychologist_of(unit), at=now(),
    )  # fmt: skip
    shown = said(head.get("/service"))
    assert "1 not due yet" in shown
    assert "dr.hnat" in shown
    assert "Гайко" not in shown


def test_a_physician_refers_into_the_queue():
    unit = make_unit("7")
    person = enlist(unit, number="AB-001", surname="Гайко", given="Олесь")
    physician = signed_in(account_with(PHYSICIAN, unit, "dr.med"))
    here = f"/people/{person}"
    done = physician.post(
        f"{here}/refer", {"urgent": "yes", "words": "Does not sleep."}, follow=True
    )
    assert "Does not sleep." in said(done)
    owner = signed_in(account_with(UNIT_PSYCHOLOGIST, unit, "dr.hnat"))
    assert "A physician asked us" in said(owner.get("/queue"))


def test_a_physician_finds_somebody_and_refers_them_from_there():
    unit = make_unit("7")
    person = enlist(unit, number="AB-001", surname="Гайко", given="Олесь")
    physician = signed_in(account_with(PHYSICIAN, unit, "dr.med"))
    found = physician.get(f"/people/{person}").content.decode()
    assert f'href="/people/{person}/referrals"' in found
    listed = physician.get(f"/people/{person}/referrals")
    assert "Refer to the psychologist" in said(listed)
    owner = signed_in(account_with(UNIT_PSYCHOLOGIST, unit, "dr.hnat"))
    assert "Refer to the psychologist" not in said(owner.get(f"/people/{person}/referrals"))
    assert owner.get(f"/people/{person}/refer").status_code == 404
