"""Two companies with one of everything that an address may hold, and readers of the first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db import connection
from django.test import Client

from muster.access.accounts import teller, watch
from muster.access.queries.colleagues import holders
from muster.access.roles import (
    AUDITOR,
    CASEWORKER,
    COMMANDER,
    MEMBER,
    NEWCOMER,
    PHYSICIAN,
    PROGRAMME_COORDINATOR,
    ROLES,
    TEAM_LEAD,
    THEMSELVES,
    UNIT_PSYCHOLOGIST,
)
from muster.access.viewers import Viewer
from muster.assessments.commands.answering import begin
from muster.assessments.commands.arriving import bring_file
from muster.assessments.commands.papers import type_in
from muster.assessments.commands.submitting import submit
from muster.assessments.commands.teams import found_team
from muster.assessments.commands.turnout import count_turnout
from muster.assessments.commands.visits import Day, plan_visit
from muster.assessments.rules.visits import Hours, Room
from muster.care.careers import arrived_careers
from muster.care.commands import open_case, take_step
from muster.care.commands.boards import ask_duty, open_board
from muster.care.commands.careers import bring_careers, confirm_careers
from muster.care.commands.evaluations import ask_evaluation
from muster.care.commands.handovers import open_handover
from muster.care.commands.limitations import Told as ToldCommand
from muster.care.commands.limitations import order_limitation, send_notice, show_limitation
from muster.care.commands.observing import report_change
from muster.care.commands.referrals import refer_on
from muster.care.models import EvaluationCopy
from muster.care.queries.careers import career_matches
from muster.care.rules.evaluations import Request
from muster.care.rules.limitations import Basis, Form, Terms
from muster.care.rules.observed import Told
from muster.kernel.ids import AccountId, PersonId, UnitId, new_id
from muster.kernel.time import now
from muster.people.brought import FileKind
from muster.people.commands.bringing import bring_file as bring_people
from muster.people.commands.complaining import complain
from muster.people.commands.temporary import ask_move
from muster.people.commands.tending import tend_moves
from muster.people.complaints import ComplaintKind
from muster.people.details import details_of
from muster.people.filing import read_in
from muster.people.queries import history
from muster.people.rules.temporary import Asked
from muster.policy.profiles import profile
from muster.programmes.commands.groups import Opening, open_group
from muster.programmes.commands.places import book
from muster.programmes.commands.talks import Happened, enter_event
from muster.programmes.enrolling import Wish
from muster.programmes.rules.talks import EventKind
from muster.transition.commands.partners import agree, register_partner
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.companies import asked
from tests.houses import (
    account_of_person,
    account_with,
    administrator_of,
    enlist,
    local_day,
    make_unit,
    newcomer_to,
    viewer_of_newcomer,
)
from tests.journeys.sessions import session_for

WINDOW = "window-1"


@dataclass
class Company:
    """A company, one rifleman in it with an account, and whoever looks after them."""

    name: str
    unit: UnitId
    person: PersonId
    account: AccountId
    made: dict[str, UUID] = field(default_factory=dict)

    @property
    def member(self) -> Viewer:
        return Viewer(self.account, MEMBER, person=self.person)

    @property
    def psychologist(self) -> Viewer:
        return Viewer(AccountId(new_id()), UNIT_PSYCHOLOGIST, (self.unit,))

    def holds(self, maker: Callable[[Company], UUID]) -> UUID:
        """Return what `maker` makes here, made once."""
        if maker.__name__ not in self.made:
            self.made[maker.__name__] = maker(self)
        return self.made[maker.__name__]


@dataclass(frozen=True)
class Estate:
    """Ours, the other, and a browser for each role that ours has."""

    ours: Company
    other: Company
    readers: dict[str, Client]


def estate() -> Estate:
    """Make both companies and everybody who reads for the first of them."""
    brigade = make_unit("E")
    companies = [
        _company(f"E-{place}", surname, brigade) for place, surname in enumerate(("Гайко", "Зоря"))
    ]
    ours = companies[0]
    for one in companies:
        one.holds(partner)
    accounts = {
        key: account_with(role, ours.unit, f"{key}-of-ours")
        for key, role in ROLES.items()
        if role not in THEMSELVES
    }
    accounts[MEMBER.key], accounts[NEWCOMER.key] = ours.account, newcomers_account(ours)
    readers = {key: signed_in(account) for key, account in accounts.items()}
    return Estate(ours, companies[1], readers)


def newcomers_account(company: Company) -> AccountId:
    """Return the account of somebody from outside whom the company's office took in."""
    return viewer_of_newcomer(newcomer_to(company.unit)).account


def signed_in(account: AccountId) -> Client:
    """Return a browser in which `account` has just signed in, twice, as sensitive pages ask."""
    client = Client(raise_request_exception=False)
    name, value = session_for(account, again=True)
    client.cookies[name] = value
    return client


def _company(code: str, surname: str, brigade: UnitId) -> Company:
    unit = make_unit(code, brigade)
    person = enlist(unit, number=f"{code}-001", surname=surname, given="Олесь", Phone="555-0199")
    return Company(code, unit, person, account_of_person(person, unit))


def unit(company: Company) -> UUID:
    return company.unit


def person(company: Company) -> UUID:
    return company.person


def account(company: Company) -> UUID:
    return company.account


def campaign(company: Company) -> UUID:
    """A campaign that asks the company today."""
    today = local_day()
    until = today + timedelta(days=20)
    made = asked(company.unit, today, until, at=now(), instruments=("gad-7",))
    count_turnout(by=watch((company.unit,)), at=now())
    return made


def submitted(company: Company) -> UUID:
    """A sitting with a result."""
    sitting = new_id()
    values = {f"phq9-{item}": 1 for item in range(1, 10)}
    submit(
        person=company.person, sitting=sitting, campaign=new_id(), window="", instrument="phq-9",
        language="en", mode="live", answered_at=now(), sex=None, values=values, follow_up=None,
        profile=profile(), by=company.member, at=now(),
    )  # fmt: skip
    return sitting


def under_way(company: Company) -> UUID:
    """A sitting that was begun, and is not finished."""
    return begin(
        person=company.person, sitting=new_id(), campaign=company.holds(campaign), window=WINDOW,
        language="en", room=False, by=company.member, at=now(),
    )  # fmt: skip


def on_paper(company: Company) -> UUID:
    """A paper form with a critical item that waits for its second key."""
    sitting = new_id()
    values = {f"phq9-{item}": 1 for item in range(1, 10)}
    type_in(
        person=company.person, sitting=sitting, instrument="phq-9", language="en",
        answered_on=local_day(), values=values, profile=profile(), by=company.psychologist,
        at=now(),
    )  # fmt: skip
    return sitting


def complaint(company: Company) -> UUID:
    made = new_id()
    complain(
        person=company.person, complaint=made, kind=ComplaintKind.QUESTION, entry=None,
        text="Who may read this?", by=company.member, at=now(),
    )  # fmt: skip
    return made


def entry(company: Company) -> UUID:
    """An entry of the journal: somebody read the rifleman's record."""
    history(person=company.person, by=company.psychologist, at=now())
    with unit_of_work(Standing(Audience.AUDITOR)), connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM journal_entry WHERE person_id = %s AND kind = 'read' ORDER BY id DESC",
            [company.person],
        )
        return UUID(str(cursor.fetchone()[0]))


def file_of_people(company: Company) -> UUID:
    """A roster that was brought in on a page, read, and not confirmed yet."""
    by = administrator_of(company.unit)
    roster = f"Service number,Surname,Given name,Unit\nZZ-900,Лис,Іван,{company.name}\n"
    made = bring_people(kind=FileKind.ROSTER, data=roster.encode(), by=by, at=now())
    read_in(made, by=by)
    return made


def case(company: Company) -> UUID:
    by, made = company.psychologist, new_id()
    open_case(
        person=company.person, case=made, reason="signal", begins="triaged", source=None, tier="",
        owner=by.account, by=by, at=now(),
    )  # fmt: skip
    return made


def handover(company: Company) -> UUID:
    """Open a handover within the unit of the company's own case."""
    by, made = company.psychologist, new_id()
    open_handover(
        person=company.person, case=company.holds(case), handover=made, why="leave-of-clinician",
        to_unit=None, day=local_day() + timedelta(days=9), by=by, at=now(),
    )  # fmt: skip
    return made


def report(company: Company) -> UUID:
    """A change that somebody told at the company's door, and nobody is known whom they meant."""
    made = new_id()
    report_change(
        unit=company.unit, report=made, told=Told("Nobody", ("sleepless",)), reporter="family",
        signed_in=False, by=teller(None, company.unit), at=now(),
    )  # fmt: skip
    return made


def referral(company: Company) -> UUID:
    made = new_id()
    refer_on(
        person=company.person, case=company.holds(case), referral=made, to="specialist", day=None,
        words="", by=company.psychologist, at=now(),
    )  # fmt: skip
    return made


def duty(company: Company) -> UUID:
    """Something that the company's commander is asked about the rifleman."""
    by, commander = company.psychologist, f"commander-of-{company.name}"
    with unit_of_work(Standing(Audience.PLATFORM)):
        readers = holders([COMMANDER], [company.unit], now())
    reader = readers[0].account if readers else account_with(COMMANDER, company.unit, commander)
    open_board(
        person=company.person, case=_deciding(company), board=new_id(), own_words="Sleep.",
        options=("limitation",), present=True, by=by, at=now(),
    )  # fmt: skip
    return ask_duty(
        person=company.person, case=company.made["case"], functions=("night-duty",), actions=(),
        readers=(reader,), told_on=local_day(), by=by, at=now(),
    )  # fmt: skip


def evaluation(company: Company) -> UUID:
    """An evaluation of the rifleman that waits for a clinician."""
    company.holds(duty)
    clinician = account_with(PHYSICIAN, company.unit, f"physician-for-{company.name}")
    with unit_of_work(Standing(Audience.PLATFORM)):
        commander = holders([COMMANDER], [company.unit], now())[0].account
    by, today = Viewer(commander, COMMANDER, (company.unit,)), local_day() - timedelta(days=1)
    with unit_of_work(company.psychologist.standing()):
        number = details_of([company.person])[company.person].number
    return ask_evaluation(
        evaluation=new_id(), number=number, asked=Request(("sleepless",), today, today, "Office"),
        consulted=clinician, by=by, at=now(),
    )  # fmt: skip


def copy_of_evaluation(company: Company) -> UUID:
    """The ombudsman's copy of the same."""
    asked = company.holds(evaluation)
    with unit_of_work(Standing(Audience.AUDITOR)):
        return UUID(str(EvaluationCopy.objects.get(evaluation_id=asked).id))


def career_list(company: Company) -> UUID:
    """A list of adverse career actions that waits, of one action against the rifleman."""
    company.holds(case)
    with unit_of_work(company.psychologist.standing()):
        number = details_of([company.person])[company.person].number
    row = f"{number},demotion,{local_day()},{company.name}"
    data = f"Service number,Kind of action,Day of the action,Ordering unit\n{row}\n"
    made, by = new_id(), Viewer(AccountId(new_id()), AUDITOR)
    bring_careers(
        file=made, arrived=arrived_careers(data.encode())[0], chosen=None, by=by, at=now()
    )  # fmt: skip
    return made


def career_action(company: Company) -> UUID:
    """The same action, which lies near care."""
    by = Viewer(AccountId(new_id()), AUDITOR)
    confirm_careers(file=career_list(company), by=by, at=now())
    found = career_matches(waiting=True, by=by, at=now())
    return next(one.id for one in found if one.person == company.person)


def _deciding(company: Company) -> UUID:
    """Bring the company's case to its decision."""
    made = company.holds(case)
    for step, reason in (("book", ""), ("assess", "urgent")):
        take_step(
            person=company.person, case=made, step=step, reason=reason, words="", to=None,
            by=company.psychologist, at=now(),
        )  # fmt: skip
    return made


def group(company: Company) -> UUID:
    """A group of a programme that begins next week."""
    made, at = new_id(), now()
    by = Viewer(AccountId(new_id()), PROGRAMME_COORDINATOR, (company.unit,))
    opening = Opening("sleep-course", "Room 3", "ru", 8, (at + timedelta(days=7),), 60)
    open_group(unit=company.unit, group=made, opening=opening, by=by, at=at)
    return made


def enrolment(company: Company) -> UUID:
    """The rifleman waits for a place in a course."""
    return book(
        person=company.person, enrolment=new_id(), programme="sleep-course", group=None,
        wish=Wish("ru"), by=company.member, at=now(),
    )  # fmt: skip


def event(company: Company) -> UUID:
    """The rifleman was at an accident, and somebody of the company was asked to talk with him."""
    made, at = new_id(), now()
    peer = enlist(company.unit, number=f"{company.name}-009", surname="Пеер", given="Олесь")
    enter_event(
        unit=company.unit, event=made, happened=Happened(local_day(at), "road", EventKind.ACCIDENT),
        exposed=(company.person,), peers=(peer,), by=company.psychologist, at=at,
    )  # fmt: skip
    return made


def partner(company: Company) -> UUID:
    """A school, by the company's own id, so that whoever reads for the company reads for it."""
    at, made = now(), company.unit
    by = Viewer(AccountId(new_id()), CASEWORKER, (company.unit,))
    register_partner(partner=made, kind="school", name=f"Garage {made}", by=by, at=at)
    until = local_day(at) + timedelta(days=300)
    agree(partner=made, since=at.date(), until=until, by=by, at=at)
    return made


def limitation(company: Company) -> UUID:
    made, at = new_id(), now()
    today = local_day(at)
    terms = Terms(
        Form.ORDINARY, Basis.ASSESSMENT, ("night-duty",), today, today + timedelta(days=40),
        today + timedelta(days=20), "after-review", at, at,
    )  # fmt: skip
    order_limitation(
        person=company.person, limitation=made, terms=terms, case=None, by=company.psychologist,
        at=at,
    )  # fmt: skip
    return made


def told_limitation(company: Company) -> UUID:
    """A limitation of which command was told, once the person had seen the notice."""
    made, by = limitation(company), company.psychologist
    reader = account_with(COMMANDER, company.unit, f"told-{made.hex[-8:]}")
    words = ToldCommand("duty-limitation", ("release",), "", "555-0102", (reader,))
    show_limitation(person=company.person, limitation=made, comment="", by=by, at=now())
    send_notice(person=company.person, limitation=made, told=words, by=by, at=now())
    return made


def move(company: Company) -> UUID:
    """A post for a time that is asked for, with a form before command."""
    made, today = new_id(), local_day()
    asked = Asked(("night-duty",), today, today + timedelta(days=40), today + timedelta(days=20))
    ask_move(person=company.person, move=made, asked=asked, by=company.psychologist, at=now())
    tend_moves(by=watch((company.unit,)), at=now())
    return made


def over(company: Company) -> UUID:
    """A post for a time that is over, of which the rifleman may say how it was."""
    made = company.holds(move)
    with unit_of_work(Standing(Audience.CLINICIAN, (company.unit,))), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_movefact (id, request_id, person_id, act, at, view) "
            "VALUES (%s, %s, %s, 'returned', now(), '')",
            [new_id(), made, company.person],
        )
    return made


def form(company: Company) -> UUID:
    company.holds(move)
    with unit_of_work(Standing(Audience.COMMANDER, (company.unit,))), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM people_moveform WHERE person_id = %s", [company.person])
        return UUID(str(cursor.fetchone()[0]))


def visit(company: Company) -> UUID:
    """A day on which a team comes to the company and asks everybody."""
    planned = plan_visit(
        campaign=company.holds(campaign), window=WINDOW,
        day=Day(
            company.unit, local_day() + timedelta(days=3), "Barracks", (Room("1", 5),),
            Hours(480, 720, 30),
        ),
        by=company.psychologist, at=now(),
    )  # fmt: skip
    return planned.visit


def team(company: Company) -> UUID:
    lead = Viewer(AccountId(new_id()), TEAM_LEAD, (company.unit,))
    return found_team(unit=company.unit, name="First team", by=lead, at=now())


def file_of_answers(company: Company) -> UUID:
    """A file of answers that waits to be confirmed."""
    data = b"id,phq9-1\nE-1,0\n"
    return bring_file(
        unit=company.unit, name="answers.csv", data=data, instrument="phq-9",
        by=company.psychologist, at=now(),
    )  # fmt: skip
