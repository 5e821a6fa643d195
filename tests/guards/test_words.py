"""Every sentence of every room is translated into Russian, and nothing else is."""

from pathlib import Path

import pytest

from tests.guards.house import ROOT, build
from tools.words import HEADER, disagreements, faults_of, rooms, update

SAYS = 'from muster.kernel.words import _, _n, _p\n\nSAID = _("Row {row} is empty.")\n'
PO = HEADER + 'msgid "Row {row} is empty."\nmsgstr "Строка {row} пуста."\n'


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.name)
def test_every_sentence_of_the_room_is_translated(room):
    assert [str(fault) for fault in faults_of(room)] == []


def test_no_two_rooms_translate_one_sentence_differently():
    assert [str(fault) for fault in disagreements()] == []


def invented_room(tmp_path: Path, source: str, po: str, name: str = "house") -> Path:
    build(
        tmp_path,
        {
            f"muster/{name}/__init__.py": "",
            f"muster/{name}/words.py": source,
            f"muster/{name}/words/ru.po": po,
        },
    )
    return tmp_path / "muster" / name


def test_a_room_in_order_has_no_faults(tmp_path):
    assert list(faults_of(invented_room(tmp_path, SAYS, PO))) == []


@pytest.mark.parametrize(
    ("source", "po", "reason"),
    [
        (SAYS + 'MORE = _("New.")\n', PO, "not in the catalogue"),
        (SAYS, PO + '\nmsgid "Old."\nmsgstr "Старое."\n', "left over in the catalogue"),
        (SAYS, PO.replace("Строка {row} пуста.", ""), "not translated"),
        (SAYS, PO.replace('msgid "Row', '#, fuzzy\nmsgid "Row'), "marked fuzzy"),
        (SAYS, PO.replace("Строка {row}", "Строка {line}"), "places differ"),
        (SAYS, PO.replace("Строка {row} пуста.", "Row {row} is empty."), "Cyrillic"),
        (SAYS, PO.replace("Строка {row}", "Ваша строка {row} у Вас"), "capital"),
        (SAYS, PO.replace("nplurals=3", "nplurals=2"), "the header differs"),
        (
            'SAID = _n("{count} row", "{count} rows")\n',
            HEADER + 'msgid "{count} row"\nmsgid_plural "{count} rows"\n'
            'msgstr[0] "{count} строка"\nmsgstr[1] "{count} строки"\nmsgstr[2] ""\n',
            "not translated",
        ),
        (
            'SAID = _p("a rank", "Private")\n',
            HEADER + 'msgctxt "a door"\nmsgid "Private"\nmsgstr "Служебный вход"\n',
            "not in the catalogue",
        ),
    ],
)
def test_each_fault_is_seen(tmp_path, source, po, reason):
    faults = [str(fault) for fault in faults_of(invented_room(tmp_path, source, po))]
    assert any(reason in fault for fault in faults), faults


def test_a_disagreement_between_rooms_is_seen(tmp_path):
    invented_room(tmp_path, SAYS, PO)
    invented_room(tmp_path, SAYS, PO.replace("Строка", "Строчка"), name="other")
    assert len(list(disagreements(tmp_path / "muster"))) == 1


def test_make_words_takes_new_sentences_in_and_old_ones_out(tmp_path):
    old = '\nmsgid "Old."\nmsgstr "Старое."\n'
    room = invented_room(tmp_path, SAYS + 'NEW = _("New.")\n', PO + old)
    update(room)
    assert [str(fault) for fault in faults_of(room)] == ["house: not translated: “New.”"]
    assert "Строка {row} пуста." in (room / "words" / "ru.po").read_text()


def test_the_rooms_of_this_house_are_found():
    assert {room.name for room in rooms()} >= {"kernel", "vault", "care"}
    assert all(room.is_relative_to(ROOT) for room in rooms())
