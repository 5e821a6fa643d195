"""Caseloads: weighed and capped, pooled, covered while somebody is away, and handed on as one."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.access.channels import waiting_for
from muster.access.roles import COMMANDER, HEAD_OF_SERVICE, UNIT_PSYCHOLOGIST, WATCH
from muster.access.viewers import Viewer
from muster.care.commands import open_case
from muster.care.commands.caseloads import (
    accept_all,
    keep_absence,
    keep_working_time,
    offer_all,
    pool_case,
    take_from_pool,
)
from muster.care.commands.lateness import note_late
from muster.care.folding import rows_against_facts
from muster.care.queries import case_of, happened, my_cases
from muster.care.queries.caseloads import loads, offered_lists, pooled
from muster.care.rules.caseloads import Load, Time, lightest, load_of, weight_of
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.policy.profiles import profile
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import account_with, enlist, late_evening, local_day, make_unit

RULE, CAP = profile().caring.load, profile().path.load_cap
STATES = st.lists(st.sampled_from(list(profile().case.states)), max_size=60)
DAY = timedelta(days=1)


def test_a_case_weighs_by_where_it_stands():
    assert weight_of(["crisis"], RULE) > weight_of(["plan"], RULE) > weight_of(["closing"], RULE)
    assert weight_of(["a-state-of-another-path"], RULE) == 1.0


@given(STATES, st.integers(1, 100))
def test_less_time_is_a_larger_load_and_one_case_more_never_a_smaller_one(states, percent):
    whole, part = load_of(states, Time(), RULE), load_of(states, Time(percent), RULE)
    assert part.share == pytest.approx(whole.share * 100 / percent)
    assert load_of([*states, "plan"], Time(), RULE).share > whole.share
    assert part.cases == len(states)


def test_whoever_carries_least_is_asked_first_and_nobody_above_the_cap():
    found = {"a": Load(9, 9.0, 0.5), "b": Load(2, 2.0, 0.1), "c": Load(40, 40.0, 0.9)}
    assert lightest(found, 0.85) == ["b", "a"]


@pytest.fixture
def unit(db):
    return make_unit("1")


def clinician(unit, name, role=UNIT_PSYCHOLOGIST):
    return Viewer(account_with(role, unit, name), role, (unit,))


@pytest.fixture
def leaving(unit):
    return clinician(unit, "dr.hnat")


@pytest.fixture
def staying(unit):
    return clinician(unit, "dr.lis")


@pytest.fixture
def head(unit):
    return clinician(unit, "head", HEAD_OF_SERVICE)


def begun(unit, owner, number, *, begins="plan", at=None):
    person = enlist(unit, number=number, surname="Гайко", given="Олесь")
    case = open_case(
        person=person, case=new_id(), reason="signal", begins=begins, source=None, tier="",
        owner=owner.account, by=owner, at=at or now() - DAY,
    )  # fmt: skip
    return person, case


def mine(by, at=None):
    return {line.case for line in my_cases(already_shown=(), by=by, at=at or now())}


def waiting(account):
    with unit_of_work(Standing(Audience.PLATFORM)):
        return len(waiting_for(account))


def test_a_list_changes_hands_by_one_acceptance(unit, leaving, staying, head):
    cases = {begun(unit, leaving, f"AB-00{place}")[1] for place in range(3)}
    assert offer_all(owner=leaving.account, to=staying.account, by=head, at=now()) == 3
    (offered,) = offered_lists(by=staying, at=now())
    assert (offered.owner, offered.cases, offered.over) == (leaving.account, 3, False)
    assert mine(leaving) == cases
    assert waiting(staying.account) == 1
    assert accept_all(owner=leaving.account, over_cap=False, by=staying, at=now()) == 3
    assert (mine(leaving), mine(staying)) == (set(), cases)
    assert waiting(leaving.account) == 1
    with pytest.raises(Refused):
        accept_all(owner=leaving.account, over_cap=False, by=staying, at=now())
    with unit_of_work(staying.standing()):
        assert rows_against_facts() == []


def test_only_a_head_offers_what_is_not_theirs_and_only_to_a_clinician(unit, leaving, staying):
    begun(unit, leaving, "AB-001")
    commander = account_with(COMMANDER, unit, "major")
    for owner, to, code in (
        (leaving.account, staying.account, "care.not-yours"),
        (staying.account, commander, "care.no-clinician-here"),
        (staying.account, leaving.account, "care.nothing-to-offer"),
    ):
        with pytest.raises(Refused) as refusal:
            offer_all(owner=owner, to=to, by=staying, at=now())
        assert refusal.value.problem.code == code


def test_the_pool_keeps_its_owner_until_one_of_two_takes_it(unit, leaving, staying, head):
    person, case = begun(unit, leaving, "AB-001")
    pool_case(person=person, case=case, by=leaving, at=now())
    (line,) = pooled(already_shown=(), by=staying, at=now())
    assert (line.case, line.owner) == (case, leaving.account)
    assert mine(leaving) == {case}
    take_from_pool(person=person, case=case, by=staying, at=now())
    assert case_of(person=person, by=staying, at=now())[0].owner == staying.account
    assert pooled(already_shown=(), by=staying, at=now()) == []
    other = clinician(unit, "dr.sova")
    with pytest.raises(Refused) as second:
        take_from_pool(person=person, case=case, by=other, at=now())
    assert second.value.problem.code == "care.not-in-pool"
    with pytest.raises(Refused):
        pool_case(person=person, case=case, by=leaving, at=now())
    _case, _state, story = happened(person=person, case=case, by=staying, at=now())
    assert [one.act for one in story] == ["opened", "pooled", "offered", "accepted"]


def test_nobody_above_the_cap_takes_more_from_the_pool_and_a_list_has_to_be_known(
    unit, leaving, staying, head
):
    keep_working_time(unit=unit, account=staying.account, percent=5, by=head, at=now())
    person, case = begun(unit, leaving, "AB-001")
    begun(unit, staying, "AB-002", begins="crisis")
    pool_case(person=person, case=case, by=leaving, at=now())
    with pytest.raises(Refused) as full:
        take_from_pool(person=person, case=case, by=staying, at=now())
    assert full.value.problem.code == "care.load-full"
    lines = {one.who.account: one for one in loads(by=head, at=now())}
    assert (lines[staying.account].over, lines[leaving.account].over) == (True, False)
    offer_all(owner=leaving.account, to=staying.account, by=leaving, at=now())
    with pytest.raises(Refused):
        accept_all(owner=leaving.account, over_cap=False, by=staying, at=now())
    assert accept_all(owner=leaving.account, over_cap=True, by=staying, at=now()) == 1


def test_whoever_covers_has_the_cases_on_their_list_and_hears_of_what_is_late(
    unit, leaving, staying, head
):
    _person, case = begun(unit, leaving, "AB-001", at=now() - 60 * DAY)
    today = local_day()
    keep_absence(
        unit=unit, account=leaving.account, away_from=today, away_until=today + 5 * DAY,
        cover=staying.account, by=head, at=now(),
    )  # fmt: skip
    assert mine(staying) == {case}
    told = waiting(staying.account)
    note_late(by=Viewer(AccountId(new_id()), WATCH, (unit,)), at=now())
    assert waiting(staying.account) == told + 1
    assert waiting(leaving.account) == 1
    keep_absence(
        unit=unit, account=leaving.account, away_from=today - 3 * DAY, away_until=today - DAY,
        cover=staying.account, by=leaving, at=now(),
    )  # fmt: skip
    assert mine(staying) == set()
    for more, code in (
        ({"cover": leaving.account}, "care.nobody-named"),
        ({"away_until": today - 9 * DAY}, "care.limitation-backwards"),
    ):
        said = {"account": leaving.account, "away_from": today, "away_until": today, **more}
        with pytest.raises(Refused) as refusal:
            keep_absence(**{"unit": unit, "cover": staying.account, **said}, by=head, at=now())
        assert refusal.value.problem.code == code
    assert CAP == 0.85


def test_an_absence_begins_with_the_day_where_the_unit_is(unit, leaving, staying, head):
    late = late_evening()
    day = local_day(late)
    _person, case = begun(unit, leaving, "AB-001", at=now() - 60 * DAY)
    keep_absence(
        unit=unit, account=leaving.account, away_from=day, away_until=day, cover=staying.account,
        by=head, at=now(),
    )  # fmt: skip
    told, watch = waiting(staying.account), Viewer(AccountId(new_id()), WATCH, (unit,))
    assert mine(staying, late - timedelta(hours=6)) == set()
    assert mine(staying, late) == {case}
    note_late(by=watch, at=late)
    assert waiting(staying.account) == told + 1
