"""The days in a file of answers are the unit's own, plausible, and never ahead of its calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from muster.assessments.files import AnswerFile, Layout, read_answers
from muster.instruments.packs import pack
from muster.kernel.problems import Refused
from muster.kernel.time import Calendar

AT = datetime(2026, 3, 1, 20, 30, tzinfo=UTC)  # the second of March already, east of Moscow
ITEMS = ",".join(f"phq{n}" for n in range(1, 10))
FAR_EAST, ISLANDS, WEST = "Asia/Kamchatka", "Pacific/Kiritimati", "America/Los_Angeles"


@pytest.fixture
def read(tmp_path):
    def reading(*days: str, zone: str = "UTC", header: str = ITEMS) -> AnswerFile:
        path = tmp_path / "answers.csv"
        path.write_text(f"{header},day\n" + "".join(f"{'1,' * 9}{day}\n" for day in days))
        return read_answers(
            path, pack("phq-9").specification, Layout(items="phq{}", answered_on="day"), {},
            at=AT, calendar=Calendar(zone),
        )  # fmt: skip

    return reading


def test_a_day_has_come_once_it_has_come_where_the_unit_is(read):
    assert read("2026-03-02", zone=FAR_EAST).problems == ()
    [problem] = read("2026-03-02").problems
    assert problem.code == "assessments.future-date"


@pytest.mark.parametrize("zone", ["UTC", FAR_EAST, ISLANDS, WEST])
def test_a_day_stays_the_same_day_in_every_zone(read, zone):
    [answered] = read("2026-02-20", zone=zone).intake.answered_at
    assert Calendar(zone).local_date(answered) == date(2026, 2, 20)


def test_a_day_that_nobody_now_serving_can_have_answered_on_is_refused(read):
    file = read("1899-01-01", "1946-03-01", "1946-03-02")
    assert [problem.code for problem in file.problems] == ["assessments.old-date"] * 2
    assert (file.refused, len(file.intake)) == (2, 1)


def test_a_column_that_stands_twice_is_named_as_that(read):
    with pytest.raises(Refused) as refusal:
        read("2026-02-20", header=ITEMS.replace("phq9", "phq8"))
    assert refusal.value.problem.code == "sheets.header-twice"
    assert refusal.value.problem.column == "phq8"
