"""What became of moves is counted, and small groups are hidden."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from muster.people.rules.outcomes import Outcome, Over, outcome_of, report
from muster.people.rules.temporary import Asked, Standing, State, View

STARTS, DAY = date(2026, 3, 2), timedelta(days=1)
ASKED = Asked((), STARTS, STARTS + 29 * DAY, STARTS + 20 * DAY)


def over(place: int, part="1", days=30, state=State.RETURNED, view="", starts=STARTS) -> Over:
    asked = replace(ASKED, starts=starts, ends=starts + 29 * DAY)
    last = starts + (days - 1) * DAY
    now = Standing(state, last, asked.review, returned=last + DAY, view=view)
    return Over(UUID(int=place), part, asked, now)


def test_what_became_of_one():
    assert outcome_of(over(1), []) is Outcome.ON_TIME
    assert outcome_of(over(1, days=10), []) is Outcome.EARLIER
    assert outcome_of(over(1, state=State.OVERTAKEN), []) is Outcome.ELSEWHERE
    assert outcome_of(over(1), [over(1, starts=STARTS + 45 * DAY)]) is Outcome.AGAIN
    assert outcome_of(over(1), [over(1, starts=STARTS + 90 * DAY)]) is Outcome.ON_TIME


def test_a_large_group_is_counted():
    moves = [over(place, view=View.HELPED) for place in range(12)]
    moves += [over(place, days=20, view=View.NOT) for place in range(12, 24)]
    moves += [over(place, state=State.OVERTAKEN) for place in range(24, 36)]
    moves += [over(place, starts=STARTS, view=View.SOMEWHAT) for place in range(36, 48)]
    again = [over(place, starts=STARTS + 40 * DAY) for place in range(36, 48)]
    found = report(moves, [*moves, *again], least=11)
    assert found.outcomes.cells == ((12, 12, 12, 12),)
    assert found.views.cells == ((12, 12, 12, 12),)
    assert found.restored == 50
    assert found.days == 27.5


def test_a_small_group_is_not():
    moves = [over(place) for place in range(10)]
    found = report(moves, moves, least=11)
    assert found.outcomes.cells == ((None,) * 4,)
    assert (found.outcomes.total, found.restored, found.days) == (None, None, None)
    assert report([], [], least=11).parts == ()


def test_two_parts_do_not_tell_each_other():
    moves = [over(place) for place in range(40)]
    moves += [over(place, part="2") for place in range(40, 45)]
    found = report(moves, moves, least=11)
    assert found.outcomes.rows[1] is None
    assert found.outcomes.rows[0] is None
