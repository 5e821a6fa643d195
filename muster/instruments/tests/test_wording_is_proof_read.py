"""The shipped wording is the published wording, letter by letter.

It is compared with an independent transcription in the reference data. Every difference is named
here with its reason; there may be no other, and none of these may go stale.
"""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from muster.instruments.packs import pack, packs
from muster.instruments.wording import Standing, Wording

DATA = Path(os.environ.get("MUSTER_DATA", Path(__file__).parents[4] / "shared" / "data"))
TRANSCRIPTIONS = DATA / "instruments"

BROKEN_WORD = "a word broken by the transcription"
MENDED = {
    ("phq-9", "ru", "several-days"): ("Несколь ко дней", "Несколько дней", BROKEN_WORD),
    ("phq-9", "ru", "phq9-3"): ("сон,или", "сон, или", "a space lost in the transcription"),
    ("phq-9", "ru", "phq9-6"): (
        "неудачником(неудачницей)",
        "неудачником (неудачницей)",
        "a space lost in the transcription",
    ),
    ("phq-9", "ru", "phq9-8"): ("гор здо", "гораздо", BROKEN_WORD + ", a letter lost"),
    ("phq-9", "en", "phq9-difficulty"): (
        "How difficult have",
        "If you checked off any problems, how difficult have",
        "the published form opens with the condition; the transcription leaves it out",
    ),
    ("gad-7", "ru", "problems"): (
        "следующие проблемы",
        "следующие проблемы?",
        "the published form asks with a question mark",
    ),
    ("pcl-5", "en", "pcl5-10"): (
        "what happened after it",
        "what happened after it?",
        "the published form asks each item with a question mark",
    ),
    ("pc-ptsd-5", "en", "month"): (
        "Please answer each question as best you can.",
        "In the past month, have you...",
        "the transcription has the preamble of its own activity; this is the published stem",
    ),
}
STEMS = {"phq-9": "problems", "gad-7": "problems", "pcl-5": "problems", "pc-ptsd-5": "month"}


def transcribed(key: str, language: str) -> dict[str, str]:
    """Return the reference transcription under our codes: stem, items and answers."""
    data = json.loads((TRANSCRIPTIONS / f"{key}.json").read_text(encoding="utf-8"))
    specification = pack(key).specification
    texts = {STEMS[key]: data["stem"].get(language)}
    for item, given in zip(specification.items, data["items"], strict=False):
        texts[item.code] = given["text"].get(language)
        for option in given.get("options", data["options"]):
            texts[item.by_value[option["value"]].code] = option["text"].get(language)
    return {code: text for code, text in texts.items() if text is not None}


def shipped(wording: Wording) -> dict[str, str]:
    answers = {code: text for texts in wording.options.values() for code, text in texts.items()}
    return {**wording.sections, **wording.items, **answers}


@pytest.mark.skipif(
    not TRANSCRIPTIONS.is_dir(),
    reason="the reference data is not on this machine: the proof-reading against it is left out",
)
@pytest.mark.parametrize("key", STEMS)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_wording_is_the_published_one(key: str, language: str) -> None:
    reference = transcribed(key, language)
    ours = shipped(pack(key).wording(language))
    wrong = {}
    for code, text in reference.items():
        if (key, language, code) in MENDED:
            fault, mended, _reason = MENDED[key, language, code]
            assert fault in text, f"{code}: the transcription no longer has this fault"
            text = text.replace(fault, mended)
        if ours[code] != text:
            wrong[code] = (ours[code], text)
    assert wrong == {}
    proof_read = reference.keys() | ({"event", "pcptsd5-event"} if key == "pc-ptsd-5" else set())
    if reference:
        assert ours.keys() <= proof_read


INVENTED = {"never": "Never", "always": "Always"}


def test_a_broken_word_would_be_seen() -> None:
    """The comparison itself, on an invented wording that any machine has."""
    invented = Wording("x", "en", Standing.OWN, "invented", 2026, "", {}, {}, {"i": INVENTED})
    assert shipped(invented) == INVENTED
    broken = replace(invented, options={"i": {**INVENTED, "never": "Nev er"}})
    assert shipped(broken) != INVENTED
    assert broken.checksum != invented.checksum


def test_no_claim_goes_beyond_what_is_known() -> None:
    """Which wordings are published and which are ours is a list that a person has to change."""
    standing = {
        (key, language): wording.standing.value
        for key, each in packs().items()
        for language, wording in each.wordings.items()
    }
    assert standing == {
        ("audit-c", "en"): "published",
        ("audit-c", "ru"): "not-validated",
        ("gad-7", "en"): "published",
        ("gad-7", "ru"): "published",
        ("muster-check-in", "en"): "own",
        ("muster-check-in", "ru"): "own",
        ("pc-ptsd-5", "en"): "published",
        ("pc-ptsd-5", "ru"): "not-validated",
        ("pcl-5", "en"): "published",
        ("pcl-5", "ru"): "not-validated",
        ("phq-9", "en"): "published",
        ("phq-9", "ru"): "published",
    }


def test_a_translation_of_ours_carries_its_mark() -> None:
    mark = pack("pcl-5").wording("ru").mark
    assert mark is not None
    assert mark.said_in("en") == "Translation, not validated"
    assert mark.said_in("ru") == "Перевод, не прошедший проверку на выборке"
    assert not pack("pcl-5").wording("ru").validated
    assert pack("phq-9").wording("ru").mark is None
    assert pack("phq-9").wording("ru").validated
