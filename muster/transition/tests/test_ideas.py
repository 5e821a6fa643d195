"""Interests, wants and noes: rules alone, and through the commands and queries of the person."""

from collections import Counter

import pytest

from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.transition.commands.ideas import answer_interests, refuse_idea, say_wants
from muster.transition.commands.profile import answer_service, settle_skills
from muster.transition.guidance.starter import starter
from muster.transition.profile.questions import ON_A_PAGE, PAGES, items, kinds, on_page
from muster.transition.profile.suggested import MOST, ideas, why
from muster.transition.queries.profile import own_ideas, own_profile
from muster.transition.rules.ideas import (
    NOT_ME,
    PLACE,
    TOO_LIKE,
    TOO_LONG,
    UNPAID,
    No,
    Wants,
    person,
    said_no,
    suits,
    taken_back,
)
from muster.transition.rules.interests import letters, scored
from muster.transition.rules.service_asked import Service
from tests.companies import muster_up
from tests.houses import account_of_person, make_unit

AT = now()
SERGEANT = starter().roles["infantry-squad-leader"].skills
EVERY = {one.code: one for one in starter().occupations()}


def test_thirty_items_one_of_each_kind_on_every_page():
    assert Counter(kinds().values()) == dict.fromkeys("RIASEC", 5)
    assert len(kinds()) == PAGES * ON_A_PAGE == 30
    for number in range(1, PAGES + 1):
        assert {one.kind for one in on_page(number)} == set("RIASEC")
    assert on_page(0) == on_page(PAGES + 1)[:0] or on_page(PAGES + 1) == ()
    assert all(one.says["en"] and one.says["ru"] for one in items())


def answered(**by_kind):
    return {one.key: by_kind.get(one.kind, 0) for one in items()}


def test_interests_are_means_and_the_strongest_comes_first():
    found = scored(answered(S=2, E=1), kinds())
    assert [(one.kind, one.share, one.answered) for one in found[:2]] == [
        ("S", 1.0, 5), ("E", 0.5, 5),
    ]  # fmt: skip
    assert letters(found) == {"S": 1.0, "E": 0.5}


def test_who_answers_too_little_or_everything_alike_gets_no_interests():
    few = dict(list(answered(S=2).items())[:12])
    assert scored(few, kinds()) == ()
    assert scored(answered(**dict.fromkeys("RIASEC", 2)), kinds()) == ()
    assert scored({}, kinds()) == ()
    assert scored({**answered(S=2), "no-such": 2}, kinds())[0].answered == 5


def test_a_sergeant_gets_ideas_each_with_what_is_held_and_what_closes_the_gap():
    found = ideas(SERGEANT, (), Wants(), ())
    assert len(found) == MOST
    assert all(one.held and one.way.says["ru"] for one in found)
    groups = Counter(one.job.isco[:2] for one in found)
    assert max(groups.values()) <= 3, "not ten variants of one"
    assert ideas((), (), Wants(), ()) == []


def test_interests_change_the_order_and_say_so():
    liked = ideas(SERGEANT, scored(answered(S=2, E=1), kinds()), Wants(), ())
    plain = ideas(SERGEANT, (), Wants(), ())
    assert [one.job.isco for one in liked] != [one.job.isco for one in plain]
    said = [reason for one in liked for reason in why(one, "ru")]
    assert "Это близко к тому, что вам интересно." in said


def test_what_somebody_needs_and_values_is_named():
    wants = Wants(needs=("sitting",), values=("hours",))
    found = ideas(SERGEANT, (), wants, ())
    said = "\n".join(reason for one in found for reason in why(one, "en"))
    assert "It has what you need: sitting work." in said
    assert suits(wants, next(one for one in EVERY.values() if "regular" in one.conditions))


def who(wants=None, *noes):
    return person(SERGEANT, {}, wants or Wants(), noes, EVERY)


def test_a_no_teaches_by_its_reason():
    long = next(one for one in EVERY.values() if one.months == 48)
    assert who(None, No(long.code, TOO_LONG)).months == 47
    assert who(Wants(months=6), No(long.code, TOO_LONG)).months == 6
    assert who(None, No(long.code, UNPAID)).earning
    assert not who(None, No(long.code, NOT_ME)).earning
    night = next(one for one in EVERY.values() if "nights" in one.conditions)
    assert who(None, No(night.code, PLACE)).avoid == night.conditions
    obvious = {one.code for one in EVERY.values() if one.obvious}
    assert who(None, No(min(obvious), TOO_LIKE)).no == obvious
    assert who(None, No("0000", NOT_ME)).no == frozenset()


def test_the_list_changes_at_once_and_a_no_is_taken_back():
    first = ideas(SERGEANT, (), Wants(), ())[0].job.isco
    noes = said_no((), first, NOT_ME)
    assert first not in {one.job.isco for one in ideas(SERGEANT, (), Wants(), noes)}
    assert said_no(noes, first, PLACE) == (No(first, PLACE),)
    assert taken_back(noes, first) == ()
    unpaid = ideas(SERGEANT, (), Wants(), said_no((), first, UNPAID))
    assert all(one.way.paid or one.way.months <= 1 for one in unpaid)


@pytest.fixture
def soldier(db):
    unit = make_unit("T")
    somebody = muster_up(unit, {unit: ["Гайко"]})["Гайко"]
    by = Viewer(account_of_person(somebody, unit), MEMBER, person=somebody)
    return {"person": somebody, "by": by, "at": AT}


@pytest.mark.database
def test_the_person_answers_refuses_and_takes_back(soldier):
    assert own_ideas(**soldier).ideas == ()
    answer_service(service=Service("infantry squad leader"), **soldier)
    offered = [one.key for one in own_profile(**soldier).skills]
    settle_skills(ticked=offered, **soldier)
    answers = answered(S=2)
    answer_interests(answers=dict(list(answers.items())[:6]), **soldier)
    assert own_ideas(**soldier).interests == ()
    answer_interests(answers=dict(list(answers.items())[6:]), **soldier)
    found = own_ideas(**soldier)
    assert len(found.ideas) >= 5
    assert found.interests[0].kind == "S"
    first = found.ideas[0].job.isco
    refuse_idea(code=first, reason=NOT_ME, **soldier)
    after = own_ideas(**soldier)
    assert first not in {one.job.isco for one in after.ideas}
    assert after.noes == (No(first, NOT_ME),)
    refuse_idea(code=first, reason="", **soldier)
    assert own_ideas(**soldier).noes == ()
    say_wants(wants=Wants(needs=("quiet",), values=("hours",), moves="no"), **soldier)
    assert own_profile(**soldier).wants.needs == ("quiet",)


@pytest.mark.database
def test_what_is_no_answer_is_refused(soldier):
    for wrong in (
        lambda: answer_interests(answers={"mend": 3}, **soldier),
        lambda: answer_interests(answers={"no-such": 1}, **soldier),
        lambda: say_wants(wants=Wants(needs=("bad-knee",)), **soldier),
        lambda: say_wants(wants=Wants(values=("pay", "team", "hours", "secure")), **soldier),
        lambda: refuse_idea(code="0000", reason=NOT_ME, **soldier),
        lambda: refuse_idea(code=min(EVERY), reason="ill", **soldier),
    ):
        with pytest.raises(Refused):
            wrong()
