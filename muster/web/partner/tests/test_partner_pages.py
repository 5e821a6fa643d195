"""A partner's file of vacancies is shown before it is kept, and its faults are named."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from muster.access.roles import CASEWORKER, PARTNER
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, UnitId, new_id
from muster.kernel.time import now
from muster.transition.commands.partners import agree, register_partner
from muster.transition.queries.partners import partner_board, partners
from muster.transition.rules.candidacies import Stage
from muster.transition.tests.test_partners import AT, House
from tests.estates import signed_in
from tests.houses import account_with, make_unit


def test_a_file_is_shown_then_kept(db):
    at, partner = now(), new_id()
    by = Viewer(AccountId(new_id()), CASEWORKER, (make_unit("P"),))
    register_partner(partner=partner, kind="school", name="School", by=by, at=at)
    until = at.date() + timedelta(days=90)
    agree(partner=partner, since=at.date(), until=until, by=by, at=at)
    browser = signed_in(account_with(PARTNER, UnitId(partner), "school.lan"))
    day = at.date() + timedelta(days=20)
    rows = f"title,city,start\nWelder,Lviv,{day}\n=cmd(),Lviv,{day}\n,Lviv,{day}\n"
    file = SimpleUploadedFile("vacancies.csv", rows.encode())
    shown = browser.post("/partner/vacancies/file", {"file": file})
    said = shown.content.decode()
    assert "1 vacancy can be put in." in said
    assert "The cell holds a formula" in said
    assert "The vacancy has no title." in said
    assert "Welder" not in browser.get("/partner/vacancies").content.decode()
    sent = said.partition('name="held" value="')[2].partition('"')[0]
    assert browser.post("/partner/vacancies/file", {"held": sent}).status_code == 303
    assert "Welder" in browser.get("/partner/vacancies").content.decode()
    wrong = SimpleUploadedFile("vacancies.csv", b"name\nWelder\nCook\n")
    said = browser.post("/partner/vacancies/file", {"file": wrong}).content.decode()
    assert "The file has no column “title”." in said


def test_a_round_is_shown_both_ways_and_offered_on_a_page(db):
    house = House()
    vacancy, _words = house.vacancy()
    house.packed()
    house.asks(vacancy)
    browser = signed_in(house.by.account)
    taking_part = {"partners": [str(house.garage.units[0])]}
    assert "Garage" in browser.get("/after-service/partners/round").content.decode()
    said = browser.post("/after-service/partners/round", taking_part).content.decode()
    assert "Mechanic, Garage" in said
    given = browser.post("/after-service/partners/round", {**taking_part, "what": "stable"})
    assert given.status_code == 303
    assert partner_board(by=house.garage, at=AT).candidates[0].state.stage is Stage.OFFERED


def test_what_was_set_aside_is_read_whole_and_let_through(db):
    house = House()
    house.vacancy(title="Young team seeks a clerk")
    [waiting] = partners(by=house.by, at=AT).waiting
    browser = signed_in(house.by.account)
    page = f"/after-service/partners/waiting/{waiting.vacancy.key}"
    assert page in browser.get("/after-service/partners").content.decode()
    assert "these words: “Young team”" in browser.get(page).content.decode()
    browser.post(page, {"what": "through"})
    own = signed_in(house.member.account).get(f"/me/work/{waiting.vacancy.key}")
    assert "Young team seeks a clerk" in own.content.decode()
