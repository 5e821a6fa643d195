"""A case goes its path: one owner always, a clock that never stops silently, two who sign."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.care.rules.cases import (
    Act,
    Event,
    completes,
    due_after_pause,
    due_after_resuming,
    due_in,
    refusal,
    state_of,
)
from muster.kernel.time import Calendar
from muster.policy.profiles import profile

PROFILE = profile()
PATH = PROFILE.case
REASONS = {name: tuple(codes) for name, codes in vars(PROFILE.reasons).items()}
START = datetime(2026, 3, 6, 9, tzinfo=UTC)
KYIV = Calendar("Europe/Kyiv", "UA")
ANNA, BOHDAN, OKSANA = "anna", "bohdan", "oksana"
OPENED = Event(Act.OPENED, START, ANNA, state="triaged", due=START + timedelta(days=1))


def stepped(step, hand="clinician", by=ANNA, hours=1, **more) -> Event:
    return Event(Act.STEPPED, START + timedelta(hours=hours), by, hand, step, **more)


def after(*events):
    return state_of(PATH, [OPENED, *events])


def refused(event, *events):
    problem = refusal(PATH, after(*events), event, REASONS)
    return None if problem is None else problem.code


def test_a_case_moves_along_its_path_and_keeps_its_owner():
    state = after(stepped("book"), stepped("assess", hours=2))
    assert (state.state, state.owner) == ("decision", ANNA)


def test_a_step_that_the_path_does_not_know_from_here_is_refused():
    assert refused(stepped("close")) == "care.no-such-step"
    assert refused(stepped("book", hand="coordinator")) == "care.not-this-hand"
    assert refused(stepped("exit")) == "care.reason-needed"
    assert refused(stepped("exit", reason="declined")) is None


def test_nobody_signs_for_two_disciplines():
    here = (stepped("book"), stepped("assess", hours=2))
    signed = Event(Act.SIGNED, START + timedelta(hours=3), ANNA, "clinician", "decide")
    assert refused(stepped("decide", hours=3), *here) == "care.signature-missing"
    assert refused(signed, *here) is None
    again = stepped("decide", hand="physician", by=ANNA, hours=4)
    assert refused(again, *here, signed) == "care.signed-already"
    same_hand = stepped("decide", hand="clinician", by=BOHDAN, hours=4)
    assert refused(same_hand, *here, signed) == "care.signed-already"
    second = stepped("decide", hand="physician", by=BOHDAN, hours=4)
    assert completes(PATH, after(*here, signed), second)
    assert refused(second, *here, signed) is None
    assert after(*here, signed, second).state == "plan"


def test_whoever_offers_a_case_has_it_until_it_is_accepted():
    offer = Event(Act.OFFERED, START + timedelta(hours=1), ANNA, to=BOHDAN)
    assert after(offer).owner == ANNA
    assert (
        refused(Event(Act.ACCEPTED, START + timedelta(hours=2), OKSANA), offer)
        == "care.not-offered"
    )
    declined = Event(Act.DECLINED, START + timedelta(hours=2), BOHDAN)
    assert (after(offer, declined).owner, after(offer, declined).offered_to) == (ANNA, None)
    accepted = Event(Act.ACCEPTED, START + timedelta(hours=2), BOHDAN)
    assert after(offer, accepted).owner == BOHDAN


def test_a_pause_has_a_reason_and_an_end_and_moves_the_deadline_by_its_length():
    at, until = START + timedelta(hours=1), START + timedelta(hours=11)
    bare = Event(Act.PAUSED, at, ANNA, until=until)
    assert refused(bare) == "care.reason-needed"
    endless = Event(Act.PAUSED, at, ANNA, reason="leave")
    assert refused(endless) == "care.pause-without-end"
    due = due_after_pause(after(), at, until)
    assert due == OPENED.due + timedelta(hours=10)
    paused = Event(Act.PAUSED, at, ANNA, reason="leave", until=until, due=due)
    assert refused(paused) is None
    assert refused(paused, paused) == "care.paused-already"
    early = START + timedelta(hours=5)
    assert due_after_resuming(after(paused), early) == OPENED.due + timedelta(hours=4)
    assert refused(Event(Act.RESUMED, early, ANNA)) == "care.not-paused"


def test_what_is_over_stays_over():
    end = stepped("close-at-triage", reason="no-need-found")
    assert after(end).ended
    assert refused(stepped("book", hours=2), end) == "care.case-ended"


def test_a_deadline_in_working_days_passes_over_the_weekend():
    friday = datetime(2026, 3, 6, 15, tzinfo=UTC)
    due = due_in(PATH, "triaged", friday, KYIV)
    assert KYIV.local_date(due).isoformat() == "2026-03-09"
    assert due_in(PATH, "awaiting-triage", friday, KYIV) is None
    assert due_in(PATH, "awaiting-triage", friday, KYIV, PROFILE.tiers["amber"].clock) == (
        friday + timedelta(hours=24)
    )


HANDS = ("clinician", "physician", "case-manager", "coordinator", "gaining-clinician", "house")
PEOPLE = (ANNA, BOHDAN, OKSANA)


@st.composite
def attempts(draw):
    act = draw(st.sampled_from([Act.STEPPED, Act.SIGNED, Act.OFFERED, Act.ACCEPTED, Act.DECLINED,
                                Act.PAUSED, Act.RESUMED]))  # fmt: skip
    reason = draw(st.sampled_from(["", "declined", "goals-reached", "leave"]))
    return (
        act,
        draw(st.sampled_from(PEOPLE)),
        draw(st.sampled_from(HANDS)),
        draw(st.sampled_from(sorted(PATH.steps))),
        reason,
        draw(st.sampled_from(PEOPLE)),
        draw(st.integers(0, 96)),
    )


@given(st.lists(attempts(), max_size=30))
def test_at_every_instant_an_open_case_has_an_owner_and_a_clock(tried):
    events, at = [OPENED], START
    for act, by, hand, step, reason, to, hours in tried:
        at += timedelta(hours=1)
        state = state_of(PATH, events)
        event = Event(
            act, at, by, hand, step if act in (Act.STEPPED, Act.SIGNED) else "", reason=reason,
            to=to if act is Act.OFFERED else None,
            until=at + timedelta(hours=hours) if act is Act.PAUSED else None,
        )  # fmt: skip
        if refusal(PATH, state, event, REASONS) is not None:
            continue
        if act is Act.STEPPED:
            event = Event(
                **{**_fields(event), "due": due_in(PATH, PATH.steps[step].enters, at, KYIV)}
            )
        elif act is Act.PAUSED:
            event = Event(**{**_fields(event), "due": due_after_pause(state, at, event.until)})
        elif act is Act.RESUMED:
            event = Event(**{**_fields(event), "due": due_after_resuming(state, at)})
        events.append(event)
        now = state_of(PATH, events)
        assert now.owner in PEOPLE
        assert now.ended == PATH.states[now.state].ends
        rule = PATH.states[now.state]
        assert now.ended or now.due is not None or rule.by_tier or rule.waits_for


def _fields(event: Event) -> dict:
    return {name: getattr(event, name) for name in Event.__slots__}


def test_the_catalogue_of_acts_is_folded_whole():
    for act in Act:
        state_of(
            PATH, [OPENED, Event(act, START + timedelta(hours=1), ANNA, step="book", to=BOHDAN)]
        )
    with pytest.raises(StopIteration):
        state_of(PATH, [])
