"""What lies around somebody's ideas: demand and pay where they would work, and what others did."""

from datetime import timedelta

import pytest

from muster.access.accounts import track_watch
from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.people.commands.packets import give_packet
from muster.transition.commands.candidacies import answer_candidate, ask_for, say_wishes
from muster.transition.commands.ideas import say_wants
from muster.transition.commands.profile import answer_service, settle_skills
from muster.transition.commands.ways import count_ways
from muster.transition.guidance.signals import Signals
from muster.transition.guidance.starter import starter
from muster.transition.market import job_meant
from muster.transition.models import WentInto
from muster.transition.profile.around import Around
from muster.transition.profile.suggested import ideas, why
from muster.transition.queries.profile import own_ideas, own_profile
from muster.transition.rules.candidacies import Act
from muster.transition.rules.courses import Course
from muster.transition.rules.fitting import Wishes
from muster.transition.rules.ideas import Wants
from muster.transition.rules.market import Demand, Offer, demand, sought
from muster.transition.rules.service_asked import Service
from muster.transition.schooling import Held
from muster.transition.tests.test_partners import House
from muster.vault.work import unit_of_work
from tests.companies import muster_up
from tests.houses import account_of_person, local_day

AT = now()
SERGEANT = starter().roles["infantry-squad-leader"].skills


def test_what_is_open_here_and_elsewhere_and_what_half_of_it_pays():
    offers = [Offer("a", "North", 2, 10), Offer("a", "north ", 1, 30), Offer("a", "South", 5, 90),
              Offer("b", "South", 1, None)]  # fmt: skip
    found = demand(offers, ("NORTH",), "near")
    assert found == {"a": Demand(3, 5, 10), "b": Demand(0, 1, None)}
    assert demand(offers, ("NORTH",), "anywhere")["a"] == Demand(8, 0, 30)
    assert demand(offers, (), "no")["b"] == Demand(1, 0, None)
    assert sought(found) == {"a": 1.0, "b": 0.0}
    assert sought({}) == {}


def test_a_title_means_an_occupation_or_none():
    code, job = next(iter(starter().jobs.items()))
    assert job_meant(job.title["ru"].upper()) == code
    assert job_meant("zzzz") is None


def test_what_is_sought_rises_and_everything_known_is_said():
    plain = [one.job.isco for one in ideas(SERGEANT, (), Wants(), ())]
    last = plain[-1]
    near = Around(
        Signals({last: 51000}, {last: 1.0}, "2025"), {last: Demand(7, 0, 900)}, {last: 15}
    )
    told = ideas(SERGEANT, (), Wants(), (), near)
    codes = [one.job.isco for one in told]
    assert codes.index(last) < plain.index(last)
    said = "\n".join(why(told[codes.index(last)], "en"))
    for part in ("Military trades like yours", "7 places stand open", "pay 900 a month",
                 "earn 51000", "At least 15 people of your trade"):  # fmt: skip
        assert part in said
    away = ideas(SERGEANT, (), Wants(), (), Around(demand={plain[0]: Demand(0, 2, None)}))
    assert "elsewhere 2 places do" in "\n".join(said for one in away for said in why(one, "en"))


def sergeant(person, by):
    """Somebody who says that they were an infantry squad leader, and keeps all that follows."""
    about = {"person": person, "by": by, "at": AT}
    answer_service(service=Service("infantry squad leader"), **about)
    settle_skills(ticked=[one.key for one in own_profile(**about).skills], **about)
    return about


@pytest.mark.database
def test_somebodys_own_page_knows_what_stands_open_where_they_would_work(db):
    house = House()
    about = sergeant(house.person, house.member)
    wanted = own_ideas(**about).ideas[-1].job
    house.vacancy(title=wanted.title["ru"], region="Lviv", places="3")
    say_wishes(wishes=Wishes(regions=("lviv",)), **about)
    say_wants(wants=Wants(moves="no"), **about)

    def said():
        return "\n".join(
            reason
            for one in own_ideas(**about).ideas
            if one.job.isco == wanted.isco
            for reason in why(one, "en")
        )

    assert "3 places stand open" in said()
    assert "pay 1500 a month" in said()
    say_wishes(wishes=Wishes(regions=("Kharkiv",)), **{**about, "at": AT + timedelta(seconds=1)})
    assert "elsewhere 3 places do" in said()


@pytest.mark.database
@pytest.mark.parametrize(("hired", "told"), [(10, 0), (11, 1)])
def test_what_a_trade_went_into_is_told_once_eleven_did(db, hired, told):
    house, job = House(), starter().jobs["7231"]
    vacancy, _words = house.vacancy(title=job.title["en"], places="50")
    code = job.isco
    for one in muster_up(
        house.unit, {house.unit: [f"Гайко{'абвгдежзикл'[n]}" for n in range(hired)]}
    ).values():
        member = Viewer(account_of_person(one, house.unit), MEMBER, person=one)
        give_packet(
            person=one, words={"trade": "infantry squad leader"}, alone=True,
            until=local_day(AT) + timedelta(days=90), by=member, at=AT,
        )  # fmt: skip
        asked = new_id()
        ask_for(person=one, vacancy=vacancy, candidacy=asked, agreed=True, by=member, at=AT)
        answer_candidate(candidacy=asked, act=Act.OFFERED, by=house.garage, at=AT)
        answer_candidate(
            candidacy=asked, act=Act.STARTED, day=local_day(AT), by=house.garage, at=AT
        )  # fmt: skip
    watch = track_watch((house.unit,))
    assert count_ways(by=watch, at=AT) == told
    with unit_of_work(house.by.standing()):
        assert list(WentInto.objects.values_list("role", "isco", "people")) == (
            [("infantry-squad-leader", code, 10)] if told else []
        )


def test_a_course_that_pays_while_one_learns_is_named():
    first = ideas(SERGEANT, (), Wants(), ())[0]
    begins = local_day(AT) + timedelta(days=9)
    course = Course(
        "Welding", "", "", (), (), "Lviv", "en", begins, begins, 9, (), "", (), (), 700, 0
    )
    near = Around(courses={first.job.isco: Held(new_id(), new_id(), "College", course, 0)})
    told = next(one for one in ideas(SERGEANT, (), Wants(), (), near) if one.job == first.job)
    assert "College pays 700 a month while you learn it: Welding." in why(told, "en")
