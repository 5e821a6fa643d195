"""One of everything that stands on a way into work after service, as `estates` has the rest."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from muster.access.roles import CASEWORKER
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, new_id
from muster.kernel.time import now
from muster.people.commands.packets import give_packet
from muster.transition.agency import Words
from muster.transition.commands.candidacies import ask_for
from muster.transition.commands.cases import open_own_case
from muster.transition.commands.courses import put_course
from muster.transition.commands.places import ask_for_place
from muster.transition.commands.reminders import set_reminder
from muster.transition.commands.support import ask_for_support
from muster.transition.commands.tasks import Task, give_task
from muster.transition.commands.vacancies import put_vacancy
from muster.transition.rules.support import read_programme
from muster.transition.support import put_programmes
from muster.vault.work import unit_of_work
from tests.estates import Company
from tests.houses import local_day, newcomer_to


def leaving(company: Company) -> UUID:
    """The rifleman opened a case for work after service, and gave a packet for it."""
    at = now()
    give_packet(
        person=company.person, words={"trade": "driver"}, until=local_day(at) + timedelta(days=90),
        alone=True, by=company.member, at=at,
    )  # fmt: skip
    open_own_case(person=company.person, case=new_id(), by=company.member, at=at)
    return company.person


def newcomer(company: Company) -> UUID:
    """Somebody from outside whom the office took in, and who has not come yet."""
    return newcomer_to(company.unit)


def vacancy(company: Company) -> UUID:
    """Work in a garage."""
    by = Viewer(AccountId(new_id()), CASEWORKER, (company.unit,))
    begins = str(local_day() + timedelta(days=30))
    said = {"title": "Mechanic", "region": "Lviv", "begins": begins}
    made, _words = put_vacancy(partner=company.unit, said=said, by=by, at=now())
    return made


def course(company: Company) -> UUID:
    """A course on fork-lifts."""
    by, today = Viewer(AccountId(new_id()), CASEWORKER, (company.unit,)), local_day()
    said = {
        "title": "Fork-lifts", "region": "Lviv", "begins": str(today + timedelta(days=30)),
        "ends": str(today + timedelta(days=60)), "places": "4",
    }  # fmt: skip
    made, _words = put_course(partner=company.unit, said=said, by=by, at=now())
    return made


def place(company: Company) -> UUID:
    """The rifleman asked for a place on that course, and sent their packet."""
    made = new_id()
    company.holds(leaving)
    ask_for_place(
        person=company.person, course=company.holds(course), place=made, agreed=True,
        by=company.member, at=now(),
    )  # fmt: skip
    return made


def candidacy(company: Company) -> UUID:
    """The rifleman asked for that work, and sent their packet."""
    made = new_id()
    company.holds(leaving)
    ask_for(
        person=company.person, vacancy=company.holds(vacancy), candidacy=made, agreed=True,
        by=company.member, at=now(),
    )  # fmt: skip
    return made


def task(company: Company) -> UUID:
    """Somewhere to live, which the local authority was asked for."""
    made = new_id()
    company.holds(leaving)
    by = Viewer(AccountId(new_id()), CASEWORKER, (company.unit,))
    give_task(
        person=company.person, task=made, given=Task("housing", "local-authority", "Town hall"),
        words="", by=by, at=now(),
    )  # fmt: skip
    return made


def reminder(company: Company) -> UUID:
    """What whoever has the rifleman's case wants to be reminded of."""
    made = new_id()
    company.holds(leaving)
    by = Viewer(AccountId(new_id()), CASEWORKER, (company.unit,))
    set_reminder(
        person=company.person, reminder=made, day=local_day(), words="Call them", by=by, at=now()
    )
    return made


def support(company: Company) -> UUID:
    """A room in a hostel, which the company's own town hall gives."""
    by, today = Viewer(AccountId(new_id()), CASEWORKER, (company.unit,)), local_day()
    said = {
        "title": "A room", "region": "Lviv", "since": str(today), "places": "4", "days": "10",
        "until": str(today + timedelta(days=60)),
    }  # fmt: skip
    with unit_of_work(by.standing()):
        [made] = put_programmes(company.unit, [(read_programme(said, today), "")], by=by.account,
                                at=now())  # fmt: skip
    return made


def ask(company: Company) -> UUID:
    """The rifleman asked for that room."""
    made = new_id()
    ask_for_support(
        person=company.person, support=company.holds(support), ask_id=made,
        words=Words("Oles", "A room"), agreed=True, by=company.member, at=now(),
    )  # fmt: skip
    return made


def assignment(company: Company) -> UUID:
    """A place on a course, which the company's own school was asked for, and reads itself."""
    made = new_id()
    company.holds(leaving)
    by = Viewer(AccountId(new_id()), CASEWORKER, (company.unit,))
    give_task(
        person=company.person, task=made,
        given=Task("course", "school", "", company.unit, agreed=True), words="", by=by, at=now(),
    )  # fmt: skip
    return made
