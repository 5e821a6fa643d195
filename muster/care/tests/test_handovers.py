"""Handovers as people live them: a move opens one, both sides reach, one owner at every instant."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muster.access.channels import waiting_for
from muster.access.problems import NOT_FOUND
from muster.access.roles import HEAD_OF_SERVICE, UNIT_PSYCHOLOGIST, WATCH
from muster.access.viewers import Viewer
from muster.care.commands import accept, offer, open_case, take_step
from muster.care.commands.handovers import (
    accept_handover,
    any_late_handover,
    call_handover_off,
    decline_handover,
    keep_first_contact,
    note_late_handovers,
    offer_handover,
    open_handover,
)
from muster.care.folding import rows_against_facts
from muster.care.models import CaseRow
from muster.care.queries import case_of, happened, my_cases
from muster.care.queries.handovers import board, handover_of
from muster.care.rules.handovers import Stage
from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.people.commands.moving import end_posting, move
from muster.people.queries import listed
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import account_with, administrator_of, enlist, make_unit

pytestmark = pytest.mark.django_db


def today():
    """The day it is where the units of these tests serve."""
    return now().astimezone(ZoneInfo("Europe/Kyiv")).date()


@pytest.fixture
def force():
    return make_unit("0")


@pytest.fixture
def units(force):
    return make_unit("1", force), make_unit("2", force)


@pytest.fixture
def person(units):
    return enlist(units[0], number="AB-001", surname="Гайко", given="Олесь")


@pytest.fixture
def losing(units):
    return clinician(units[0], "dr.hnat")


@pytest.fixture
def gaining(units):
    return clinician(units[1], "dr.lis")


@pytest.fixture
def case(person, losing):
    return begun(person, losing)


def clinician(unit, name):
    return Viewer(account_with(UNIT_PSYCHOLOGIST, unit, name), UNIT_PSYCHOLOGIST, (unit,))


def begun(person, owner, begins="plan"):
    return open_case(
        person=person, case=new_id(), reason="signal", begins=begins, source=None, tier="",
        owner=owner.account, by=owner, at=now() - timedelta(hours=2),
    )  # fmt: skip


def moved(person, unit, force, *, in_days=0):
    since = today() + timedelta(days=in_days)
    move(
        person=person, unit=unit, post="", since=since, until=None,
        by=administrator_of(force), at=now(),
    )  # fmt: skip


def lines(by):
    return board(already_shown=(), by=by, at=now())


def offered(person, to, by, words=""):
    (line,) = lines(by)
    offer_handover(
        person=person, handover=line.handover, to=to.account, words=words, by=by, at=now()
    )
    return line.handover


def owner_of(person, by):
    return case_of(person=person, by=by, at=now())[0].owner


def waiting(account):
    with unit_of_work(Standing(Audience.PLATFORM)):
        return len(waiting_for(account))


def test_a_move_opens_a_handover_and_the_case_has_an_owner_throughout(
    force, units, person, losing, gaining, case
):
    moved(person, units[1], force)
    assert waiting(losing.account) == 1
    handover = offered(person, gaining, losing, "Bad nights; calls on Tuesdays.")
    assert owner_of(person, gaining) == losing.account
    accept_handover(person=person, handover=handover, by=gaining, at=now())
    assert owner_of(person, gaining) == losing.account
    keep_first_contact(
        person=person, handover=handover, words="Met, sleeps little.", by=gaining, at=now()
    )
    (line,) = case_of(person=person, by=gaining, at=now())
    assert (line.owner, line.offered_to, line.state) == (gaining.account, None, "review")
    assert line.due is not None
    story = handover_of(person=person, handover=handover, by=gaining, at=now())
    assert [one.act for one in story.told] == ["opened", "offered", "accepted", "kept"]
    assert [one.words for one in story.told][1] == "Bad nights; calls on Tuesdays."
    assert lines(gaining) == []
    with unit_of_work(Standing(Audience.CLINICIAN, (force,))):
        assert rows_against_facts() == []


def test_both_sides_reach_the_person_while_it_is_open_and_nobody_else_does(
    force, units, person, losing, gaining, case
):
    moved(person, units[1], force, in_days=10)
    (before,) = lines(gaining)
    assert (before.giving, before.named, before.stage) == (False, False, Stage.OPEN)
    with pytest.raises(Refused):
        case_of(person=person, by=gaining, at=now())
    handover = offered(person, gaining, losing)
    assert owner_of(person, gaining) == losing.account
    accept_handover(person=person, handover=handover, by=gaining, at=now())
    moved(person, units[1], force)
    assert [one.case for one in my_cases(already_shown=(), by=losing, at=now())] == [case]
    assert listed(persons=[person], already_shown=(), by=losing, at=now())
    assert happened(person=person, case=case, by=losing, at=now())
    with unit_of_work(Standing(Audience.COMMANDER, (units[0],))), connection.cursor() as cursor:
        cursor.execute("SELECT muster_person_within(%s, %s::uuid[])", [person, [str(units[0])]])
        assert cursor.fetchone() == (False,)


def test_a_first_contact_before_the_move_leaves_the_case_with_whoever_reaches_the_person(
    force, units, person, losing, gaining, case
):
    moved(person, units[1], force, in_days=10)
    handover = offered(person, gaining, losing)
    accept_handover(person=person, handover=handover, by=gaining, at=now())
    with pytest.raises(Refused) as refusal:
        keep_first_contact(person=person, handover=handover, words="", by=gaining, at=now())
    assert refusal.value.problem.code == "care.handover-early"
    assert owner_of(person, losing) == losing.account


def test_only_somebody_who_serves_the_new_unit_is_asked(force, units, person, losing, case):
    moved(person, units[1], force)
    with pytest.raises(Refused) as refusal:
        offered(person, clinician(units[0], "dr.vovk"), losing)
    assert refusal.value.problem.code == "care.nobody-named"


def test_the_side_that_gave_reaches_the_person_no_more_once_it_is_over(
    force, units, person, losing, gaining, case
):
    moved(person, units[1], force)
    handover = offered(person, gaining, losing)
    accept_handover(person=person, handover=handover, by=gaining, at=now())
    keep_first_contact(person=person, handover=handover, words="", by=gaining, at=now())
    with pytest.raises(Refused) as refusal:
        case_of(person=person, by=losing, at=now())
    assert refusal.value.problem.kind is NOT_FOUND


def test_no_handover_where_no_case_is_open_or_its_owner_serves_both_units(force, units, person):
    above = clinician(force, "dr.above")
    moved(person, units[1], force)
    assert lines(above) == []
    begun(person, above)
    moved(person, units[0], force)
    assert lines(above) == []


def test_a_move_that_is_taken_back_ends_its_handover(force, units, person, losing, case):
    moved(person, units[1], force)
    assert len(lines(losing)) == 1
    moved(person, units[0], force)
    assert lines(losing) == []
    assert owner_of(person, losing) == losing.account


def test_who_comes_back_on_a_later_day_stays_within_reach(force, units, person, losing, case):
    moved(person, units[1], force)
    moved(person, units[0], force, in_days=3)
    (line,) = lines(losing)
    assert owner_of(person, losing) == losing.account
    with pytest.raises(Refused) as refusal:
        call_handover_off(person=person, handover=line.handover, words="", by=losing, at=now())
    assert refusal.value.problem.code == "care.handover-needed"


def test_a_second_move_hands_over_from_whoever_has_the_case(force, units, person, losing, case):
    third = make_unit("3", force)
    moved(person, units[1], force)
    moved(person, third, force, in_days=1)
    (line,) = lines(losing)
    assert (line.from_unit, line.to_unit, line.owner) == ("1", "3", losing.account)


def test_whoever_leaves_the_service_has_a_handover_too(force, units, person, losing, case):
    end_posting(
        person=person, until=today() + timedelta(days=5),
        by=administrator_of(force), at=now(),
    )  # fmt: skip
    (line,) = lines(losing)
    assert (line.why, line.to_unit) == ("discharge", "")


def test_a_case_is_not_given_away_beside_its_handover(force, units, person, losing, gaining, case):
    moved(person, units[1], force)
    for act in (
        lambda: offer(person=person, case=case, to=gaining.account, by=losing, at=now()),
        lambda: accept(person=person, case=case, by=losing, at=now()),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.problem.code == "care.handover-open"


def test_a_handover_ends_with_its_case(force, units, person, losing, case):
    moved(person, units[1], force)
    take_step(
        person=person, case=case, step="exit", reason="declined", words="", to=None,
        by=losing, at=now(),
    )  # fmt: skip
    with unit_of_work(Standing(Audience.CLINICIAN, (force,))):
        assert not any_late_handover(now() + timedelta(days=90))


def test_a_crisis_stays_a_crisis_and_changes_hands(force, units, person, losing, gaining):
    begun(person, losing, "crisis")
    moved(person, units[1], force)
    handover = offered(person, gaining, losing)
    accept_handover(person=person, handover=handover, by=gaining, at=now())
    keep_first_contact(person=person, handover=handover, words="", by=gaining, at=now())
    (line,) = case_of(person=person, by=gaining, at=now())
    assert (line.state, line.owner) == ("crisis", gaining.account)


def test_what_nobody_does_is_told_twice_to_owner_gaining_and_the_head(
    force, units, person, losing, gaining, case
):
    head = account_with(HEAD_OF_SERVICE, force, "head")
    watch = Viewer(losing.account, WATCH, (force,))
    moved(person, units[1], force)
    offered(person, gaining, losing)
    before = [waiting(one) for one in (losing.account, gaining.account, head)]
    at = now()
    assert note_late_handovers(by=watch, at=at + timedelta(days=2)) == 0
    assert note_late_handovers(by=watch, at=at + timedelta(days=4)) == 1
    assert note_late_handovers(by=watch, at=at + timedelta(days=4, hours=1)) == 0
    assert note_late_handovers(by=watch, at=at + timedelta(days=15)) == 1
    assert note_late_handovers(by=watch, at=at + timedelta(days=40)) == 0
    after = [waiting(one) for one in (losing.account, gaining.account, head)]
    assert [b - a for a, b in zip(before, after, strict=True)] == [2, 2, 2]


def test_a_clinician_who_leaves_hands_over_within_the_unit(units, person, losing, case):
    colleague = clinician(units[0], "dr.vovk")
    handover = open_handover(
        person=person, case=case, handover=new_id(), why="leave-of-clinician", to_unit=None,
        day=today() + timedelta(days=14), by=losing, at=now(),
    )  # fmt: skip
    offered(person, colleague, losing)
    decline_handover(person=person, handover=handover, by=colleague, at=now())
    call_handover_off(person=person, handover=handover, words="Stays.", by=losing, at=now())
    with pytest.raises(Refused) as refusal:
        offered_again(person, handover, colleague, losing)
    assert refusal.value.problem.code == "care.handover-over"
    assert owner_of(person, losing) == losing.account


def offered_again(person, handover, to, by):
    offer_handover(person=person, handover=handover, to=to.account, words="", by=by, at=now())


def test_a_handover_lies_ahead_and_has_a_reason_of_the_profile(units, person, losing, case):
    def opened(why, days):
        open_handover(
            person=person, case=case, handover=new_id(), why=why, to_unit=None,
            day=today() + timedelta(days=days), by=losing, at=now(),
        )  # fmt: skip

    for why, days, code in (
        ("because", 1, "care.reason-needed"),
        ("hospital", -3, "care.handover-backwards"),
    ):
        with pytest.raises(Refused) as refusal:
            opened(why, days)
        assert refusal.value.problem.code == code


DEEDS = st.tuples(
    st.sampled_from(["move", "plan", "offer", "accept", "decline", "keep", "off", "end"]),
    st.integers(0, 2),
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(DEEDS, min_size=4, max_size=12))
def test_nobody_is_without_an_owner_who_reaches_them_at_any_instant(force_of_three, tried):
    force, places, clinicians, person = force_of_three
    for deed, which in tried:
        _try(deed, force, places, clinicians, person, which)
        with unit_of_work(Standing(Audience.CLINICIAN, (force,))):
            row = CaseRow.objects.get(person_id=person, ended=False)
        own = next(one for one in clinicians if one.account == row.owner)
        assert owner_of(person, own) == own.account
        assert row.due_at is not None
        head = Viewer(clinicians[0].account, UNIT_PSYCHOLOGIST, (force,))
        assert all(line.owner == row.owner for line in lines(head))


@pytest.fixture
def force_of_three(force):
    places = [make_unit(code, force) for code in ("1", "2", "3")]
    clinicians = [clinician(unit, f"dr.{n}") for n, unit in enumerate(places)]
    person = enlist(places[0], number="AB-001", surname="Гайко", given="Олесь")
    begun(person, clinicians[0])
    return force, places, clinicians, person


def _try(deed, force, places, clinicians, person, which):
    """Try one deed; what the rules refuse, and what lies out of reach, changes nothing."""
    whole = Viewer(clinicians[which].account, UNIT_PSYCHOLOGIST, (force,))
    found = lines(whole)
    more = {"person": person, "by": whole, "at": now()}
    try:
        if deed in ("move", "plan"):
            moved(person, places[which], force, in_days=5 * (deed == "plan"))
        elif deed == "end":
            end_posting(person=person, until=today(), by=administrator_of(force), at=now())
        elif not found:
            return
        elif deed == "offer":
            offer_handover(
                handover=found[0].handover, to=clinicians[which].account, words="", **more
            )
        elif deed == "keep":
            keep_first_contact(handover=found[0].handover, words="", **more)
        elif deed == "off":
            call_handover_off(handover=found[0].handover, words="", **more)
        else:
            acts = {"accept": accept_handover, "decline": decline_handover}
            acts[deed](handover=found[0].handover, **more)
    except Refused:
        return
