"""What leaves command's pages says so; what an armourer reads; what an interim order lasts."""

from datetime import timedelta

import pytest

from muster.access.permissions import Permission
from muster.access.roles import ARMOURER, COMMANDER, HEAD_OF_SERVICE, WATCH
from muster.access.viewers import Viewer
from muster.care.commands.limitations import (
    Told,
    end_limitations,
    lift_limitation,
    order_limitation,
    renew_limitation,
    review_limitation,
    send_notice,
    show_limitation,
)
from muster.care.commands.reviewing import note_reviews_due
from muster.care.queries.limitations import notices_for, notices_over, weapon_holds
from muster.care.rules.limitations import Basis, Form, Terms
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from tests.houses import account_with, enlist, local_day, make_unit, psychologist_of

pytestmark = pytest.mark.django_db
AT = now()
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def unit():
    return make_unit("1")


@pytest.fixture
def person(unit):
    return enlist(unit, number="AB-001", surname="Гайко", given="Олесь")


@pytest.fixture
def clinician(unit):
    return psychologist_of(unit)


@pytest.fixture
def commander(unit):
    return Viewer(AccountId(new_id()), COMMANDER, (unit,))


@pytest.fixture
def armourer(unit):
    return Viewer(AccountId(new_id()), ARMOURER, (unit,))


def ordered(person, by, form=Form.ORDINARY, days=30, ordered_at=AT, **more):
    start = local_day(AT)
    terms = Terms(
        form, Basis.ASSESSMENT, more.get("functions", ("weapons",)), start, start + days * DAY,
        start + min(days, 3) * DAY, "after-review", ordered_at, AT,
    )  # fmt: skip
    made = new_id()
    order_limitation(person=person, limitation=made, terms=terms, case=None, by=by, at=AT)
    return made


def sent(person, limitation, by, *readers):
    told = Told(
        "duty-limitation", (), "Пусть отдыхает.", "555-0102",
        tuple(one.account for one in readers),
    )  # fmt: skip
    show_limitation(person=person, limitation=limitation, comment="", by=by, at=AT)
    send_notice(person=person, limitation=limitation, told=told, by=by, at=AT)


def test_an_armourer_reads_no_weapon_until_and_nothing_else(person, clinician, commander, armourer):
    sent(person, ordered(person, clinician), clinician, commander, armourer)
    (hold,) = weapon_holds(by=armourer, at=AT)
    assert (hold.name, hold.until) == ("Гайко Олесь", local_day(AT + 30 * DAY))
    assert set(hold.__slots__) == {"name", "until"}
    with pytest.raises(Refused, match="access.not-permitted"):
        notices_for(by=armourer, at=AT)
    other = Viewer(AccountId(new_id()), ARMOURER, armourer.units)
    assert weapon_holds(by=other, at=AT) == []
    assert {Permission.READ_WEAPON_HOLD} == ARMOURER.may


def test_a_limitation_of_something_else_is_no_matter_of_the_armourers(person, clinician, armourer):
    sent(person, ordered(person, clinician, functions=("night-duty",)), clinician, armourer)
    assert weapon_holds(by=armourer, at=AT) == []


def test_what_ended_says_so_for_a_week_and_what_was_replaced_does_not(person, clinician, commander):
    limitation = ordered(person, clinician)
    sent(person, limitation, clinician, commander)
    assert notices_over(by=commander, at=AT) == []
    renewed = new_id()
    terms = Terms(
        Form.ORDINARY, Basis.ASSESSMENT, ("weapons",), local_day(AT), local_day(AT) + 9 * DAY,
        local_day(AT) + 3 * DAY, "after-review", AT, AT,
    )  # fmt: skip
    renew_limitation(
        person=person, limitation=limitation, renewed=renewed, terms=terms, by=clinician, at=AT
    )
    assert notices_over(by=commander, at=AT) == []
    sent(person, renewed, clinician, commander)
    lift_limitation(person=person, limitation=renewed, words="", by=clinician, at=AT)
    (over,) = notices_over(by=commander, at=AT + DAY)
    assert (over.name, over.since) == ("Гайко Олесь", AT)
    assert notices_over(by=commander, at=AT + 8 * DAY) == []


def test_an_interim_order_by_voice_is_written_within_the_hour_and_ends_at_72(
    person, clinician, commander
):
    with pytest.raises(Refused, match="care.written-late"):
        ordered(person, clinician, Form.INTERIM, days=3, ordered_at=AT - 61 * MINUTE)
    spoken = AT - 50 * MINUTE
    limitation = ordered(person, clinician, Form.INTERIM, days=3, ordered_at=spoken)
    sent(person, limitation, clinician, commander)
    last = spoken + 72 * HOUR
    assert len(notices_for(by=commander, at=last - MINUTE)) == 1
    assert notices_for(by=commander, at=last + MINUTE) == []
    watch = Viewer(AccountId(new_id()), WATCH, commander.units)
    assert end_limitations(by=watch, at=last - MINUTE) == 0
    assert end_limitations(by=watch, at=last + MINUTE) == 1


def test_a_review_that_is_due_is_told_once_and_again_for_the_next(unit, person, clinician):
    account_with(HEAD_OF_SERVICE, unit, "head")
    limitation = ordered(person, clinician, Form.CRISIS)
    watch = Viewer(AccountId(new_id()), WATCH, (unit,))
    assert note_reviews_due(by=watch, at=AT + 2 * DAY) == 0
    assert note_reviews_due(by=watch, at=AT + 3 * DAY) == 1
    assert note_reviews_due(by=watch, at=AT + 4 * DAY) == 0
    following = review_limitation(
        person=person, limitation=limitation, words="Stays.", by=clinician, at=AT + 4 * DAY
    )
    assert following == local_day(AT + 11 * DAY), "weekly in a crisis"
    assert note_reviews_due(by=watch, at=AT + 10 * DAY) == 0
    assert note_reviews_due(by=watch, at=AT + 11 * DAY) == 1
