"""Sittings as FHIR R4 QuestionnaireResponses, to be sent to others.

They hold the answers and no total: a total would travel without its completeness. The subject is
Muster's opaque id, so that whoever receives the response has to know whose it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from typing import Any
from uuid import UUID

from muster.fhir.form import form_of
from muster.fhir.naming import section_link
from muster.fhir.questionnaires import coding
from muster.instruments.packs import Pack, Section
from muster.instruments.rules.scalar import score_values
from muster.instruments.wording import Wording
from muster.kernel.time import Instant

Json = dict[str, Any]


def response(
    pack: Pack,
    values: Mapping[str, int],
    *,
    sitting: UUID,
    subject: UUID,
    authored: Instant,
    language: str = "en",
) -> Json:
    """Return a sitting as a QuestionnaireResponse, ready to be written as JSON.

    `values` are the printed values of the answered items by item code, as they were scored;
    `language` is the one it was filled in, and the answers are worded in it; the questions' words
    and the answers' weights stand in the Questionnaire. A form that was not finished has the status
    "stopped".
    """
    results = score_values(pack.specification, values)
    words = pack.wordings.get(language)
    parts = [part for section in pack.sections for part in _section(pack, section, values, words)]
    return {
        "resourceType": "QuestionnaireResponse",
        "id": str(sitting),
        "language": language,
        "questionnaire": form_of(pack).url,
        "status": "completed" if all(result.complete for result in results) else "stopped",
        "subject": {"reference": f"Patient/{subject}"},
        "authored": authored.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        **({"item": parts} if parts else {}),
    }


def _section(
    pack: Pack, section: Section, values: Mapping[str, int], words: Wording | None
) -> list[Json]:
    answered = [
        _answer(pack, code, values[code], words)
        for code in section.items
        if values.get(code) is not None
    ]
    if not answered or not section.stem:
        return answered
    return [{"linkId": section_link(section.key), "item": answered}]


def _answer(pack: Pack, code: str, value: int, words: Wording | None) -> Json:
    item = pack.specification.by_code[code]
    option = item.by_value[value].code
    chosen = coding(pack, item, option)
    if words is not None:
        chosen["display"] = words.options[code][option]
    return {"linkId": code, "answer": [{"valueCoding": chosen}]}
