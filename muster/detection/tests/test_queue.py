"""What moves a signal and its clock, told as it happens to one person after another."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.detection.rules.queue import (
    Event,
    Raised,
    SignalState,
    Standing,
    Step,
    inherited,
    place_in_queue,
    refusal,
    state_of,
)
from muster.kernel.time import Calendar
from muster.policy.profiles import profile
from muster.policy.rules.findings import Tier

GENERIC = profile()
MOSCOW = Calendar("Europe/Moscow", "RU")
# Friday, 6 March 2026, 12:00 in Moscow; Monday the 9th is a holiday there.
FRIDAY = datetime(2026, 3, 6, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def raised(tier: Tier, at: datetime = FRIDAY) -> Raised:
    clock = GENERIC.tiers[tier].clock
    assert clock is not None
    return Raised(tier, at, MOSCOW.due(at, clock))


def after(signal: Raised, *events: Event) -> SignalState:
    return state_of(signal, events, GENERIC, MOSCOW)


def event(step: Step, hours: float = 1, **more: object) -> Event:
    return Event(step, FRIDAY + hours * HOUR, by="psychologist", **more)  # type: ignore[arg-type]


def test_a_promise_in_days_ends_with_the_unit_s_day():
    yellow = after(raised(Tier.YELLOW))
    assert yellow.due == datetime(2026, 3, 13, 20, 59, 59, tzinfo=UTC)
    assert not yellow.overdue(datetime(2026, 3, 13, 20, 59, 59, tzinfo=UTC))
    assert yellow.overdue(datetime(2026, 3, 13, 21, tzinfo=UTC))


def test_taking_and_handing_on_do_not_move_the_promise():
    signal = raised(Tier.AMBER)
    state = after(signal, event(Step.TAKEN), event(Step.ASSIGNED, 2, to="deputy"))
    assert (state.standing, state.owner, state.due) == (Standing.ASSIGNED, "deputy", signal.due)


def test_a_call_that_did_not_reach_brings_the_next_try_and_keeps_the_promise():
    signal = raised(Tier.AMBER)
    state = after(signal, event(Step.NOT_REACHED, 1, reason="no-answer"))
    assert (state.standing, state.attempts) == (Standing.NOT_REACHED, 1)
    assert (state.due, state.call_by) == (signal.due, FRIDAY + 5 * HOUR)


def test_the_next_try_is_never_later_than_a_promise_still_ahead():
    signal = raised(Tier.AMBER)
    state = after(signal, event(Step.NOT_REACHED, 23, reason="no-answer"))
    assert state.call_by == signal.due


def test_a_broken_promise_stays_broken_through_every_try():
    signal = raised(Tier.AMBER)
    state = after(signal, event(Step.NOT_REACHED, 30, reason="in-the-field"))
    assert state.call_by == FRIDAY + 34 * HOUR
    assert state.overdue(FRIDAY + 31 * HOUR)


def test_the_next_try_in_working_days_passes_over_weekend_and_holiday():
    state = after(raised(Tier.YELLOW), event(Step.NOT_REACHED, 1, reason="off-duty"))
    assert state.call_by == datetime(2026, 3, 10, 20, 59, 59, tzinfo=UTC)


def test_reaching_the_person_keeps_the_promise():
    state = after(raised(Tier.RED), event(Step.REACHED, 0.1))
    assert (state.standing, state.due, state.waiting) == (Standing.REACHED, None, False)
    assert not state.overdue(FRIDAY + 999 * HOUR)
    still = after(raised(Tier.RED), event(Step.REACHED, 0.1), event(Step.TAKEN, 1))
    assert still.standing is Standing.REACHED


def test_more_urgent_counts_from_now_and_less_urgent_from_the_start():
    up = after(raised(Tier.GREEN), event(Step.RETIERED, 48, tier=Tier.AMBER, reason="more-urgent"))
    assert (up.tier, up.due) == (Tier.AMBER, FRIDAY + 72 * HOUR)
    down = after(
        raised(Tier.AMBER), event(Step.RETIERED, 48, tier=Tier.YELLOW, reason="known-to-care")
    )
    assert down.due == raised(Tier.YELLOW).due


def test_lowering_and_raising_again_gains_no_time():
    signal = raised(Tier.AMBER)
    state = after(
        signal,
        event(Step.RETIERED, 1, tier=Tier.GREEN, reason="known-to-care"),
        event(Step.RETIERED, 2, tier=Tier.YELLOW, reason="new-information"),
    )
    assert state.due == raised(Tier.YELLOW).due


def test_raising_never_puts_a_promise_off():
    signal = raised(Tier.YELLOW)
    late = timedelta(days=6, hours=23)
    state = after(
        signal,
        Event(Step.RETIERED, FRIDAY + late, "psychologist", reason="x", tier=Tier.AMBER),
    )
    assert state.due == signal.due


def test_what_nobody_need_call_for_leaves_the_clock():
    state = after(raised(Tier.GREEN), event(Step.RETIERED, tier=Tier.NONE, reason="known-to-care"))
    assert (state.due, state.waiting) == (None, False)


def test_what_arrives_after_the_end_changes_nothing():
    closed = (event(Step.REACHED, 1), event(Step.CLOSED, 2, reason="case-opened"))
    late = event(Step.NOT_REACHED, 3, reason="no-answer")
    assert after(raised(Tier.AMBER), *closed, late) == after(raised(Tier.AMBER), *closed)


def test_events_are_told_in_the_order_they_happened():
    one, two = event(Step.TAKEN, 1), event(Step.ASSIGNED, 2, to="deputy")
    assert after(raised(Tier.AMBER), two, one) == after(raised(Tier.AMBER), one, two)
    assert after(raised(Tier.AMBER), two, one).owner == "deputy"


def test_a_new_signal_undoes_nothing_an_open_one_promised():
    old = after(raised(Tier.AMBER))
    new = raised(Tier.YELLOW, FRIDAY + 10 * HOUR)
    assert inherited(old, new) == Raised(Tier.AMBER, new.at, raised(Tier.AMBER).due)
    spoken = after(raised(Tier.AMBER), event(Step.REACHED))
    assert inherited(spoken, new) == new


@pytest.mark.parametrize(
    ("tier", "before", "asked", "code"),
    [
        (Tier.AMBER, [], event(Step.TAKEN), None),
        (Tier.AMBER, [], event(Step.ASSIGNED), "detection.nobody-named"),
        (Tier.AMBER, [], event(Step.NOT_REACHED, reason="no-answer"), None),
        (Tier.AMBER, [], event(Step.NOT_REACHED, reason="hm"), "detection.reason-not-in-profile"),
        (Tier.AMBER, [], event(Step.NOT_REACHED), "detection.reason-not-in-profile"),
        (Tier.AMBER, [], event(Step.CLOSED, reason="declined"), None),
        (Tier.AMBER, [], event(Step.CLOSED, reason="no-answer"), "detection.reason-not-in-profile"),
        (Tier.AMBER, [], event(Step.TAKEN, -1), "detection.before-it-was-raised"),
        (Tier.RED, [], event(Step.CLOSED, reason="no-contact"), "detection.not-spoken-with"),
        (
            Tier.RED,
            [],
            event(Step.RETIERED, tier=Tier.AMBER, reason="known-to-care"),
            "detection.not-spoken-with",
        ),
        (Tier.RED, [event(Step.REACHED)], event(Step.CLOSED, 2, reason="crisis-help"), None),
        (
            Tier.AMBER,
            [],
            event(Step.RETIERED, tier=Tier.AMBER, reason="known-to-care"),
            "detection.same-tier",
        ),
        (Tier.AMBER, [], event(Step.RETIERED, tier=Tier.RED, reason="more-urgent"), None),
        (
            Tier.AMBER,
            [event(Step.SUPERSEDED)],
            event(Step.TAKEN, 2),
            "detection.signal-not-open",
        ),
    ],
)
def test_what_may_and_may_not_happen(
    tier: Tier, before: list[Event], asked: Event, code: str | None
):
    signal = raised(tier)
    problem = refusal(signal, after(signal, *before), asked, GENERIC)
    assert (problem.code if problem else None) == code
    if problem:
        assert problem.says("ru") != problem.says("en")


def test_the_queue_is_red_then_broken_promises_then_what_is_due_next():
    monday = FRIDAY + 72 * HOUR
    states = {
        "yellow, fresh": after(raised(Tier.YELLOW)),
        "amber, overdue": after(raised(Tier.AMBER)),
        "green": after(raised(Tier.GREEN)),
        "red, new": after(raised(Tier.RED, monday - HOUR)),
        "red, old": after(raised(Tier.RED)),
        "reached": after(raised(Tier.RED), event(Step.REACHED)),
        "amber, fresh": after(raised(Tier.AMBER, monday - HOUR)),
        "green, tried": after(raised(Tier.GREEN), event(Step.NOT_REACHED, 71, reason="no-answer")),
    }
    order = sorted(states, key=lambda name: place_in_queue(states[name], monday))
    assert order == [
        "red, old",
        "red, new",
        "amber, overdue",
        "amber, fresh",
        "yellow, fresh",
        "green, tried",
        "green",
        "reached",
    ]


EVENTS = st.builds(
    Event,
    st.sampled_from(Step),
    st.integers(0, 900).map(lambda hours: FRIDAY + hours * HOUR),
    st.just("psychologist"),
    st.none() | st.just("deputy"),
    st.none() | st.sampled_from([*GENERIC.reasons.exit, *GENERIC.reasons.not_reached]),
    st.none() | st.sampled_from(Tier),
)


@given(st.sampled_from([Tier.RED, Tier.AMBER, Tier.YELLOW, Tier.GREEN]), st.lists(EVENTS))
def test_any_events_have_a_state_and_a_place(tier: Tier, events: list[Event]):
    state = after(raised(tier), *events)
    place_in_queue(state, FRIDAY)
    assert (state.due is None) == (state.call_by is None)
    calls = [e for e in events if e.step is Step.NOT_REACHED]
    assert state.attempts <= len(calls)
    if state.standing is Standing.REACHED:
        assert state.reached_at is not None
