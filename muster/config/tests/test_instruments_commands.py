"""Instruments at the command line: listed, shown, given licensed words, and exported."""

import json

import pytest

from muster.instruments.licensed import MOST_BYTES
from muster.instruments.packs import packs
from muster.instruments.tests.invented import licensed_text

KEY = "c-ssrs-screener"


@pytest.fixture
def text(tmp_path):
    """An invented licensed text on disk."""
    file = tmp_path / "text.toml"
    file.write_text(licensed_text(KEY), encoding="utf-8")
    return file


def listed(speak) -> dict:
    told = json.loads(speak("instruments", "list", "--json").stdout)["instruments"]
    return {one["key"]: one for one in told}


def test_every_instrument_is_listed_with_what_its_words_are_worth(installed, speak):
    found = listed(speak)
    assert list(found) == list(packs())
    assert found[KEY]["languages"] == []
    assert found[KEY]["licensed"]
    marks = {(key, one["language"]): one for key in found for one in found[key]["languages"]}
    assert marks["phq-9", "en"]["validated"]
    own = packs()["phq-9"].wording("ru").validated
    assert marks["phq-9", "ru"]["validated"] is own
    for language, mark in (("en", "Translation, not validated"), ("ru", "не прошедший проверку")):
        table = speak("instruments", "list", "--language", language).output
        assert mark.split()[0] in table
        assert KEY in table


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("key", packs())
def test_every_instrument_is_shown_in_both_languages(installed, speak, key, language):
    done = speak("instruments", "show", key, "--language", language)
    pack = packs()[key]
    assert done.exit_code == 0
    assert pack.titles[language] in done.output
    assert pack.source in done.output
    for wording in pack.wordings.values():
        assert wording.checksum in done.output
        assert all(words.strip() in done.output for words in wording.items.values())
        assert wording.mark is None or wording.mark.said_in(language) in done.output


def test_a_published_cut_off_is_shown_for_each_sex(installed, speak):
    assert "men from 4, women from 3" in speak("instruments", "show", "audit-c").output
    assert "positive from 10" in speak("instruments", "show", "phq-9").output
    assert "phq9-9" in speak("instruments", "show", "phq-9").output


def test_an_instrument_is_shown_as_data(installed, speak):
    told = json.loads(speak("instruments", "show", "gad-7", "--json").stdout)
    assert len(told["items"]) == 7
    assert told["scales"][0]["cutoff"]["at"] == 10
    assert {words["language"] for words in told["words"]} == {"en", "ru"}


def test_a_blank_is_filled_in_added_and_shown(installed, speak, text):
    blank = speak("instruments", "blank", KEY, "en").stdout
    assert [line.partition(" = ")[0] for line in blank.splitlines()] == [
        line.partition(" = ")[0] for line in text.read_text(encoding="utf-8").splitlines()
    ]
    done = speak("instruments", "add", text)
    assert (done.exit_code, KEY in done.output) == (0, True)
    shown = speak("instruments", "show", KEY).output
    assert "the words of cssrs-5" in shown
    assert "Licensed wording, added on this installation" in shown
    assert "the words of licence_holder" in shown
    assert listed(speak)[KEY]["languages"][0]["standing"] == "licensed"


def test_adding_twice_says_so(installed, speak, text):
    assert json.loads(speak("instruments", "add", text, "--json").stdout)["added"]
    assert not json.loads(speak("instruments", "add", text, "--json").stdout)["added"]
    assert "уже действует" in speak("instruments", "add", text, "--language", "ru").output


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("instrument = ", "instruments.text-not-toml"),
        (licensed_text("gad-7"), "instruments.text-not-protected"),
        (licensed_text(KEY).replace("cssrs-2", "cssrs-x"), "instruments.wording-incomplete"),
        (licensed_text(KEY).replace("year = 2008", "year = 0"), "instruments.text-without-terms"),
        ("#" * (MOST_BYTES + 1), "instruments.text-too-large"),
        (None, "config.file-unreadable"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_sentences(installed, speak, text, content, code):
    text.unlink()
    if content is not None:
        text.write_text(content, encoding="utf-8")
    done = speak("instruments", "add", text)
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 2
    refused = speak("instruments", "add", text, "--json")
    problem = json.loads(refused.stdout)["refused"]
    assert (refused.exit_code, problem["code"]) == (2, code)
    assert listed(speak)[KEY]["languages"] == []


def test_words_that_come_with_muster_need_no_blank(installed, speak):
    done = speak("instruments", "blank", "phq-9", "ru")
    assert done.exit_code == 2
    assert "phq-9" in done.stderr


def test_an_instrument_is_exported_with_its_licensed_words(installed, speak, text, tmp_path):
    out = tmp_path / "questionnaire.json"
    speak("instruments", "add", text)
    assert speak("instruments", "export", KEY, "--out", out).exit_code == 0
    written = out.read_text(encoding="utf-8")
    assert json.loads(written)["resourceType"] == "Questionnaire"
    assert "the words of cssrs-6-recent" in written
    again = speak("instruments", "export", KEY, "--out", out)
    assert again.exit_code == 2
    assert out.read_text(encoding="utf-8") == written


@pytest.mark.parametrize("deed", [("show", "phq-8"), ("blank", "phq-8", "en")])
def test_an_unknown_instrument_is_refused_by_name(installed, speak, deed):
    done = speak("instruments", *deed)
    assert done.exit_code == 2
    assert "phq-8" in done.stderr
