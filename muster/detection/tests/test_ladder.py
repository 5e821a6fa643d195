"""The ladder: who is told when, and that nobody is forgotten, told twice, or waited for in vain."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from muster.detection.alerts.climbing import ladder_of
from muster.detection.rules.ladder import (
    EVERYONE,
    Call,
    Plan,
    Standing,
    Step,
    Told,
    needed,
    plan,
)
from muster.policy.profiles import profile

LADDER = [
    Step("clinician", timedelta(0)),
    Step("deputy", timedelta(minutes=3)),
    Step("doctor", timedelta(minutes=6)),
    Step("medical-officer", timedelta(minutes=9)),
]
ALL = {"clinician": "anna", "deputy": "boris", "doctor": "chekhov", "medical-officer": "dina"}
TWO = {name: ALL[name] for name in ("clinician", "deputy")}
UNIT = ["anna", "boris", "elena", "fyodor"]


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def story(holders, everyone=UNIT, ladder=LADDER, until=15):
    """Look every minute and return who was told when, as (minute, rung, accounts)."""
    told, lines = [], []
    for minute in range(until):
        found = plan(ladder, holders, everyone, told, minutes(minute))
        for call in found.calls:
            lines.append((minute, call.rung, call.accounts))
            told += [Told(call.rung, one) for one in call.accounts or (None,)]
    return lines


def test_the_generic_profile_tells_the_four_duties_at_0_3_6_and_9_minutes():
    assert ladder_of(profile()) == LADDER


def test_the_whole_ladder_then_everyone_else_who_may_answer():
    assert story(ALL) == [
        (0, "clinician", ("anna",)),
        (3, "deputy", ("boris",)),
        (6, "doctor", ("chekhov",)),
        (9, "medical-officer", ("dina",)),
        (12, EVERYONE, ("elena", "fyodor")),
    ]


def test_with_two_duties_everyone_is_told_at_six_minutes():
    assert story(TWO)[2:] == [(6, EVERYONE, ("elena", "fyodor"))]


def test_nobody_waits_for_a_duty_that_nobody_has():
    assert story({"deputy": "boris"}) == [
        (0, "deputy", ("boris",)),
        (3, EVERYONE, ("anna", "elena", "fyodor")),
    ]


def test_with_no_duty_at_all_everyone_is_told_at_once():
    assert story({}) == [(0, EVERYONE, tuple(UNIT))]


def test_with_nobody_at_all_the_last_rung_is_told_to_nobody_and_is_over():
    assert story({}, everyone=[]) == [(0, EVERYONE, ())]


def test_who_has_two_duties_is_told_once_and_the_next_one_in_time():
    assert story({"clinician": "anna", "deputy": "anna", "doctor": "chekhov"})[:2] == [
        (0, "clinician", ("anna",)),
        (3, "doctor", ("chekhov",)),
    ]


def test_a_clinician_who_comes_on_duty_meanwhile_is_told_in_turn():
    told = [Told("clinician", "anna")]
    changed = plan(LADDER, {**TWO, "clinician": "gleb"}, UNIT, told, minutes(3))
    assert changed.calls == (Call("deputy", ("boris",)),)


def test_a_look_that_comes_too_late_makes_good_what_was_missed():
    assert [call.rung for call in plan(LADDER, ALL, UNIT, [], minutes(7)).calls] == [
        "clinician",
        "deputy",
        "doctor",
    ]


def test_looking_again_at_once_tells_nobody_twice_and_names_the_same_next_look():
    told = [Told("clinician", "anna")]
    assert plan(LADDER, ALL, UNIT, told, minutes(1)) == Plan((), minutes(3))


def test_handing_on_tells_the_next_before_their_time():
    told = [Told("clinician", "anna")]
    assert plan(LADDER, ALL, UNIT, told, minutes(1), sooner=1) == Plan(
        (Call("deputy", ("boris",)),), minutes(6)
    )


@given(
    st.dictionaries(st.sampled_from([one.rung for one in LADDER]), st.sampled_from("abcde")),
    st.lists(st.sampled_from("abcdefg"), unique=True),
    st.lists(st.integers(0, 30), unique=True).map(sorted),
)
def test_whatever_the_roster_everyone_able_is_told_once_in_the_end(holders, everyone, looks):
    told: list[Told] = []
    for minute in [*looks, 31, 32]:
        found = plan(LADDER, holders, everyone, told, minutes(minute))
        told += [Told(call.rung, one) for call in found.calls for one in call.accounts or (None,)]
    accounts = [one.account for one in told if one.account is not None]
    assert len(accounts) == len(set(accounts))
    assert set(accounts) == set(holders.values()) | set(everyone)
    assert found.next_after is None
    first = told[0]
    assert first.rung == next((s.rung for s in LADDER if s.rung in holders), EVERYONE)


NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
VOICE = minutes(15)


def again(*standing: Standing, rank: int, source: str = "this") -> bool:
    return needed(standing, rank=rank, source=source, at=NOW, voice=VOICE)


def test_the_first_thing_found_opens_an_alert():
    assert again(rank=1)


def test_an_alert_that_waits_covers_everything():
    assert not again(Standing(1, "other", None), rank=0)


def test_the_same_thing_said_again_alarms_nobody_twice():
    assert not again(Standing(0, "this", NOW - timedelta(days=2)), rank=0)


def test_something_graver_is_said_again():
    assert again(Standing(1, "this", NOW - minutes(1)), rank=0)


def test_while_somebody_is_calling_no_more_is_said_of_what_is_no_graver():
    assert not again(Standing(0, "other", NOW - minutes(14)), rank=0)
    assert again(Standing(0, "other", NOW - minutes(16)), rank=0)
