"""The list of people to be called, as its page shows it and as it is worked on."""

from __future__ import annotations

import re

import pytest

from muster.access.accounts import OPERATOR
from muster.access.roles import PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.detection import commands
from muster.kernel.time import now
from muster.web.psychologist.tests.house import journal_of, make_house, signed_in
from tests.houses import account_with, enlist, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return make_house()


@pytest.fixture
def hayko(house):
    return house.enlists("AB-001", "Гайко", "Олесь", Phone="+380 50 111 22 33", Rank="сержант")


def texts(response) -> str:
    """Return what a page says, without its tags."""
    assert response.status_code == 200, response.status_code
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_the_page_says_who_why_since_when_by_when_and_how_to_reach(house, hayko):
    house.answers(hayko, 0, 0, 0, 0, 0, 0, 0, 0, 3, days_ago=0.1)
    said = texts(signed_in(house.account).get("/queue"))
    assert "Гайко Олесь" in said
    assert "сержант" in said
    assert "Answered item 9 of the PHQ-9" in said
    assert "+380501112233" in said
    assert "from the roster" in said
    assert re.search(r"Red Overdue", said)
    assert "2 hours late" in said
    assert "Nobody yet" in said
    russian = texts(signed_in(house.account, "ru").get("/queue"))
    assert "Просрочено" in russian


def test_whoever_is_late_is_counted_as_late_though_red(house, hayko):
    house.asks(hayko, urgent=True, days_ago=0.1)
    said = texts(signed_in(house.account).get("/queue"))
    assert "1 red 1 overdue 1 to call" in said
    assert "Red Overdue" in said
    counts = texts(signed_in(house.account).get("/queue/units"))
    assert re.search(r"7 By sub-unit 7 1 1 1 1", counts), counts


def test_a_physician_works_on_the_same_list_and_the_same_record(house, hayko):
    house.answers(hayko, 2, 2, 2, 2, 2, 2, 0, 0, 0)
    physician = signed_in(account_with(PHYSICIAN, house.unit, "dr.vus"))
    assert "Гайко" in texts(physician.get("/queue"))
    assert "PHQ-9: Depression" in texts(physician.get(f"/people/{hayko}"))
    assert f"/people/{hayko}" in physician.post("/people", {"text": "Гайко"}).content.decode()
    elsewhere = signed_in(account_with(PHYSICIAN, make_unit("9"), "dr.grab"))
    assert elsewhere.get(f"/people/{hayko}").status_code == 404


def test_each_number_leads_to_those_whom_it_counts(house, hayko):
    house.asks(hayko, urgent=True)
    melnyk = house.enlists("AB-002", "Мельник", "Ірина")
    house.asks(melnyk)
    client = signed_in(house.account)
    client.post(f"/queue/{hayko}/call", {"spoke": "yes"})
    page = client.get(f"/queue?unit={house.first}").content.decode()
    figures = dict(
        re.findall(r'<a href="(/queue\?[^"]*)"><span class="figure__number">(\d+)</span>', page)
    )
    assert all(f"unit={house.first}" in address for address in figures)
    outcome = next(one for one in figures if "outcome=on" in one).replace("&amp;", "&")
    said = texts(client.get(outcome))
    assert "Гайко" in said
    assert "Мельник" not in said


def test_an_empty_list_says_so(house):
    assert "Nobody is waiting to be called." in texts(signed_in(house.account).get("/queue"))
    assert "Nobody matches these filters." in texts(signed_in(house.account).get("/queue?tier=red"))


def test_taking_a_person_on_shows_it_to_everybody(house, hayko):
    house.asks(hayko)
    psychologist = signed_in(house.account)
    answer = psychologist.post(f"/queue/{hayko}/take", follow=True)
    assert "You took the person on." in texts(answer)
    other = account_with(UNIT_PSYCHOLOGIST, house.unit, "dr.lis")
    assert "dr.hnat" in texts(signed_in(other).get("/queue"))


def test_whoever_is_a_moment_too_late_is_told_who_has_the_person(house, hayko):
    house.asks(hayko)
    other = account_with(UNIT_PSYCHOLOGIST, house.unit, "dr.lis")
    late = signed_in(other)
    signed_in(house.account).post(f"/queue/{hayko}/take")
    plain = late.post(f"/queue/{hayko}/take")
    assert plain.status_code == 409
    assert "dr.hnat took this person on at" in plain.content.decode()
    line = late.post(f"/queue/{hayko}/take", headers={"hx-request": "true"})
    assert "dr.hnat took this person on at" in texts(line)
    assert "Take" not in texts(line).split("Record a call")[0].split("dr.hnat")[-1]


def test_a_call_in_vain_needs_its_reason_and_stays_in_the_list(house, hayko):
    house.asks(hayko)
    psychologist = signed_in(house.account)
    page = psychologist.post(f"/queue/{hayko}/call", {"spoke": "no"})
    assert "Select why the person was not reached" in texts(page)
    done = psychologist.post(
        f"/queue/{hayko}/call", {"spoke": "no", "reason": "no-answer"}, follow=True
    )
    assert "1 call did not reach them" in texts(done)


def test_a_call_that_reached_asks_for_the_outcome_and_then_it_is_closed(house, hayko):
    house.asks(hayko, urgent=True)
    psychologist = signed_in(house.account)
    answer = psychologist.post(f"/queue/{hayko}/call?tier=red", {"spoke": "yes"})
    assert answer["Location"] == f"/queue/{hayko}/close?tier=red"
    asked = texts(psychologist.get(answer["Location"]))
    assert "What came of it?" in asked
    closed = psychologist.post(answer["Location"], {"reason": "case-opened"})
    assert closed["Location"] == "/queue?tier=red&done=closed"
    assert "Гайко" not in texts(psychologist.get("/queue"))


def test_what_a_room_refuses_is_said_on_the_form(house, hayko):
    house.asks(hayko, urgent=True)
    page = signed_in(house.account).post(f"/queue/{hayko}/close", {"reason": "no-contact"})
    assert "stays red until a clinician has spoken" in texts(page)


def test_a_person_is_handed_on_to_a_colleague_of_the_same_unit_alone(house, hayko):
    house.asks(hayko)
    near = account_with(UNIT_PSYCHOLOGIST, house.unit, "dr.lis")
    elsewhere = account_with(UNIT_PSYCHOLOGIST, house.second, "dr.sova")
    psychologist = signed_in(house.account)
    account_with(UNIT_PSYCHOLOGIST, house.unit, OPERATOR)
    offered = texts(psychologist.get(f"/queue/{hayko}/hand-on"))
    assert OPERATOR not in offered  # the command line, which nobody can call
    assert "dr.lis" in offered
    assert "dr.sova" not in offered
    refused = psychologist.post(f"/queue/{hayko}/hand-on", {"to": str(elsewhere)})
    assert "Select one of the answers that are offered" in texts(refused)
    psychologist.post(f"/queue/{hayko}/hand-on", {"to": str(near)})
    assert "Гайко" in texts(signed_in(near).get("/queue?whose=mine"))


def test_a_tier_is_overridden_with_a_reason(house, hayko):
    house.asks(hayko)
    psychologist = signed_in(house.account)
    psychologist.post(f"/queue/{hayko}/tier", {"tier": "amber", "reason": "more-urgent"})
    assert "Amber" in texts(psychologist.get("/queue?tier=amber"))


def test_filters_and_units_narrow_the_list(house, hayko):
    melnyk = enlist(house.second, number="AB-002", surname="Мельник", given="Ірина")
    house.asks(hayko, urgent=True)
    house.asks(melnyk, days_ago=20)
    psychologist = signed_in(house.account)

    def names(address: str) -> set[str]:
        said = texts(psychologist.get(address))
        return {name for name in ("Гайко", "Мельник") if name in said}

    assert names("/queue") == {"Гайко", "Мельник"}
    assert names("/queue?tier=red") == {"Гайко"}
    assert names("/queue?overdue=on&tier=yellow") == {"Мельник"}
    assert names(f"/queue?unit={house.second}") == {"Мельник"}
    assert names("/queue?form=phq-9") == set()
    counts = texts(psychologist.get("/queue/units"))
    assert re.search(r"7 By sub-unit 7 1 0 2 2".replace("0", r"\d"), counts), counts
    assert names("/queue?whose=nobody") == {"Гайко", "Мельник"}


@pytest.mark.parametrize(
    "nonsense",
    ["tier=purple", "unit=7", "after=x", "after=AAAA", "whose=theirs", f"after={'A' * 66}"],
)
def test_an_address_that_makes_no_sense_does_not_exist(house, nonsense):
    assert signed_in(house.account).get(f"/queue?{nonsense}").status_code == 404


def test_a_unit_of_somebody_else_does_not_exist(house):
    stranger = make_unit("8")
    client = signed_in(house.account)
    assert client.get(f"/queue?unit={stranger}").status_code == 404
    assert client.get(f"/queue/units?under={stranger}").status_code == 404


@pytest.mark.parametrize("page", ["call", "hand-on", "close", "tier", "take"])
def test_somebody_elses_person_does_not_exist_on_any_page(house, page):
    theirs = enlist(make_unit("8"), number="AB-009", surname="Чужий", given="Юрій")
    client = signed_in(house.account)
    for method in (client.get, client.post):
        if (page, method) == ("take", client.get):
            continue
        assert method(f"/queue/{theirs}/{page}").status_code == 404


def test_pages_follow_each_other(house):
    people = [house.enlists(f"AB-1{n:02}", f"Сосна{chr(1072 + n)}", "Лев") for n in range(27)]
    for person in people:
        house.asks(person)
    client = signed_in(house.account)
    first = client.get("/queue")
    assert texts(first).count("Asked us for help") == 25
    after = re.search(r'href="(/queue\?after=[^"]+)"', first.content.decode())[1]
    second = client.get(after)
    assert texts(second).count("Asked us for help") == 2
    assert "To the top of the list" in texts(second)
    assert not set(shown(first)) & set(shown(second))


def shown(response) -> list[str]:
    return re.findall(r'id="p([0-9a-f]{32})"', response.content.decode())


def test_a_renewed_list_enters_only_who_is_newly_shown(house, hayko):
    house.asks(hayko)
    client = signed_in(house.account)
    first = client.get("/queue").content.decode()
    mark = re.search(r'name="shown" value="([^"]+)"', first)[1]
    news = re.search(r'hx-get="(/queue/news[^"]+)"', first)[1].replace("&amp;", "&")
    assert client.get(news).content.strip() == b""
    melnyk = house.enlists("AB-002", "Мельник", "Ірина")
    house.asks(melnyk)
    assert "1 person is new. Show" in texts(client.get(news))
    before = len(journal_of("detection.morning"))
    renewed = client.post("/queue", {"shown": mark}, headers={"hx-request": "true"})
    assert "Мельник" in texts(renewed)
    assert "2 to call" in texts(renewed)
    [(people, person)] = journal_of("detection.morning")[before:]
    assert [*(people or []), *([person] if person else [])] == [melnyk]
    assert journal_of("people.list")[-1][0] == [melnyk]
    assert not journal_of("detection.queue-newer")


def test_a_mark_of_another_account_hides_nothing_from_the_journal(house, hayko):
    house.asks(hayko)
    other = account_with(UNIT_PSYCHOLOGIST, house.unit, "dr.lis")
    page = signed_in(other).get("/queue").content.decode()
    mark = re.search(r'name="shown" value="([^"]+)"', page)[1]
    before = len(journal_of("detection.morning"))
    signed_in(house.account).post("/queue", {"shown": mark}, headers={"hx-request": "true"})
    assert len(journal_of("detection.morning")) == before + 1


def test_the_list_works_at_any_length_of_what_a_person_gave_cause_for(house, hayko):
    house.asks(hayko, urgent=True)
    house.answers(hayko, 3, 3, 3, 3, 3, 3, 3, 3, 3)
    house.answers(hayko, 3, 3, 3, 3, 3, 3, 3, instrument="gad-7")
    page = signed_in(house.account).get("/queue")
    assert "More reasons" in texts(page)
    commands.take(person=hayko, by=house.by, at=now())
    assert "You" in texts(signed_in(house.account).get("/queue?whose=mine"))
