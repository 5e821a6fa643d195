"""Partners, their vacancies, and who asked: through commands and queries, as each of the three."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from muster.access.roles import CASEWORKER, MEMBER, PARTNER
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, UnitId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.people.commands.packets import give_packet
from muster.transition.commands.candidacies import (
    answer_candidate,
    answer_offer,
    ask_for,
    report_question,
    say_wishes,
)
from muster.transition.commands.partners import (
    agree,
    end_agreement,
    let_partner_in,
    register_partner,
    settle_vacancy,
)
from muster.transition.commands.rounds import give_round
from muster.transition.commands.vacancies import close_vacancy, import_vacancies, put_vacancy
from muster.transition.queries.partners import candidate, partner_board, partners
from muster.transition.queries.rounds import look_at_round
from muster.transition.queries.vacancies import own_vacancies, own_vacancy, vacancies_for
from muster.transition.rules.candidacies import Act, Stage
from muster.transition.rules.fitting import Wishes
from muster.vault.work import unit_of_work
from tests.houses import account_of_person, account_with, enlist, late_evening, local_day, make_unit

AT = now()


def refused(code, act, **named):
    with pytest.raises(Refused) as found:
        act(**named)
    assert found.value.problem.code == code


class House:
    """A caseworker, a soldier with a packet, and two employers."""

    def __init__(self):
        self.unit = make_unit("T")
        self.person = enlist(self.unit, number="T-001", surname="Гайко", given="Олесь")
        account = account_of_person(self.person, self.unit)
        self.member = Viewer(account, MEMBER, person=self.person)
        self.by = Viewer(account_with(CASEWORKER, self.unit, "c.one"), CASEWORKER, (self.unit,))
        self.garage, self.mill = self.partner("Garage"), self.partner("Mill")

    def partner(self, name):
        made = new_id()
        register_partner(partner=made, kind="employer", name=name, by=self.by, at=AT)
        today = local_day(AT)
        agree(partner=made, since=today, until=today + timedelta(days=700), by=self.by, at=AT)
        return Viewer(AccountId(new_id()), PARTNER, (UnitId(made),))

    def packed(self):
        give_packet(
            person=self.person, words={"name": "Oles", "trade": "repaired lorries"}, alone=True,
            until=local_day(AT) + timedelta(days=90), by=self.member, at=AT,
        )  # fmt: skip

    def vacancy(self, by=None, **said):
        by = by or self.garage
        said = {
            "title": "Mechanic", "text": "You repair lorries", "region": "Lviv",
            "begins": str(local_day(AT) + timedelta(days=30)), "pay_from": "1500", **said,
        }  # fmt: skip
        return put_vacancy(partner=by.units[0], said=said, by=by, at=AT)

    def asks(self, vacancy):
        made = new_id()
        ask_for(
            person=self.person, vacancy=vacancy, candidacy=made, agreed=True, by=self.member, at=AT
        )
        return made


@pytest.fixture
def house(db):
    return House()


def test_from_a_vacancy_to_a_year_at_work(house):
    vacancy, words = house.vacancy()
    assert words == ""
    house.packed()
    wishes = Wishes(regions=("lviv",), pay=1200)
    say_wishes(person=house.person, wishes=wishes, by=house.member, at=AT)
    [fit] = own_vacancies(person=house.person, by=house.member, at=AT).fits.best
    assert fit.vacancy.key == vacancy
    said = [one.said_in("en") for one in fit.why]
    assert "Words of yours stand in it too: repair, lorries." in said
    assert "It pays from 1500 a month, and you need 1200." in said
    asked = house.asks(vacancy)
    [one] = partner_board(by=house.garage, at=AT).candidates
    assert one.name == "Oles"
    answer = {"candidacy": asked, "by": house.garage}
    answer_candidate(act=Act.INVITED, at=AT, **answer)
    answer_candidate(act=Act.OFFERED, at=AT, **answer)
    answer_offer(person=house.person, candidacy=asked, act=Act.ACCEPTED, by=house.member, at=AT)
    later = AT + timedelta(days=40)
    first = local_day(AT) + timedelta(days=9)
    answer_candidate(act=Act.STARTED, day=first, at=later, **answer)
    assert candidate(candidacy=asked, by=house.garage, at=later).due == (30,)
    answer_candidate(act=Act.KEPT, mark=30, at=later, **answer)
    with pytest.raises(Refused) as found:
        answer_candidate(act=Act.KEPT, mark=90, at=later, **answer)
    assert found.value.problem.code == "transition.mark-not-reached"
    [mine] = own_vacancies(person=house.person, by=house.member, at=later).asked
    assert mine.state.stage is Stage.STARTED
    assert mine.state.kept == (30,)
    lines = {one.name: one for one in partners(by=house.by, at=later).lines}
    assert lines["Garage"].came is None, "one person is too few to be told of"


def test_nothing_is_sent_without_a_yes_or_a_packet_and_all_ends_when_taken_back(house):
    vacancy, _words = house.vacancy()
    asking = {"person": house.person, "vacancy": vacancy, "by": house.member, "at": AT}
    refused("transition.packet-first", ask_for, candidacy=new_id(), agreed=True, **asking)
    house.packed()
    refused("transition.not-sure", ask_for, candidacy=new_id(), agreed=False, **asking)
    asked = house.asks(vacancy)
    refused("transition.asked-already", ask_for, candidacy=new_id(), agreed=True, **asking)
    answer_offer(person=house.person, candidacy=asked, act=Act.TAKEN_BACK, by=house.member, at=AT)
    assert partner_board(by=house.garage, at=AT).candidates == ()
    refused("access.not-found", candidate, candidacy=asked, by=house.garage, at=AT)


@pytest.mark.database
def test_a_partner_reaches_its_own_rows_and_no_others(house):
    vacancy, _words = house.vacancy()
    house.vacancy(house.mill, title="Miller")
    house.packed()
    asked = house.asks(vacancy)
    [one] = partner_board(by=house.mill, at=AT).vacancies
    assert one.vacancy.title == "Miller"
    refused("access.not-found", candidate, candidacy=asked, by=house.mill, at=AT)
    refused("access.not-found", close_vacancy, vacancy=vacancy, by=house.mill, at=AT)
    tables = ("partner", "agreement", "vacancy", "candidacy", "candidacyfact")
    for viewer, rows in ((house.garage, (1, 1, 1, 1, 0)), (house.mill, (1, 1, 1, 0, 0))):
        with unit_of_work(viewer.standing()), connection.cursor() as cursor:
            for table, count in zip(tables, rows, strict=True):
                cursor.execute(f"SELECT count(*) FROM transition_{table}")
                assert cursor.fetchone()[0] == count, table
    for table in ("people_person", "people_packet", "transition_trackcase", "people_unit"):
        cannot(house.garage, f"SELECT 1 FROM {table}", [])
    cannot(
        house.mill,
        "INSERT INTO transition_agreement (id, partner_id, since, until, at, checked_by) "
        "VALUES (%s, %s, now(), now(), now(), %s)",
        [new_id(), house.garage.units[0], new_id()],
    )


def cannot(viewer, statement, values):
    with unit_of_work(viewer.standing()), connection.cursor() as cursor:  # noqa: SIM117 — the work goes on after it
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(statement, values)


def test_a_file_is_sorted_out_and_kept_whole_or_not_at_all(house):
    day = str(local_day(AT) + timedelta(days=20))
    good = {"title": "Driver", "region": "Lviv", "begins": day}
    rows = [
        (1, good),
        (2, {**good, "title": ""}),
        (3, {**good, "title": "Guard", "pay_from": "99000000"}),
        (4, {**good, "title": "Clerk", "text": "Only women, under 30 years"}),
        (5, {**good, "title": " driver "}),
        (6, {**good, "title": "Cook", "begins": "2020-01-01"}),
        (7, {**good, "title": "<b>Welder</b><script>alert(1)</script>", "licences": "welding"}),
    ]
    named = {"partner": house.garage.units[0], "rows": rows, "digest": "0", "by": house.garage}
    found = import_vacancies(confirm=False, at=AT, **named)
    assert [one.title for one in found.good] == ["Driver", "Welder alert(1)"]
    assert [words for _one, words in found.aside] == ["Only women"]
    assert [(one.row, one.code) for one in found.problems] == [
        (2, "transition.vacancy-without-title"), (3, "transition.absurd-pay"),
        (5, "transition.vacancy-there"), (6, "transition.began-already"),
    ]  # fmt: skip
    assert partner_board(by=house.garage, at=AT).vacancies == ()
    import_vacancies(confirm=True, at=AT, **named)
    assert len(partner_board(by=house.garage, at=AT).vacancies) == 3
    assert import_vacancies(confirm=True, at=AT, **named).good == ()
    house.packed()
    shown = own_vacancies(person=house.person, by=house.member, at=AT).fits
    assert [one.vacancy.title for one in shown.best] == ["Driver"]
    assert shown.kept_away == {"licences": 1}
    [waiting] = partners(by=house.by, at=AT).waiting
    settle_vacancy(vacancy=waiting.vacancy.key, through=True, by=house.by, at=AT)
    assert len(own_vacancies(person=house.person, by=house.member, at=AT).fits.best) == 2


def test_without_an_agreement_nothing_is_offered_and_nobody_let_in(house):
    vacancy, _words = house.vacancy()
    partner = house.garage.units[0]
    invited = let_partner_in(partner=partner, name="garage.lan", by=house.by, at=AT)
    assert invited.code
    refused(
        "transition.name-taken", let_partner_in, partner=partner, name="garage.lan", by=house.by,
        at=AT,
    )  # fmt: skip
    end_agreement(partner=partner, by=house.by, at=now())
    refused("transition.no-agreement", house.vacancy, title="Another")
    house.packed()
    assert own_vacancies(person=house.person, by=house.member, at=AT).fits.best == ()
    refused(
        "access.not-found", own_vacancy, person=house.person, vacancy=vacancy, by=house.member,
        at=AT,
    )  # fmt: skip


def test_an_agreement_begins_and_ends_by_the_days_of_the_force(house):
    late = late_evening()
    day, partner = local_day(late), house.garage.units[0]
    agreed = {"partner": partner, "by": house.by, "at": AT}
    agree(since=day, until=day + timedelta(days=60), **agreed)
    before = late - timedelta(hours=6)
    assert partner_board(by=house.garage, at=before).until is None, "it is the day before still"
    assert partner_board(by=house.garage, at=late).until == day + timedelta(days=60)
    let_partner_in(partner=partner, name="g.one", by=house.by, at=late)
    agree(since=day - timedelta(days=9), until=day - timedelta(days=1), **agreed)
    assert partner_board(by=house.garage, at=before).until == day - timedelta(days=1)
    assert partner_board(by=house.garage, at=late).until is None
    [line] = [one for one in partners(by=house.by, at=late).lines if one.partner == partner]
    assert not line.holds


def test_a_forbidden_question_is_read_by_caseworkers_alone(house):
    partner = house.garage.units[0]
    report_question(
        person=house.person, partner=partner, text="Asked whether I see a doctor",
        by=house.member, at=AT,
    )  # fmt: skip
    [(name, _at, text)] = partners(by=house.by, at=AT).questions
    assert (name, text) == ("Garage", "Asked whether I see a doctor")


def test_a_caseworker_reads_what_fits_somebody_within_reach(house):
    house.vacancy()
    refused("access.not-found", vacancies_for, person=house.person, by=house.by, at=AT)
    house.packed()
    assert len(vacancies_for(person=house.person, by=house.by, at=AT).best) == 1


def test_a_round_is_looked_at_then_its_places_are_offered(house):
    vacancy, _words = house.vacancy(places="1")
    house.packed()
    house.asks(vacancy)
    partners_ = [house.garage.units[0]]
    looked = look_at_round(partners=partners_, pairs=(), by=house.by, at=AT)
    assert looked.gathered.names == {str(house.person): "Oles"}
    assert looked.round.stable.given == {str(house.person): str(vacancy)}
    giving = {"partners": partners_, "pairs": (), "best": False, "by": house.by, "at": AT}
    refused("transition.round-changed", give_round, expected=2, **giving)
    assert give_round(expected=1, **giving) == 1
    [mine] = own_vacancies(person=house.person, by=house.member, at=AT).asked
    assert mine.state.stage is Stage.OFFERED
    assert look_at_round(partners=partners_, pairs=(), by=house.by, at=AT).round.stable.placed == 0
