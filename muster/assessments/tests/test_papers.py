"""Paper typed in: it counts at once, and what is acted on is typed by two hands."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.access.roles import ASSESSMENT_TEAM
from muster.access.viewers import Viewer
from muster.assessments import events
from muster.assessments.commands import settle_paper, type_again, type_in
from muster.assessments.queries import (
    answers,
    open_papers,
    paper_differences,
    results,
)
from muster.assessments.rules.paper import Check, acted_on, more_serious
from muster.instruments.packs import pack
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.policy.queries import in_force
from tests.houses import local_day

PHQ9 = pack("phq-9").specification


@pytest.fixture
def told(monkeypatch):
    heard = []
    for news in (events.CRITICAL_ANSWERED, events.SUBMITTED):
        monkeypatch.setattr(news, "_listeners", {**news._listeners, "test": heard.append})
    return heard


@pytest.fixture
def team(unit) -> Viewer:
    return Viewer(AccountId(new_id()), ASSESSMENT_TEAM, (unit,))


def form(item_nine: int | None = 0, instrument="phq-9", **more: int) -> dict[str, int]:
    values = dict.fromkeys((one.code for one in pack(instrument).specification.items), 0)
    if instrument == "phq-9":
        values["phq9-9"] = item_nine
    return {code: value for code, value in {**values, **more}.items() if value is not None}


def typed(person, by, values, *, sitting=None, instrument="phq-9", on=None):
    made = sitting or new_id()
    found = type_in(
        person=person, sitting=made, instrument=instrument, language="ru",
        answered_on=on or local_day() - timedelta(days=3), values=values, profile=in_force(),
        by=by, at=now(),
    )  # fmt: skip
    return made, found


def again(person, sitting, by, item_nine, *, alone=False):
    values = {} if item_nine is None else {"phq9-9": item_nine}
    return type_again(person=person, sitting=sitting, values=values, alone=alone, by=by, at=now())


@pytest.mark.django_db
def test_a_form_counts_when_it_was_typed_once(person, psychologist, told):
    sitting, check = typed(person, psychologist, form(2))
    assert check is Check.WAITING
    assert [(one.mode, one.sitting) for one in told] == [("paper", sitting)]
    [line] = results(person=person, by=psychologist, at=now())
    assert (line.score, line.critical) == (2, ("phq9-9",))
    assert typed(person, psychologist, form(3), sitting=sitting) == (sitting, Check.WAITING)
    assert len(told) == 1


@pytest.mark.django_db
def test_a_second_hand_that_agrees_ends_the_check(person, psychologist, team, told):
    sitting, _check = typed(person, psychologist, form(1))
    assert [one.sitting for one in open_papers(by=team, at=now())] == [sitting]
    assert again(person, sitting, team, 1) is Check.AGREED
    assert open_papers(by=team, at=now()) == []
    with pytest.raises(Refused, match="paper-checked"):
        again(person, sitting, team, 1)
    assert len(told) == 1


@pytest.mark.django_db
def test_the_first_hand_checks_itself_only_where_nobody_else_is_there(person, psychologist):
    sitting, _check = typed(person, psychologist, form(0))
    with pytest.raises(Refused, match="another-hand"):
        again(person, sitting, psychologist, 0)
    assert again(person, sitting, psychologist, 0, alone=True) is Check.AGREED


@pytest.mark.django_db
def test_the_mark_of_one_hand_alone_stays_until_somebody_settles(person, psychologist, team):
    sitting, _check = typed(person, psychologist, form(0))
    again(person, sitting, psychologist, 1, alone=True)
    [open_one] = open_papers(by=team, at=now())
    assert open_one.alone
    assert open_one.check is Check.DISAGREED
    # Another hand does not become the first's by saying that it is alone.
    other, _check = typed(person, psychologist, form(0))
    again(person, other, team, 1, alone=True)
    assert [one.alone for one in open_papers(by=team, at=now())] == [True, False]


@pytest.mark.django_db
@pytest.mark.parametrize(("first", "second"), [(0, 2), (1, 3), (None, 1)])
def test_the_graver_of_two_typings_is_told_at_once(person, psychologist, team, told, first, second):
    sitting, _check = typed(person, psychologist, form(first))
    assert again(person, sitting, team, second) is Check.DISAGREED
    assert (told[-1].item, told[-1].value, told[-1].mode) == ("phq9-9", second, "paper")
    [difference] = paper_differences(person=person, sitting=sitting, by=psychologist, at=now())
    assert (difference.first, difference.second) == (first, second)


@pytest.mark.django_db
@pytest.mark.parametrize(("first", "second"), [(2, 0), (3, 1), (1, None)])
def test_a_milder_second_typing_lowers_nothing(person, psychologist, team, told, first, second):
    sitting, _check = typed(person, psychologist, form(first))
    assert again(person, sitting, team, second) is Check.DISAGREED
    assert len(told) == 1


@pytest.mark.django_db
def test_what_differed_is_settled_with_a_reason_and_the_sitting_set_right(
    person, psychologist, team, told
):
    sitting, _check = typed(person, psychologist, form(0, phq9_1=None) | {"phq9-1": 3})
    again(person, sitting, team, 2)
    asked = {
        "person": person, "sitting": sitting, "correction": new_id(), "profile": in_force(),
        "values": {"phq9-9": 2}, "by": psychologist, "at": now(),
    }  # fmt: skip
    with pytest.raises(Refused, match="unknown-correction"):
        settle_paper(**asked, reason="because")
    settle_paper(**asked, reason="wrong-answer")
    assert open_papers(by=team, at=now()) == []
    found = answers(
        person=person, sitting=asked["correction"], reason="x", by=psychologist, at=now()
    )
    assert (found["phq9-9"], found["phq9-1"]) == (2, 3)
    assert told[-1].corrects == sitting
    with pytest.raises(Refused, match="paper-agrees"):
        settle_paper(**asked, reason="wrong-answer")


@pytest.mark.django_db
def test_where_the_first_was_right_the_sitting_stays(person, psychologist, team, told):
    sitting, _check = typed(person, psychologist, form(0))
    again(person, sitting, team, 2)
    settle_paper(
        person=person, sitting=sitting, correction=new_id(), values={"phq9-9": 0},
        reason="wrong-answer", profile=in_force(), by=psychologist, at=now(),
    )  # fmt: skip
    assert len([one for one in told if isinstance(one, events.Submitted)]) == 1


@pytest.mark.django_db
def test_a_form_without_critical_items_needs_no_second_key(person, psychologist, team):
    _sitting, check = typed(person, psychologist, form(instrument="gad-7"), instrument="gad-7")
    assert check is Check.NOT_NEEDED
    assert open_papers(by=team, at=now()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("values", [{"phq9-9": 4}, {"phq9-99": 0}, {}])
def test_what_cannot_stand_on_the_paper_is_refused(person, psychologist, values):
    with pytest.raises(Refused):
        typed(person, psychologist, values)


@pytest.mark.django_db
def test_a_form_of_tomorrow_is_refused(person, psychologist):
    with pytest.raises(Refused, match="future-date"):
        typed(person, psychologist, form(), on=local_day() + timedelta(days=2))


VALUES = st.none() | st.integers(0, 3)


@given(VALUES, VALUES)
def test_only_what_is_acted_on_and_graver_is_told_for_the_second_key(first, second):
    keyed = [{} if value is None else {"phq9-9": value} for value in (first, second)]
    graver = more_serious(PHQ9, *keyed)
    item = PHQ9.by_code["phq9-9"]
    assert bool(graver) is (acted_on(item, second) and (first is None or second > first))
    assert not more_serious(PHQ9, keyed[0], keyed[0])
