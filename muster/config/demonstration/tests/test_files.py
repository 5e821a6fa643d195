"""The files are read by the product's own readers without one problem."""

from datetime import timedelta
from pathlib import Path

import pytest

from muster.config.demonstration import files, formation
from muster.config.demonstration.brigade import Brigade
from muster.config.demonstration.nhanes import Survey
from muster.config.demonstration.tests.conftest import MONDAY
from muster.kernel.ids import UnitId, new_id
from muster.kernel.sheets import open_sheet
from muster.people.rules.headings import Table
from muster.people.rules.names import unit_code
from muster.people.rules.roster import ListedUnit, read_roster


def _table(path: Path) -> Table:
    sheet = open_sheet(path)
    rows = list(sheet.rows())
    assert not sheet.problems
    headings = list(rows[0].cells)
    columns = [[str(row.cells[heading] or "") for row in rows] for heading in headings]
    return Table(headings, columns, [row.number for row in rows])


def test_the_roster_is_read_without_a_problem(lighthouse: Brigade, tmp_path: Path) -> None:
    units = {
        unit_code(unit.code): ListedUnit(UnitId(new_id()), unit.code) for unit in formation.units()
    }
    table = _table(files.write_roster(lighthouse, tmp_path, MONDAY))
    roster = read_roster(table, units=units, today=MONDAY)
    assert roster.problems == ()
    assert len(roster.entries) == 5_000
    first, soldier = roster.entries[0], lighthouse.soldiers[0]
    assert (first.number, first.surname) == (soldier.number, soldier.name.surname)
    assert (first.born, first.since) == (soldier.born, soldier.place_on(MONDAY)[1])
    assert len({entry.sex for entry in roster.entries}) == 2


def test_an_earlier_roster_has_fewer_people_and_other_platoons(
    lighthouse: Brigade, tmp_path: Path
) -> None:
    before = MONDAY - timedelta(weeks=104)
    earlier = open_sheet(files.write_roster(lighthouse, tmp_path, before)).rows()
    later = open_sheet(files.write_roster(lighthouse, tmp_path, MONDAY)).rows()
    then = {row.cells["Service number"]: row.cells["Unit code"] for row in earlier}
    today = {row.cells["Service number"]: row.cells["Unit code"] for row in later}
    assert 4_500 < len(then) < len(today) == 5_000
    moved = [number for number, unit in then.items() if today[number] != unit]
    assert 80 < len(moved) < 200
    for number in moved:
        assert str(then[number]).rpartition("-")[0] == str(today[number]).rpartition("-")[0]


def test_units_stand_after_those_above_them(lighthouse: Brigade, tmp_path: Path) -> None:
    rows = list(open_sheet(files.write_units(lighthouse, tmp_path)).rows())
    assert len(rows) == 157  # the brigade's, and the survey's own
    seen = {""}
    for row in rows:
        assert str(row.cells["Parent unit code"] or "") in seen
        seen.add(str(row.cells["Unit code"]))


@pytest.mark.parametrize("instrument", ["phq-9", "audit-c"])
def test_answers_stand_as_they_were_drawn(
    lighthouse: Brigade, tmp_path: Path, instrument: str
) -> None:
    sittings = next(one for one in lighthouse.sittings if one.instrument == instrument)
    path = files.write_answers(lighthouse, sittings, tmp_path)
    rows = list(open_sheet(path).rows())
    assert len(rows) == len(sittings.people)
    codes = files.item_codes(instrument, sittings.answers.shape[1])
    for row, drawn in zip(rows, sittings.answers.tolist(), strict=True):
        read = [
            -1 if row.cells[code] in (None, "") else int(str(row.cells[code])) for code in codes
        ]
        assert read == drawn


def test_the_survey_is_written_with_its_gaps(survey: Survey, tmp_path: Path) -> None:
    path = files.write_survey(survey, tmp_path)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 5_534
    assert lines[0].split(",")[0] == files.SEQUENCE
    assert sum(line.endswith("," * 9) for line in lines) == 440
