"""Days ahead on the way into work: a talk on its day, a course, what is to be brought."""

from datetime import timedelta

from muster.access.accounts import track_watch
from muster.access.channels import waiting_for
from muster.transition.commands.candidacies import answer_candidate
from muster.transition.commands.reminding import remind_of_tasks
from muster.transition.queries.days import own_days
from muster.transition.queries.vacancies import own_vacancies
from muster.transition.rules.candidacies import TALK_AHEAD, Act, Stage
from muster.transition.tests.test_partners import AT, House, refused
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import local_day

NOON = AT.replace(hour=10)


def asked():
    house = House()
    house.packed()
    vacancy, _words = house.vacancy()
    return house, house.asks(vacancy)


def invites(house, candidacy, day, at=AT):
    answer_candidate(candidacy=candidacy, act=Act.INVITED, day=day, by=house.garage, at=at)


def ahead(house, at=AT):
    return [one.day for one in own_days(person=house.person, by=house.member, at=at)]


def test_a_talk_stands_on_its_day_until_it_is_over_or_moved(db):
    house, candidacy = asked()
    today = local_day(AT)
    for day in (today - timedelta(days=1), today + TALK_AHEAD + timedelta(days=1)):
        refused("transition.not-a-day-to-talk", lambda day: invites(house, candidacy, day), day=day)
    invites(house, candidacy, today + timedelta(days=3))
    assert ahead(house) == [today + timedelta(days=3)]
    invites(house, candidacy, today + timedelta(days=5))
    assert ahead(house) == [today + timedelta(days=5)], "on another day instead"
    assert ahead(house, AT + timedelta(days=6)) == []
    [mine] = own_vacancies(person=house.person, by=house.member, at=AT).asked
    assert (mine.state.stage, mine.state.started) == (Stage.INVITED, None)
    invites(house, candidacy, None)
    assert ahead(house) == [], "to be agreed on by telephone"


def test_whoever_is_invited_is_reminded_the_day_before_once(db):
    house, candidacy = asked()
    invites(house, candidacy, local_day(NOON) + timedelta(days=1), at=NOON)
    by = track_watch((house.unit,))
    assert remind_of_tasks(by=by, at=NOON) == 1
    assert remind_of_tasks(by=by, at=NOON + timedelta(minutes=5)) == 0
    with unit_of_work(Standing(Audience.PLATFORM)):
        [told] = waiting_for(house.member.account)
    assert "Garage" not in str(told)
