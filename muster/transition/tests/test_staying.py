"""Who stays in work: the estimate against one worked by hand, and groups that tell of nobody."""

from datetime import timedelta

import pytest

from muster.access.accounts import track_watch
from muster.access.roles import HEAD_OF_OFFICE, MEMBER
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.transition.commands.bringing import Brought, bring_cases
from muster.transition.commands.faring import say_how_one_fares
from muster.transition.commands.staying import be_counted, count_staying
from muster.transition.queries.staying import own_groups, staying
from muster.transition.rules import staying as rules
from muster.transition.rules.durations import Span
from muster.transition.rules.faring import Faring
from muster.transition.rules.staying import Groups, rounded, told
from muster.transition.rules.track import Act, Event
from muster.transition.tests.test_cases import AT, House
from tests.houses import account_of_person, account_with, enlist


def test_the_estimate_is_that_of_a_textbook():
    """By hand: five sixths after the first loss; three leave unseen; then two thirds of that."""
    spans = [Span(6), Span(6, ended=False), Span(7, ended=False), Span(10), Span(11, ended=False),
             Span(20, ended=False)]  # fmt: skip
    points = rules.staying(spans, (0, 6, 9, 10), 1)
    assert [round(one.share, 2) for one in points] == [100, 83.33, 83.33, 55.56]
    assert [one.at_risk for one in points] == [6, 4, 3, 2]
    assert all(one.low <= one.share <= one.high for one in points)


def test_a_day_that_too_few_reached_is_not_told():
    spans = [Span(days) for days in range(1, 21)]
    assert [one.days for one in rules.staying(spans, (0, 5, 15), 11)] == [0, 5]


def test_where_one_group_is_hidden_the_smallest_other_is_too():
    big, mid, small = [Span(1)] * 40, [Span(1)] * 20, [Span(1)] * 3
    assert told({"a": big, "b": mid}, 11) == ["a", "b"]
    assert told({"a": big, "b": mid, "c": small}, 11) == ["a"]
    assert told({"a": big, "b": small, "c": small}, 11) == ["a"]
    assert told({"a": small}, 11) == []


@pytest.mark.parametrize(("share", "said"), [(0, 5), (3, 5), (52, 50), (53, 55), (99, 95)])
def test_the_ends_are_closed(share, said):
    assert rounded(share) == said


class Office(House):
    def __init__(self):
        super().__init__()
        self.watch = track_watch((self.unit,))
        self.head = Viewer(
            account_with(HEAD_OF_OFFICE, self.unit, "h"), HEAD_OF_OFFICE, (self.unit,)
        )

    def began(self, count, groups, *, lost=0, first=0):
        """So many people began work 100 days ago; some lost it after ten."""
        people = [
            enlist(self.unit, number=f"S-{first + n:03d}", surname="Ко", given="А")
            for n in range(count)
        ]
        start = AT - timedelta(days=100)
        cases = [Brought(one, tuple(self.events(start, n < lost))) for n, one in enumerate(people)]
        bring_cases(cases=cases, by=self.by, at=AT)
        for one in people:
            member = Viewer(account_of_person(one, self.unit), MEMBER, person=one)
            be_counted(person=one, said=groups, by=member, at=AT)
        return people

    def events(self, start, lost):
        yield Event(Act.OPENED, start, self.by.account, state="opened")
        steps = [
            ("accept", "needs"),
            ("map", "plan"),
            ("agree", "placement"),
            ("place", "following"),
        ]
        for step, state in steps:
            yield Event(Act.STEPPED, start, self.by.account, step, state)
        if lost:
            at = start + timedelta(days=10)
            yield Event(Act.STEPPED, at, self.by.account, "lose", "placement", "laid-off")


def test_groups_are_told_once_enough_stand_behind_them_and_anew_once_enough_came(db):
    office = Office()
    office.began(24, Groups(sex="woman", region="North"), lost=12)
    office.began(11, Groups(sex="man", region="South"), first=100)
    assert count_staying(by=office.watch, at=AT) == 1 + 2 + 2 + 1 + 1
    found = staying(by=office.head, at=AT)
    assert found.everybody.people == 35
    sexes = {one.group: one for one in found.groups["sex"]}
    assert rounded(sexes["woman"].at(30).share) == 50
    assert rounded(sexes["man"].at(30).share) == 95
    office.began(3, Groups(sex="man"), lost=3, first=200)
    count_staying(by=office.watch, at=AT + timedelta(days=31))
    assert staying(by=office.head, at=AT).groups["sex"] == found.groups["sex"]


def test_a_group_of_ten_is_hidden_and_the_other_with_it(db):
    office = Office()
    office.began(12, Groups(sex="woman"))
    office.began(10, Groups(sex="man"), first=100)
    count_staying(by=office.watch, at=AT)
    found = staying(by=office.head, at=AT)
    assert (found.groups["sex"], found.hidden["sex"]) == ((), 2)


def test_what_somebody_is_counted_as_is_theirs_to_say_and_to_take_back(db):
    house = House()
    person, me = house.person, house.member
    be_counted(person=person, said=Groups(rank="sergeant", adjusted="yes"), by=me, at=AT)
    assert own_groups(person=person, by=me, at=AT).rank == "sergeant"
    be_counted(person=person, said=None, by=me, at=AT + timedelta(seconds=1))
    assert own_groups(person=person, by=me, at=AT) is None
    with pytest.raises(Refused):
        be_counted(person=person, said=Groups(sex="unheard"), by=me, at=AT)
    with pytest.raises(Refused):
        own_groups(person=person, by=house.by, at=AT)


def test_what_people_say_of_their_work_is_told_where_enough_say_it(db):
    office = Office()
    people = office.began(24, Groups())
    for number, one in enumerate(people):
        member = Viewer(account_of_person(one, office.unit), MEMBER, person=one)
        pay = "enough" if number < 12 else "less" if number < 23 else "more"
        said = Faring(works="in-work", pay=pay)
        say_how_one_fares(person=one, said=said, link=None, by=member, at=AT)
    count_staying(by=office.watch, at=AT)
    found = staying(by=office.head, at=AT)
    assert [(one.group, one.people) for one in found.said["works"]] == [("in-work", 24)]
    assert [one.group for one in found.said["pay"]] == ["enough"], "one said more: two are hidden"
    assert found.hidden["pay"] == 2
    assert found.said["satisfied"] == ()
