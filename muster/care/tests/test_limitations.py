"""A limitation ends, is reviewed, and leads back; it never rests on a questionnaire alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from muster.care.rules.limitations import Basis, Form, Terms, faults, in_force, next_review
from muster.policy.profiles import profile

PROFILE = profile()
NOW = datetime(2026, 3, 6, 9, tzinfo=UTC)
TERMS = Terms(
    Form.ORDINARY, Basis.ASSESSMENT, ("night-duty", "driving"), date(2026, 3, 6), date(2026, 4, 30),
    date(2026, 4, 3), "after-review", NOW, NOW,
)  # fmt: skip
INTERIM = replace(TERMS, form=Form.INTERIM, ends=date(2026, 3, 9), review=date(2026, 3, 8))


def codes(terms: Terms) -> list[str]:
    return [one.code for one in faults(terms, PROFILE)]


def test_what_is_in_order_may_be_ordered():
    assert codes(TERMS) == codes(INTERIM) == []


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        (replace(TERMS, basis=None), "care.limitation-without-basis"),
        (replace(TERMS, functions=()), "care.limitation-of-nothing"),
        (replace(TERMS, functions=("depression",)), "care.unknown-code"),
        (replace(TERMS, restoration=""), "care.no-way-back"),
        (replace(TERMS, ends=date(2026, 3, 5)), "care.limitation-backwards"),
        (replace(TERMS, ends=date(2026, 6, 5)), "care.limitation-too-long"),
        (replace(TERMS, review=date(2026, 4, 6)), "care.review-too-late"),
        (replace(TERMS, review=date(2026, 5, 1)), "care.review-too-late"),
        (replace(TERMS, review=date(2026, 3, 5)), "care.review-too-late"),
        (replace(INTERIM, ends=date(2026, 3, 10)), "care.interim-too-long"),
        (replace(INTERIM, written_at=NOW + timedelta(minutes=61)), "care.written-late"),
        (replace(TERMS, form=Form.CRISIS, review=date(2026, 3, 10)), "care.review-too-late"),
    ],
)
def test_what_is_not_is_refused(terms, code):
    assert code in codes(terms)


def test_in_a_crisis_the_review_comes_every_week():
    assert next_review(Form.CRISIS, date(2026, 3, 9), PROFILE) == date(2026, 3, 16)
    assert next_review(Form.ORDINARY, date(2026, 3, 9), PROFILE) == date(2026, 4, 8)


def test_a_limitation_holds_from_its_first_day_to_its_last_and_not_once_it_is_lifted():
    first, last = TERMS.starts, TERMS.ends
    assert in_force(first, last, None, first)
    assert in_force(first, last, None, last)
    assert not in_force(first, last, None, last + timedelta(days=1))
    assert not in_force(first, last, None, first - timedelta(days=1))
    assert not in_force(first, last, date(2026, 3, 20), date(2026, 3, 20))
