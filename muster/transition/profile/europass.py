"""A profile as JSON-LD in the terms of the European Learning Model, which Europass reads.

Every claim is the person's own: the model asks who awards it, and that is the person themselves; it
bears no seal. The context stands in the document, so that nothing has to be fetched to read it. A
test holds what comes out against the shapes of the model's application profile for credentials.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from muster.kernel.words import LANGUAGES
from muster.transition.guidance.starter import starter
from muster.transition.profile.cv import (
    Kept,
    courses_of,
    licences_of,
    role_called,
    skill_name,
    tongues_of,
)

ELM = "http://data.europa.eu/snb/model/elm/"
DC = "http://purl.org/dc/terms/"
_MOMENT = "http://www.w3.org/2001/XMLSchema#dateTime"
_ME = "_:me"
_BY_LANGUAGE = {"@container": "@language"}
CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "@vocab": ELM,
    "id": "@id",
    "type": "@type",
    "title": {"@id": f"{DC}title", **_BY_LANGUAGE},
    "description": {"@id": f"{DC}description", **_BY_LANGUAGE},
    "temporal": f"{DC}temporal",
    "PeriodOfTime": f"{DC}PeriodOfTime",
    "fullName": {"@id": "http://xmlns.com/foaf/0.1/fullName", **_BY_LANGUAGE},
    "startDate": {"@id": f"{ELM}startDate", "@type": _MOMENT},
    "endDate": {"@id": f"{ELM}endDate", "@type": _MOMENT},
}  # fmt: skip


def as_json_ld(kept: Kept) -> dict[str, Any]:
    """Return the person with a claim for each skill and course, and an activity for each post."""
    skills = [
        {
            "type": "LearningAchievement",
            "title": _said(lambda language, one=one: skill_name(one, language)),
            "awardedBy": _by_oneself(),
            "specifiedBy": {
                "type": "LearningAchievementSpecification",
                "title": _said(lambda language, key=one.key: _skill(key, language)),
                "learningOutcome": [
                    {
                        "type": "LearningOutcome",
                        "title": _said(lambda language, key=one.key: _skill(key, language)),
                    }
                ],
            },
        }
        for one in kept.skills
    ]
    learned = [
        {"type": "LearningAchievement", "title": title, "awardedBy": _by_oneself()}
        for some in (courses_of, tongues_of, licences_of)
        for title in _titles(kept, some)
    ]
    return {
        "@context": CONTEXT,
        "id": _ME,
        "type": "Person",
        "fullName": _alike(kept.name),
        "hasClaim": [*skills, *learned, *_activities(kept)],
    }


def _titles(kept: Kept, some: Callable[[Kept, str], list[str]]) -> list[dict[str, str]]:
    """Return what a section of a CV lists, each line in every language."""
    said = [some(kept, language) for language in LANGUAGES]
    return [dict(zip(LANGUAGES, line, strict=True)) for line in zip(*said, strict=True)]


def _by_oneself() -> dict[str, Any]:
    """Return who awards a claim: nobody but the person says so."""
    return {"type": "AwardingProcess", "awardingBody": [{"id": _ME}]}


def _activities(kept: Kept) -> list[dict[str, Any]]:
    found = []
    for one in kept.stays:
        role = role_called(one.post)
        period = {"type": "PeriodOfTime", "startDate": _midnight(one.since)}
        if one.until is not None:
            period["endDate"] = _midnight(one.until)
        found.append({
            "type": "LearningActivity",
            "title": dict(role.title) if role else _alike(one.post),
            "temporal": [period],
            "awardedBy": _by_oneself(),
        })  # fmt: skip
    return found


def _midnight(day: date) -> str:
    """Return a day as the model has moments: its first one."""
    return f"{day.isoformat()}T00:00:00"


def _skill(key: str, language: str) -> str:
    return starter().skills[key][language]


def _said(how: Any) -> dict[str, str]:
    return {language: how(language) for language in LANGUAGES}


def _alike(words: str) -> dict[str, str]:
    """Return words that stand as they are in every language."""
    return dict.fromkeys(LANGUAGES, words)
