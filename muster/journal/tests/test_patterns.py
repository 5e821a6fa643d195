"""Patterns: each number is reached exactly, and however time is cut, each is found once."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.journal.rules.patterns import (
    Measures,
    Pattern,
    Stretch,
    at_night,
    many_readings,
    out_of_reach,
    quick_answers,
    refused_in_a_row,
)
from muster.journal.rules.traces import Trace
from muster.kernel.ids import new_id

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
WHOLE = Stretch(NOON - timedelta(days=2), NOON + timedelta(days=2))
ACCOUNT, OTHER = new_id(), new_id()
MEASURES = Measures(
    many_readings=3, many_within=timedelta(minutes=10),
    refused_in_a_row=3, refused_within=timedelta(minutes=10),
    out_of_reach=2, out_of_reach_within=timedelta(hours=1),
    night_readings=2, night_from=22, night_until=6,
    quick_answers=4, quick_answer=timedelta(seconds=1),
)  # fmt: skip


def trace(at: datetime, **said) -> Trace:
    given = {
        "id": new_id(), "kind": "read", "command": "assessments.results", "actor": ACCOUNT,
        "role": "unit-psychologist", "purpose": "care", "person": new_id(), "people": None,
        "at": at, "zone": "clinical",
    }  # fmt: skip
    return Trace(**{**given, **said})


def after(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def test_many_different_people_in_a_short_time_are_one_pattern():
    rows = [trace(after(one)) for one in (0, 4, 8, 9)]
    (found,) = many_readings(rows, MEASURES, WHOLE)
    assert (found.pattern, found.count, found.first, found.last) == (
        Pattern.MANY, 3, after(0), after(8),
    )  # fmt: skip
    assert found.entry == rows[0].id


def test_one_person_read_often_is_no_pattern():
    same = new_id()
    assert not list(
        many_readings([trace(after(one), person=same) for one in range(9)], MEASURES, WHOLE)
    )


def test_slow_readings_lists_and_ones_own_record_are_no_pattern():
    slow = [trace(after(6 * one)) for one in range(9)]
    lists = [trace(after(0.1 * one), person=None, people=(new_id(),)) for one in range(9)]
    own = [trace(after(0.1 * one), purpose="own record") for one in range(9)]
    assert not list(many_readings([*slow, *lists, *own], MEASURES, WHOLE))


def test_the_window_s_edge_counts():
    exact = [trace(after(one)) for one in (0, 5, 10)]
    later = [trace(after(one)) for one in (0, 5, 10.001)]
    assert len(list(many_readings(exact, MEASURES, WHOLE))) == 1
    assert not list(many_readings(later, MEASURES, WHOLE))


def test_two_accounts_are_not_added_up():
    rows = [trace(after(one), actor=who) for one, who in ((0, ACCOUNT), (1, OTHER), (2, ACCOUNT))]
    assert not list(many_readings(rows, MEASURES, WHOLE))


def test_refusals_in_a_row_and_what_breaks_the_row():
    refused = [trace(after(one), kind="refused") for one in (0, 1, 2, 3)]
    assert [one.count for one in refused_in_a_row(refused, MEASURES, WHOLE)] == [3]
    between = [*refused[:2], trace(after(1.5)), *refused[2:]]
    assert not list(refused_in_a_row(between, MEASURES, WHOLE))


def test_passwords_that_failed_are_refusals():
    failed = [trace(after(one), kind="write", command="access.sign-in-failed") for one in (0, 1, 2)]
    assert [one.count for one in refused_in_a_row(failed, MEASURES, WHOLE)] == [3]


def test_only_what_the_role_may_do_at_all_is_out_of_reach():
    rows = [trace(after(one), kind="refused", person=None) for one in (0, 30)]
    (found,) = out_of_reach(rows, MEASURES, WHOLE, lambda _role, _command: True)
    assert found.count == 2
    assert not list(out_of_reach(rows, MEASURES, WHOLE, lambda _role, _command: False))


@pytest.mark.parametrize(
    ("zone", "hour", "seen"),
    [
        ("UTC", 23, True), ("UTC", 5, True), ("UTC", 21, False), ("UTC", 6, False),
        ("Asia/Kamchatka", 11, True), ("Asia/Kamchatka", 23, False),
    ],
)  # fmt: skip
def test_night_is_the_unit_s_own_night(zone, hour, seen):
    at = datetime(2026, 3, 4, hour, 30, tzinfo=UTC)
    rows = [trace(at), trace(at + timedelta(minutes=1))]
    found = list(at_night(rows, MEASURES, WHOLE, lambda _who: zone, lambda _who, _at: False))
    assert bool(found) is seen


def test_whoever_has_the_duty_reads_at_night():
    at = datetime(2026, 3, 4, 23, 0, tzinfo=UTC)
    rows = [trace(at), trace(at + timedelta(minutes=1))]
    assert not list(at_night(rows, MEASURES, WHOLE, lambda _who: "UTC", lambda _who, _at: True))


def test_answers_faster_than_one_can_read():
    person = new_id()

    def answers(gap: float) -> list[Trace]:
        return [
            trace(
                NOON + timedelta(seconds=gap * place), kind="write", command="assessments.answer",
                person=person, purpose="own record",
            )
            for place in range(6)
        ]  # fmt: skip

    (found,) = quick_answers(answers(0.5), MEASURES, WHOLE)
    assert (found.person, found.seconds, found.count) == (person, 0.5, 4)
    assert not list(quick_answers(answers(1.5), MEASURES, WHOLE))


MOMENTS = st.lists(st.integers(0, 3 * 24 * 60), min_size=1, max_size=40)
CUTS = st.lists(st.integers(1, 3 * 24 * 60 - 1), max_size=5, unique=True)
KINDS = st.sampled_from(["read", "refused", "write"])


@given(
    st.lists(st.tuples(st.integers(0, 3 * 24 * 3600), KINDS, st.integers(0, 4)), max_size=60),
    CUTS,
)
def test_however_time_is_cut_every_pattern_is_found_once(said, cuts):
    begin = NOON - timedelta(days=1)
    rows = [
        trace(
            begin + timedelta(seconds=second), kind=kind, person=UUID(int=person),
            command="assessments.answer" if kind == "write" else "assessments.results",
            id=UUID(int=place),
        )
        for place, (second, kind, person) in enumerate(said)
    ]  # fmt: skip
    marks = [0, *sorted(cuts), 4 * 24 * 60]
    stretches = [
        Stretch(begin + timedelta(minutes=a), begin + timedelta(minutes=b))
        for a, b in pairwise(marks)
    ]
    whole = Stretch(begin, begin + timedelta(days=4))
    cut = [one for part in stretches for one in found_in(known_by(rows, part), part)]
    assert sorted(cut, key=str) == sorted(found_in(rows, whole), key=str)


def known_by(rows: list[Trace], part: Stretch) -> list[Trace]:
    """Return what is read for a stretch: as far back as the measures reach, and no further."""
    return [one for one in rows if part.since - MEASURES.reach <= one.at < part.until]


def kyiv(_account: UUID) -> str:
    return "Europe/Kyiv"


def never(_account: UUID, _at: datetime) -> bool:
    return False


def found_in(rows: list[Trace], part: Stretch):
    return [
        *((one.pattern, one.actor, one.last) for one in many_readings(rows, MEASURES, part)),
        *((one.pattern, one.actor, one.last) for one in refused_in_a_row(rows, MEASURES, part)),
        *((one.pattern, one.actor, one.last)
          for one in out_of_reach(rows, MEASURES, part, lambda _r, _c: True)),
        *((one.pattern, one.person, one.last) for one in quick_answers(rows, MEASURES, part)),
        *((one.pattern, one.actor, one.first, one.count)
          for one in at_night(rows, MEASURES, part, kyiv, never)),
    ]  # fmt: skip
