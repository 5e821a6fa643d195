"""No word that names an illness, a medicine, a clinic, a score or a life passes unseen."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.policy.profiles import ProfileRefused
from muster.policy.rules.wording import blocked, check
from muster.policy.wordlists import word_kinds

KINDS = word_kinds()


def caught(text: str) -> list[tuple[str, str, bool]]:
    return [(one.word, one.kind, one.blocks) for one in check(text, KINDS)]


@pytest.mark.parametrize(
    "forms",
    [
        "депрессия депрессии депрессию депрессией депрессий депрессиям депрессиями депрессиях",
        "диагноз диагноза диагнозу диагнозом диагнозе диагнозы диагнозов диагнозам диагнозами",
        "бессонница бессонницы бессоннице бессонницу бессонницей",
        "психиатр психиатра психиатру психиатром психиатре психиатры психиатров психиатрам",
        "госпиталь госпиталя госпиталю госпиталем госпитале госпитали госпиталей госпиталям",
        "сертралин сертралина сертралину сертралином сертралине",
        "опросник опросника опроснику опросником опроснике опросники опросников опросникам",
        "балл балла баллу баллом балле баллы баллов баллам баллами баллах",
        "развод развода разводу разводом разводе разводы разводов",
        "самоубийство самоубийства самоубийству самоубийством самоубийстве самоубийств",
        "алкоголь алкоголя алкоголю алкоголем алкоголе алкогольный алкогольная алкоголизм",
        "depression depressed depressive depressions", "diagnosis diagnosed diagnoses diagnostic",
        "suicide suicidal suicidality", "psychologist psychologists psychological",
        "sertraline Sertraline's", "scored scores score", "therapy therapist therapies",
    ],
)  # fmt: skip
def test_a_word_is_met_in_all_its_forms(forms):
    for form in forms.split():
        assert blocked(check(f"Он/she – {form}.", KINDS)), form
        assert blocked(check(form.upper(), KINDS)), form


@pytest.mark.parametrize(
    "text",
    [
        "Не заступает на ночные дежурства до 3 марта. Обеспечить отдых.",
        "Может выполнять задачи в составе группы. Перезвонить: 555-0102.",
        "No weapons, no driving until 3 March; quarters near the company.",
        "Release on Tuesdays from 10 to 12. Let him rest between shifts.",
        "Женщина-водитель заполнила журнал, изменила график, проверила детали и дозор.",
        "Баллистика, дозатор, изменение маршрута, литий-ионная батарея.",
    ],
)
def test_what_says_only_what_to_do_passes(text):
    assert not blocked(check(text, KINDS)), caught(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("д е п р е с с и я", "diagnosis"), ("d.e.p.r.e.s.s.e.d", "diagnosis"),
        ("дeпpеccия", "diagnosis"), ("dерrеssion", "diagnosis"), ("depr3ssion", "diagnosis"),
        ("де\u00adпрессия", "diagnosis"), ("депре\u0301ссия", "diagnosis"),
        ("ПТСР", "diagnosis"), ("PTSD-related", "diagnosis"), ("F43", "diagnosis"),
        ("PHQ-9", "measurement"), ("phq9", "measurement"), ("ГТР-7", "measurement"),
    ],
)  # fmt: skip
def test_a_word_that_hides_is_found(text, kind):
    assert kind in {one.kind for one in check(text, KINDS) if one.blocks}


def test_a_word_with_an_innocent_sense_asks():
    assert caught("Боевая тревога не объявляется.") == [("тревога", "diagnosis", False)]
    assert caught("Room for appointments")[0][2] is False


def test_every_pattern_of_every_kind_is_a_word_and_every_kind_has_a_name():
    for kind in KINDS.values():
        assert kind.name.en != kind.name.ru
        for pattern in (*kind.block, *kind.ask, *kind.innocent):
            assert " " not in pattern
            word = pattern.replace("*", "")
            assert len(word) > 1, pattern
        for pattern in kind.block:
            word = pattern.replace("*", "")
            assert blocked(check(word, KINDS)), pattern


def test_a_force_adds_its_own_words(tmp_path: Path):
    own = tmp_path / "own.toml"
    own.write_text(
        '[kinds.clinic]\nname = { en = "a clinic", ru = "клиника" }\nblock = ["корпус-7"]\n',
        encoding="utf-8",
    )
    assert blocked(check("Прибыть в корпус-7", word_kinds(own)))
    assert not blocked(check("Прибыть в корпус-7", KINDS))
    own.write_text('[kinds.clinic]\nblok = ["x"]\n', encoding="utf-8")
    with pytest.raises(ProfileRefused):
        word_kinds.__wrapped__(own)


@given(st.text(max_size=200))
def test_any_text_is_read_to_its_end(text):
    for one in check(text, KINDS):
        assert text[one.start : one.end] == one.word
