"""Instruments as FHIR R4 Questionnaires (https://hl7.org/fhir/R4/questionnaire.html).

`linkId`s are the pack's item codes, and answers are codings of the pack's own code systems, so that
a response is scored by its codes in whatever language it was filled in. A total may be stated in a
response for Muster to check; it is never taken as a score.
"""

from __future__ import annotations

from typing import Any

from muster.fhir.naming import (
    ORDINAL_VALUE,
    TRANSLATION,
    code_system,
    questionnaire_url,
    section_link,
    total_links,
)
from muster.instruments.names import SCALES
from muster.instruments.packs import Pack, Section
from muster.instruments.rules.specification import Condition, Item
from muster.kernel.words import LANGUAGES, _

Json = dict[str, Any]
Texts = dict[str, str]
"""One text by language."""

_STATED = _("Total stated by the sender for “{scale}”; checked against the answers, never used.")


def questionnaire(pack: Pack) -> Json:
    """Return the pack as a Questionnaire, ready to be written as JSON.

    The text is in English, where the pack has English, with translations beside it; a pack without
    text exports its codes alone. A translation that nobody has validated says so in its copyright.
    """
    own = _languages(pack)
    terms = {language: _terms(pack, language) for language in pack.wordings}
    items = [part for section in pack.sections for part in _section(pack, section)]
    return {
        "resourceType": "Questionnaire",
        "id": pack.key,
        "language": own[0],
        "url": questionnaire_url(pack.key),
        "version": pack.specification.version,
        "name": "".join(word.capitalize() for word in pack.key.split("-")),
        **_said("title", dict(pack.titles), own),
        "status": "active",
        "subjectType": ["Patient"],
        "description": pack.source,
        **(_said("copyright", terms, own) or {"copyright": pack.holder}),
        "item": items + _totals(pack),
    }


def coding(pack: Pack, item: Item, code: str) -> Json:
    """Return an answer as a Coding, without words or weight."""
    return {"system": code_system(pack, item), "code": code}


def _languages(pack: Pack) -> list[str]:
    """Return the languages of the house, those that the pack has words in first."""
    return sorted(LANGUAGES, key=lambda each: (each not in pack.wordings, LANGUAGES.index(each)))


def _terms(pack: Pack, language: str) -> str:
    """Return whose the words are, on what terms, and what a clinician must know about them."""
    wording = pack.wordings[language]
    terms = f"{pack.holder}. {wording.terms}"
    return terms if wording.mark is None else f"{terms} {wording.mark.said_in(language)}."


def _section(pack: Pack, section: Section) -> list[Json]:
    """Return a section's items, in a group where a stem stands above them."""
    items = [_item(pack, pack.specification.by_code[code]) for code in section.items]
    if not section.stem:
        return items
    stems = {language: words.sections[section.key] for language, words in pack.wordings.items()}
    text = _said("text", stems, _languages(pack))
    return [{"linkId": section_link(section.key), **text, "type": "group", "item": items}]


def _item(pack: Pack, item: Item) -> Json:
    asked = {} if item.asked_when is None else _enabled(pack, item.asked_when)
    texts = {language: words.items[item.code] for language, words in pack.wordings.items()}
    return {
        "linkId": item.code,
        **_said("text", texts, _languages(pack)),
        "type": "choice",
        **asked,
        "answerOption": [_option(pack, item, option.code) for option in item.options],
    }


def _option(pack: Pack, item: Item, code: str) -> Json:
    """Return one answer; its weight stands where R4 and where later guidance look for it."""
    weight = [{"url": ORDINAL_VALUE, "valueDecimal": item.by_code[code].value}]
    texts = {language: words.options[item.code][code] for language, words in pack.wordings.items()}
    display = _said("display", texts, _languages(pack))
    answer = {"extension": weight, **coding(pack, item, code), **display}
    return {"extension": weight, "valueCoding": answer}


def _enabled(pack: Pack, condition: Condition) -> Json:
    """Return when the form asks an item: any of the condition's answers was given."""
    asked = pack.specification.by_code[condition.item]
    tests = [
        {
            "question": condition.item,
            "operator": "=",
            "answerCoding": coding(pack, asked, code),
        }
        for code in condition.codes
    ]
    return {"enableWhen": tests, **({"enableBehavior": "any"} if len(tests) > 1 else {})}


def _totals(pack: Pack) -> list[Json]:
    """Return the items in which a sender may state a total."""
    items = []
    for link, scale in total_links(pack.specification).items():
        texts = {each: _STATED.of(scale=SCALES[scale]).said_in(each) for each in LANGUAGES}
        said = _said("text", texts, _languages(pack))
        items.append({"linkId": link, **said, "type": "decimal", "readOnly": True})
    return items


def _said(element: str, texts: Texts, languages: list[str]) -> Json:
    """Return a text element in the first language it has, with translations as extensions."""
    first, *others = [language for language in languages if language in texts] or [""]
    if not first:
        return {}
    translations = [
        {
            "url": TRANSLATION,
            "extension": [
                {"url": "lang", "valueCode": language},
                {"url": "content", "valueString": texts[language].strip()},
            ],
        }
        for language in others
    ]
    said: Json = {element: texts[first].strip()}
    return {**said, f"_{element}": {"extension": translations}} if translations else said
