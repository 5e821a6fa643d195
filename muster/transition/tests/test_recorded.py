"""What a service record offers a profile: taken or refused, in plain words, with its ground."""

from datetime import date

import pytest

from muster.kernel.words import LANGUAGES
from muster.transition.guidance.starter import starter
from muster.transition.profile.record import (
    language_said,
    licence_of,
    licences_held,
    roles_of_code,
    said_of,
    shown_by_record,
    terms_held,
    vehicle_of,
)
from muster.transition.rules.profile import Proof, Source
from muster.transition.rules.recorded import (
    Kind,
    Led,
    Recorded,
    led_of,
    open_to,
    settled,
    taken,
    together,
)
from muster.transition.rules.terms import LICENCES

TODAY = date(2026, 11, 23)
BMP = Recorded(Kind.VEHICLE, "БМП-2")
WELDING = Recorded(Kind.COURSE, "Welding", "", date(2019, 1, 1), date(2019, 3, 1))


def led(people, since=None, until=None):
    return Recorded(Kind.LED, "squad", "", since, until, people)


def test_an_entry_is_an_offer_until_the_person_says_so_and_a_no_stands():
    shown = together([BMP, WELDING], ())
    assert {one.theirs for one in shown} == {None}
    decided = settled(shown, {BMP.key})
    assert [one.theirs for one in together([BMP, WELDING], decided)] == [True, False]
    assert [one.name for one in taken(decided)] == ["БМП-2"]
    assert [one.name for one in open_to(decided)] == ["БМП-2"]


def test_what_was_taken_stays_when_it_leaves_the_record_and_a_no_is_forgotten():
    decided = settled([BMP, WELDING], {BMP.key})
    assert [one.name for one in together([], decided)] == ["БМП-2"]


def test_another_last_day_is_the_same_entry_as_the_record_has_it_now():
    decided = settled([led(9, date(2018, 1, 1))], {led(9, date(2018, 1, 1)).key})
    [now] = together([led(12, date(2018, 1, 1), date(2020, 1, 1))], decided)
    assert (now.people, now.theirs) == (12, True)


def test_months_of_leading_are_counted_once_and_people_at_most():
    some = [
        led(9, date(2018, 1, 1), date(2020, 1, 1)),
        led(30, date(2019, 1, 1), date(2021, 1, 1)),
        led(4),
    ]
    assert led_of(some, TODAY) == Led(30, 36)
    assert led_of([led(9, date(2025, 11, 23))], TODAY) == Led(9, 12), "what goes on, until today"
    assert led_of([led(9, date(2026, 12, 23))], TODAY) == Led(9, 0)
    assert led_of([BMP], TODAY) is None


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("БМП-2", "armoured-tracked"), ("BMP-2", "armoured-tracked"), ("M2A3 Bradley",
        "armoured-tracked"), ("БТР-80", "armoured-wheeled"), ("armoured personnel carrier",
        "armoured-wheeled"), ("T-72", "tank"), ("КамАЗ-4310", "truck"), ("KAMAZ", "truck"),
        ("Урал-4320 автокран", "crane"), ("санитарный УАЗ", "ambulance"),
        ("HMMWV", "light"), ("катер", "boat"), ("DJI Mavic 3", "drone"), ("квадрокоптер", "drone"),
        ("гусеничный тягач", "armoured-tracked"), ("АТЗ-10", "fuel"),
    ],
)  # fmt: skip
def test_a_vehicle_is_known_by_its_name_in_either_language(name, key):
    assert vehicle_of(name).key == key


def test_a_vehicle_that_nobody_knows_is_called_what_it_is_and_guesses_nothing():
    assert vehicle_of("Чудо-машина") is None
    assert said_of(Recorded(Kind.VEHICLE, "Чудо-машина"), "en") == (
        "military vehicle or machine (Чудо-машина)"
    )
    assert not list(shown_by_record([Recorded(Kind.VEHICLE, "Чудо-машина")], TODAY))


def test_every_vehicle_and_licence_speaks_both_languages_and_names_what_the_catalogue_has():
    from muster.transition.profile.record import _book

    book, catalogue = _book(), starter()
    for _said, kind in book.vehicles:
        assert all(kind.says[language] for language in LANGUAGES)
        assert catalogue.skills.keys() >= set(kind.skills)
        assert catalogue.licences.keys() >= set(kind.licences)
    for one in [*(kind for _said, kind in book.licences), *book.categories.values()]:
        assert catalogue.licences.keys() >= set(one.keys)
        assert LICENCES.keys() >= set(one.terms)
    assert catalogue.roles.keys() >= set(book.codes.values())


@pytest.mark.parametrize(
    ("what", "code", "keys", "terms"),
    [
        ("Driving licence", "B, C", ("car", "truck"), ("driving-b", "driving-c")),
        ("Водительские права", "С", ("truck",), ("driving-c",)),
        ("Водительское удостоверение с 2015 года", "", (), ()),
        ("Права категории ВСЕ", "", ("car", "truck"), ("driving-b", "driving-c", "driving-ce")),
        ("Удостоверение сварщика", "", ("welding",), ("welding",)),
        ("Combat lifesaver", "", (), ("first-aid",)),
        ("Something else", "C", (), ()),
    ],
)
def test_a_licence_is_read_as_what_it_is_in_civilian_life(what, code, keys, terms):
    found = licence_of(Recorded(Kind.LICENCE, what, code))
    assert (found.keys, found.terms) == (keys, terms)


def test_a_licence_that_has_run_out_is_not_held():
    old = Recorded(Kind.LICENCE, "Driving licence", "C", None, date(2026, 11, 22))
    last = Recorded(Kind.LICENCE, "Driving licence", "B", None, TODAY)
    assert licences_held([old, last], TODAY) == ("car",)
    assert terms_held([old, last], TODAY) == ("driving-b",)


@pytest.mark.parametrize(
    ("code", "role"),
    [("11B", "rifleman"), ("MOS 11B30", "rifleman"), ("ВУС-100915", "rifleman"),
     ("88M", "truck-driver-mil"), ("0311", "rifleman"), ("837037", "truck-driver-mil")],
)  # fmt: skip
def test_a_trade_code_is_known_with_or_without_the_name_of_its_list(code, role):
    assert [one.key for one in roles_of_code(code)] == [role]


def test_a_code_that_nobody_knows_means_no_role():
    assert roles_of_code("ZZZ") == roles_of_code("") == roles_of_code("ВУС-999999") == []


def test_languages_are_said_in_the_language_of_the_cv():
    assert language_said("Немецкий язык", "en") == "German"
    assert language_said("German", "ru") == "Немецкий"
    assert language_said("Klingonish", "ru") == "Klingonish"
    assert said_of(Recorded(Kind.LANGUAGE, "Немецкий", "B2"), "en") == "German (B2)"


def test_each_skill_names_the_entry_that_shows_it():
    found: dict[str, list[Proof]] = {}
    driving, german = (
        Recorded(Kind.LICENCE, "Driving licence", "C"),
        Recorded(Kind.LANGUAGE, "German"),
    )
    entries = [BMP, driving, german, led(9, date(2018, 1, 1), date(2020, 1, 1))]
    for key, proof in shown_by_record(entries, TODAY):
        found.setdefault(key, []).append(proof)
    assert found["drive-tracked"] == [Proof(Source.RECORD_VEHICLE, "БМП-2")]
    assert found["drive-truck"] == [Proof(Source.RECORD_LICENCE, "Driving licence (C)")]
    assert found["speak-languages"] == [Proof(Source.RECORD_LANGUAGE, "German")]
    assert found["lead-team"] == [Proof(Source.RECORD_LED, "9 24")]
    assert found.keys() <= starter().skills.keys()
