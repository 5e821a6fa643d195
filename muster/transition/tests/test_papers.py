"""Papers that run out, reminders of them, and the list of what one may ask for."""

from datetime import timedelta

import pytest

from muster.access.accounts import track_watch
from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from muster.policy.queries import in_force
from muster.transition.commands.papers import (
    drop_paper,
    keep_paper,
    remind_of_papers,
    say_of_benefits,
)
from muster.transition.queries.papers import own_lists
from muster.transition.tests.test_cases import AT, House

TODAY = AT.date()


@pytest.fixture
def about(db):
    house = House()
    return {"person": house.person, "by": house.member, "at": AT}, track_watch((house.unit,))


def test_a_paper_is_reminded_of_once_a_month_before_it_runs_out(about):
    mine, watch = about
    far, soon, lasting = new_id(), new_id(), new_id()
    for paper, days in ((far, 31), (soon, 30), (lasting, None)):
        until = None if days is None else TODAY + timedelta(days=days)
        keep_paper(paper=paper, kind="driving", until=until, **mine)
    assert [one.paper for one in own_lists(**mine).papers] == [soon, far, lasting]
    assert remind_of_papers(by=watch, at=AT) == 1
    assert remind_of_papers(by=watch, at=AT) == 0
    assert remind_of_papers(by=watch, at=AT + timedelta(days=1)) == 1


def test_a_paper_that_was_renewed_or_dropped_is_not_reminded_of(about):
    mine, watch = about
    renewed, dropped = new_id(), new_id()
    for paper in (renewed, dropped):
        keep_paper(paper=paper, kind="identity", until=TODAY + timedelta(days=5), **mine)
    later = {**mine, "at": AT + timedelta(seconds=1)}
    keep_paper(paper=renewed, kind="identity", until=TODAY + timedelta(days=900), **later)
    drop_paper(paper=dropped, **later)
    assert remind_of_papers(by=watch, at=later["at"]) == 0
    assert [one.paper for one in own_lists(**later).papers] == [renewed]
    with pytest.raises(Refused):
        drop_paper(paper=dropped, **later)
    with pytest.raises(Refused):
        keep_paper(paper=new_id(), kind="love-letter", until=None, **mine)


def test_what_one_may_ask_for_is_the_forces_list_and_each_line_has_words_and_a_source(about):
    mine, _watch = about
    listed = in_force().track.benefits
    assert len(listed) >= 5
    assert all(one.source and one.says.said_in("ru") for one in listed.values())
    say_of_benefits(stands={"housing": "asked"}, **mine)
    assert own_lists(**mine).benefits == {"housing": "asked"}
    for wrong in ({"housing": "soon"}, {"yacht": "have"}):
        with pytest.raises(Refused):
            say_of_benefits(stands=wrong, **mine)
