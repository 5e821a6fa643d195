"""Companies of invented people, and a whole-unit campaign that asks them, as of any day."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from muster.assessments.commands.campaigns import Asking, open_campaign, prepare_campaign
from muster.assessments.rules.windows import Dated
from muster.kernel.ids import PersonId, UnitId, new_id
from muster.kernel.sheets import open_sheet
from muster.kernel.time import Instant, now
from muster.people.commands.entries import import_entries
from muster.people.commands.keeping import give_duty
from muster.people.commands.rosters import import_roster
from muster.people.duty import NEEDED
from muster.people.models import Unit
from muster.people.queries import by_service_number
from muster.people.rules.entry_list import ENTRIES
from muster.people.rules.files import arrived
from muster.people.rules.roster_columns import ROSTER
from muster.policy.commands import add_crisis_number, verify_crisis_number
from muster.policy.queries import every_line
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import administrator_of, channels_tested, may_answer, psychologist_of

SINCE = date(2024, 1, 1)


def muster_up(top: UnitId, names: Mapping[UnitId, Sequence[str]]) -> dict[str, PersonId]:
    """Bring people into units in or below `top`, who have served there since 2024.

    `names` are surnames by unit, no two alike; returns each one's id by surname.
    """
    by, at = administrator_of(top), now()
    with unit_of_work(Standing(Audience.ADMINISTRATOR, by.units)):
        codes = dict(Unit.objects.values_list("id", "code"))
    placed = [(unit, surname) for unit, surnames in names.items() for surname in surnames]
    rows = [
        (f"M-{1000 + place}", surname, "Invented", codes[unit], "Private", SINCE.isoformat())
        for place, (unit, surname) in enumerate(placed)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "roster.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            head = ("Service number", "Surname", "Given name", "Unit code", "Rank", "From")
            csv.writer(file).writerows([head, *rows])
        listed = arrived(open_sheet(path), ROSTER)
        report = import_roster(arrived=listed, chosen=None, confirm=True, by=by, at=at)
    assert not report.problems, report.problems
    numbers = {row[0]: row[1] for row in rows}
    found = by_service_number(numbers=list(numbers), by=by, at=at)
    return {numbers[number]: one.person for number, one in found.items()}


def stands_ready(unit: UnitId, at: Instant) -> None:
    """See to it that campaigns may open for `unit` at `at`: numbers, duties, channels."""
    by = administrator_of(unit)
    with unit_of_work(Standing(Audience.ADMINISTRATOR)):
        lines = {(line.kind, line.entered is not None) for line in every_line()}
    for kind, entered in lines:
        if not entered:
            add_crisis_number(
                kind=kind, number="112", name_en="", name_ru="", unit=None, invented=False,
                by=by, at=at,
            )  # fmt: skip
        verify_crisis_number(code=kind, by=by, at=at)
    for role in NEEDED:
        holder = may_answer(f"{role.value}-{new_id()}", unit, at)
        give_duty(
            unit=unit, role=role, account=holder, starts=at - timedelta(hours=1),
            ends=at + timedelta(days=2), by=by, at=at,
        )  # fmt: skip
    channels_tested(unit, at)


def asked(
    unit: UnitId,
    opens: date,
    closes: date,
    *,
    at: Instant,
    instruments: Sequence[str] = ("gad-7",),
    name: str = "Invented campaign",
) -> UUID:
    """Open a campaign that asks everybody of `unit` from `opens` to `closes`; `at` is when."""
    by = psychologist_of(unit)
    campaign = prepare_campaign(
        asking=Asking(name, (unit,), tuple(instruments), windows=(Dated(opens, closes),)),
        by=by,
        at=at,
    )
    stands_ready(unit, at)
    open_campaign(campaign=campaign, by=by, at=at)
    return campaign


def on_record(unit: UnitId, *rows: str) -> None:
    """Bring service entries in for people in or below `unit`, each row as a list has it.

    A row is “number,kind,what,from,to,people led,code”; what is at its end may be left out.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "entries.csv"
        filled = [row + "," * (6 - row.count(",")) for row in rows]
        head = "Service number,Kind,What,From,To,People led,Code"
        path.write_text("\n".join([head, *filled]), encoding="utf-8")
        listed = arrived(open_sheet(path), ENTRIES)
    report = import_entries(
        arrived=listed, chosen=None, confirm=True, by=administrator_of(unit), at=now()
    )
    assert not report.problems, report.problems
