"""A release as rows of the catalogue's tables, and back: nothing of it is lost on the way.

Pure of any database: a table is named by its key, its columns stand in `COLUMNS`, and a row is a
tuple in their order. Where a row stands in its table keeps the publisher's order.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from muster.transition.occupations.release import Entries, Kind


class Table(enum.StrEnum):
    """Which of the catalogue's tables."""

    OCCUPATIONS = "occupations"
    SKILLS = "skills"
    TITLES = "titles"
    DUTIES = "duties"
    LINKS = "links"
    WEIGHTS = "weights"
    WAGES = "wages"


Row = tuple[Any, ...]
Rows = Mapping[Table, Iterable[Sequence[Any]]]

PAID = ("employment", "annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90")
COLUMNS: Mapping[Table, tuple[str, ...]] = {
    Table.OCCUPATIONS: ("key", "title", "description", "isco", "own", "zone", "service"),
    Table.SKILLS: ("key", "title", "type", "reuse"),
    Table.TITLES: ("key", "language", "title"),
    Table.DUTIES: ("key", "says"),
    Table.LINKS: ("key", "type", "other"),
    Table.WEIGHTS: ("key", "scale", "name", "value"),
    Table.WAGES: ("key", "title", *PAID),
}
SKILL = "skill:"
_ENGLISH = "en"
_NEEDS, _SCALES = ("essential", "optional"), ("interests", "values")
_RELATED, _CIVILIAN = "related", "civilian"


def rows_of(kind: Kind, entries: Entries) -> Iterator[tuple[Table, Row]]:
    """Yield every row of a release, each with its table, in the publisher's order."""
    rows = _ROWS[kind]
    for key, entry in entries.items():
        yield from rows(key, entry)


def _of_esco(key: str, one: Mapping[str, Any]) -> Iterator[tuple[Table, Row]]:
    if key.startswith(SKILL):
        yield Table.SKILLS, (key, one["title"], one["type"], one["reuse"])
        return
    told = (key, one["title"], one["description"], one["isco"], one["id"], None, "")
    yield Table.OCCUPATIONS, told
    yield from _titles(key, one)
    for need in _NEEDS:
        yield from _links(key, need, one[need])


def _of_onet(key: str, one: Mapping[str, Any]) -> Iterator[tuple[Table, Row]]:
    yield Table.OCCUPATIONS, (key, one["title"], one["description"], "", "", one["zone"], "")
    yield from _titles(key, one)
    for duty in one["tasks"]:
        yield Table.DUTIES, (key, duty)
    for scale in _SCALES:
        for name, value in one[scale].items():
            yield Table.WEIGHTS, (key, scale, name, value)
    yield from _links(key, _RELATED, one["related"])


def _of_military(key: str, one: Mapping[str, Any]) -> Iterator[tuple[Table, Row]]:
    yield Table.OCCUPATIONS, (key, one["title"], "", "", one["code"], None, one["service"])
    yield from _links(key, _CIVILIAN, one["links"])


def _of_crosswalk(key: str, one: Mapping[str, Any]) -> Iterator[tuple[Table, Row]]:
    for match in one["matches"]:
        yield Table.LINKS, (key, match["type"], match["id"])


def _of_wages(key: str, one: Mapping[str, Any]) -> Iterator[tuple[Table, Row]]:
    yield Table.WAGES, (key, one["title"], *(one[name] for name in PAID))


def _of_national(key: str, one: Mapping[str, Any]) -> Iterator[tuple[Table, Row]]:
    for language, titles in one["labels"].items():
        for title in titles:
            yield Table.TITLES, (key, language, title)


def _titles(key: str, one: Mapping[str, Any]) -> Iterator[tuple[Table, Row]]:
    for label in one["labels"]:
        yield Table.TITLES, (key, _ENGLISH, label)


def _links(key: str, kind: str, others: Iterable[str]) -> Iterator[tuple[Table, Row]]:
    for other in others:
        yield Table.LINKS, (key, kind, other)


_ROWS = {
    Kind.ESCO: _of_esco, Kind.ONET: _of_onet, Kind.MILITARY: _of_military,
    Kind.CROSSWALK: _of_crosswalk, Kind.WAGES: _of_wages, Kind.NATIONAL: _of_national,
}  # fmt: skip


def entries_of(kind: Kind, rows: Rows) -> dict[str, dict[str, Any]]:
    """Return a release's entries out of its rows, exactly as they were read from the archive."""
    entries: dict[str, dict[str, Any]] = {}
    for row in rows.get(Table.OCCUPATIONS, ()):
        entries[row[0]] = _occupation(kind, *row[1:])
    for key, title, type_, reuse in rows.get(Table.SKILLS, ()):
        entries[key] = {"title": title, "type": type_, "reuse": reuse}
    for key, language, title in rows.get(Table.TITLES, ()):
        if kind is Kind.NATIONAL:
            labels = entries.setdefault(key, {"labels": {}})["labels"]
            labels.setdefault(language, []).append(title)
        else:
            entries[key]["labels"].append(title)
    for key, says in rows.get(Table.DUTIES, ()):
        entries[key]["tasks"].append(says)
    for key, scale, name, value in rows.get(Table.WEIGHTS, ()):
        entries[key][scale][name] = value
    for key, type_, other in rows.get(Table.LINKS, ()):
        if kind is Kind.CROSSWALK:
            match = {"id": other, "type": type_}
            entries.setdefault(key, {"matches": []})["matches"].append(match)
        else:
            entries[key]["links" if type_ == _CIVILIAN else type_].append(other)
    for key, title, *paid in rows.get(Table.WAGES, ()):
        entries[key] = {"title": title, **dict(zip(PAID, paid, strict=True))}
    return entries


def _occupation(
    kind: Kind, title: str, description: str, isco: str, own: str, zone: int | None, service: str
) -> dict[str, Any]:
    if kind is Kind.MILITARY:
        return {"service": service, "code": own, "title": title, "links": []}
    told: dict[str, Any] = {"title": title, "labels": [], "description": description}
    if kind is Kind.ESCO:
        return {**told, "isco": isco, "id": own, "essential": [], "optional": []}
    weighed: dict[str, Any] = {name: {} for name in _SCALES}
    return {**told, **weighed, "zone": zone, "related": [], "tasks": []}
