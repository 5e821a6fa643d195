"""A force changes its path: cases that run keep theirs, until somebody moves them on purpose."""

import json
from datetime import timedelta

import pytest

from muster.access.permissions import Permission
from muster.access.problems import NOT_PERMITTED
from muster.access.roles import HEAD_OF_SERVICE
from muster.access.viewers import Viewer
from muster.care.commands import open_case, pause
from muster.care.commands.rerouting import reroute
from muster.care.queries import happened
from muster.care.queries.rerouting import preview_path
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.policy.commands import adopt_profile, keep_profile
from muster.policy.profiles import content
from muster.policy.versions import forget, in_force, profile_of, remember
from tests.houses import administrator_of, enlist, local_day, make_unit, psychologist_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _versions():
    forget()
    yield
    remember()


@pytest.fixture
def unit():
    return make_unit("1")


@pytest.fixture
def psychologist(unit):
    return psychologist_of(unit)


@pytest.fixture
def head(unit):
    return Viewer(AccountId(new_id()), HEAD_OF_SERVICE, (unit,))


def opened(unit, psychologist, begins, number="AB-001"):
    person = enlist(unit, number=number, surname="Гайко", given="Олесь")
    case = open_case(
        person=person, case=new_id(), reason="signal", begins=begins, source=None, tier="",
        owner=psychologist.account, by=psychologist, at=now() - timedelta(hours=1),
    )  # fmt: skip
    return person, case


def adopted(unit, change):
    """Adopt the generic profile with `change` made to its table; return its digest."""
    table = json.loads(content("generic"))
    change(table)
    table["key"] = "ours"
    text = json.dumps(table, sort_keys=True, ensure_ascii=False)
    later = local_day() + timedelta(days=2)
    return adopt_profile(content=text, starts=later, by=administrator_of(unit), at=now()).digest


def due_of(person, case, by):
    _case, state, story = happened(person=person, case=case, by=by, at=now())
    return state.due, story


def test_a_running_case_keeps_its_clock_until_it_is_moved(unit, psychologist, head):
    person, case = opened(unit, psychologist, "directed-evaluation")
    other, resting = opened(unit, psychologist, "directed-evaluation", "AB-002")
    pause(
        person=other, case=resting, until=now() + timedelta(days=3), reason="leave",
        by=psychologist, at=now(),
    )  # fmt: skip
    before, rested = due_of(person, case, psychologist)[0], due_of(other, resting, psychologist)[0]

    def slower(table):
        table["case"]["states"]["directed-evaluation"]["clock"] = "9 days"

    digest = adopted(unit, slower)
    [line] = preview_path(then=profile_of(digest), profile="ours", by=head, at=now())
    assert (line.state, line.all, line.later, line.sooner) == ("directed-evaluation", 2, 2, 0)
    assert due_of(person, case, psychologist)[0] == before

    assert reroute(digest=digest, by=head, at=now()) == 2
    due, story = due_of(person, case, psychologist)
    assert due - before == timedelta(days=2)
    assert due_of(other, resting, psychologist)[0] - rested == timedelta(days=2)
    assert [one.act for one in story] == ["opened", "rerouted"]
    assert preview_path(then=profile_of(digest), profile="ours", by=head, at=now()) == []
    assert reroute(digest=digest, by=head, at=now()) == 0, "twice is once"


def test_a_case_in_a_state_that_the_other_path_lacks_stays_on_its_own(unit, psychologist, head):
    person, case = opened(unit, psychologist, "directed-evaluation")

    def without(table):
        states, steps = table["case"]["states"], table["case"]["steps"]
        del states["directed-evaluation"]
        for key, step in list(steps.items()):
            step["leaves"] = [one for one in step["leaves"] if one != "directed-evaluation"]
            if not step["leaves"] or step["enters"] == "directed-evaluation":
                del steps[key]

    digest = adopted(unit, without)
    [line] = preview_path(then=profile_of(digest), profile="ours", by=head, at=now())
    assert (line.unknown, line.all) == (1, 1)
    assert reroute(digest=digest, by=head, at=now()) == 0
    assert [one.act for one in due_of(person, case, psychologist)[1]] == ["opened"]


def test_nobody_else_moves_cases_nor_to_what_was_never_kept(unit, psychologist, head):
    opened(unit, psychologist, "triaged")
    with pytest.raises(Refused, match=r"care\.profile-not-kept"):
        reroute(digest="0" * 64, by=head, at=now())
    with pytest.raises(Refused, match=NOT_PERMITTED.code):
        reroute(digest="0" * 64, by=psychologist, at=now())
    assert Permission.REROUTE_CASES in HEAD_OF_SERVICE.may


def test_the_profile_in_use_is_kept_once_and_takes_no_day(unit):
    for _time in range(2):
        keep_profile(content=content("generic"), by=administrator_of(unit), at=now())
    assert in_force().key == "generic"
    assert profile_of(in_force().digest) == in_force()
