"""Lists of service entries, from the personnel office; and what was entered wrongly."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from uuid import UUID

from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.problems import Problem, ProblemKind
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people import entries, entry_problems, problems
from muster.people.calendars import day_at
from muster.people.packets import speaks_of_health
from muster.people.queries.finding import numbered
from muster.people.reports import UnitsReport
from muster.people.rules.entry_list import EntryList, EntryRow, read_entries
from muster.people.rules.files import Arrived
from muster.people.rules.service_entries import MOST_ENTRIES, Change, Changed
from muster.vault.zones import Zone


@command(
    key="people.import-entries",
    permits=Permission.IMPORT_PEOPLE,
    zone=Zone.IDENTITY,
    says=_("A list of service entries was imported: trades, courses, licences, vehicles."),
)
def import_entries(
    *,
    arrived: Unjournalled[Arrived],
    chosen: dict[str, str] | None,
    confirm: bool,
    by: Viewer,
    at: Instant,
) -> UnitsReport:
    """Compare a list of service entries with what is known, and where `confirm` add what is new.

    Refused rows are named in the report and left out, and so are rows of people who are not within
    the viewer's units. Nothing is taken away by a list; the same list twice changes nothing.
    """
    if confirm:
        entries.one_list_at_a_time()
    listed = read_entries(
        arrived.table, today=day_at(by.units, at), speaks_of_health=speaks_of_health,
        chosen=chosen, met=arrived.met,
    )  # fmt: skip
    changes, aside = _weighed(listed)
    if confirm:
        entries.write_entries(changes, at)
    counts = {
        change.value: sum(one.change is change for found in changes.values() for one in found)
        for change in Change
    }
    note(digest=arrived.digest, changes=counts, people=list(changes))
    told = sorted((*listed.problems, *aside), key=lambda problem: problem.row or 0)
    refused = len(listed.refused) + len(aside)
    return UnitsReport(
        arrived.digest, len(listed.rows) + len(listed.refused), refused, counts, confirm,
        tuple(told), listed.notes,
    )  # fmt: skip


@command(
    key="people.take-back-entry",
    permits=Permission.RECORD_SERVICE,
    zone=Zone.IDENTITY,
    says=_("A service entry that was wrong was taken back."),
)
def take_back_entry(*, person: PersonId, entry: UUID, by: Viewer, at: Instant) -> None:
    """Take a service entry back; both facts stay. Refused where the person has no such entry."""
    entries.take_back(person, entry, at)


def _weighed(listed: EntryList) -> tuple[dict[PersonId, list[Changed]], list[Problem]]:
    """Return what a list changes for whom, and the rows that are set aside."""
    people = numbered({row.key for row in listed.rows})
    aside = [
        _aside(listed, row, entry_problems.ENTRY_OF_NOBODY)
        for row in listed.rows
        if row.key not in people
    ]
    rows: defaultdict[PersonId, list[EntryRow]] = defaultdict(list)
    for row in listed.rows:
        if row.key in people:
            rows[people[row.key].person].append(row)
    for person, some in rows.items():
        rows[person], twice = _under_two_numbers(listed, some)
        aside += twice
    changes, room = entries.weighed(
        {person: [row.entry for row in some] for person, some in rows.items()}
    )
    for person, some in rows.items():
        new = [place for place, one in enumerate(changes[person]) if one.change is Change.NEW]
        over = set(new[max(room[person], 0) :])
        aside += (_aside(listed, some[place], entry_problems.TOO_MANY_ENTRIES) for place in over)
        changes[person] = [
            one for place, one in enumerate(changes[person]) if place not in over
        ]  # fmt: skip
    return changes, aside


def _under_two_numbers(
    listed: EntryList, rows: list[EntryRow]
) -> tuple[list[EntryRow], list[Problem]]:
    """Return one person's rows, and what is set aside: an entry under two of their numbers.

    Two records that became one have two. Rows that say the same are read once; of rows that
    differ, none is.
    """
    alike: defaultdict[object, list[EntryRow]] = defaultdict(list)
    for row in rows:
        alike[row.entry.same].append(row)
    good, aside = [], list[Problem]()
    for first, *others in alike.values():
        if any(one.entry != first.entry for one in others):
            named = ", ".join(str(one.row) for one in (first, *others))
            wrong = entry_problems.ENTRY_TWICE.at(rows=named)
            others = [first, *others]
        else:
            good.append(first)
            wrong = problems.REPEATED_ROW.at(first=first.row)
        aside += (replace(wrong, row=one.row, column=listed.numbers) for one in others)
    return good, aside


def _aside(listed: EntryList, row: EntryRow, kind: ProblemKind) -> Problem:
    wrong = kind.at(most=MOST_ENTRIES) if kind is entry_problems.TOO_MANY_ENTRIES else kind.at()
    return replace(wrong, row=row.row, column=listed.numbers)
