"""The row of a person in the list says what their signals' rows say, whoever writes at once."""

from __future__ import annotations

import threading

import pytest
from django.db import connections

from muster.assessments.commands import ask_for_help
from muster.detection import commands
from muster.detection.checks import queue_against_facts
from muster.detection.models import QueuePerson
from muster.detection.queries import queue
from muster.detection.tests.steps import phq9, sit
from muster.kernel.ids import PersonId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.people.subjects import register_subjects
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import make_unit, psychologist_of

pytestmark = pytest.mark.database
HANDS = 6


def at_once(*deeds) -> None:
    """Let every deed begin in the same instant, each on a connection of its own."""
    together = threading.Barrier(len(deeds))

    def carry_out(deed) -> None:
        together.wait()
        try:
            deed()
        except Refused:
            pass  # somebody else was quicker, and that is an answer
        finally:
            connections.close_all()

    hands = [threading.Thread(target=carry_out, args=(deed,)) for deed in deeds]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()


def test_signals_raised_and_worked_on_at_once_leave_nothing_out(committed):
    unit = make_unit("1")
    by = psychologist_of(unit)
    person = PersonId(new_id())
    reached = Standing(Audience.CLINICIAN, units=(unit,))
    with unit_of_work(reached):
        register_subjects([person], unit=unit, at=now())

    def asks() -> None:
        ask_for_help(person=person, request=new_id(), urgent=False, by=by, at=now())

    def asks_urgently() -> None:
        ask_for_help(person=person, request=new_id(), urgent=True, by=by, at=now())

    def answers() -> None:
        sit(person, by, phq9(phq9_1=3, phq9_2=3, phq9_3=3, phq9_4=3))

    def takes() -> None:
        commands.take(person=person, by=by, at=now())

    for _round in range(HANDS):
        at_once(asks, asks_urgently, answers, takes)
        with unit_of_work(reached):
            assert queue_against_facts() == []
    [call] = queue(limit=9, tier=None, already_shown=(), by=by, at=now())
    assert len(call.signals) == 2 * HANDS + 1
    with unit_of_work(reached):
        row = QueuePerson.objects.get()
        assert (row.rank, row.ended, row.unit_id) == (0, False, unit)


def test_what_is_closed_leaves_an_empty_row_that_holds_nothing(committed):
    unit = make_unit("1")
    by = psychologist_of(unit)
    person = PersonId(new_id())
    with unit_of_work(Standing(Audience.CLINICIAN, units=(unit,))):
        register_subjects([person], unit=unit, at=now())
    ask_for_help(person=person, request=new_id(), urgent=False, by=by, at=now())
    commands.close(person=person, reason="better", by=by, at=now())
    with unit_of_work(Standing(Audience.CLINICIAN, units=(unit,))):
        row = QueuePerson.objects.values("ended", "rank", "due_at", "owner", "standing").get()
    assert row == {"ended": True, "rank": None, "due_at": None, "owner": None, "standing": ""}
