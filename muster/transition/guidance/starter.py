"""The starter catalogue: military roles and civilian occupations in our own words.

A fresh installation guides by it alone. `catalogue/terms.toml` holds what its rows may name.
"""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from muster.transition.rules.guidance import Occupation

FOLDER = Path(__file__).resolve().parents[1] / "catalogue"

Words = Mapping[str, str]  # by language
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Role:
    """A military role: its family, its titles, and the skills that it leaves somebody with."""

    key: str
    family: str
    title: Words
    labels: tuple[str, ...]
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """A civilian occupation by its ISCO-08 code: skills, the way in, licences, conditions."""

    isco: str
    title: Words
    skills: tuple[str, ...]
    entry: str
    licences: tuple[str, ...]
    conditions: tuple[str, ...]
    interests: str


@dataclass(frozen=True, slots=True)
class Way:
    """A way into an occupation: how many months, how dear (0 free to 4), and paid meanwhile."""

    months: int
    cost: int
    paid: bool
    says: Words


@dataclass(frozen=True, slots=True)
class Starter:
    """The whole catalogue, every name in it explained in both languages.

    `months` is how long one is on the way to a licence, roughly.
    """

    roles: Mapping[str, Role]
    jobs: Mapping[str, Job]
    skills: Mapping[str, Words]
    entries: Mapping[str, Way]
    licences: Mapping[str, Words]
    months: Mapping[str, int]
    conditions: Mapping[str, Words]
    families: Mapping[str, Words]
    obvious: tuple[str, ...]

    def occupations(self) -> list[Occupation]:
        """Return the civilian occupations as guidance reckons with them."""
        return [self._reckoned(job) for job in self.jobs.values()]

    def _reckoned(self, job: Job) -> Occupation:
        way = self.entries[job.entry]
        return Occupation(
            job.isco, frozenset(job.skills), way.months, way.paid, way.cost,
            frozenset(job.conditions), job.interests, job.isco.startswith(self.obvious),
        )  # fmt: skip


@cache
def starter() -> Starter:
    """Read the catalogue, once."""
    terms = tomllib.loads((FOLDER / "terms.toml").read_text(encoding="utf-8"))
    bundles = terms["bundles"]
    skills = {row["key"]: _both(row) for row in _rows("skills.csv")}
    roles = (
        Role(
            row["key"], row["family"], _both(row),
            (row["en"], row["ru"], *_list(row["aliases_en"]), *_list(row["aliases_ru"])),
            _skills(row, bundles),
        )
        for row in _rows("roles.csv")
    )  # fmt: skip
    jobs = (
        Job(
            row["isco"], _both(row), _skills(row, bundles), row["entry"],
            _list(row["licences"]), _list(row["conditions"]), row["interests"],
        )
        for row in _rows("occupations.csv")
    )  # fmt: skip
    ways = {
        key: Way(way["months"], way["cost"], way["paid"], _both(way))
        for key, way in terms["entries"].items()
    }
    named = (
        {key: _both(one) for key, one in terms[of].items()}
        for of in ("licences", "conditions", "families")
    )
    licences, conditions, families = named
    months = {key: one.get("months", 1) for key, one in terms["licences"].items()}
    return Starter(
        _once(roles, "key"), _once(jobs, "isco"), skills, ways, licences, months, conditions,
        families,
        obvious=tuple(terms["obvious"]),
    )  # fmt: skip


@cache
def common_skills() -> Mapping[str, float]:
    """Return how many military roles bring a skill, beside the most common one: from 0 to 1."""
    roles = starter().roles.values()
    counted = Counter(skill for one in roles for skill in one.skills)
    most = max(counted.values())
    return {skill: count / most for skill, count in counted.items()}


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _once(rows: Iterable[Row], key: str) -> dict[str, Row]:
    """Return the rows by their key; a key that stands twice is a fault of the catalogue."""
    found: dict[str, Row] = {}
    for row in rows:
        if found.setdefault(getattr(row, key), row) is not row:
            raise ValueError(f"the catalogue lists {getattr(row, key)!r} twice")
    return found


def _both(row: Mapping[str, str]) -> Words:
    return {"en": row["en"], "ru": row["ru"]}


def _list(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split(";")))


def _skills(row: Mapping[str, str], bundles: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Return the skills of a row's bundles and its own, each once."""
    bundled = (skill for bundle in _list(row["bundles"]) for skill in bundles[bundle])
    return tuple(dict.fromkeys([*bundled, *_list(row["skills"])]))
