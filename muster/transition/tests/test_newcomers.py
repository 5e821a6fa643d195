"""Somebody from outside who never served here: taken in, invited, and helped into work."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from muster.access.accounts import track_watch
from muster.access.channels import Kind, waiting_for
from muster.access.channels.kinds import Envelope
from muster.access.channels.opening import opens
from muster.access.channels.reaching import addresses_of
from muster.access.permissions import Permission
from muster.access.roles import CASEWORKER, HEAD_OF_OFFICE, MEMBER, NEWCOMER, ROLES
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, PersonId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.people.signing import accounts_of
from muster.transition.commands.candidacies import say_wishes
from muster.transition.commands.cases import end_own_case, open_own_case, take_step
from muster.transition.commands.faring import ask_how_they_fare
from muster.transition.commands.newcomers import invite_again, take_in
from muster.transition.commands.partners import register_partner
from muster.transition.commands.returnees import count_returnees
from muster.transition.models import Returnees
from muster.transition.queries.casework import board, whole_case
from muster.transition.queries.newcomers import newcomer, own_name
from muster.transition.rules.fitting import Wishes
from muster.transition.tests.test_faring import link_of
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import account_with, enlist, local_day, make_unit, viewer_of_newcomer

AT = now()


class House:
    def __init__(self):
        self.unit = make_unit("N")
        self.by = Viewer(account_with(CASEWORKER, self.unit, "c.one"), CASEWORKER, (self.unit,))

    def takes_in(self, name="Тарас", mail="", who=None):
        who = PersonId(who or new_id())
        made = take_in(newcomer=who, name=name, mail=mail, language="ru", by=self.by, at=AT)
        return who, made

    def viewer(self, who):
        return viewer_of_newcomer(who)


@pytest.fixture
def house(db):
    return House()


def comes_in(made, password="three quiet rivers and a bridge"):
    """Follow the invitation in a browser that holds nothing yet; return that browser."""
    browser = Client()
    answer = browser.post("/sign-in/invitation", {"code": made.code})
    assert answer.status_code == 302, answer.content.decode()
    answer = browser.post(answer.headers["Location"], {"password": password})
    assert answer.status_code == 302, answer.content.decode()
    return browser


def test_somebody_from_outside_comes_by_the_invitation_and_begins(house):
    who, made = house.takes_in()
    [(person, name, since)] = board(by=house.by, at=AT).newcomers
    assert (person, name, since) == (who, "Тарас", local_day(AT))
    assert not newcomer(person=who, by=house.by, at=AT).came
    page = comes_in(made).get("/me")
    assert "Тарас" in page.content.decode()
    assert newcomer(person=who, by=house.by, at=AT).came
    by = house.viewer(who)
    assert own_name(person=who, by=by, at=AT) == "Тарас"
    open_own_case(person=who, case=new_id(), by=by, at=AT)
    found = board(by=house.by, at=AT)
    assert [line.name for line in found.lines] == ["Тарас"]
    assert found.newcomers == ()
    assert whole_case(person=who, by=house.by, at=AT).taken_in == "Тарас"


def test_the_same_pressed_twice_is_one_person_with_a_new_invitation(house):
    who, first = house.takes_in()
    again, second = house.takes_in(who=who)
    assert (again, second.account) == (who, first.account)
    assert first.code != second.code
    assert len(board(by=house.by, at=AT).newcomers) == 1
    void = Client().post("/sign-in/invitation", {"code": first.code})
    assert b"lets nobody in" in void.content
    third = invite_again(person=who, mail="", language="en", by=house.by, at=AT)
    comes_in(third)
    for press in (
        lambda: house.takes_in(who=who),
        lambda: invite_again(person=who, mail="", language="en", by=house.by, at=AT),
    ):
        assert code_of(press) == "transition.came-in-already"


def code_of(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.problem.code


def test_what_is_no_name_or_no_address_gets_a_sentence_and_leaves_nothing(house):
    for name in ("", "   ", "<b></b>", "Т" * 121, "\u200b\u2066", "\u200d", "?"):
        assert code_of(lambda name=name: house.takes_in(name)) == "transition.no-name"
    assert code_of(lambda: house.takes_in(mail="ostap at home")) == "access.not-an-address"
    assert board(by=house.by, at=AT).newcomers == ()
    for given, kept in {
        "<script>x</script> Остап": "x Остап", "\u202eпатсО": "патсО", "Оста\u00adп": "Остап",
    }.items():  # fmt: skip
        who, _made = house.takes_in(given, mail="")
        assert newcomer(person=who, by=house.by, at=AT).name == kept


def test_an_id_that_is_somebody_elses_is_nobodys(house):
    person = enlist(house.unit, number="N-001", surname="Гайко", given="Олесь")
    assert code_of(lambda: house.takes_in(who=person)) == "access.not-found"
    elsewhere = make_unit("N2")
    other = Viewer(AccountId(new_id()), HEAD_OF_OFFICE, (elsewhere,))
    who, _made = house.takes_in()
    for act in (
        lambda: newcomer(person=who, by=other, at=AT),
        lambda: invite_again(person=who, mail="", language="en", by=other, at=AT),
        lambda: whole_case(person=who, by=other, at=AT),
        lambda: take_in(newcomer=who, name="Я", mail="", language="en", by=other, at=AT),
    ):
        assert code_of(act) == "access.not-found"
    assert board(by=other, at=AT).newcomers == ()


def test_with_an_address_the_same_invitation_goes_by_mail(house, settings):
    settings.MUSTER_ORIGIN = "https://muster.example"
    who, made = house.takes_in(mail="ostap@example.org")
    with unit_of_work(Standing(Audience.PLATFORM)):
        account = accounts_of([who])[who]
        [waiting] = waiting_for(account)
        assert waiting.kind is Kind.INVITED
        with connection.cursor() as cursor:
            cursor.execute("SELECT about FROM access_message WHERE account_id = %s", [account])
            [(about,)] = cursor.fetchall()
        assert [one.address for one in addresses_of(account)] == ["ostap@example.org"]
    link = opens(Kind.INVITED, about)
    assert link == f"https://muster.example/sign-in/invitation#{made.code}"
    said = Envelope(new_id(), Kind.INVITED, link).text("ru")
    assert link in said
    assert "Остап" not in said
    comes_in(made)


def test_a_first_page_survives_a_packet_that_was_taken_back(house):
    who, _made = house.takes_in("Остап")
    by = house.viewer(who)
    open_own_case(person=who, case=new_id(), by=by, at=AT)
    end_own_case(person=who, by=by, at=AT)
    found = board(by=house.by, at=AT)
    assert (found.lines, found.newcomers) == ((), ())


def test_the_office_takes_in_and_nobody_else_does(house):
    may = {key for key, role in ROLES.items() if Permission.TAKE_IN in role.may}
    assert may == {CASEWORKER.key, HEAD_OF_OFFICE.key}
    assert NEWCOMER.may < MEMBER.may


def test_whoever_came_from_outside_is_told_whom_to_call_and_sends_nothing_to_care(house):
    who, _made = house.takes_in()
    by = house.viewer(who)
    began = AT - timedelta(days=31)
    open_own_case(person=who, case=new_id(), by=by, at=began)
    for step in ("accept", "map", "agree", "place"):
        take_step(person=who, step=step, reason="", words="", by=house.by, at=began)
    assert ask_how_they_fare(by=track_watch((house.unit,)), at=AT) == 1
    digits, _asked = link_of()
    browser = Client()
    assert browser.post("/how-are-you", {"code": digits}).status_code == 302
    page = browser.get("/how-are-you/answer").content.decode()
    assert "National helpline" in page
    assert "/how-are-you/call" not in page
    assert browser.post("/how-are-you/call", {"call": "yes"}).status_code == 302
    browser.post("/how-are-you", {"code": digits})
    browser.post("/how-are-you/answer", {"works": "in-work"})
    assert whole_case(person=who, by=house.by, at=AT).written.faring[1].works == "in-work"


def test_the_office_is_told_by_which_account_somebody_lost_signs_in(house):
    who, made = house.takes_in()
    assert newcomer(person=who, by=house.by, at=AT).account == made.account


def test_an_authority_that_expects_people_is_told_of_them_too(house):
    unit, at = house.unit, AT
    partner = new_id()
    register_partner(
        partner=partner, kind="local-authority", name="Town hall", region="Lviv", by=house.by, at=at
    )
    for _one in range(12):
        who, _made = house.takes_in()
        by = house.viewer(who)
        open_own_case(person=who, case=new_id(), by=by, at=at)
        say_wishes(person=who, wishes=Wishes(regions=("Lviv",)), by=by, at=at)
    watch = track_watch((unit,))
    assert count_returnees(by=watch, at=at) == 1
    with unit_of_work(watch.standing()):
        assert Returnees.objects.get(partner_id=partner).people == 10
