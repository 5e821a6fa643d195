"""What makes a password good, a session over, a guess slow, a code a code, and a recovery two."""

from datetime import UTC, datetime, timedelta

import pytest

from muster.access.roles import ROLES, THEMSELVES
from muster.access.rules.codes import SHAPES, CodeKind, drawn, typed, written
from muster.access.rules.guessing import FREE, LONGEST_WAIT, may_try_at, wait_after
from muster.access.rules.passwords import Weak, normal, weakness
from muster.access.rules.recovery import STANDS, Against, Asked, against
from muster.access.rules.sessions import LIMITS, Device, is_over
from muster.kernel.ids import AccountId, new_id

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
COMMON = {"password", "qwerty", "letmein", "iloveyou12345678"}


@pytest.mark.parametrize(
    ("password", "weak"),
    [
        ("copper lantern", Weak.SHORT),
        ("медь фонарь гуси", None),
        ("copper lantern seventeen geese", None),
        ("x" * 201, Weak.LONG),
        ("ILoveYou12345678", Weak.COMMON),
        ("i love you 1234 5678", Weak.COMMON),
        ("passwordpassword", Weak.COMMON),
        ("aaaaaaaaaaaaaaaa", Weak.COMMON),
        ("abababababababab", Weak.COMMON),
        ("1234567890123456", Weak.COMMON),
        ("poiuytrewqpoiuy", Weak.COMMON),
        ("абвгдеёжзийклмноп", Weak.COMMON),
        ("psychologist-psychologist", Weak.NAME),
        ("psychologist and some longer words", None),
    ],
)
def test_a_password_is_long_and_not_expectable_and_nothing_else_is_asked(password, weak):
    assert weakness(password, name="psychologist", common=COMMON) is weak


def test_two_keyboards_write_one_password():
    assert normal("бои\u0306цы") == normal("бойцы")


def test_a_code_is_digits_that_may_be_typed_apart():
    for kind, shape in SHAPES.items():
        code = drawn(kind)
        assert len(code) == shape.digits
        assert typed(written(code), (kind,)) == code
    assert typed("4831-7720 9651", (CodeKind.KIOSK,)) == "483177209651"
    assert typed("483177209651", (CodeKind.INVITATION,)) is None
    assert typed("48317720965x", (CodeKind.KIOSK,)) is None
    assert typed("٤٨٣١٧٧٢٠٩٦٥١", (CodeKind.KIOSK,)) is None
    assert typed("4831 7720 9651" * 9, (CodeKind.KIOSK,)) is None


def test_wrong_attempts_cost_nothing_then_a_minute_then_more_and_never_for_ever():
    assert [wait_after(n) for n in range(FREE)] == [timedelta(0)] * FREE
    waits = [wait_after(n).total_seconds() / 60 for n in range(FREE, FREE + 7)]
    assert waits == [1, 2, 4, 8, 15, 15, 15]
    assert wait_after(100_000) == LONGEST_WAIT
    assert may_try_at(FREE, NOON) == NOON + timedelta(minutes=1)


@pytest.mark.parametrize("device", Device)
def test_a_session_ends_in_silence_and_after_its_whole_time(device):
    limits, tick = LIMITS[device], timedelta(seconds=1)
    assert not is_over(device, began=NOON, seen=NOON, at=NOON)
    assert not is_over(device, began=NOON, seen=NOON, at=NOON + limits.silence - tick)
    assert is_over(device, began=NOON, seen=NOON, at=NOON + limits.silence)
    end = NOON + limits.whole
    assert not is_over(device, began=NOON, seen=end - tick, at=end - tick)
    assert is_over(device, began=NOON, seen=end - tick, at=end)


def test_a_clock_that_was_set_back_far_ends_a_session():
    assert is_over(Device.DESK, began=NOON, seen=NOON, at=NOON - timedelta(hours=2))
    assert not is_over(Device.DESK, began=NOON, seen=NOON, at=NOON - timedelta(seconds=2))


def test_a_tablet_from_hand_to_hand_has_the_least_time():
    silences = [
        LIMITS[one].silence for one in (Device.KIOSK, Device.SHARED, Device.OWN, Device.DESK)
    ]
    assert silences == sorted(silences)
    assert LIMITS[Device.KIOSK].silence == timedelta(minutes=3)


def test_nobody_recovers_alone():
    anna, boris, holder = (AccountId(new_id()) for _one in range(3))
    asked = Asked(holder, anna, NOON, at_terminal=False)

    def why_not(approver, *, asked=asked, at_terminal=False, at=NOON):
        return against(asked, approver=approver, at_terminal=at_terminal, at=at)

    assert why_not(boris) is None
    assert why_not(boris, at_terminal=True) is None
    assert why_not(anna) is Against.ASKED_BY_SAME
    assert why_not(holder) is Against.IS_HOLDER
    assert why_not(boris, at=NOON + STANDS) is Against.OVER
    at_terminal = Asked(holder, anna, NOON, at_terminal=True)
    assert why_not(boris, asked=at_terminal) is None
    assert why_not(boris, asked=at_terminal, at_terminal=True) is Against.BOTH_AT_TERMINAL


def test_whoever_sees_other_people_needs_two_ways_to_show_who_they_are():
    assert [key for key, role in ROLES.items() if not role.needs_second_factor] == [
        one.key for one in THEMSELVES
    ]
