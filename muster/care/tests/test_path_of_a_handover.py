"""A handover keeps one owner at every instant, whatever is tried and in whatever order."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from muster.care.rules.handovers import (
    Act,
    Event,
    Stage,
    look_after,
    refusal,
    state_of,
    to_accept,
    to_meet,
)
from muster.kernel.time import Calendar
from muster.policy.profiles import profile

PATH = profile().path
START = datetime(2026, 3, 6, 9, tzinfo=UTC)  # a Friday
KYIV = Calendar("Europe/Kyiv", "UA")
ANNA, BOHDAN, OKSANA = "anna", "bohdan", "oksana"
DUE = START + timedelta(days=7)
OPENED = Event(Act.OPENED, START, "house", ANNA, due=DUE, look=START + timedelta(days=3))


def done(act, by, hours, to=None, **more) -> Event:
    return Event(act, START + timedelta(hours=hours), by, to, **more)


def refused(event, *events):
    problem = refusal(state_of([OPENED, *events]), event)
    return None if problem is None else problem.code


OFFERED = done(Act.OFFERED, ANNA, 1, BOHDAN)
ACCEPTED = done(Act.ACCEPTED, BOHDAN, 2, due=DUE, look=DUE)
KEPT = done(Act.KEPT, BOHDAN, 3)


def test_whoever_gives_stays_the_owner_until_the_first_contact_was_kept():
    for events in ((), (OFFERED,), (OFFERED, ACCEPTED)):
        assert state_of([OPENED, *events]).owner == ANNA
    after = state_of([OPENED, OFFERED, ACCEPTED, KEPT])
    assert (after.owner, after.stage, after.due) == (BOHDAN, Stage.KEPT, None)


def test_only_whoever_was_asked_accepts_and_only_whoever_accepted_meets():
    assert refused(done(Act.ACCEPTED, OKSANA, 2), OFFERED) == "care.handover-not-offered"
    assert refused(ACCEPTED, OFFERED) is None
    assert refused(KEPT, OFFERED) == "care.handover-not-accepted"
    assert refused(done(Act.KEPT, ANNA, 3), OFFERED, ACCEPTED) == "care.handover-not-accepted"
    again = done(Act.OFFERED, ANNA, 4, OKSANA)
    assert refused(again, OFFERED, ACCEPTED) == "care.handover-accepted"
    assert refused(done(Act.OFFERED, ANNA, 1, ANNA)) == "care.nobody-named"
    assert refused(again, OFFERED, ACCEPTED, KEPT) == "care.handover-over"


def test_a_declined_offer_leaves_the_clock_running():
    after = state_of([OPENED, OFFERED, done(Act.DECLINED, BOHDAN, 2)])
    assert (after.stage, after.gaining, after.due) == (Stage.OPEN, None, DUE)


def test_it_is_told_before_the_deadline_and_once_more_when_that_has_passed():
    first = OPENED.look
    again = look_after(state_of([OPENED]), first)
    assert again > DUE
    told = state_of([OPENED, Event(Act.WAS_LATE, first, "watch", look=again)])
    assert (told.look, told.due) == (again, DUE)
    assert look_after(told, again) is None
    assert told.late(DUE + timedelta(hours=1))


def test_the_clock_of_a_move_that_is_known_early_begins_before_the_move():
    soon = to_accept(PATH, KYIV, START, START + timedelta(days=1))
    assert KYIV.local_date(soon.due).isoformat() == "2026-03-13"
    assert KYIV.local_date(soon.look).isoformat() == "2026-03-09"
    later = to_accept(PATH, KYIV, START, START + timedelta(days=90))
    assert START + timedelta(days=75) < later.look < later.due < START + timedelta(days=90)
    meeting = to_meet(PATH, KYIV, START, START + timedelta(days=30))
    assert KYIV.local_date(meeting.due).isoformat() == "2026-04-12"


PEOPLE = (ANNA, BOHDAN, OKSANA)
TRIED = st.tuples(
    st.sampled_from([act for act in Act if act is not Act.OPENED]),
    st.sampled_from(PEOPLE),
    st.sampled_from(PEOPLE),
)


@given(st.lists(TRIED, max_size=20))
def test_at_every_instant_somebody_owns_it_and_a_clock_runs(tried):
    events, at = [OPENED], START
    for act, by, to in tried:
        at += timedelta(hours=1)
        before = state_of(events)
        event = Event(act, at, by, to if act is Act.OFFERED else None)
        if act is Act.ACCEPTED:
            event = Event(act, at, by, due=at + timedelta(days=7), look=at + timedelta(days=7))
        if refusal(before, event) is not None:
            continue
        events.append(event)
        after = state_of(events)
        assert after.owner in PEOPLE
        assert after.owner == before.owner or act is Act.KEPT
        assert after.stage.over or after.due is not None
