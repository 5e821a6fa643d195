"""After an event: who was there, a comrade for each, a code of what came of it, and the way out."""

import pytest

from muster.access.roles import PEER_SUPPORTER, UNIT_PSYCHOLOGIST
from muster.kernel.time import Calendar, now
from muster.people.commands.signing import link_account
from tests.houses import account_of_person, account_with, administrator_of, enlist, make_unit
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.hands import Hand

WORDS = {
    "en": {
        "enter": "Enter an event", "on": "Continue", "kind": "An accident",
        "untold": "Not told", "talked": "We talked", "save": "Put on record",
        "come": "To come", "private": "Neither your commander nor the coordinator",
        "decline": "Decline the talks", "declined": "Declined",
    },
    "ru": {
        "enter": "Внести событие", "on": "Продолжить", "kind": "Несчастный случай",
        "untold": "Не сообщается", "talked": "Мы побеседовали", "save": "Записать",
        "come": "Предстоит", "private": "Ни командир, ни координатор",
        "decline": "Отказаться от бесед", "declined": "Отказ",
    },
}  # fmt: skip


@pytest.mark.parametrize(("language", "size"), [("en", DESK), ("ru", PHONE)])
def test_peers_talk_after_an_event(visitor, language, size):
    words, unit = WORDS[language], make_unit("7")
    soldier = enlist(unit, number="A-001", surname="Гайко", given="Олесь", Phone="+380445550199")
    comrade = enlist(unit, number="A-002", surname="Левко", given="Ян")
    peer_account = account_with(PEER_SUPPORTER, unit, "peer")
    link_account(person=comrade, account="peer", by=administrator_of(unit), at=now())
    psychologist = Hand(
        visitor(language, size), account_with(UNIT_PSYCHOLOGIST, unit, "anna"), words
    )
    psychologist.opens("/events")
    psychologist.presses("enter")
    psychologist.page.locator("#id_unit").select_option(index=1)
    psychologist.presses("on")
    psychologist.dates("day", Calendar("Europe/Kyiv").local_date(now()))
    psychologist.writes("place", "Трасса")
    psychologist.checks("kind")
    psychologist.checks("Гайко")
    psychologist.page.locator("input[name=peers]").check()
    psychologist.visitor.finds_no_barrier()
    psychologist.presses("enter")
    psychologist.reads("Гайко", "Левко", "untold")
    psychologist.shows(f"event-{language}")

    peer = Hand(visitor(language, PHONE), peer_account, words)
    peer.opens("/talks")
    peer.page.get_by_role("link", name="445550199").first.wait_for()
    peer.reads("come")
    peer.shows(f"talks-{language}")
    peer.follows("Гайко")
    peer.visitor.finds_no_barrier()
    peer.checks("talked")
    peer.presses("save")

    member = Hand(visitor(language, PHONE), account_of_person(soldier, unit), words)
    member.opens("/me/talks")
    member.reads("Левко", "private")
    member.shows(f"own-talks-{language}")
    member.presses("decline")
    member.checks("decline")
    member.presses("save")
    member.reads("declined")
    peer.opens("/talks")
    peer.does_not_read("Гайко")
