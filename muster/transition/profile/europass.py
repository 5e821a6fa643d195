"""A profile as JSON-LD in the terms of the European Learning Model, which Europass reads.

Every claim is the person's own: it names no awarding body and bears no seal. The context stands in
the document, so that nothing has to be fetched to read it.
"""

from __future__ import annotations

from typing import Any

from muster.kernel.words import LANGUAGES
from muster.transition.guidance.starter import starter
from muster.transition.profile.cv import Kept, role_called, skill_name
from muster.transition.rules.service_asked import languages_of, listed

ELM = "http://data.europa.eu/snb/model/elm/"
_BY_LANGUAGE = {"@container": "@language"}
CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "@vocab": ELM,
    "id": "@id",
    "type": "@type",
    "title": {"@id": "http://purl.org/dc/terms/title", **_BY_LANGUAGE},
    "description": {"@id": "http://purl.org/dc/terms/description", **_BY_LANGUAGE},
    "fullName": {"@id": f"{ELM}fullName", **_BY_LANGUAGE},
    "prefLabel": {"@id": "http://www.w3.org/2004/02/skos/core#prefLabel", **_BY_LANGUAGE},
    "startDate": {
        "@id": f"{ELM}startDate", "@type": "http://www.w3.org/2001/XMLSchema#date",
    },
    "endDate": {"@id": f"{ELM}endDate", "@type": "http://www.w3.org/2001/XMLSchema#date"},
}  # fmt: skip


def as_json_ld(kept: Kept) -> dict[str, Any]:
    """Return the person with a claim for each skill and course, and an activity for each post."""
    skills = [
        {
            "type": "LearningAchievement",
            "title": _said(lambda language, one=one: skill_name(one, language)),
            "specifiedBy": {
                "type": "LearningAchievementSpecification",
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
    courses = [
        {"type": "LearningAchievement", "title": _alike(one)}
        for one in listed(kept.service.courses)
    ]
    spoken = [
        {"type": "Concept", "prefLabel": _alike(one)}
        for one in languages_of(kept.service.languages)
    ]
    person: dict[str, Any] = {
        "type": "Person",
        "fullName": _alike(kept.name),
        "hasClaim": [*skills, *courses, *_activities(kept)],
    }
    if spoken:
        person["languageSkill"] = spoken
    return {"@context": CONTEXT, **person}


def _activities(kept: Kept) -> list[dict[str, Any]]:
    found = []
    for one in kept.stays:
        role = role_called(one.post)
        period = {"type": "PeriodOfTime", "startDate": one.since.isoformat()}
        if one.until is not None:
            period["endDate"] = one.until.isoformat()
        found.append({
            "type": "LearningActivity",
            "title": dict(role.title) if role else _alike(one.post),
            "temporal": [period],
        })  # fmt: skip
    return found


def _skill(key: str, language: str) -> str:
    return starter().skills[key][language]


def _said(how: Any) -> dict[str, str]:
    return {language: how(language) for language in LANGUAGES}


def _alike(words: str) -> dict[str, str]:
    """Return words that stand as they are in every language."""
    return dict.fromkeys(LANGUAGES, words)
