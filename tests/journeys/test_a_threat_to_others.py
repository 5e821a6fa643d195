"""Somebody threatens another: its own protocol, the list of whom one may tell, the armourer's line.

The police read what is listed and no more; the armourer reads “no weapon until”, and never why; the
person reads on their own page whom was told what.
"""

from datetime import timedelta

import pytest

from muster.access.roles import ARMOURER, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.commands.limitations import (
    Told,
    order_limitation,
    send_notice,
    show_limitation,
)
from muster.care.rules.limitations import Basis, Form, Terms
from muster.kernel.ids import new_id
from muster.kernel.time import now
from tests.houses import account_of_person, account_with, enlist, local_day, make_unit, takes_duty
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.hands import Hand

WORDS = {
    "en": {
        "threat": "Put a threat to others on record", "save": "Put on record",
        "kind": "A threat to others", "protocol": "Protocol of a threat to others",
        "away": "Weapons are out of reach", "noted": "on record", "tell": "Tell somebody",
        "police": "The police", "from": "From whom it comes", "was_told": "What was told to others",
        "free": "Everybody may be given a weapon", "held": "Гайко Олесь: no weapon until",
    },
    "ru": {
        "threat": "Записать угрозу другим людям", "save": "Записать",
        "kind": "Угроза другим людям", "protocol": "Протокол при угрозе другим людям",
        "away": "Оружие недоступно", "noted": "записано", "tell": "Сообщить кому-то",
        "police": "Полиция", "from": "От кого она исходит", "was_told": "Что сообщено другим",
        "free": "Оружие можно выдавать всем", "held": "Гайко Олесь: оружие не выдавать до",
    },
}  # fmt: skip


@pytest.mark.parametrize(("language", "size"), [("en", DESK), ("ru", PHONE)])
def test_a_threat_to_others(visitor, language, size):
    words, unit = WORDS[language], make_unit("7")
    person = enlist(unit, number="AB-001", surname="Гайко", given="Олесь", Phone="+380445550123")
    anna = account_with(UNIT_PSYCHOLOGIST, unit, "anna")
    takes_duty(anna, unit)
    keeper = account_with(ARMOURER, unit, "keeper")
    clinician = Hand(visitor(language, size), anna, words)
    clinician.opens(f"/people/{person}/crisis")
    clinician.follows("threat")
    clinician.writes("words", "Сказал: «доберусь до него».")
    clinician.shows(f"threat-{language}")
    clinician.presses("save")
    clinician.reads("kind", "protocol")
    clinician.page.get_by_role("link", name="445550123").wait_for()
    clinician.follows("away")
    clinician.presses("save")
    clinician.reads("noted")
    clinician.shows(f"protocol-{language}")

    clinician.follows("tell")
    clinician.shows(f"whom-to-tell-{language}")
    clinician.follows("police")
    clinician.checks("from")
    clinician.visitor.finds_no_barrier()
    clinician.presses("save")
    clinician.reads("was_told", "police")

    armourer = Hand(visitor(language, PHONE), keeper, words)
    armourer.opens("/armoury")
    armourer.reads("free")
    no_weapon(person, Viewer(anna, UNIT_PSYCHOLOGIST, (unit,)), keeper)
    armourer.opens("/armoury")
    armourer.reads("held")
    armourer.does_not_read("доберусь", words["kind"], "anna")
    armourer.shows(f"armoury-{language}")

    member = Hand(visitor(language, PHONE), account_of_person(person, unit), words)
    member.opens("/me/command")
    member.reads("police", "from")
    member.visitor.finds_no_barrier()


def no_weapon(person, by, reader):
    """Order it and tell the armourer; the composer has a journey of its own."""
    at, limitation = now(), new_id()
    start = local_day(at)
    terms = Terms(
        Form.ORDINARY, Basis.ASSESSMENT, ("weapons",), start, start + timedelta(days=20),
        start + timedelta(days=3), "after-review", at, at,
    )  # fmt: skip
    order_limitation(person=person, limitation=limitation, terms=terms, case=None, by=by, at=at)
    show_limitation(person=person, limitation=limitation, comment="", by=by, at=at)
    told = Told(
        ground="serious-harm", actions=("means-safety",), support="", call_back="555-0102",
        readers=(reader,),
    )  # fmt: skip
    send_notice(person=person, limitation=limitation, told=told, by=by, at=at)
