"""A roster's valid rows against what is known: planned for all of them at once, then written.

For use inside a unit of work of this room's commands. The rows are staged by COPY; people who are
new are written by a handful of statements, whatever their number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from muster.kernel.ids import PersonId, UnitId
from muster.kernel.problems import Problem
from muster.people import problems, sealed
from muster.people.details import details_of
from muster.people.merges import current_records
from muster.people.postings import histories_of
from muster.people.rules import moves
from muster.people.rules.moves import Details, Outcome, Stated, Stay, Turn
from muster.people.rules.roster import Entry, Roster
from muster.vault.bulk import csv_blocks, stage

_KNOWN = """
SELECT s.place, p.id, p.merged_into_id, p.roster_key, p.sex, w.unit_id, o.title, w.since, w.until
FROM staged_roster s JOIN people_person p ON p.number_key = s.number
LEFT JOIN people_placement w ON w.person_id = p.id LEFT JOIN people_post o ON o.id = w.post_id
"""
_NAMESAKES = """
SELECT DISTINCT s.place FROM staged_roster s JOIN people_person p ON p.namesake_key = s.namesake
WHERE p.number_key IS DISTINCT FROM s.number
"""


class Hashes(NamedTuple):
    """The keyed hashes of one row, 32 hexadecimal digits each; "" where there is none."""

    number: str
    namesake: str
    roster: str


class Known(NamedTuple):
    """What is known of the person whose number a row carries."""

    person: PersonId
    roster: str
    sex: str
    stay: Stay | None


@dataclass(slots=True)
class Plan:
    """What a roster's rows amount to, by their place in `entries`."""

    entries: Sequence[Entry]
    hashes: Sequence[Hashes]
    new: list[int] = field(default_factory=list)
    known: dict[int, Known] = field(default_factory=dict)
    moves: dict[int, tuple[Outcome, tuple[Turn, ...]]] = field(default_factory=dict)
    details: dict[int, Details] = field(default_factory=dict)
    reread: list[int] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    headings: Mapping[str, str] = field(default_factory=dict)

    @property
    def outcomes(self) -> Counter[Outcome]:
        """How many rows had each outcome; a row that only corrects details counts as corrected."""
        counts = Counter(outcome for outcome, _turns in self.moves.values())
        counts[Outcome.NEW] += len(self.new)
        counts[Outcome.CORRECTED] += sum(place not in self.moves for place in self.details)
        counts[Outcome.UNCHANGED] += self.unchanged
        return counts

    @property
    def refused(self) -> frozenset[int]:
        """The numbers of the rows that were refused against what is known."""
        return frozenset(one.row for one in self.problems if one.row is not None)

    def refuse(self, place: int, field_name: str, problem: Problem) -> None:
        """Refuse one row for what stands in one field."""
        heading = self.headings.get(field_name)
        placed = replace(problem, row=self.entries[place].row, column=heading)
        self.problems.append(placed)


def plan_roster(
    roster: Roster,
    *,
    today: date,
    progress: Callable[[int], None] = lambda done: None,
) -> Plan:
    """Compare every valid row with what is known, in a few statements; write nothing.

    `progress` hears how many rows have been compared.
    """
    hashes = hashes_of(roster.entries, roster.phrases)
    plan = Plan(roster.entries, hashes, headings=roster.headings)
    _stage(hashes)
    plan.known = _known_rows()
    unknown = [place for place in range(len(roster.entries)) if place not in plan.known]
    _plan_unknown(plan, unknown, today)
    progress(len(unknown))
    _plan_known(plan, today)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE staged_roster")
    progress(len(roster.entries))
    plan.problems.sort(key=lambda problem: problem.row or 0)
    return plan


def hashes_of(entries: Iterable[Entry], phrases: Mapping[str, str]) -> list[Hashes]:
    """Return the keyed hashes of every row."""
    number, namesake, roster = map(sealed.hasher, ("number", "namesake", "roster"))
    phrase = sealed.namesake_phrase
    found = []
    for one in entries:
        born = one.born.isoformat() if one.born else ""
        said = "\x1f".join(
            (one.surname, one.given, one.patronymic, one.sex, born, one.rank, one.phone,
             one.email, one.language, *filter(None, [one.qualifications]))
        )  # fmt: skip
        named = ""
        if born and one.surname and one.given:
            named = namesake(phrase(phrases[one.surname], phrases[one.given], born))
        found.append(Hashes(number(one.key), named, roster(said)))
    return found


def details_said(entry: Entry) -> Details:
    """Return what a row says of who the person is."""
    return Details(
        entry.number, entry.surname, entry.given, entry.patronymic, entry.born, entry.rank,
        entry.phone, entry.email, entry.language, entry.qualifications,
    )  # fmt: skip


def posting_said(entry: Entry) -> Stated:
    """Return what a row says of where the person serves."""
    return Stated(entry.unit, entry.post, entry.since, entry.until)


def _stage(hashes: Sequence[Hashes]) -> None:
    rows = ((str(place), one.number, one.namesake) for place, one in enumerate(hashes))
    columns = {"place": "integer", "number": "uuid", "namesake": "uuid"}
    stage("staged_roster", columns, csv_blocks(rows))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE staged_roster")


def _known_rows() -> dict[int, Known]:
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    absorbed = [PersonId(row[1]) for row in rows if row[2] is not None]
    current = current_records(absorbed)
    known = {}
    for place, person, _merged, roster, sex, unit, title, since, until in rows:
        stay = None if unit is None else Stay(UnitId(unit), title or "", since, until)
        known[place] = Known(PersonId(person), roster.hex if roster else "", sex, stay)
        if person in current:
            # The number of an absorbed record speaks of the record that was kept.
            known[place] = Known(current[person], "", sex, None)
    return known


def _plan_unknown(plan: Plan, places: Sequence[int], today: date) -> None:
    """Rows whose number nobody carries: new people, unless they cannot be."""
    taken = numbers_taken(plan.hashes[place].number for place in places)
    for place in places:
        entry = plan.entries[place]
        if plan.hashes[place].number in taken:
            plan.refuse(place, "service_number", problems.NUMBER_ELSEWHERE.at())
        elif not entry.surname or not entry.given:
            plan.refuse(place, "service_number", problems.NEW_PERSON_WITHOUT_NAME.at())
        elif entry.until is not None and entry.until < (entry.since or today):
            plan.refuse(place, "until", problems.ENDS_BEFORE_BEGINNING.at())
        else:
            plan.new.append(place)
    with connection.cursor() as cursor:
        cursor.execute(_NAMESAKES)
        namesakes = {row[0] for row in cursor.fetchall()}
    for place in plan.new:
        if place in namesakes:
            row = plan.entries[place].row
            plan.notes.append(problems.PERHAPS_KNOWN.at(row=row))


def numbers_taken(numbers: Iterable[str]) -> set[str]:
    """Return which of these numbers belong to people, within reach or not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_numbers_taken(%s::uuid[])", [f"{{{','.join(numbers)}}}"])
        return {row[0].hex for row in cursor.fetchall()}


def _plan_known(plan: Plan, today: date) -> None:
    """Rows about known people: first what can be told from the placement, then from the facts."""
    doubtful: list[int] = []
    for place, known in plan.known.items():
        entry = plan.entries[place]
        here = known.stay is not None and _is_quiet(known.stay, entry, today)
        if here and known.roster == plan.hashes[place].roster:
            plan.unchanged += 1
        else:
            doubtful.append(place)
    for places in _in_blocks(doubtful, 5_000):
        _plan_doubtful(plan, places, today)


def _is_quiet(stay: Stay, entry: Entry, today: date) -> bool:
    found = moves.plan([stay], posting_said(entry), today=today)
    return not isinstance(found, Problem) and found.outcome is Outcome.UNCHANGED


def _plan_doubtful(plan: Plan, places: Sequence[int], today: date) -> None:
    people = {plan.known[place].person for place in places}
    histories, details = histories_of(people), details_of(people)
    for place in places:
        entry, known = plan.entries[place], plan.known[place]
        before, said = details.get(known.person, Details()), details_said(entry)
        if not moves.same_person(before, said):
            plan.refuse(place, "service_number", problems.NUMBER_OF_ANOTHER.at())
            continue
        stays = histories.get(known.person, [])
        stated = posting_said(entry)
        found = moves.plan_any(stays, stated, today=today)
        if isinstance(found, Problem):
            plan.refuse(place, "since", found)
            continue
        _accept(plan, place, found, before, said)


def _accept(plan: Plan, place: int, found: moves.Move, before: Details, said: Details) -> None:
    entry, known = plan.entries[place], plan.known[place]
    after = replace(said, number=before.number or said.number).laid_over(before)
    changed = after != before or entry.sex not in {"", known.sex}
    if found.turns:
        plan.moves[place] = (found.outcome, found.turns)
    if changed:
        plan.details[place] = after
    if known.roster != plan.hashes[place].roster:
        plan.reread.append(place)
    plan.unchanged += not found.turns and not changed


def _in_blocks(places: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for start in range(0, len(places), size):
        yield places[start : start + size]


def people_in(plan: Plan, newborn: Mapping[int, PersonId]) -> Collection[PersonId]:
    """Return everybody whom carrying out the plan changes."""
    changed = {plan.known[place].person for place in (*plan.moves, *plan.details)}
    return [*newborn.values(), *sorted(changed)]


def ids_by_place(plan: Plan, ids: Iterable[UUID]) -> dict[int, PersonId]:
    """Give each new person of the plan an id."""
    return {place: PersonId(one) for place, one in zip(plan.new, ids, strict=True)}
