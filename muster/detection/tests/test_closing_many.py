"""Closing many at once comes to the same as closing one by one, and leaves red alone."""

from datetime import timedelta

import pytest

from muster.detection import commands
from muster.detection.models import QueueRow, Signal, SignalFact
from muster.detection.signals import columns_of, state_now
from muster.detection.tests.test_working_the_queue import calls, phq9, sit
from muster.kernel.ids import PersonId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.people.subjects import register_subjects
from muster.policy.queries import in_force
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience

pytestmark = pytest.mark.django_db

POSITIVE = phq9(phq9_1=3, phq9_2=3, phq9_3=3, phq9_4=3)


@pytest.fixture
def people(psychologist) -> list[PersonId]:
    made = [PersonId(new_id()) for _ in range(4)]
    with unit_of_work(Standing(Audience.CLINICIAN, units=psychologist.units)):
        register_subjects(made, unit=psychologist.units[0], at=now())
    return made


def close(people, by, reason="spoken-no-further-step", at=None):
    return commands.close_many(persons=people, reason=reason, by=by, at=at or now())


def test_everybody_named_is_closed_and_the_row_is_what_the_facts_amount_to(people, psychologist):
    for person in people:
        sit(person, psychologist, POSITIVE)
    assert close(people[:3], psychologist) == 3
    assert [call.person for call in calls(psychologist)] == [people[3]]
    with unit_of_work(Standing(Audience.CLINICIAN, units=psychologist.units)):
        for signal in Signal.objects.filter(person_id__in=people[:3]):
            row = QueueRow.objects.filter(signal=signal).values().get()
            wanted = columns_of(state_now(signal, in_force()))
            assert {name: row[name] for name in wanted} == wanted
            fact = SignalFact.objects.get(signal=signal)
            assert (fact.step, fact.reason) == ("closed", "spoken-no-further-step")
            assert fact.done_by == psychologist.account


def test_nobody_red_is_closed_before_somebody_has_spoken_with_them(people, psychologist):
    for person in people[:2]:
        sit(person, psychologist, phq9(phq9_9=3))
    commands.reached(person=people[0], by=psychologist, at=now())
    assert close(people, psychologist) == 1
    assert [call.person for call in calls(psychologist)] == [people[1]]


def test_what_was_raised_later_stays_open(people, psychologist):
    sit(people[0], psychologist, POSITIVE)
    assert close(people, psychologist, at=now() - timedelta(days=1)) == 0
    assert len(calls(psychologist)) == 1


def test_nobody_to_close_is_no_fault(people, psychologist):
    assert close(people, psychologist) == 0


def test_an_unknown_outcome_is_refused(people, psychologist):
    with pytest.raises(Refused) as refused:
        close(people, psychologist, reason="looked-fine")
    assert refused.value.problem.code == "detection.reason-not-in-profile"
