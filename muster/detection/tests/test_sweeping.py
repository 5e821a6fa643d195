"""Whoever came home and was not screened is noticed, once, and not after somebody looked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from muster.detection.commands.sweeping import sweep_missed
from muster.detection.queries import queue
from muster.detection.tests.steps import phq9, sit
from muster.kernel.time import now
from muster.people.commands.keeping import record_exposure
from muster.people.service import ExposureKind
from muster.policy.rules.findings import Tier

pytestmark = pytest.mark.django_db


def came_home(person, by, days_ago: int) -> None:
    today = date.today()  # noqa: DTZ011 — a day of the calendar, far from its edges
    record_exposure(
        person=person,
        kind=ExposureKind.DEPLOYMENT,
        since=today - timedelta(days=days_ago + 200),
        until=today - timedelta(days=days_ago),
        by=by,
        at=now(),
    )


def test_a_window_that_closed_unscreened_is_green_and_noticed_once(person, psychologist):
    came_home(person, psychologist, 45)
    assert sweep_missed(by=psychologist, at=now()) == 1
    assert sweep_missed(by=psychologist, at=now()) == 0
    [call] = queue(limit=5, tier=None, already_shown=(), by=psychologist, at=now())
    assert (call.tier, call.reasons[0].code) == (Tier.GREEN, "missed-screen")


def test_a_screening_after_return_leaves_nothing_to_notice(person, psychologist):
    came_home(person, psychologist, 45)
    sit(person, psychologist, phq9(), at=now() - timedelta(days=40))
    assert sweep_missed(by=psychologist, at=now()) == 0


def test_a_window_still_open_is_not_missed(person, psychologist):
    came_home(person, psychologist, 10)
    assert sweep_missed(by=psychologist, at=now()) == 0
