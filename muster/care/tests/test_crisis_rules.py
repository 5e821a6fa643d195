"""A crisis by its rules: what is awaited and until when, and what may not happen yet."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muster.care.rules.crises import (
    Act,
    Awaited,
    Event,
    Kind,
    awaited,
    check_is_due,
    look_at,
    refusal,
    state_of,
)
from muster.kernel.time import Calendar
from muster.policy.profiles import profile

NIGHT = datetime(2026, 5, 4, 1, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
RULE, CALENDAR = profile("generic").crisis, Calendar()


def happened(*acts):
    """Return events from (act, how long after the alarm, code or more)."""
    events = [Event(Act.OPENED, NIGHT, "house")]
    for act, after, *more in acts:
        given = more[0] if more else {}
        fields = {"code": given} if isinstance(given, str) else given
        events.append(Event(act, NIGHT + after, fields.pop("by", "anna"), **fields))
    return state_of(events)


def waits_for(state):
    found = awaited(state, RULE, CALENDAR)
    return None if found is None else (found.what, found.due - NIGHT)


def code_of(state, event):
    found = refusal(state, event, RULE, CALENDAR)
    return None if found is None else found.code


def test_a_voice_within_a_quarter_of_an_hour_else_somebody_goes():
    state = happened()
    assert waits_for(state) == (Awaited.VOICE, 15 * MINUTE)
    assert not check_is_due(state, RULE, CALENDAR, NIGHT + 15 * MINUTE)
    assert check_is_due(state, RULE, CALENDAR, NIGHT + 16 * MINUTE)
    tried = happened((Act.CALLED, 3 * MINUTE, "no-answer"))
    assert waits_for(tried) == (Awaited.VOICE, 15 * MINUTE), "a try puts nothing off"
    sent = happened((Act.CHECK_SENT, 16 * MINUTE))
    assert waits_for(sent) == (Awaited.CHECK, 76 * MINUTE)
    assert not check_is_due(sent, RULE, CALENDAR, NIGHT + 20 * MINUTE)


def test_whoever_was_not_found_is_looked_for_again():
    gone = happened((Act.CHECK_SENT, 16 * MINUTE), (Act.CHECKED, 40 * MINUTE, "not-found"))
    assert waits_for(gone) == (Awaited.VOICE, 55 * MINUTE)
    assert check_is_due(gone, RULE, CALENDAR, NIGHT + HOUR)
    again = happened(
        (Act.CHECK_SENT, 16 * MINUTE), (Act.CHECKED, 40 * MINUTE, "not-found"),
        (Act.CHECK_SENT, 41 * MINUTE), (Act.CHECKED, 70 * MINUTE, "safe"),
    )  # fmt: skip
    assert waits_for(again)[0] is Awaited.EVALUATION


def test_a_voice_is_followed_by_a_meeting_and_an_evaluation_the_same_day():
    spoken = happened((Act.SPOKEN, 9 * MINUTE))
    assert spoken.responsible == "anna"
    assert waits_for(spoken) == (Awaited.PERSON, HOUR)
    seen = happened((Act.SPOKEN, 9 * MINUTE), (Act.SEEN, 40 * MINUTE))
    assert waits_for(seen) == (Awaited.EVALUATION, 23 * HOUR - timedelta(seconds=1))
    early = Event(Act.EVALUATED, NIGHT, "anna", "care")
    assert code_of(happened(), early) == "care.not-reached-yet"


def test_it_is_handed_on_by_name_with_an_appointment_within_a_week():
    met = happened((Act.SEEN, 40 * MINUTE), (Act.EVALUATED, 2 * HOUR, "care"))
    assert waits_for(met) == (Awaited.ACCEPTANCE, 26 * HOUR)
    now = NIGHT + 3 * HOUR

    def offer(meets, to="boris"):
        return Event(Act.OFFERED, now, "anna", to=to, meets=meets)

    assert code_of(met, offer(now + 9 * DAY)) == "care.visit-too-late"
    assert code_of(met, offer(None)) == "care.visit-too-late"
    assert code_of(met, offer(now + DAY, to="anna")) == "care.nobody-named"
    assert code_of(happened(), offer(now + DAY)) == "care.not-evaluated"
    assert code_of(met, offer(now + 6 * DAY)) is None
    offered = happened(
        (Act.SEEN, 40 * MINUTE), (Act.EVALUATED, 2 * HOUR, "care"),
        (Act.OFFERED, 3 * HOUR, {"to": "boris", "meets": NIGHT + 3 * DAY}),
    )  # fmt: skip
    assert offered.responsible == "anna"
    kept = Event(Act.KEPT, NIGHT + 3 * DAY, "boris")
    assert code_of(offered, kept) == "care.not-accepted"
    assert code_of(offered, Event(Act.ACCEPTED, now, "clara")) == "care.not-offered"


def handed_over():
    return (
        (Act.SEEN, 40 * MINUTE), (Act.EVALUATED, 2 * HOUR, "care"),
        (Act.OFFERED, 3 * HOUR, {"to": "boris", "meets": NIGHT + 3 * DAY}),
        (Act.ACCEPTED, 4 * HOUR, {"by": "boris"}),
    )  # fmt: skip


def test_whoever_gives_answers_until_the_visit_was_kept():
    accepted = happened(*handed_over())
    assert accepted.responsible == "anna"
    assert waits_for(accepted) == (Awaited.VISIT, 3 * DAY)
    assert code_of(accepted, Event(Act.KEPT, NIGHT + 3 * DAY, "anna")) == "care.not-accepted"
    kept = happened(*handed_over(), (Act.KEPT, 3 * DAY, {"by": "boris"}))
    assert (kept.responsible, kept.ended) == ("boris", NIGHT + 3 * DAY)
    assert waits_for(kept) is None
    assert code_of(kept, Event(Act.SEEN, NIGHT + 4 * DAY, "anna")) == "care.crisis-over"


def test_through_hospital_and_back_with_a_hand_off():
    sent = happened((Act.SEEN, 40 * MINUTE), (Act.EVALUATED, 2 * HOUR, "hospital"))
    assert waits_for(sent) == (Awaited.ADMISSION, 3 * HOUR)
    inside = happened(
        (Act.SEEN, 40 * MINUTE), (Act.EVALUATED, 2 * HOUR, "hospital"), (Act.ADMITTED, 3 * HOUR)
    )
    assert waits_for(inside)[0] is Awaited.HOSPITAL
    end = Event(Act.CLOSED, NIGHT + DAY, "anna", "persons-wish")
    assert code_of(inside, end) == "care.in-hospital"
    left = Event(Act.LEFT_HOSPITAL, NIGHT + 9 * DAY, "anna")
    assert code_of(sent, left) == "care.not-in-hospital"
    back = happened(
        (Act.SEEN, 40 * MINUTE), (Act.EVALUATED, 2 * HOUR, "hospital"), (Act.ADMITTED, 3 * HOUR),
        (Act.VISITED, 5 * DAY), (Act.LEFT_HOSPITAL, 9 * DAY),
    )  # fmt: skip
    assert waits_for(back) == (Awaited.ACCEPTANCE, 10 * DAY)


def test_a_threat_to_others_ends_with_its_protocol_whole():
    events = [
        Event(Act.THREATENED, NIGHT, "anna"), Event(Act.SEEN, NIGHT + HOUR, "anna"),
        Event(Act.EVALUATED, NIGHT + 2 * HOUR, "anna", "no-danger"),
    ]  # fmt: skip
    end = Event(Act.CLOSED, NIGHT + 3 * HOUR, "anna", "persons-wish")
    assert state_of(events).kind is Kind.OTHERS
    assert code_of(state_of(events), end) == "care.protocol-unfinished"
    points = [Event(Act.NOTED, NIGHT + 2 * HOUR, "anna", code) for code in RULE.protocol]
    assert code_of(state_of([*events, *points[:-1]]), end) == "care.protocol-unfinished"
    assert code_of(state_of([*events, *points]), end) is None


def test_lateness_is_told_once_for_each_thing_that_is_awaited():
    state = happened()
    following = awaited(state, RULE, CALENDAR)
    assert look_at(state, following) == following.due + timedelta(seconds=1)
    told = happened((Act.WAS_LATE, 16 * MINUTE, "voice 2605040115"))
    assert look_at(told, awaited(told, RULE, CALENDAR)) is None
    spoken = happened((Act.WAS_LATE, 16 * MINUTE, "voice 2605040115"), (Act.SPOKEN, 20 * MINUTE))
    assert look_at(spoken, awaited(spoken, RULE, CALENDAR)) is not None


ANY = st.lists(
    st.tuples(
        st.sampled_from([act for act in Act if act is not Act.OPENED]),
        st.integers(1, 20_000),
        st.sampled_from(["care", "hospital", "safe", "not-found", "persons-wish", "no-danger"]),
    ),
    max_size=14,
)


# Drawing is slow on a busy machine, and that says nothing of the rule.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(ANY)
def test_an_open_crisis_always_awaits_something_and_keeps_whoever_has_it(steps):
    events = [Event(Act.OPENED, NIGHT, "house")]
    held = False
    for act, minutes, code in sorted(steps, key=lambda one: one[1]):
        event = Event(act, NIGHT + minutes * MINUTE, "anna", code, "boris", NIGHT + DAY)
        if refusal(state_of(events), event, RULE, CALENDAR) is not None:
            continue
        events.append(event)
        state = state_of(events)
        held = held or state.responsible is not None
        assert (state.responsible is not None) == held
        following = awaited(state, RULE, CALENDAR)
        assert (following is None) == (state.ended is not None)


@pytest.mark.parametrize("act", [Act.CHECKED, Act.EVALUATED, Act.CLOSED, Act.NOTED])
def test_a_code_that_the_profile_does_not_know_is_refused(act):
    state = happened((Act.CHECK_SENT, MINUTE), (Act.SEEN, HOUR))
    assert code_of(state, Event(act, NIGHT + HOUR, "anna", "whatever")) == "care.reason-needed"
