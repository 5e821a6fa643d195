"""How people fare in work: who is asked when, what a link opens once, and what comes of it."""

from datetime import date, timedelta

import pytest

from muster.access.accounts import track_watch
from muster.access.channels import Kind
from muster.access.channels.opening import digits_for, opens
from muster.access.permissions import Permission
from muster.access.roles import FARING
from muster.access.viewers import Viewer
from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from muster.transition.commands.cases import open_own_case
from muster.transition.commands.faring import (
    ask_how_they_fare,
    ask_me_no_more,
    say_how_one_fares,
)
from muster.transition.faring import asked_by
from muster.transition.models import FaringLink
from muster.transition.queries.casework import board, whole_case
from muster.transition.rules.faring import Faring, mark_due
from muster.transition.tests.test_cases import AT, House
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience

MARKS = (30, 90, 180, 365)


@pytest.fixture
def house(db):
    """The rifleman began work a month ago."""
    house = House()
    began = AT - timedelta(days=31)
    open_own_case(person=house.person, case=new_id(), by=house.member, at=began)
    house.steps("accept", "map", "agree", "place", at=began)
    house.watch = track_watch((house.unit,))
    return house


def link_of(at=AT):
    with unit_of_work(Standing(Audience.PLATFORM)):
        made = FaringLink.objects.get()
        return digits_for(made.id), asked_by(digits_for(made.id), at)


@pytest.mark.parametrize(
    ("days", "number"), [(29, None), (30, 0), (43, 0), (44, None), (90, 1), (365, 3), (380, None)]
)
def test_somebody_is_asked_for_two_weeks_after_each_mark(days, number):
    assert mark_due(date(2026, 1, 1), date(2026, 1, 1) + timedelta(days=days), MARKS) == number


def test_everybody_is_asked_once_at_a_mark_and_the_link_holds_once(house):
    assert ask_how_they_fare(by=house.watch, at=AT) == 1
    assert ask_how_they_fare(by=house.watch, at=AT) == 0
    digits, asked = link_of()
    assert asked.person == house.person
    with unit_of_work(Standing(Audience.PLATFORM)):
        assert asked_by("0" * 24, AT) is None
        assert asked_by(digits, AT + timedelta(days=15)) is None
    by = Viewer(asked.account, FARING, person=asked.person)
    said = Faring("in-work", "Depot", "enough", "partly", "A lift to work")
    say_how_one_fares(person=house.person, said=said, link=asked.link, by=by, at=AT)
    with pytest.raises(Refused) as refused:
        say_how_one_fares(person=house.person, said=said, link=asked.link, by=by, at=AT)
    assert refused.value.problem.code == "transition.link-over"
    found = whole_case(person=house.person, by=house.by, at=AT)
    assert found.written.faring[1] == said
    assert (found.state.checks, found.state.found) == (1, "in-work")
    assert found.written.words[-1].text == "A lift to work"
    assert board(by=house.by, at=AT).lines[0].wrote == AT


def test_a_link_opens_one_form_and_reads_nothing():
    assert FARING.may == {Permission.SAY_FARING, Permission.ASK_FOR_HELP}


def test_whoever_says_so_is_asked_no_more_until_they_say_something_again(house):
    ask_me_no_more(person=house.person, link=None, by=house.member, at=AT)
    assert ask_how_they_fare(by=house.watch, at=AT) == 0
    at = AT + timedelta(seconds=1)
    say_how_one_fares(person=house.person, said=Faring(), link=None, by=house.member, at=at)
    assert ask_how_they_fare(by=house.watch, at=at) == 1
    assert whole_case(person=house.person, by=house.by, at=at).state.checks == 0


def test_what_is_not_offered_is_refused(house):
    with pytest.raises(Refused) as refused:
        say_how_one_fares(
            person=house.person, said=Faring(pay="riches"), link=None, by=house.member, at=AT
        )
    assert refused.value.problem.code == "transition.not-a-code"


def test_an_address_is_brought_where_there_is_one_and_its_digits_open_it(db, settings):
    about = new_id()
    assert opens(Kind.FARING, about) == ""
    settings.MUSTER_ORIGIN = "https://muster.example"
    assert opens(Kind.FARING, about) == f"https://muster.example/how-are-you#{digits_for(about)}"
    assert opens(Kind.CARING, about) == ""
    assert len(digits_for(about)) == 24
