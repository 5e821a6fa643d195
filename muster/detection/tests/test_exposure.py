"""Windows after a deployment: when they open and close, and which closed without a look."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from muster.detection.rules.exposure import Standing, missed_after_exposure, windows
from muster.detection.rules.facts import MissedScreen
from muster.policy.profiles import profile
from muster.policy.rules.profile import Anchor

DEPLOYMENT = profile().calendars["deployment"]
EVENT = profile().calendars["event"]
HOME = date(2025, 1, 31)
ANCHORS = {Anchor.DEPARTURE: date(2024, 6, 1), Anchor.RETURN: HOME}


def standings(screened: list[date], today: date, until: date | None = None) -> dict[str, str]:
    found = windows(ANCHORS, DEPLOYMENT, screened, today, until)
    return {window.key: window.standing.value for window in found}


def test_the_windows_of_a_deployment():
    found = windows(ANCHORS, DEPLOYMENT, [], HOME)
    assert [(w.key, w.opens_on, w.closes_on) for w in found] == [
        ("before", date(2024, 2, 2), date(2024, 6, 1)),
        ("on-return", HOME, date(2025, 3, 2)),
        ("three-to-six-months", date(2025, 5, 1), date(2025, 7, 30)),
        ("six-to-eighteen-months", date(2025, 7, 31), date(2026, 7, 31)),
        ("eighteen-to-thirty-months", date(2026, 8, 1), date(2027, 7, 31)),
    ]


def test_a_window_is_open_to_the_end_of_its_last_day():
    assert standings([], date(2025, 3, 2))["on-return"] == Standing.OPEN
    assert standings([], date(2025, 3, 3))["on-return"] == Standing.MISSED


def test_a_screening_between_the_windows_is_too_early_for_the_next():
    early = standings([HOME, date(2025, 4, 15)], date(2025, 8, 1))
    assert early["on-return"] == Standing.DONE
    assert early["three-to-six-months"] == Standing.MISSED


def test_missed_windows_after_coming_home_are_told():
    today = date(2025, 8, 1)
    assert missed_after_exposure(ANCHORS, DEPLOYMENT, [], today) == (
        MissedScreen(HOME, HOME, date(2025, 3, 2)),
        MissedScreen(HOME, date(2025, 5, 1), date(2025, 7, 30)),
    )


def test_a_screening_after_a_window_closed_does_not_count_for_it():
    assert standings([date(2025, 3, 3)], date(2025, 4, 1))["on-return"] == Standing.MISSED


def test_a_later_screening_answers_the_windows_missed_before():
    screened = [date(2025, 6, 1)]
    assert missed_after_exposure(ANCHORS, DEPLOYMENT, screened, date(2025, 8, 1)) == ()


def test_a_missed_window_before_departure_is_late_and_no_signal():
    assert standings([], HOME)["before"] == Standing.MISSED
    assert missed_after_exposure(ANCHORS, DEPLOYMENT, [], HOME) == ()


def test_who_left_or_went_out_again_has_missed_nothing():
    left = date(2025, 2, 15)
    assert standings([], date(2025, 8, 1), left)["on-return"] == Standing.LAPSED
    assert missed_after_exposure(ANCHORS, DEPLOYMENT, [], date(2025, 8, 1), left) == ()


def test_leaving_later_does_not_excuse_what_was_missed_before():
    missed = missed_after_exposure(ANCHORS, DEPLOYMENT, [], date(2025, 4, 1), date(2025, 3, 20))
    assert len(missed) == 1


def test_without_a_return_there_is_nothing_to_miss():
    assert missed_after_exposure({}, DEPLOYMENT, [], HOME) == ()
    ahead = {Anchor.RETURN: HOME + timedelta(days=40)}
    assert windows(ahead, DEPLOYMENT, [], HOME) == ()


def test_a_peer_s_talk_is_not_a_screening():
    anchors = {Anchor.EVENT: HOME}
    assert [(w.key, w.opens_on) for w in windows(anchors, EVENT, [], HOME)] == [
        ("day-3", date(2025, 2, 3)),
        ("day-28", date(2025, 2, 28)),
    ]
    assert missed_after_exposure(anchors, EVENT, [], date(2026, 1, 1)) == ()


@given(
    st.dates(),
    st.lists(st.dates(), max_size=4),
    st.dates(),
    st.none() | st.dates(),
)
def test_any_dates_have_an_answer_and_a_missed_window_lies_behind(
    home: date, screened: list[date], today: date, until: date | None
):
    for missed in missed_after_exposure({Anchor.RETURN: home}, DEPLOYMENT, screened, today, until):
        assert missed.opened_on <= missed.closed_on < today
        assert not any(missed.opened_on <= day <= missed.closed_on for day in screened)
