"""A notice holds nine lines; none of them can say why."""

from dataclasses import fields, replace
from datetime import date

import pytest

from muster.care.rules.notices import LINES, Notice, checked
from muster.policy.profiles import profile
from muster.policy.wordlists import word_kinds

PROFILE, WORDS = profile(), word_kinds()
NOTICE = Notice(
    "01a2", "duty-limitation", ("night-duty",),
    (date(2026, 3, 6), date(2026, 4, 30), date(2026, 4, 3)), ("release", "regular-hours"),
    "Пусть отдыхает между сменами.", "555-0102", ("commander-1",), date(2026, 3, 6),
)  # fmt: skip


def codes(notice: Notice) -> list[str]:
    return [one.code for one in checked(notice, PROFILE, WORDS).faults]


def test_there_are_nine_lines_and_no_tenth():
    assert len(fields(Notice)) == LINES


def test_what_says_only_what_to_do_may_be_sent():
    assert codes(NOTICE) == []


@pytest.mark.parametrize(
    ("notice", "code"),
    [
        (replace(NOTICE, ground="because"), "care.unknown-code"),
        (replace(NOTICE, functions=("ptsd",)), "care.unknown-code"),
        (replace(NOTICE, actions=("watch",)), "care.unknown-code"),
        (replace(NOTICE, actions=("escort",)), "care.action-needs-harm"),
        (replace(NOTICE, actions=("means-safety",)), "care.action-needs-harm"),
        (replace(NOTICE, readers=()), "care.nobody-reads"),
        (replace(NOTICE, call_back=" "), "care.no-call-back"),
        (replace(NOTICE, support="x" * 601), "care.notice-too-long"),
        (replace(NOTICE, told=None), "care.person-not-told"),
        (replace(NOTICE, support="Принимает сертралин."), "care.word-blocked"),
        (replace(NOTICE, call_back="Clinic, 555-0102"), "care.word-blocked"),
    ],
)
def test_what_would_betray_something_is_kept_back(notice, code):
    assert code in codes(notice)


def test_on_the_ground_of_serious_harm_an_escort_may_be_said_and_the_person_told_later():
    grave = replace(NOTICE, ground="serious-harm", actions=("escort",), told=None)
    assert codes(grave) == []


def test_a_word_with_an_innocent_sense_is_asked_about():
    found = checked(replace(NOTICE, support="Release for appointments."), PROFILE, WORDS)
    assert (found.faults, [one.word for one in found.asked]) == ((), ["appointments"])


def test_what_is_signed_changes_with_every_line():
    others = [
        replace(NOTICE, person="b"), replace(NOTICE, ground="interim-order"),
        replace(NOTICE, functions=("height",)), replace(NOTICE, days=(date(2026, 3, 7),) * 3),
        replace(NOTICE, actions=()), replace(NOTICE, support=""), replace(NOTICE, call_back="1"),
        replace(NOTICE, readers=("a", "b")), replace(NOTICE, told=date(2026, 3, 7)),
    ]  # fmt: skip
    assert len(others) == LINES
    assert len({one.signed_bytes() for one in (NOTICE, *others)}) == LINES + 1
