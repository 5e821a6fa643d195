"""Somebody at home tells what they noticed, gets nothing back; the soldier is called and told."""

import pytest

from muster.access.roles import COMMANDER, UNIT_PSYCHOLOGIST
from muster.config.watching import read_reports
from muster.kernel.time import now
from tests.houses import account_of_person, account_with, enlist, make_unit
from tests.journeys.conftest import DESK, PHONE

WORDS = {
    "en": {
        "draw": "Draw an address", "family": "Family or a friend", "seen": "Hardly sleeps",
        "send": "Tell the clinician", "received": "Received", "wrong": "There is a problem",
        "why": "told us on", "told": "What others told us", "leader": "I lead them",
        "match": "This is who is meant", "find": "Find", "none": "No report waits for you",
    },
    "ru": {
        "draw": "Создать адрес", "family": "Родные или друзья", "seen": "Почти не спит",
        "send": "Сообщить специалисту", "received": "Получено", "wrong": "Есть ошибка",
        "why": "сообщил о замеченных", "told": "Что нам сообщили другие",
        "leader": "Это мой подчинённый", "match": "Речь об этом человеке", "find": "Найти",
        "none": "Сообщений, ожидающих вас, нет",
    },
}  # fmt: skip


@pytest.fixture
def house(committed):
    unit = make_unit("7")
    person = enlist(unit, number="AB-001", surname="Гайко", given="Олесь", Phone="555-0199")
    return unit, person, account_with(UNIT_PSYCHOLOGIST, unit, "dr.hnat")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_family_member_tells_what_they_noticed(visitor, house, language):
    said, (unit, person, account) = WORDS[language], house
    clinician = visitor(language, DESK)
    clinician.signs_in(account)
    clinician.opens("/cases/noticed/addresses")
    clinician.page.get_by_role("button", name=said["draw"]).click()
    address = clinician.page.locator("main").get_by_text("/noticed/").inner_text()
    clinician.finds_no_barrier()

    home = visitor(language, PHONE, scripts=language == "en")
    door = "/" + address.split("/", 3)[3]
    home.opens(door)
    if language == "en":
        home.finds_no_barrier()
    home.page.get_by_role("button", name=said["send"]).click()
    assert home.page.locator(".govuk-error-summary").is_visible()
    answers = [sent(home, said, who, door) for who in ("Гайко Олесь", "Nobody at all")]
    assert answers[0] == answers[1]
    assert "Гайко" not in answers[0]
    home.is_pictured(f"noticed-{language}")

    read_reports(now())
    clinician.opens(f"/people/{person}/noticed")
    assert "С весны." in main(clinician)
    clinician.finds_no_barrier()
    clinician.opens("/queue")
    assert "Гайко" in main(clinician)
    assert said["why"] in main(clinician)
    clinician.opens("/cases/noticed")
    clinician.page.get_by_role("link", name="Nobody at all").click()
    clinician.page.locator("#id_text").fill("AB-001")
    clinician.page.get_by_role("button", name=said["find"]).click()
    clinician.finds_no_barrier()
    clinician.page.get_by_role("button", name=said["match"]).click()
    assert said["none"] in main(clinician)

    member = visitor(language, PHONE)
    member.signs_in(account_of_person(person, unit), again=True)
    member.opens("/me/next")
    assert said["told"] in main(member)
    assert said["seen"] in main(member)
    assert "С весны." not in main(member)
    member.finds_no_barrier()

    leader = visitor(language, DESK)
    leader.signs_in(account_with(COMMANDER, unit, "major"))
    leader.opens("/noticed")
    leader.finds_no_barrier()
    assert sent(leader, {**said, "family": said["leader"]}, "AB-001", "/noticed") == answers[0]
    assert leader.opens(f"/people/{person}/noticed") == 404


def sent(reader, said, who, door):
    reader.opens(door)
    reader.page.get_by_label(said["family"]).check()
    reader.page.locator("#id_who").fill(who)
    reader.page.get_by_label(said["seen"]).check()
    reader.page.locator("#id_words").fill("С весны.")
    reader.page.get_by_role("button", name=said["send"]).click()
    reader.page.wait_for_url("**/noticed/received")
    assert said["received"] in main(reader)
    return main(reader)


def main(reader):
    return reader.page.locator("main").inner_text()
