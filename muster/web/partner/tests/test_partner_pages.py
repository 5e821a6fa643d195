"""A partner's file of vacancies is shown before it is kept, and its faults are named."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from muster.access.roles import CASEWORKER, MEMBER, PARTNER
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, UnitId, new_id
from muster.kernel.time import now
from muster.people.commands.packets import give_packet
from muster.policy.queries import in_force
from muster.transition.commands.candidacies import answer_candidate, ask_for
from muster.transition.commands.partners import agree, register_partner
from muster.transition.queries.partners import partner_board, partners
from muster.transition.rules.candidacies import Act, Stage
from muster.transition.tests.test_partners import AT, House
from tests.estates import signed_in
from tests.houses import account_of_person, account_with, enlist, local_day, make_unit


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


def test_a_question_that_may_not_be_asked_is_reported_and_read_beside_the_results(db):
    house = House()
    vacancy, _words = house.vacancy()
    house.packed()
    house.asks(vacancy)
    member, garage = signed_in(house.member.account), house.garage.units[0]
    page = f"/me/work/report/{garage}"
    assert page in member.get("/me/work").content.decode()
    assert "Garage" in member.get(page).content.decode()
    assert "Write what you were asked" in member.post(page, {"text": " "}).content.decode()
    sent = member.post(page, {"text": "Whether I see a doctor"}, follow=True)
    assert "It was reported." in sent.content.decode()
    said = signed_in(house.by.account).get("/after-service/partners").content.decode()
    assert "1 question reported that it may not ask" in said
    assert "Whether I see a doctor" in said
    partner = signed_in(account_with(PARTNER, UnitId(garage), "garage.lan"))
    assert "doctor" not in partner.get("/partner").content.decode()


def another(house, number):
    """Return one more soldier, who gave a packet two months ago."""
    person = enlist(house.unit, number=f"R-10{number}", surname="Гай", given="Іван")
    member = Viewer(account_of_person(person, house.unit), MEMBER, person=person)
    give_packet(
        person=person, words={"name": str(number)}, alone=True, by=member,
        until=local_day(AT) + timedelta(days=60), at=AT - timedelta(days=60),
    )  # fmt: skip
    return member


def test_results_say_who_was_asked_offered_and_kept(db):
    """Interviews, offers, and who still worked there after 30 days, over enough people."""
    house = House()
    least, began, today = (
        in_force().small_groups.clinical_cell,
        AT - timedelta(days=31),
        local_day(AT),
    )
    since, until = today - timedelta(days=90), today + timedelta(days=90)
    agree(partner=house.garage.units[0], since=since, until=until, by=house.by, at=AT)
    vacancy, _words = house.vacancy(places=str(least))
    for number in range(least):
        member = another(house, number)
        asked = new_id()
        ask_for(
            person=member.person, vacancy=vacancy, candidacy=asked, agreed=True, by=member,
            at=began - timedelta(days=3),
        )  # fmt: skip
        for act, more in (
            (Act.INVITED, {}),
            (Act.OFFERED, {}),
            (Act.STARTED, {"day": local_day(began)}),
        ):
            answer_candidate(candidacy=asked, act=act, by=house.garage, at=began, **more)
        answer_candidate(candidacy=asked, act=Act.KEPT, mark=30, by=house.garage, at=AT)
    said = signed_in(house.by.account).get("/after-service/partners").content.decode()
    assert f"Vacancies: {least} asked, {least} talks, {least} offers, {least} began" in said
    assert f"{least} of {least} after 30 days" in said
