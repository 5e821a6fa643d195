"""The morning's list: its order, its pages, what is wanted of it, and what is new."""

from __future__ import annotations

from datetime import timedelta

import pytest

from muster.assessments.commands import ask_for_help
from muster.detection import commands
from muster.detection.queries import by_unit, morning, newer, queue
from muster.detection.queries.places import MOST
from muster.detection.rules.morning import Wanted, Whose
from muster.detection.rules.queue import place_in_queue
from muster.detection.signals import state_now
from muster.detection.tests.steps import phq9, sit
from muster.kernel.ids import PersonId, new_id
from muster.kernel.time import now
from muster.people.subjects import register_subjects
from muster.policy.rules.findings import Tier
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import make_unit, psychologist_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def arrive(unit, count: int) -> list[PersonId]:
    """Register so many people in `unit`."""
    people = [PersonId(new_id()) for _one in range(count)]
    with unit_of_work(Standing(Audience.CLINICIAN, units=(unit,))):
        register_subjects(people, unit=unit, at=now())
    return people


def asks(person, by, *, days_ago: float = 0, urgent: bool = False) -> None:
    ask_for_help(person=person, request=new_id(), urgent=urgent, by=by, at=now() - days_ago * DAY)


def page(by, *, wanted=None, after=None, limit=50, at=None, shown=()):
    return morning(
        wanted=wanted or Wanted(), after=after, limit=limit, already_shown=shown, by=by,
        at=at or now(),
    )  # fmt: skip


def people_on(found) -> list[PersonId]:
    return [call.person for call in found.calls]


@pytest.fixture
def busy(unit, psychologist):
    """People in every stretch of the list, some of them twice."""
    people = arrive(unit, 12)
    for place, person in enumerate(people):
        asks(person, psychologist, days_ago=place * 2, urgent=place % 5 == 0)
        if place % 3 == 0:
            sit(person, psychologist, phq9(phq9_1=3, phq9_2=3, phq9_3=3, phq9_4=3))
    commands.reached(person=people[5], by=psychologist, at=now())
    commands.not_reached(person=people[2], reason="no-answer", by=psychologist, at=now())
    return people


def test_the_list_has_the_order_that_the_rules_give_each_person(busy, psychologist):
    from muster.detection.models import QueueRow
    from muster.policy.queries import in_force

    at, best = now(), {}
    with unit_of_work(Standing(Audience.CLINICIAN, units=psychologist.units)):
        for row in QueueRow.objects.filter(ended=False).select_related("signal"):
            place = place_in_queue(state_now(row.signal, in_force()), at)
            best[row.person_id] = min(best.get(row.person_id, place), place)
    listed = people_on(page(psychologist, at=at))
    assert sorted(listed) == sorted(busy)
    assert [best[one][0] for one in listed] == sorted(one[0] for one in best.values())
    assert listed == people_on(page(psychologist, at=at, limit=12))
    assert [
        one.person for one in queue(limit=50, tier=None, already_shown=(), by=psychologist, at=at)
    ] == listed


@pytest.mark.parametrize("limit", [1, 3, 5, 11])
def test_pages_follow_each_other_without_a_gap_or_a_repetition(busy, psychologist, limit):
    at, after, listed = now(), None, []
    while True:
        found = page(psychologist, after=after, limit=limit, at=at)
        assert len(found.calls) <= limit
        listed += people_on(found)
        after = found.after
        if after is None:
            break
    assert listed == people_on(page(psychologist, at=at))


def test_nobody_falls_between_two_pages_by_becoming_overdue_in_between(unit, psychologist):
    people = arrive(unit, 3)
    for days, person in enumerate(people):
        asks(person, psychologist, days_ago=days)
    first = page(psychologist, limit=1)
    much_later = now() + 8 * DAY
    second = page(psychologist, limit=5, after=first.after, at=much_later)
    assert sorted(people_on(first) + people_on(second)) == sorted(people)
    assert all(call.overdue(much_later) for call in second.calls)


def test_a_reader_may_ask_for_a_part_of_the_list(busy, psychologist):
    commands.take(person=busy[3], by=psychologist, at=now())

    def asked(**wanted) -> set[PersonId]:
        return set(people_on(page(psychologist, wanted=Wanted(**wanted))))

    assert asked(tier=Tier.RED) == {busy[0], busy[5], busy[10]}
    assert asked(whose=Whose.MINE) == {busy[2], busy[3], busy[5]}
    assert asked(whose=Whose.NOBODYS) == set(busy) - {busy[2], busy[3], busy[5]}
    assert asked(instrument="phq-9") == {busy[0], busy[3], busy[6], busy[9]}
    assert asked(overdue=True) == {busy[0], busy[10], *busy[4:5], *busy[6:10], busy[11]}


def test_the_counts_are_of_everything_that_is_wanted_and_not_of_the_page(busy, psychologist):
    found = page(psychologist, limit=2)
    assert (found.counts.red, found.counts.waiting, found.counts.spoken_with) == (2, 11, 1)
    # As many as the filter shows, those among them who are red too.
    assert found.counts.overdue == len(
        people_on(page(psychologist, wanted=Wanted(overdue=True), limit=100))
    )
    assert found.counts.overdue == 8
    assert page(psychologist, wanted=Wanted(tier=Tier.YELLOW)).counts.red == 0
    assert max(vars_of(found.counts)) <= MOST + 1


def vars_of(counts) -> list[int]:
    return [counts.red, counts.overdue, counts.waiting, counts.spoken_with]


def test_a_unit_is_asked_for_with_all_below_it_and_nobody_elses_can_be(unit, psychologist):
    company, other = make_unit("1.1", unit), make_unit("1.2", unit)
    platoon = make_unit("1.1.1", company)
    [one], [two], [three] = arrive(company, 1), arrive(platoon, 1), arrive(other, 1)
    for person in (one, two, three):
        asks(person, psychologist)
    asked = page(psychologist, wanted=Wanted(unit=company))
    assert set(people_on(asked)) == {one, two}
    counted = {
        row.unit: row.waiting for row in by_unit(already_shown=(), by=psychologist, at=now())
    }
    assert counted == {company: 1, platoon: 1, other: 1}
    of_other = psychologist_of(other)
    assert people_on(page(of_other)) == [three]
    assert people_on(page(of_other, wanted=Wanted(unit=company))) == []
    assert [row.unit for row in by_unit(already_shown=(), by=of_other, at=now())] == [other]


def test_what_was_raised_since_is_counted_without_showing_anybody(unit, psychologist):
    [person] = arrive(unit, 1)
    asks(person, psychologist, days_ago=1)
    seen = now()

    def new(wanted=Wanted()) -> int:  # noqa: B008
        return newer(than=seen, wanted=wanted, already_shown=(), by=psychologist, at=now())

    assert new() == 0
    asks(person, psychologist, urgent=True)
    assert new() == 1
    assert new(Wanted(tier=Tier.GREEN)) == 0


def test_somebody_spoken_with_stands_by_what_came_afterwards(unit, psychologist):
    [person] = arrive(unit, 1)
    asks(person, psychologist, urgent=True, days_ago=1)
    commands.reached(person=person, by=psychologist, at=now())
    [call] = page(psychologist).calls
    assert (call.tier, call.due) == (Tier.RED, None)
    sit(person, psychologist, phq9(phq9_1=3, phq9_2=3, phq9_3=3, phq9_4=3))
    found = page(psychologist)
    assert (found.calls[0].tier, found.counts.red) == (Tier.YELLOW, 0)


def test_waiting_began_with_the_first_sitting_that_nobody_had_called_for(unit, psychologist):
    [person] = arrive(unit, 1)
    first = now() - 9 * DAY
    sit(person, psychologist, phq9(phq9_1=3, phq9_2=3, phq9_3=3, phq9_4=3), at=first)
    sit(person, psychologist, phq9(phq9_1=3, phq9_2=3, phq9_3=3, phq9_4=3))
    assert [call.since for call in page(psychologist).calls] == [first]
    commands.reached(person=person, by=psychologist, at=now())
    again = now()
    sit(person, psychologist, phq9(phq9_1=3, phq9_2=3, phq9_3=3, phq9_4=3), at=again)
    assert [call.since for call in page(psychologist).calls] == [again]


def test_counts_stop_where_nobody_counts_on(busy, psychologist, monkeypatch):
    from muster.detection.queries import places

    monkeypatch.setattr(places, "MOST", 3)
    found = page(psychologist)
    assert (found.counts.waiting, found.counts.red) == (4, 2)
