"""What goes, what stays, and the reason said for each."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from muster.policy.profiles import profile
from muster.policy.rules.retention import Erasure, Hold, Kept, Removal, dry_run, erasure, removal

TODAY = date(2026, 3, 9)
GENERIC = profile()
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))
RECORDS = st.builds(
    Kept,
    st.sampled_from([*GENERIC.retention, "something-else"]),
    DAYS,
    st.none() | DAYS,
    st.none() | DAYS,
    st.lists(st.builds(Hold, DAYS, st.none() | DAYS), max_size=2).map(tuple),
)


def staged(recorded_on: date, *holds: Hold) -> Kept:
    return Kept("staged-imports", recorded_on, holds=holds)


def test_a_staged_import_goes_the_day_after_its_thirtieth():
    assert removal(staged(TODAY - timedelta(days=30)), GENERIC, TODAY).removal is Removal.NOT_YET
    verdict = removal(staged(TODAY - timedelta(days=31)), GENERIC, TODAY)
    assert (verdict.removal, verdict.on) == (Removal.DUE, TODAY)
    assert str(verdict.why) == "It has been due for removal since 9 Mar 2026."


def test_answers_wait_for_the_end_of_service():
    serving = Kept("answers", date(1999, 1, 1))
    assert removal(serving, GENERIC, TODAY).removal is Removal.NOT_STARTED
    left = Kept("answers", date(1999, 1, 1), service_ended_on=date(2016, 3, 8))
    assert removal(left, GENERIC, TODAY).removal is Removal.DUE
    later = Kept("answers", date(1999, 1, 1), service_ended_on=date(2016, 3, 9))
    assert removal(later, GENERIC, TODAY).on == date(2026, 3, 10)


def test_a_legal_hold_keeps_what_would_go_until_it_is_lifted():
    old = TODAY - timedelta(days=400)
    assert removal(staged(old, Hold(old)), GENERIC, TODAY).removal is Removal.HELD
    lifted = staged(old, Hold(old, lifted_on=TODAY))
    assert removal(lifted, GENERIC, TODAY).removal is Removal.DUE


def test_what_the_profile_does_not_know_is_kept_and_named():
    verdict = removal(Kept("love-letters", TODAY), GENERIC, TODAY)
    assert verdict.removal is Removal.NO_RULE
    assert "love-letters" in str(verdict.why)


def test_a_commander_s_notice_is_gone_the_day_after_its_last():
    notice = Kept("command-notices", TODAY - timedelta(days=9), ended_on=TODAY - timedelta(days=1))
    assert removal(notice, GENERIC, TODAY).removal is Removal.DUE
    in_force = Kept("command-notices", TODAY)
    assert removal(in_force, GENERIC, TODAY).removal is Removal.NOT_STARTED


def test_a_refused_erasure_states_its_ground_and_its_end():
    left = Kept("answers", TODAY, service_ended_on=TODAY)
    verdict = erasure(left, GENERIC, TODAY)
    assert (verdict.erasure, verdict.ground) == (Erasure.REFUSED, "care-record")
    assert verdict.words is not None
    assert "закон" in verdict.words.said_in("ru")
    assert verdict.until == date(2036, 3, 10)


def test_an_erasure_is_granted_where_nothing_speaks_against_it():
    assert erasure(Kept("peer-talks", TODAY), GENERIC, TODAY).erasure is Erasure.GRANTED
    held = Kept("peer-talks", TODAY, holds=(Hold(TODAY),))
    assert erasure(held, GENERIC, TODAY).ground == "legal-hold"


def test_the_dry_run_counts_by_kind_and_verdict():
    records = [staged(TODAY), staged(date(2020, 1, 1)), staged(date(2020, 1, 1))]
    assert dry_run(records, GENERIC, TODAY) == {
        ("staged-imports", Removal.NOT_YET): 1,
        ("staged-imports", Removal.DUE): 2,
    }


@given(RECORDS, DAYS)
def test_a_held_record_never_goes_and_what_is_due_stays_due(record: Kept, today: date):
    verdict = removal(record, GENERIC, today)
    if any(hold.binds(today) for hold in record.holds):
        assert verdict.removal is not Removal.DUE
        assert erasure(record, GENERIC, today).erasure is Erasure.HELD
    if verdict.removal is Removal.DUE and not record.holds:
        assert removal(record, GENERIC, today + timedelta(days=1)).removal is Removal.DUE
    assert verdict.why.said_in("ru") != verdict.why.said_in("en")
