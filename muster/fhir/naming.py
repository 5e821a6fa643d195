"""How Muster's instruments, codes and extensions are named in FHIR.

The names are identifiers and no addresses: RFC 2606 reserves `muster.example`.
"""

from __future__ import annotations

from muster.instruments.packs import Pack
from muster.instruments.rules.specification import Item, Method, Specification

NAMESPACE = "https://muster.example/fhir"
ORDINAL_VALUE = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"
TOTAL = "total-"


def questionnaire_url(instrument: str) -> str:
    """Return the canonical name of an instrument's Questionnaire, without its version."""
    return f"{NAMESPACE}/Questionnaire/{instrument}"


def code_system(pack: Pack, item: Item) -> str:
    """Return the code system that the answers to an item come from."""
    return f"{NAMESPACE}/CodeSystem/{pack.key}.{pack.answer_sets[item.code]}"


def section_link(section: str) -> str:
    """Return the linkId of the group that holds a section's items."""
    return f"section-{section}"


def total_links(specification: Specification) -> dict[str, str]:
    """Return the linkIds under which a total may be stated, and the scale each belongs to."""
    return {
        f"{TOTAL}{scale.key}": scale.key
        for scale in specification.scales
        if scale.method in (Method.SUM, Method.MEAN)
    }
