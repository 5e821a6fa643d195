"""ESCO's CSV release: occupations with their labels, and the skills each of them needs.

European Commission, ESCO; https://esco.ec.europa.eu/en/use-esco/download (CSV).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from muster.transition.occupations.archives import Archive, set_aside, too_many
from muster.transition.occupations.problems import NOT_ALONE
from muster.transition.occupations.release import Kind, Release

OCCUPATIONS, SKILLS = "occupations_en.csv", "skills_en.csv"
NEEDS = "occupationSkillRelations.csv"
_OF_AN_OCCUPATION = (
    "conceptUri",
    "iscoGroup",
    "preferredLabel",
    "altLabels",
    "description",
    "code",
)
_OF_A_SKILL = ("conceptUri", "skillType", "reuseLevel", "preferredLabel", "altLabels")
_OF_A_NEED = ("occupationUri", "relationType", "skillUri")


def read_esco(path: Path, version: str = "", *, skills: bool = True) -> Release:
    """Read the release; without `skills`, the occupations and their labels alone."""
    archive = Archive(path)
    occupations: dict[str, dict[str, Any]] = {}
    places: dict[str, str] = {}
    for row in archive.table(OCCUPATIONS, _OF_AN_OCCUPATION):
        places[row["conceptUri"]] = row["code"]
        others = [label.strip() for label in row["altLabels"].split("\n") if label.strip()]
        occupations[row["code"]] = {
            "title": row["preferredLabel"],
            "labels": list(dict.fromkeys([row["preferredLabel"], *others])),
            "description": row["description"], "isco": row["iscoGroup"],
            "id": _last(row["conceptUri"]), "essential": [], "optional": [],
        }  # fmt: skip
    counts = {"occupations": len(occupations)}
    entries = dict(occupations)
    if skills:
        counts |= _with_skills(archive, entries, places)
    return Release(Kind.ESCO, version, archive.digest, entries, counts, archive.aside)


def _with_skills(
    archive: Archive, entries: dict[str, dict[str, Any]], places: dict[str, str]
) -> dict[str, int]:
    """Add the skills to the entries, and to each occupation those it needs; return the counts."""
    known: set[str] = set()
    for row in archive.table(SKILLS, _OF_A_SKILL):
        known.add(row["conceptUri"])
        entries[f"skill:{_last(row['conceptUri'])}"] = {
            "title": row["preferredLabel"], "type": row["skillType"], "reuse": row["reuseLevel"],
        }  # fmt: skip
    count, lost = 0, dict[str, str]()
    for row in archive.table(NEEDS, _OF_A_NEED):
        occupation, skill = row["occupationUri"], row["skillUri"]
        if occupation not in places or skill not in known:
            set_aside(archive.aside, NEEDS, 1)
            here = occupation in places
            lost[_last(skill if here else occupation)] = SKILLS if here else OCCUPATIONS
            continue
        entries[places[occupation]][row["relationType"]].append(_last(skill))
        count += 1
    if too_many(archive.aside.get(NEEDS, 0), count):
        key, other = next(reversed(lost.items()))
        raise NOT_ALONE.refused(part=NEEDS, key=key, other=other)
    return {"skills": len(known), "links": count}


def _last(uri: str) -> str:
    return uri.rpartition("/")[2]
