"""Guidance: what fits somebody and why; a “no” counts at once, and no idea comes ten times."""

from collections import Counter

import pytest

from muster.kernel.problems import Refused
from muster.transition.guidance.suggesting import Wishes, roles, suggest
from muster.transition.rules.guidance import Occupation, Person, liked, ranked


def job(code, skills, months=1, paid=True, conditions=(), interests="RIC"):
    return Occupation(
        code, frozenset(skills.split()), months, paid, 0, frozenset(conditions), interests
    )


JOBS = [
    job("guard", "watch patrol radio"),
    job("watchman", "watch patrol radio keys"),
    job("driver", "drive route radio", conditions={"driving"}),
    job("nurse", "care hygiene aid", months=24, paid=False),
]


def codes(person, **more):
    return [fit.code for fit in ranked(person, JOBS, **more)]


def test_what_is_held_and_missing_is_named_the_rarest_first():
    fit = next(
        fit for fit in ranked(Person(frozenset({"watch", "radio"})), JOBS) if fit.code == "guard"
    )
    assert fit.held == ("watch", "radio")
    assert fit.missing == ("patrol",)


def test_variants_of_one_idea_do_not_stand_side_by_side():
    person = Person(frozenset({"watch", "patrol", "radio", "drive"}))
    assert codes(person)[:2] in (["guard", "driver"], ["driver", "guard"])


def test_a_no_takes_the_occupation_away_and_what_is_like_it_down():
    person = Person(frozenset({"watch", "patrol", "radio"}))
    after = Person(person.skills, no=frozenset({"guard"}))
    before_score = {fit.code: fit.score for fit in ranked(person, JOBS)}
    after_score = {fit.code: fit.score for fit in ranked(after, JOBS)}
    assert "guard" not in after_score
    assert after_score["watchman"] < before_score["watchman"]
    assert after_score["nurse"] == before_score["nurse"]


def test_who_must_earn_or_has_little_time_is_not_sent_to_college():
    skills = frozenset({"care", "hygiene", "aid"})
    assert "nurse" in codes(Person(skills))
    assert "nurse" not in codes(Person(skills, earning=True))
    assert "nurse" not in codes(Person(skills, months=12))


def test_a_condition_that_does_not_suit_is_said_and_costs():
    free, bound = (
        Person(frozenset({"drive"})),
        Person(frozenset({"drive"}), avoid=frozenset({"driving"})),
    )
    fits = [next(fit for fit in ranked(one, JOBS) if fit.code == "driver") for one in (free, bound)]
    assert fits[0].score > fits[1].score
    assert fits[1].against == ("driving",)


def test_links_of_similar_trades_move_an_occupation_up():
    person = Person(frozenset({"radio"}))
    assert codes(person)[0] != "nurse"
    assert codes(person, trades={"nurse": 1.0})[:2] == ["guard", "nurse"]


def test_interests_are_weighed_by_their_order():
    likes = {"R": 6.0, "I": 5.0, "C": 4.0}
    assert liked(likes, "RIC") == 1.0
    assert liked(likes, "RIC") > liked(likes, "CIR") > liked(likes, "SEA") == 0


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("infantry squad leader", "infantry-squad-leader"),
        ("Командир отделения", "infantry-squad-leader"),
        ("Cannon Crewmember", "gun-crew"),
        ("снайпер", "sniper"),
        ("Combat  ENGINEER!", "combat-engineer"),
    ],
)
def test_a_title_or_alias_in_either_language_is_its_role(title, role):
    assert [one.key for one in roles().meant(title)] == [role]


def test_combat_roles_get_five_explained_ideas_in_both_languages():
    for title in ("infantryman", "наводчик танка", "mortarman"):
        found = suggest(title, most=8).suggestions
        assert len(found) >= 5
        assert len({one.isco[:2] for one in found}) >= 4
        for one in found:
            assert len(one.reasons) >= 3
            assert all(reason["en"] and reason["ru"] != reason["en"] for reason in one.reasons)


def test_a_wish_without_meaning_is_refused():
    with pytest.raises(Refused, match="guidance.unknown-condition"):
        suggest("sniper", Wishes(avoid=("monday",)))
    with pytest.raises(Refused, match="guidance.no-title"):
        suggest(" –!")


def test_of_eight_ideas_at_most_three_are_of_one_group_and_few_are_called_surprising():
    for title in ("clerk", "truck driver", "cook", "infantryman"):
        found = suggest(title, most=8).suggestions
        assert len(found) == 8
        assert max(Counter(one.isco[:2] for one in found).values()) <= 3
        assert max(Counter(one.isco[:1] for one in found).values()) <= 4
        assert sum(one.surprising for one in found) <= 2
        assert not found[0].surprising, "the best of all is what anybody would think of"


def test_what_everybody_brings_from_service_says_little():
    person = Person(frozenset({"watch", "patrol", "radio", "drive"}))
    shared = {"watch": 1.0, "patrol": 1.0, "radio": 1.0}
    ahead = []
    for common in ({}, shared):
        score = {fit.code: fit.score for fit in ranked(person, JOBS, common=common)}
        ahead.append(score["driver"] / score["guard"])
    assert ahead[1] > 1.2 * ahead[0]
    first = [one.isco for one in suggest("radio operator", most=8).suggestions[:3]]
    assert {"3155", "2529"} <= set(first)
