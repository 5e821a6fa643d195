"""From a list of units to what changes: who is new, renamed, placed elsewhere, and what cannot be.

Rows that would break the tree are refused, and so are the rows that hang on them; the rest goes on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from muster.kernel.problems import Problem
from muster.people import problems
from muster.people.rules.tree import Change, Place, changes_to, faults, gaps, laid_over
from muster.people.rules.unit_list import UnitRow

ALWAYS = date(1900, 1, 1)
"""The first day of a new unit whose list names none: as long as anyone remembers."""


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit as it is known: what it is called and where it stood."""

    key: str
    code: str
    name_en: str
    name_ru: str
    kind: str
    zone: str
    country: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """What a list of units would change. Units are named by the form of their code.

    `new` and `renamed` hold the unit as it will be described; `changes` are to be recorded.
    """

    new: tuple[KnownUnit, ...]
    described: tuple[KnownUnit, ...]
    changes: tuple[Change, ...]
    unchanged: int
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    refused: frozenset[int]


@dataclass(slots=True)
class _Draft:
    """The plan while rows may still fall out of it."""

    rows: list[UnitRow]
    problems: list[Problem] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)

    def refuse(self, row: UnitRow, heading: str | None, problem: Problem) -> None:
        placed = Problem(problem.kind, row.row, heading, problem.values)
        if placed not in self.problems:
            self.problems.append(placed)
        self.refused.add(row.row)

    def drop_refused(self) -> None:
        self.rows = [row for row in self.rows if row.row not in self.refused]


def plan_units(
    known: Mapping[str, KnownUnit],
    rows: Sequence[UnitRow],
    *,
    today: date,
    top: str | None = None,
    reach: Collection[str] | None = None,
    headings: Mapping[str, str] | None = None,
) -> UnitPlan:
    """Plan what the valid rows of a list change in the known units.

    `known` is keyed like the rows; `top` is the unit under which a row without parent is placed,
    None for the top of everything; `reach` are the known units that may be changed, None for all;
    `headings` names the file's columns for the report.
    """
    headings = headings or {}
    draft = _Draft(list(rows))
    _refuse_beyond(draft, known, reach, headings)
    _refuse_nameless(draft, known, headings)
    while True:
        draft.drop_refused()
        before = len(draft.refused)
        history = _histories(known, draft.rows, today, top)
        _refuse_overlaps(draft, headings)
        _charge(draft, history, known, rows, headings)
        if len(draft.refused) == before:
            return _plan(known, draft, history)


def _refuse_beyond(
    draft: _Draft,
    known: Mapping[str, KnownUnit],
    reach: Collection[str] | None,
    headings: Mapping[str, str],
) -> None:
    if reach is None:
        return
    for row in draft.rows:
        for field_name, key, code in (
            ("code", row.key, row.code),
            ("parent", row.parent, row.parent_code),
        ):
            if key in known and key not in reach:
                draft.refuse(row, headings.get(field_name), problems.UNIT_BEYOND.at(unit=code))


def _refuse_nameless(
    draft: _Draft, known: Mapping[str, KnownUnit], headings: Mapping[str, str]
) -> None:
    for row in draft.rows:
        if row.key not in known and not (row.name_en or row.name_ru):
            heading = headings.get("name_en") or headings.get("name_ru")
            draft.refuse(row, heading, problems.UNIT_WITHOUT_NAME.at())


def _refuse_overlaps(draft: _Draft, headings: Mapping[str, str]) -> None:
    """Two rows of one list may not put a unit in two places at once."""
    for group in _by_unit(draft.rows).values():
        stated = [row for row in group if row.since is not None]
        if len(group) > 1 and len(stated) < len(group):
            for row in group:
                rows = ", ".join(str(one.row) for one in group)
                draft.refuse(row, headings.get("since"), problems.UNIT_PLACES_UNDATED.at(rows=rows))
            continue
        ordered = sorted(stated, key=lambda row: row.since or ALWAYS)
        for earlier, later in pairwise(ordered):
            if earlier.until is not None and later.since is not None:
                overlap = later.since <= earlier.until
            else:
                overlap = earlier.since == later.since
            if overlap and later.since is not None:
                problem = problems.TWO_PARENTS.at(unit=later.code, since=later.since)
                draft.refuse(later, headings.get("parent"), problem)


def _histories(
    known: Mapping[str, KnownUnit], rows: Iterable[UnitRow], today: date, top: str | None
) -> dict[str, list[Place]]:
    """Return every unit's places as they would be."""
    history = {key: list(unit.places) for key, unit in known.items()}
    for key, group in _parents_first(_by_unit(rows)):
        places = history.setdefault(key, [])
        for row in sorted(group, key=lambda row: row.since or ALWAYS):
            parent = _parent(row, places, today, top)
            raised = min((place.since for place in history.get(parent or "", ())), default=ALWAYS)
            stated = _stated(row, places, parent, today, raised)
            if stated is not None:
                places[:] = laid_over(places, stated)
    return history


def _parents_first(groups: Mapping[str, list[UnitRow]]) -> Iterator[tuple[str, list[UnitRow]]]:
    """Yield the units so that each comes after its parents, as far as the list allows."""
    done: set[str] = set()
    for start in groups:
        path = [start]
        while path[-1] in groups and path[-1] not in done and groups[path[-1]][0].parent:
            if groups[path[-1]][0].parent in path:
                break
            path.append(groups[path[-1]][0].parent)
        for key in reversed(path):
            if key in groups and key not in done:
                done.add(key)
                yield key, groups[key]


def _parent(row: UnitRow, places: Sequence[Place], today: date, top: str | None) -> str | None:
    """Return the parent that a row means: the one it names, the one that is known, or the top."""
    if not row.has_parent and places:
        day = row.since or today
        return next((place for place in places if place.covers(day)), places[-1]).parent
    return row.parent or (None if row.key == top else top)


def _stated(
    row: UnitRow, places: Sequence[Place], parent: str | None, today: date, raised: date
) -> Place | None:
    """Return the place that a row states, or None where it states nothing that is not known.

    A new unit without a first day stands since its parent was `raised`.
    """
    if row.since is not None:
        return Place(row.key, parent, row.since, row.until)
    standing = next((place for place in places if place.covers(today)), None)
    if standing is not None and standing.parent == parent:
        return None if row.until is None else standing._replace(until=row.until)
    return Place(row.key, parent, today if places else raised, row.until)


def _charge(
    draft: _Draft,
    history: Mapping[str, Sequence[Place]],
    known: Mapping[str, KnownUnit],
    rows: Sequence[UnitRow],
    headings: Mapping[str, str],
) -> None:
    """Refuse the rows to which a fault of the tree is owed; old faults are not theirs."""
    before = faults(place for unit in known.values() for place in unit.places)
    codes = {key: unit.code for key, unit in known.items()} | {row.key: row.code for row in rows}
    listed = _by_unit(draft.rows)
    withdrawn = {row.key for row in rows} - set(listed)
    for place, found in faults(place for unit in history.values() for place in unit).items():
        for problem in found:
            if problem in before.get(place, ()):
                continue
            owners = listed.get(place.unit, [])
            said = _in_codes(problem, codes)
            if owners and place.parent in withdrawn and problem.kind is problems.NO_SUCH_PARENT:
                said = problems.PARENT_REFUSED.at(parent=codes[place.parent or ""])
            if not owners and place.parent is not None:
                owners = listed.get(place.parent, [])
                day = dict(problem.values).get("day", place.since)
                said = problems.LEAVES_ORPHANS.at(unit=codes[place.unit], day=day)
            for row in owners:
                draft.refuse(row, headings.get("parent"), said)


def _in_codes(problem: Problem, codes: Mapping[str, str]) -> Problem:
    """Name units by their codes as they are written, not by the form they are found by."""
    values = []
    for name, value in problem.values:
        if name in {"unit", "parent"}:
            value = codes.get(str(value), value)
        elif name == "ring":
            value = " → ".join(codes.get(key, key) for key in str(value).split(" → "))
        values.append((name, value))
    return Problem(problem.kind, problem.row, problem.column, tuple(values))


def _plan(
    known: Mapping[str, KnownUnit], draft: _Draft, history: Mapping[str, Sequence[Place]]
) -> UnitPlan:
    new: list[KnownUnit] = []
    described: list[KnownUnit] = []
    changes: list[Change] = []
    notes: list[Problem] = []
    unchanged = 0
    codes = {key: unit.code for key, unit in known.items()}
    codes |= {row.key: row.code for row in draft.rows}
    for key, group in _by_unit(draft.rows).items():
        before = known.get(key)
        after = _described(before, group[0], history[key])
        turns = changes_to(before.places if before else (), history[key])
        changes.extend(turns)
        if before is None:
            new.append(after)
        elif _words(after) != _words(before):
            described.append(after)
        elif not turns:
            unchanged += 1
        if turns:
            found = gaps(history[key]).values()
            notes.extend(_in_codes(gap.in_row(group[-1].row), codes) for gap in found)
    told = tuple(sorted(draft.problems, key=lambda problem: problem.row or 0))
    return UnitPlan(
        tuple(new), tuple(described), tuple(changes), unchanged, told, tuple(notes),
        frozenset(draft.refused),
    )  # fmt: skip


def _described(before: KnownUnit | None, row: UnitRow, places: Sequence[Place]) -> KnownUnit:
    """Lay what a row says of a unit over what is known of it."""
    if before is None:
        return KnownUnit(
            row.key, row.code, row.name_en or row.name_ru, row.name_ru or row.name_en, row.kind,
            row.zone, row.country, tuple(places),
        )  # fmt: skip
    return KnownUnit(
        before.key, before.code, row.name_en or before.name_en, row.name_ru or before.name_ru,
        row.kind or before.kind, row.zone or before.zone, row.country or before.country,
        tuple(places),
    )  # fmt: skip


def _words(unit: KnownUnit) -> tuple[str, ...]:
    return unit.name_en, unit.name_ru, unit.kind, unit.zone, unit.country


def _by_unit(rows: Iterable[UnitRow]) -> dict[str, list[UnitRow]]:
    groups: dict[str, list[UnitRow]] = defaultdict(list)
    for row in rows:
        groups[row.key].append(row)
    return groups
