"""What command counts: everybody once, and a broken-off sitting as done."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.assessments.rules.turnout import Column, Tally, column_of, share_done, tally
from muster.assessments.rules.windows import Standing

CLOSES = date(2026, 3, 20)
BEFORE, AFTER = CLOSES - timedelta(days=2), CLOSES + timedelta(days=3)


@pytest.mark.parametrize(
    ("standing", "begun", "column"),
    [
        (Standing.OPEN, None, Column.DUE),
        (Standing.DONE, BEFORE, Column.IN_TIME),
        (Standing.DONE, None, Column.IN_TIME),
        (Standing.DONE_LATE, AFTER, Column.DONE_LATE),
        (Standing.LATE, None, Column.LATE),
        (Standing.MISSED, None, Column.MISSED),
        (Standing.NOT_OPEN, None, None),
        (Standing.LAPSED, None, None),
    ],
)
def test_each_standing_has_its_column(standing, begun, column):
    assert column_of(standing, closes=CLOSES, begun=begun) is column


@pytest.mark.parametrize("standing", [Standing.OPEN, Standing.LATE, Standing.MISSED])
def test_who_broke_off_is_done_and_never_on_the_list(standing):
    assert column_of(standing, closes=CLOSES, begun=BEFORE) is Column.IN_TIME
    assert column_of(standing, closes=CLOSES, begun=AFTER) is Column.DONE_LATE


@given(st.lists(st.sampled_from(Column)), st.lists(st.sampled_from(Column)))
def test_everybody_is_counted_once_and_sub_units_add_up(some, others):
    both = tally([*some, *others])
    assert both == tally(some) + tally(others)
    assert both.asked == len(some) + len(others)
    share = share_done(both)
    assert (share is None) == (not some and not others)
    assert share is None or 0 <= share <= 100


@given(
    st.builds(Tally, *[st.integers(0, 50)] * 5),
    st.integers(0, 60),
)
def test_who_came_since_the_count_is_done(counted, came):
    now = counted.after(came)
    assert now.asked == counted.asked
    assert now.late == max(counted.late - came, 0)
    assert now.done >= counted.done
