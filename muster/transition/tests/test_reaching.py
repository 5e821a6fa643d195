"""A new vacancy reaches whom it fits the same minute; and vacancies are found by words."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from muster.access.accounts import track_watch
from muster.access.channels import waiting_for
from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.transition.commands.candidacies import say_wishes
from muster.transition.commands.partners import settle_vacancy
from muster.transition.commands.reaching import reach_people, see_new
from muster.transition.commands.reminding import remind_of_tasks
from muster.transition.queries.searching import search_vacancies
from muster.transition.queries.vacancies import own_vacancies
from muster.transition.reaching import REACH
from muster.transition.rules.fitting import Wishes
from muster.transition.tests.test_partners import AT, House
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import account_of_person, enlist


@pytest.fixture
def house(db):
    return House()


def queued():
    with unit_of_work(Standing(Audience.PLATFORM)):
        jobs = ProcrastinateJob.objects.filter(task_name=REACH).order_by("id")
        return [one.args["vacancies"] for one in jobs]


def new_of(house):
    found = own_vacancies(person=house.person, by=house.member, at=AT).new
    return [one.vacancy.title for one in found]


def test_a_new_vacancy_reaches_whom_it_fits_and_nobody_twice(house):
    say_wishes(
        person=house.person, wishes=Wishes(regions=("lviv",), words="lorries"), by=house.member,
        at=AT,
    )  # fmt: skip
    fits, _words = house.vacancy()
    house.vacancy(title="Far away", region="Odesa")
    waits, words = house.vacancy(title="Young women drive lorries")
    assert words
    assert queued()[0] == [str(fits)]
    assert str(waits) not in str(queued()), "what waits for a caseworker reaches nobody yet"
    settle_vacancy(vacancy=waits, through=True, by=house.by, at=AT)
    assert queued()[-1] == [str(waits)]
    by = track_watch((house.unit,))
    with pytest.raises(Refused):
        reach_people(vacancies=[fits], by=house.by, at=AT)
    noon = AT.replace(hour=10)
    every = [fits, waits]
    assert reach_people(vacancies=every, by=by, at=noon) == 1
    assert reach_people(vacancies=every, by=by, at=noon + timedelta(minutes=1)) == 0
    assert new_of(house) == ["Mechanic", "Young women drive lorries"]
    with unit_of_work(Standing(Audience.PLATFORM)):
        [told] = waiting_for(house.member.account)
    assert "lorries" not in str(told), "the word that something came in says nothing of it"
    see_new(person=house.person, by=house.member, at=noon)
    with unit_of_work(Standing(Audience.PLATFORM)):
        assert list(waiting_for(house.member.account)) == []


@pytest.mark.database
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("repairing lorry", ["Mechanic"]),
        ("слесаря ремонту", ["Слесарь"]),
        ("Львов", ["Слесарь"]),
        ("lorries -mechanic", []),
        ("'; DROP TABLE x; -- & | ! (", []),
        ("  ", []),
    ],
)
def test_vacancies_are_found_by_words_in_either_language(house, words, found):
    house.vacancy()
    house.vacancy(title="Слесарь", text="Ремонт грузовиков", region="Львов")
    house.vacancy(title="Young women mechanics")
    shown = search_vacancies(person=house.person, words=words, by=house.member, at=AT)
    assert [one.title for one in shown] == found


def test_a_hundred_people_are_looked_at_with_the_statements_of_one(house):
    vacancy, _words = house.vacancy()
    by, statements = track_watch((house.unit,)), []
    for wish in range(2):
        for number in range(100 if wish else 1):
            person = enlist(house.unit, number=f"R{wish}-{number:03d}", surname="Ко", given="А")
            member = Viewer(account_of_person(person, house.unit), MEMBER, person=person)
            wishes = Wishes(regions=("odesa",), words="lorries")
            say_wishes(person=person, wishes=wishes, by=member, at=AT)
        with CaptureQueriesContext(connection) as asked:
            assert reach_people(vacancies=[vacancy], by=by, at=AT) == 0
        statements.append(len(asked))
    assert statements[1] <= statements[0] + 2


def test_whoever_sleeps_as_a_vacancy_comes_in_is_told_in_the_morning(house):
    say_wishes(
        person=house.person, wishes=Wishes(regions=("lviv",), words="lorries"), by=house.member,
        at=AT,
    )  # fmt: skip
    by, account = track_watch((house.unit,)), house.member.account
    night = AT.replace(hour=23)
    fits, _words = house.vacancy()
    assert reach_people(vacancies=[fits], by=by, at=night) == 1
    assert waits_on(account) == 0
    assert remind_of_tasks(by=by, at=night) == 0
    morning = night + timedelta(hours=9)
    assert remind_of_tasks(by=by, at=morning) == 1
    assert remind_of_tasks(by=by, at=morning + timedelta(hours=1)) == 0
    assert waits_on(account) == 1
    second, _words = house.vacancy(title="Lorries by day")
    assert reach_people(vacancies=[second], by=by, at=morning) == 1
    told = waits_on(account)
    assert remind_of_tasks(by=by, at=morning + timedelta(hours=2)) == 0
    assert waits_on(account) == told


def waits_on(account):
    with unit_of_work(Standing(Audience.PLATFORM)):
        return len(waiting_for(account))
