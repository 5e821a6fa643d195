"""Talks with peers after an event: shared out, due by the profile, closed to everybody else."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import ProgrammingError, connection

from muster.access.accounts import watch
from muster.access.channels import waiting_for
from muster.access.permissions import Permission
from muster.access.roles import (
    COMMANDER,
    HEAD_OF_SERVICE,
    MEMBER,
    PEER_SUPPORTER,
    PROGRAMME_COORDINATOR,
)
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.people.commands.keeping import give_consent
from muster.people.consents import Item
from muster.programmes.commands.reminding import remind_of_talks
from muster.programmes.commands.talks import Happened, decline_talks, enter_event, note_talk
from muster.programmes.queries.peer_figures import peer_figures
from muster.programmes.queries.talks import (
    choosable,
    event_whole,
    events,
    talks_of_peer,
    talks_with,
    who_agreed,
)
from muster.programmes.rules.talks import EventKind, TalkAct, counted, shared_out, state_of_talk
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience, Zone, allows
from tests.houses import account_of_person, enlist, local_day, make_unit, psychologist_of

pytestmark = pytest.mark.django_db


def test_everybody_gets_a_peer_and_nobody_is_their_own():
    assert shared_out("abcd", "xy") == {"a": "x", "b": "y", "c": "x", "d": "y"}
    assert shared_out("xa", "xy") == {"x": "y", "a": "x"}
    assert shared_out("x", "x") is None
    assert shared_out("a", "") is None


def test_who_was_not_reached_is_tried_again_and_what_settles_a_talk_stays():
    state = state_of_talk([TalkAct.NOT_REACHED, TalkAct.NOT_REACHED])
    assert (state.settled, state.tries) == (False, 2)
    today = local_day()
    assert state.late(today - timedelta(days=1), today)
    assert not state.late(today, today)
    done = state_of_talk([TalkAct.DECLINED, TalkAct.TALKED])
    assert done.last is TalkAct.DECLINED
    assert not done.late(today - timedelta(days=9), today)


class House:
    def __init__(self):
        self.unit = make_unit("1")
        self.by = psychologist_of(self.unit)
        self.soldier = self.one("Гайко", 1, MEMBER)
        self.peer = self.one("Левко", 2, PEER_SUPPORTER)
        self.other = self.one("Мазур", 3, PEER_SUPPORTER)
        self.event = new_id()
        self.at = now()

    def one(self, surname, number, role):
        person = enlist(
            self.unit, number=f"AB-{number:03}", surname=surname, given="Олесь", Phone="555-0199"
        )
        return Viewer(account_of_person(person, self.unit), role, person=person)

    def enter(self, *, day=None, peers=None, place="road"):
        happened = Happened(day or local_day(self.at), place, EventKind.ACCIDENT)
        return enter_event(
            unit=self.unit, event=self.event, happened=happened, exposed=(self.soldier.person,),
            peers=peers or (self.peer.person,), by=self.by, at=self.at,
        )  # fmt: skip


@pytest.fixture
def house():
    return House()


def test_a_peer_reads_a_name_and_a_day_and_another_peer_reads_nothing(house):
    assert house.enter() == 2
    first, second = talks_of_peer(by=house.peer, at=house.at)
    assert first.name.startswith("Гайко")
    assert first.reach == "5550199"
    day = local_day(house.at)
    assert [first.due_on, second.due_on] == [day + timedelta(days=3), day + timedelta(days=28)]
    assert talks_of_peer(by=house.other, at=house.at) == []
    with pytest.raises(Refused, match="not-found"):
        note_talk(talk=first.talk, act=TalkAct.TALKED, agreed=False, by=house.other, at=house.at)


def test_an_event_needs_a_day_that_was_a_place_and_a_peer_who_is_another(house):
    for wrong in ({"day": local_day(house.at) + timedelta(days=2)}, {"place": " "}):
        with pytest.raises(Refused, match="programmes.event-impossible"):
            house.enter(**wrong)
    with pytest.raises(Refused, match="programmes.no-peer"):
        house.enter(peers=(house.soldier.person,))
    stranger = psychologist_of(make_unit("2"))
    with pytest.raises(Refused, match="not-found"):
        choosable(unit=house.unit, by=stranger, at=house.at)
    house.enter()
    with pytest.raises(Refused, match="not-found"):
        event_whole(event=house.event, by=stranger, at=house.at)
    assert events(by=stranger, at=house.at) == []


def test_what_became_of_a_talk_is_the_psychologists_only_with_consent(house):
    house.enter()
    first, _second = talks_of_peer(by=house.peer, at=house.at)
    note_talk(talk=first.talk, act=TalkAct.TALKED, agreed=False, by=house.peer, at=house.at)
    with pytest.raises(Refused, match="programmes.talk-settled"):
        note_talk(talk=first.talk, act=TalkAct.DECLINED, agreed=False, by=house.peer, at=house.at)
    whole = event_whole(event=house.event, by=house.by, at=house.at)
    assert [one.state for one in whole.talks] == [None, None]
    give_consent(
        person=house.soldier.person, item=Item.PEER, until=local_day(house.at) + timedelta(days=30),
        by=house.by, at=house.at,
    )  # fmt: skip
    told = event_whole(event=house.event, by=house.by, at=house.at).talks
    assert [one.state.last for one in told] == [TalkAct.TALKED, None]


def test_a_person_reads_who_was_asked_and_declines(house):
    house.enter()
    me = house.soldier
    found = talks_with(person=me.person, by=me, at=house.at)
    assert {one.peer.split()[0] for one in found} == {"Левко"}
    assert decline_talks(person=me.person, event=house.event, by=me, at=house.at) == 2
    assert talks_of_peer(by=house.peer, at=house.at) == []
    assert decline_talks(person=me.person, event=house.event, by=me, at=house.at) == 0


def test_nobody_is_passed_on_without_their_word_and_with_it_a_job_is_queued(house):
    house.enter()
    talk = talks_of_peer(by=house.peer, at=house.at)[0].talk
    with pytest.raises(Refused, match="programmes.not-agreed"):
        note_talk(talk=talk, act=TalkAct.PASSED_ON, agreed=False, by=house.peer, at=house.at)
    note_talk(talk=talk, act=TalkAct.PASSED_ON, agreed=True, by=house.peer, at=house.at)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args->>'fact' FROM procrastinate_jobs "
            "WHERE task_name = 'programmes.pass-talk-on'"
        )
        ((fact,),) = cursor.fetchall()
    keeper = watch((house.unit,))
    assert who_agreed(fact=fact, by=keeper, at=house.at) == house.soldier.person
    assert who_agreed(fact=new_id(), by=keeper, at=house.at) is None


def test_the_zone_is_closed_to_whom_it_is_closed_by_the_database(house):
    house.enter()
    assert {one for one in Audience if allows(one, Zone.PEER)} == {
        Audience.MEMBER, Audience.CLINICIAN, Audience.PEER,
    }  # fmt: skip
    for audience in (Audience.COORDINATOR, Audience.COMMANDER, Audience.ADMINISTRATOR):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            unit_of_work(Standing(audience, (house.unit,))),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT 1 FROM programmes_peertalk")
    for table in ("people_person", "people_detail", "assessments_score", "care_case"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            unit_of_work(house.peer.standing()),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"SELECT 1 FROM {table}")
    for role in (COMMANDER, PROGRAMME_COORDINATOR):
        talking = {Permission.TALK, Permission.NAME_PEERS, Permission.DECLINE_TALK}
        assert not talking & role.may
        with pytest.raises(Refused):
            events(by=Viewer(AccountId(new_id()), role, (house.unit,)), at=house.at)


def test_the_hand_of_what_became_of_a_talk_is_not_a_clinicians(house):
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        unit_of_work(house.by.standing()),
        connection.cursor() as cursor,
    ):
        cursor.execute("INSERT INTO programmes_peerfact SELECT * FROM programmes_peerfact")


def test_a_peer_is_reminded_when_the_days_of_a_talk_begin_and_when_they_are_over(house):
    house.enter(day=house.at.astimezone(ZoneInfo("Europe/Kyiv")).date())
    keeper = watch((house.unit,))

    def on_screen(account):
        with unit_of_work(Standing(Audience.PLATFORM)):
            return [one.kind.value for one in waiting_for(account)]

    def told(days):
        return remind_of_talks(by=keeper, at=house.at + timedelta(days=days))

    assert [told(days) for days in (2, 3, 3, 4, 5)] == [0, 1, 0, 1, 0]
    assert on_screen(house.peer.account) == ["reminder", "reminder"]
    assert on_screen(house.soldier.account) == []
    talk = talks_of_peer(by=house.peer, at=house.at)[0].talk
    note_talk(talk=talk, act=TalkAct.NOT_REACHED, agreed=False, by=house.peer, at=house.at)
    assert on_screen(house.peer.account) == ["reminder", "reminder"]
    note_talk(talk=talk, act=TalkAct.TALKED, agreed=False, by=house.peer, at=house.at)
    assert on_screen(house.peer.account) == []
    assert [told(days) for days in (6, 28)] == [0, 1]


def test_of_talks_in_one_window_a_cell_counts_people():
    talked, missed = (TalkAct.TALKED,), (TalkAct.NOT_REACHED,)
    windows, cells = counted(
        [("day-3", "a", missed), ("day-3", "a", talked), ("day-3", "b", ()), ("day-28", "a", ())]
    )
    assert windows == ("day-3", "day-28")
    assert cells == ((1, 0, 0, 1), (0, 0, 0, 1))


def test_figures_are_of_large_formations_and_of_a_half_that_is_over(house):
    house.enter()
    brigade = make_unit("B", kind="brigade")
    later = house.at.replace(year=house.at.year + 1, month=house.at.month)
    small = Viewer(AccountId(new_id()), HEAD_OF_SERVICE, (house.unit,))
    assert not peer_figures(by=small, at=later).large
    found = peer_figures(by=Viewer(AccountId(new_id()), HEAD_OF_SERVICE, (brigade,)), at=later)
    assert (found.large, found.windows) == (True, ())
    assert Permission.READ_PEER_FIGURES not in COMMANDER.may
