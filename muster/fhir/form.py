"""What a QuestionnaireResponse to one instrument may hold, worked out once."""

from __future__ import annotations

from dataclasses import dataclass

from muster.fhir.naming import code_system, questionnaire_url, section_link, total_links
from muster.instruments.packs import Pack
from muster.instruments.rules.specification import Item, Specification

FINAL = ("completed", "amended", "stopped")
"""The statuses of a response that is scored; the others are unfinished or withdrawn."""


@dataclass(frozen=True)
class Question:
    """One item: its place among the specification's items, and the codes that answer it."""

    item: Item
    place: int
    system: str
    values: dict[str, int]


@dataclass(frozen=True)
class Form:
    """One instrument as responses answer it, by linkId."""

    specification: Specification
    url: str
    names: frozenset[str]
    questions: dict[str, Question]
    groups: frozenset[str]
    totals: dict[str, str]


def form_of(pack: Pack) -> Form:
    """Return what may stand in a response to the pack's Questionnaire.

    A response names the Questionnaire with or without its version; the version, if named, is the
    pack's.
    """
    specification = pack.specification
    url = questionnaire_url(pack.key)
    return Form(
        specification=specification,
        url=f"{url}|{specification.version}",
        names=frozenset({url, f"{url}|{specification.version}"}),
        questions={
            item.code: Question(
                item,
                place,
                code_system(pack, item),
                {option.code: option.value for option in item.options},
            )
            for place, item in enumerate(specification.items)
        },
        groups=frozenset(section_link(section.key) for section in pack.sections),
        totals=total_links(specification),
    )
