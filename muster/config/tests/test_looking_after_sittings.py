"""What the worker does for sittings: notices silence, and enters the files that were confirmed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from muster.access.roles import MEMBER, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.assessments.arriving import State
from muster.assessments.commands import answer, begin
from muster.assessments.commands.arriving import ENTER, bring_file, confirm_file, read_file_as
from muster.assessments.following import SILENCE
from muster.assessments.queries import due_for
from muster.assessments.queries.arriving import file_arrival
from muster.config import jobs
from muster.config.watching import enter_file, notice_silence
from muster.detection.queries import queue
from muster.instruments.commands import add_text
from muster.instruments.tests.invented import licensed_text
from muster.kernel.ids import AccountId, new_id
from muster.kernel.time import now
from muster.policy.queries import in_force
from muster.policy.rules.findings import Tier
from tests.companies import asked
from tests.houses import (
    account_of_person,
    account_with,
    administrator_of,
    enlist,
    local_day,
    make_unit,
    psychologist_of,
)

pytestmark = pytest.mark.django_db

CSV = b"a,phq1,phq2,phq3,phq4,phq5,phq6,phq7,phq8,phq9\nx,1,0,0,0,0,0,0,0,2\n"


@pytest.fixture
def unit(db):
    return make_unit("1")


def answers_item_nine(unit, at):
    """Let somebody of the unit answer item nine, and then nothing more."""
    person = enlist(unit, number="AB-001", surname="Гайко", given="Олесь")
    add_text(data=licensed_text("c-ssrs-screener").encode(), by=administrator_of(unit), at=at)
    today = local_day(at)
    asked(unit, today, today + timedelta(days=9), at=at, instruments=("phq-9",))
    by = Viewer(account_of_person(person, unit), MEMBER, person=person)
    [due] = due_for(person=person, by=by, at=at)
    sitting = begin(
        person=person, sitting=new_id(), campaign=due.campaign, window=due.window, language="en",
        room=False, by=by, at=at,
    )  # fmt: skip
    answer(
        person=person, sitting=sitting, kind="item", instrument="phq-9", code="phq9-9", value=1,
        language="en", room=False, profile=in_force(), by=by, at=at,
    )  # fmt: skip
    return person


def called(unit):
    return queue(limit=9, tier=None, already_shown=(), by=psychologist_of(unit), at=now())


def test_a_follow_up_without_an_answer_is_told_by_the_worker_alone(unit):
    at = now()
    person = answers_item_nine(unit, at)
    assert notice_silence(at + timedelta(seconds=59)) == 0
    assert [(one.person, one.tier) for one in called(unit)] == [(person, Tier.AMBER)]
    assert notice_silence(at + timedelta(seconds=61)) == 1
    assert [(one.person, one.tier) for one in called(unit)] == [(person, Tier.RED)]
    assert notice_silence(at + timedelta(seconds=121)) == 0


def test_the_worker_knows_the_jobs_that_sittings_queue():
    assert {SILENCE, ENTER} <= jobs.app.tasks.keys()


def brought(by: Viewer, **columns: str):
    arrival = bring_file(
        unit=by.units[0], name="forms.csv", data=CSV, instrument="phq-9", by=by, at=now()
    )
    read_file_as(arrival=arrival, columns=columns, rows=1, refused=0, by=by, at=now())
    confirm_file(arrival=arrival, by=by, at=now())
    return arrival


def test_a_confirmed_file_is_entered_as_whoever_confirmed_it(unit):
    account = account_with(UNIT_PSYCHOLOGIST, unit, "psychologist")
    by = Viewer(account, UNIT_PSYCHOLOGIST, (unit,))
    arrival = brought(by, items="phq{}")
    for _twice in range(2):
        enter_file(arrival, account, UNIT_PSYCHOLOGIST.key, now())
    found = file_arrival(arrival=arrival, by=by, at=now())
    assert (found.state, found.added) == (State.ENTERED, 1)
    assert [one.tier for one in called(unit)] == [Tier.AMBER]


def test_whoever_lost_the_role_meanwhile_enters_nothing(unit):
    by = psychologist_of(unit)
    arrival = brought(by, items="phq{}")
    enter_file(arrival, AccountId(new_id()), UNIT_PSYCHOLOGIST.key, now())
    assert file_arrival(arrival=arrival, by=by, at=now()).state is State.CONFIRMED


def test_what_keeps_a_whole_file_out_is_kept_in_both_languages(unit):
    account = account_with(UNIT_PSYCHOLOGIST, unit, "psychologist")
    by = Viewer(account, UNIT_PSYCHOLOGIST, (unit,))
    enter_file(brought(by, items="phq{}"), account, UNIT_PSYCHOLOGIST.key, now())
    other = ",".join(f"phq{n}" for n in (9, 8, 7, 6, 5, 4, 3, 2, 1))
    arrival = brought(by, items=other)
    enter_file(arrival, account, UNIT_PSYCHOLOGIST.key, now())
    found = file_arrival(arrival=arrival, by=by, at=now())
    assert found.state is State.REFUSED
    assert "read otherwise" in found.why["en"]
    assert found.why["ru"] != found.why["en"]
