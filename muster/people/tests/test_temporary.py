"""A temporary move is asked for in one form, ends by itself, and leads back to the old post."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.kernel.ids import UnitId
from muster.people.rules.moves import Stay, Turn, stays_of, turns_to
from muster.people.rules.small_groups import hidden
from muster.people.rules.temporary import (
    Act,
    Asked,
    Fact,
    State,
    ending_on,
    faults,
    next_review,
    standing,
    there_and_back,
)

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)
KNOWN = ("night-duty", "driving")
ASKED = Asked(("night-duty",), TODAY, TODAY + 59 * DAY, TODAY + 28 * DAY)
HERE, THERE = UnitId(UUID(int=1)), UnitId(UUID(int=2))
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (ASKED, None),
        (replace(ASKED, functions=()), "people.nothing-spared"),
        (replace(ASKED, functions=("depression",)), "people.no-function"),
        (replace(ASKED, starts=TODAY - DAY), "people.move-begins-wrong"),
        (replace(ASKED, ends=TODAY - DAY), "people.move-too-long"),
        (replace(ASKED, ends=TODAY + 184 * DAY), "people.move-too-long"),
        (replace(ASKED, review=TODAY + 31 * DAY), "people.move-review-wrong"),
        (replace(ASKED, most_km=0), "people.no-whole-number"),
    ],
)
def test_what_may_be_asked(asked, code):
    assert code in [*(one.code for one in faults(asked, today=TODAY, known=KNOWN)), None]
    assert (code is None) == (not list(faults(asked, today=TODAY, known=KNOWN)))


def fact(act, **more) -> Fact:
    return Fact(act, AT, **more)


def test_where_a_move_stands():
    chosen = UUID(int=9)
    facts = [fact(Act.FOUND)]
    assert standing(ASKED, []).state is State.LOOKING
    assert standing(ASKED, facts).state is State.OFFERED
    facts.append(fact(Act.DECIDED, post=chosen))
    assert standing(ASKED, facts).post == chosen
    taken = standing(ASKED, [*facts, fact(Act.TAKEN)])
    assert (taken.state, taken.post) == (State.LOOKING, None)
    facts += [fact(Act.BEGAN), fact(Act.REVIEWED, day=TODAY + 40 * DAY)]
    facts.append(fact(Act.SHORTENED, day=TODAY + 50 * DAY))
    now = standing(ASKED, facts)
    assert (now.state, now.ends, now.review) == (
        State.RUNNING, TODAY + 50 * DAY, TODAY + 40 * DAY,
    )  # fmt: skip
    over = standing(ASKED, [*facts, fact(Act.RETURNED, day=TODAY + 51 * DAY)])
    assert over.state.over
    assert next_review(TODAY, TODAY + 9 * DAY) == TODAY + 9 * DAY


def test_the_way_back_is_written_with_the_way_there():
    stays = [Stay(HERE, "rifleman", date(2025, 1, 1))]
    there = Stay(THERE, "clerk", ASKED.starts, ASKED.ends)
    old, wanted = there_and_back(stays, there, today=TODAY)
    assert old == stays[0]
    assert turns_to(stays, wanted) == (
        Turn(ASKED.starts, THERE, "clerk"), Turn(ASKED.ends + DAY, HERE, "rifleman"),
    )  # fmt: skip


def test_another_posting_in_between_is_not_overwritten():
    there = Stay(THERE, "clerk", ASKED.starts, ASKED.ends)
    planned = Stay(UnitId(UUID(int=3)), "signaller", ASKED.starts + 10 * DAY)
    known = [Stay(HERE, "rifleman", date(2025, 1, 1), ASKED.starts + 9 * DAY), planned]
    assert there_and_back(known, there, today=TODAY).code == "people.posting-in-between"
    leaving = [Stay(HERE, "rifleman", date(2025, 1, 1), ASKED.ends)]
    assert there_and_back(leaving, there, today=TODAY).code == "people.posting-in-between"
    assert there_and_back([], there, today=TODAY).code == "people.nothing-to-return-to"


@given(st.integers(0, 20), st.integers(1, 60), st.integers(0, 90), st.sampled_from([THERE, HERE]))
def test_the_record_before_and_after_a_move_is_what_it_was(begins, days, ends_on, where):
    starts = TODAY + begins * DAY
    stays = [Stay(HERE, "rifleman", date(2025, 1, 1))]
    there = Stay(where, "clerk", starts, starts + (days - 1) * DAY)
    _old, wanted = there_and_back(stays, there, today=TODAY)
    again = stays_of(turns_to(stays, wanted) and [Turn(stays[0].since, HERE, "rifleman"),
                                                  *turns_to(stays, wanted)])  # fmt: skip
    assert [one.post for one in again] == ["rifleman", "clerk", "rifleman"]
    assert again[2].until is None
    last = starts + ends_on * DAY
    moved = ending_on(again, there, last)
    assert [(one.post, one.since) for one in moved][1:] == [("clerk", starts),
                                                            ("rifleman", last + DAY)]  # fmt: skip
    assert ending_on([stays[0]], there, last) is None


@given(
    st.integers(1, 4).flatmap(
        lambda wide: st.lists(
            st.lists(st.integers(0, 60), min_size=wide, max_size=wide), min_size=1, max_size=5
        )
    )
)
def test_no_small_cell_is_shown_or_given_away_by_its_line(counts):
    table = hidden(counts, 11)
    whole = [[*row, sum(row)] for row in counts]
    whole.append([sum(column) for column in zip(*whole, strict=True)])
    shown = [[*row, total] for row, total in zip(table.cells, table.rows, strict=True)]
    shown.append([*table.columns, table.total])
    for line, true in [
        *zip(shown, whole, strict=True),
        *zip(zip(*shown, strict=True), zip(*whole, strict=True), strict=True),
    ]:
        dark = [count for cell, count in zip(line, true, strict=True) if cell is None]
        assert all(cell is None or cell >= 11 for cell in line)
        assert all(cell in (None, count) for cell, count in zip(line, true, strict=True))
        if dark and len(dark) < len(line):
            assert len(dark) > 1
            assert sum(dark) >= 11
        elif dark:
            assert len(dark) == len(line)


def test_a_table_of_large_cells_is_shown_whole():
    table = hidden([[20, 30], [15, 11]], 11)
    assert table.cells == ((20, 30), (15, 11))
    assert (table.rows, table.columns, table.total) == ((50, 26), (35, 41), 76)
    assert hidden([[20, 3], [15, 30]], 11).cells == ((None, None), (None, None))
