"""A clinical summary as a FHIR R4 document (https://hl7.org/fhir/R4/documents.html).

It is the person's own: they hold it and hand it to whoever they choose. So it names them, unlike
what goes out in bulk, and holds nothing but what is given here: each section in words, and the
latest scores also as Observations, each with what it was measured by and when.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape
from typing import Any
from uuid import UUID

from muster.kernel.time import Instant

Json = dict[str, Any]
_LOINC = "http://loinc.org"
_SUMMARY = {"system": _LOINC, "code": "34133-9", "display": "Summary of episode note"}
_SURVEY = "http://terminology.hl7.org/CodeSystem/observation-category"


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose summary it is; `number` of nothing but the document itself."""

    id: UUID
    family: str
    given: str
    born: date | None


@dataclass(frozen=True, slots=True)
class Section:
    """One part in words: its title, and its lines."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """One complete score: of which scale, how much, and when it was answered."""

    id: UUID
    title: str
    score: float
    at: datetime


def document(
    holder: Holder,
    sections: Sequence[Section],
    scores: Sequence[Measured],
    *,
    id: UUID,
    composition: UUID,
    author: UUID,
    author_name: str,
    title: str,
    scores_title: str,
    made: Instant,
    language: str,
) -> Json:
    """Return the document as a Bundle, ready to be written as JSON."""
    when = _instant(made)
    patient, practitioner = _urn(holder.id), _urn(author)
    composed = {
        "resourceType": "Composition",
        "id": str(composition),
        "language": language,
        "status": "final",
        "type": {"coding": [_SUMMARY], "text": title},
        "subject": {"reference": patient},
        "date": when,
        "author": [{"reference": practitioner}],
        "title": title,
        "section": [_section(one, language) for one in sections],
    }
    if scores:
        composed["section"].append(
            {"title": scores_title, "entry": [{"reference": _urn(one.id)} for one in scores]}
        )
    resources: list[tuple[UUID, Json]] = [
        (composition, composed),
        (holder.id, _patient(holder)),
        (author, _practitioner(author, author_name)),
        *((one.id, _observation(one, patient)) for one in scores),
    ]
    return {
        "resourceType": "Bundle",
        "id": str(id),
        "identifier": {"system": "urn:ietf:rfc:3986", "value": _urn(id)},
        "type": "document",
        "timestamp": when,
        "entry": [{"fullUrl": _urn(one), "resource": what} for one, what in resources],
    }


def _section(one: Section, language: str) -> Json:
    lines = "".join(f"<p>{escape(line)}</p>" for line in one.lines)
    div = f'<div xmlns="http://www.w3.org/1999/xhtml" xml:lang="{language}">{lines}</div>'
    return {"title": one.title, "text": {"status": "generated", "div": div}}


def _patient(holder: Holder) -> Json:
    name = {"use": "official", "family": holder.family, "given": [holder.given]}
    known: Json = {"resourceType": "Patient", "id": str(holder.id)}
    if holder.family and holder.given:
        known["name"] = [name]
    if holder.born is not None:
        known["birthDate"] = holder.born.isoformat()
    return known


def _practitioner(author: UUID, name: str) -> Json:
    return {"resourceType": "Practitioner", "id": str(author), "name": [{"text": name}]}


def _observation(one: Measured, patient: str) -> Json:
    return {
        "resourceType": "Observation",
        "id": str(one.id),
        "status": "final",
        "category": [{"coding": [{"system": _SURVEY, "code": "survey"}]}],
        "code": {"text": one.title},
        "subject": {"reference": patient},
        "effectiveDateTime": _instant(one.at),
        "valueQuantity": {"value": one.score, "unit": "{score}"},
    }


def _urn(id: UUID) -> str:
    return f"urn:uuid:{id}"


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
