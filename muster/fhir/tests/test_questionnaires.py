"""Every pack exports as a Questionnaire that somebody else's model of FHIR R4 reads."""

import json
import re

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire

from muster.fhir.naming import ORDINAL_VALUE, TRANSLATION
from muster.fhir.questionnaires import questionnaire
from muster.instruments.packs import pack, packs
from muster.instruments.wording import Standing

KEYS = sorted(packs())


def questions(document):
    """Yield every item that is asked, out of its group."""
    for part in document["item"]:
        yield from (item for item in part.get("item", [part]) if item["type"] == "choice")


@pytest.mark.parametrize("key", KEYS)
def test_another_model_reads_it_and_gives_it_back(key):
    document = questionnaire(pack(key))
    assert json.loads(Questionnaire.model_validate(document).model_dump_json()) == document


@pytest.mark.parametrize("key", KEYS)
def test_items_codes_and_weights_are_the_packs_own(key):
    exported = list(questions(questionnaire(pack(key))))
    items = pack(key).specification.items
    assert [item["linkId"] for item in exported] == [item.code for item in items]
    for written, item in zip(exported, items, strict=True):
        options = written["answerOption"]
        assert [option["valueCoding"]["code"] for option in options] == list(item.by_code)
        for option, code in zip(options, item.by_code, strict=True):
            weight = [{"url": ORDINAL_VALUE, "valueDecimal": item.by_code[code].value}]
            assert option["extension"] == option["valueCoding"]["extension"] == weight


@pytest.mark.parametrize("key", [key for key in KEYS if not pack(key).licensed])
def test_russian_stands_beside_english(key):
    words = pack(key).wording("ru")
    for item in questions(questionnaire(pack(key))):
        (translation,) = item["_text"]["extension"]
        assert translation["url"] == TRANSLATION
        assert [
            part.get("valueCode", part.get("valueString")) for part in translation["extension"]
        ] == [
            "ru",
            words.items[item["linkId"]],
        ]
        assert all("_display" in option["valueCoding"] for option in item["answerOption"])


@pytest.mark.parametrize("key", [key for key in KEYS if pack(key).licensed])
def test_a_protected_instrument_exports_codes_without_a_word(key):
    for item in questions(questionnaire(pack(key))):
        assert not {"text", "_text"} & item.keys()
        assert all("display" not in option["valueCoding"] for option in item["answerOption"])


def test_a_text_in_one_language_alone_is_in_that_language():
    russian = pack("gad-7").wording("ru")
    bare = pack("gad-7")
    only = type(bare)(**{**vars(bare), "wordings": {"ru": russian}})
    document = questionnaire(only)
    assert document["language"] == "ru"
    assert re.search("[а-я]", document["title"])
    first = next(questions(document))
    assert first["text"] == russian.items[first["linkId"]]
    assert "_text" not in first


def test_the_gate_of_the_ptsd_screen():
    gate, *others = questions(questionnaire(pack("pc-ptsd-5")))
    assert "enableWhen" not in gate
    for item in others:
        (test,) = item["enableWhen"]
        assert (test["question"], test["operator"]) == (gate["linkId"], "=")
        assert test["answerCoding"]["code"] == "yes"
        systems = {option["valueCoding"]["system"] for option in gate["answerOption"]}
        assert {test["answerCoding"]["system"]} == systems


@pytest.mark.parametrize("key", KEYS)
def test_a_translation_that_nobody_validated_says_so(key):
    document = questionnaire(pack(key))
    for language, wording in pack(key).wordings.items():
        if wording.standing is Standing.NOT_VALIDATED:
            assert language == "ru"
            said = document["_copyright"]["extension"][0]["extension"][1]["valueString"]
            assert said.endswith(f"{wording.mark.said_in('ru')}.")


def test_totals_may_be_stated_where_there_is_a_score():
    last = questionnaire(pack("phq-9"))["item"][-1]
    assert (last["linkId"], last["type"], last["readOnly"]) == ("total-depression", "decimal", True)
    links = [item["linkId"] for item in questionnaire(pack("muster-check-in"))["item"]]
    assert not any(link.startswith("total") for link in links)
