"""A mechanic and a cook ask at a job fair; a coordinator holds the round, and each gets a place."""

from datetime import timedelta

import pytest

from muster.access.roles import CASEWORKER, MEMBER, PARTNER
from muster.access.viewers import Viewer
from muster.kernel.ids import UnitId, new_id
from muster.kernel.time import now
from muster.people.commands.packets import give_packet
from muster.transition.commands.candidacies import ask_for
from muster.transition.commands.partners import agree, register_partner
from muster.transition.commands.vacancies import put_vacancy
from tests.companies import muster_up
from tests.houses import account_of_person, account_with, local_day, make_unit
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.hands import Hand

FIRMS = {"Garage": ("Lorry mechanic", "You repair lorries"), "Canteen": ("Cook", "You cook meals")}
WORDS = {
    "en": {
        "look": "Look at the round", "stable": "Offer the places so that nobody has reason",
        "do": "Do it", "offered": "Offered", "accept": "Accept the place", "accepted": "Accepted",
        "objections": "Have reason to object",
    },
    "ru": {
        "look": "Посмотреть распределение", "stable": "Предложить места так, чтобы никому",
        "do": "Выполнить", "offered": "Предложено", "accept": "Принять место",
        "accepted": "Принято", "objections": "Есть на что возразить",
    },
}  # fmt: skip


@pytest.fixture
def fair(committed):
    """Two employers with one place each; both people ask the garage first, then the canteen."""
    at, unit = now(), make_unit("7")
    people = muster_up(unit, {unit: ["Гайко", "Бойко"]})
    coordinator = account_with(CASEWORKER, unit, "c.lan")
    by, vacancies, firms = Viewer(coordinator, CASEWORKER, (unit,)), [], {}
    for name, (title, text) in FIRMS.items():
        partner = firms[name] = new_id()
        register_partner(partner=partner, kind="employer", name=name, by=by, at=at)
        until = local_day(at) + timedelta(days=300)
        agree(partner=partner, since=at.date(), until=until, by=by, at=at)
        said = {
            "title": title, "text": text, "region": "Lviv", "places": "1",
            "begins": str(local_day(at) + timedelta(days=30)),
        }  # fmt: skip
        vacancies.append(put_vacancy(partner=partner, said=said, by=by, at=at)[0])
    accounts = {}
    trades = {"Гайко": ("Mechanic", "repair lorries"), "Бойко": ("Chef", "cook meals")}
    for surname, (name, trade) in trades.items():
        person = people[surname]
        accounts[surname] = account_of_person(person, unit)
        member = Viewer(accounts[surname], MEMBER, person=person)
        give_packet(
            person=person, words={"name": name, "trade": trade, "wishes": trade}, alone=True,
            until=local_day(at) + timedelta(days=90), by=member, at=at,
        )  # fmt: skip
        for number, vacancy in enumerate(vacancies):
            ask_for(
                person=person, vacancy=vacancy, candidacy=new_id(), agreed=True, by=member,
                at=at + timedelta(seconds=number),
            )  # fmt: skip
    garage = account_with(PARTNER, UnitId(firms["Garage"]), "garage.lan")
    return coordinator, accounts["Гайко"], garage


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_mechanic_is_placed_in_a_job_fair(visitor, fair, language):
    coordinator, mechanic, garage = fair
    helper = Hand(visitor(language, DESK), coordinator, WORDS[language])
    helper.opens("/after-service/partners/round")
    for name in FIRMS:
        helper.checks(name)
    helper.visitor.finds_no_barrier()
    helper.presses("look")
    helper.reads("objections", "Mechanic", "Chef")
    helper.shows(f"fair-{language}")
    helper.checks("stable")
    helper.presses("do")
    helper.page.wait_for_url("**/after-service/partners")

    member = Hand(visitor(language, PHONE), mechanic, WORDS[language])
    member.opens("/me/work")
    member.reads("offered", "Garage")
    member.shows(f"fair-offered-{language}")

    employer = Hand(visitor(language, DESK), garage, WORDS[language])
    employer.opens("/partner")
    employer.reads("Mechanic", "offered")
