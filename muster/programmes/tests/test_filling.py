"""Groups are filled from the whole list as was proposed, or not at all."""

from datetime import timedelta

import pytest

from muster.access.roles import MEMBER, PROGRAMME_COORDINATOR
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.programmes.commands.allocating import allocate, wish_company
from muster.programmes.commands.groups import Opening, open_group
from muster.programmes.commands.places import book, leave
from muster.programmes.enrolling import Wish
from muster.programmes.queries.board import board, group_whole
from muster.programmes.queries.proposals import proposed
from muster.programmes.rules.allocation import Variant
from tests.companies import muster_up
from tests.houses import make_unit

pytestmark = pytest.mark.django_db
SLEEP, NAMES = "sleep-course", ("Бабак", "Вовк", "Гайко", "Дуб", "Заєць", "Лис")


@pytest.fixture
def house():
    """Six people of two companies wait; three seats are free in each company's own group."""
    at, battalion = now(), make_unit("1")
    units = [make_unit("1-1", battalion), make_unit("1-2", battalion)]
    people = muster_up(battalion, {units[0]: NAMES[:3], units[1]: NAMES[3:]})
    by = Viewer(AccountId(new_id()), PROGRAMME_COORDINATOR, (battalion,))
    groups = [new_id(), new_id()]
    for group, unit in zip(groups, units, strict=True):
        opening = Opening(SLEEP, "Room", "ru", 2, (at + timedelta(days=9),), 60)
        open_group(unit=unit, group=group, opening=opening, by=by, at=at)
    enrolments = {}
    for number, name in enumerate(NAMES):
        member = Viewer(AccountId(new_id()), MEMBER, person=people[name])
        enrolments[name] = book(
            person=people[name], enrolment=new_id(), programme=SLEEP, group=None,
            wish=Wish("ru"), by=member, at=at - timedelta(days=9 - number),
        )  # fmt: skip
    return by, people, enrolments, groups


def seated(groups, by):
    return [
        {one.name.split()[0] for one in group_whole(group=group, by=by, at=now()).people}
        for group in groups
    ]


def read(by):
    return proposed(programme=SLEEP, by=by, at=now())


def fill(by, digest, variant=Variant.STABLE):
    return allocate(programme=SLEEP, variant=variant, digest=digest, by=by, at=now())


def test_what_was_proposed_is_what_is_given(house):
    by, _people, enrolments, groups = house
    found = read(by)
    assert fill(by, found.digest) == 4
    assert seated(groups, by) == [{"Бабак", "Вовк"}, {"Дуб", "Заєць"}]
    left = board(programme=SLEEP, already_shown=(), by=by, at=now()).waiting
    assert {one.enrolment for one in left} == set(found.ways[Variant.STABLE].left)
    assert {one.enrolment for one in left} == {enrolments["Гайко"], enrolments["Лис"]}
    assert read(by).ways[Variant.STABLE].placed == {}


def test_a_list_that_changed_is_proposed_anew(house):
    by, people, enrolments, groups = house
    digest = read(by).digest
    member = Viewer(AccountId(new_id()), MEMBER, person=people["Вовк"])
    leave(person=people["Вовк"], enrolment=enrolments["Вовк"], reason="better", by=member, at=now())
    with pytest.raises(Refused, match="programmes.list-changed"):
        fill(by, digest)
    assert seated(groups, by) == [set(), set()]
    assert fill(by, read(by).digest) == 4


@pytest.mark.parametrize("variant", Variant)
def test_the_last_word_on_who_sits_with_whom_counts(house, variant):
    by, people, enrolments, groups = house

    def seats(name, other, company):
        wish_company(
            person=people[name], enrolment=enrolments[name], other=people[other],
            company=company, by=by, at=now(),
        )  # fmt: skip

    seats("Бабак", "Вовк", "apart")
    seats("Дуб", "Лис", "apart")
    seats("Дуб", "Лис", "together")
    seats("Заєць", "Гайко", "apart")
    seats("Заєць", "Гайко", "either")
    with pytest.raises(Refused, match="access.not-found"):
        seats("Бабак", "Бабак", "together")
    fill(by, read(by).digest, variant)
    for there in seated(groups, by):
        assert not {"Бабак", "Вовк"} <= there
        assert ("Дуб" in there) is ("Лис" in there)
