"""Reasons are stored as code and values, and said whole in either language."""

import json
from datetime import date
from string import Formatter

import pytest

from muster.detection.rules.facts import Earlier
from muster.detection.rules.reasons import _SENTENCES, Reason, reason_sentence
from muster.detection.tests.sittings import phq9, said, sentences
from muster.kernel.problems import Refused
from muster.policy.rules.findings import Finding

ALL = [sentence for variants in _SENTENCES.values() for sentence in variants]


def places(message: str) -> set[str]:
    return {name for _text, name, _spec, _form in Formatter().parse(message) if name}


def test_every_finding_can_be_said():
    assert set(_SENTENCES) == set(Finding)


@pytest.mark.parametrize("finding", Finding)
def test_the_fullest_sentence_stands_first(finding: Finding):
    """A later variant must not need all that an earlier one needs, or it would never be said."""
    variants = [places(sentence.message) for sentence in _SENTENCES[finding]]
    for place, needs in enumerate(variants):
        assert not any(earlier <= needs for earlier in variants[:place])


def test_nobody_s_risk_is_called_low_in_any_language():
    for sentence in ALL:
        for language in ("en", "ru"):
            words = sentence.of(**dict.fromkeys(places(sentence.message), "x")).said_in(language)
            assert "low risk" not in words.lower()
            assert "низкий риск" not in words.lower()


def test_a_reason_comes_back_from_json_as_the_same_sentence():
    for reason in said(*phq9(12, item9=1)).reasons:
        stored = json.loads(json.dumps(reason.as_json()))
        assert reason_sentence(stored["code"], stored["values"]) == reason.sentence()


def test_both_languages_say_what_was_answered_and_when():
    (critical,) = [r for r in said(*phq9(0, item9=2)).reasons if r.code == "critical-answer"]
    assert critical.sentence().said_in("en") == (
        "Answered item 9 of the PHQ-9 (thoughts of being better off dead, or of self-harm) with"
        " 2 of 3 on 4 Mar 2026."
    )
    assert critical.sentence().said_in("ru") == (
        "PHQ-9, вопрос 9 (мысли о том, что лучше было бы умереть, или о причинении себе вреда):"
        " ответ 2 из 3, 4 мар. 2026."
    )


def test_a_change_says_which_reliability_it_is_measured_by():
    before = Earlier("phq-9", "depression", 1, date(2025, 9, 1))
    assert sentences(said(*phq9(9), earlier=(before,)))[0] == (
        "PHQ-9 of 4 Mar 2026: score 9, up from 1 on 1 Sep 2025. That is more than measurement error"
        " (from 5.2, by internal consistency)."
    )


def test_a_reason_from_a_newer_version_is_named_and_not_guessed():
    with pytest.raises(Refused) as caught:
        reason_sentence("seen-in-the-tea-leaves", {})
    assert "tea-leaves" in caught.value.problem.says("en")


def test_a_damaged_reason_is_refused():
    with pytest.raises(Refused) as caught:
        Reason.of(Finding.POSITIVE, score=12).sentence()
    assert caught.value.problem.code == "detection.reason-without-values"


def test_whole_points_are_written_without_a_fraction():
    assert Reason.of(Finding.RAISED, score=7.0).values == (("score", 7),)
