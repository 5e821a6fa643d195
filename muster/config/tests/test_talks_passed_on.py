"""Whoever agreed to it after a talk with a peer stands in the queue, once."""

import pytest
from django.db import connection

from muster.access.roles import MEMBER, PEER_SUPPORTER
from muster.access.viewers import Viewer
from muster.config.watching import pass_talk_on
from muster.detection.queries.own import own_steps
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.programmes.commands.talks import Happened, enter_event, note_talk
from muster.programmes.queries.talks import talks_of_peer
from muster.programmes.rules.talks import EventKind, TalkAct
from tests.houses import account_of_person, enlist, make_unit, psychologist_of

pytestmark = pytest.mark.django_db


def test_a_clinician_calls_whoever_agreed_and_the_job_may_run_twice():
    unit, at = make_unit("1"), now()
    person = enlist(unit, number="AB-001", surname="Гайко", given="Олесь")
    second = enlist(unit, number="AB-002", surname="Левко", given="Олесь")
    me = Viewer(account_of_person(person, unit), MEMBER, person=person)
    peer = Viewer(account_of_person(second, unit), PEER_SUPPORTER, person=second)
    enter_event(
        unit=unit, event=new_id(), happened=Happened(at.date(), "road", EventKind.OTHER),
        exposed=(person,), peers=(second,), by=psychologist_of(unit), at=at,
    )  # fmt: skip
    talk = talks_of_peer(by=peer, at=at)[0].talk
    note_talk(talk=talk, act=TalkAct.PASSED_ON, agreed=True, by=peer, at=at)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (args->>'fact')::uuid FROM procrastinate_jobs "
            "WHERE task_name = 'programmes.pass-talk-on'"
        )
        ((fact,),) = cursor.fetchall()
    assert not own_steps(person=person, by=me, at=at)
    for _twice in range(2):
        pass_talk_on(fact, at)
    assert len(own_steps(person=person, by=me, at=at)) == 1
