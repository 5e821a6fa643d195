"""What differs between two profiles is named by its place, and nothing else is."""

from dataclasses import replace

from muster.kernel.time import Measure, Span
from muster.policy.profiles import profile, shipped
from muster.policy.rules.differences import differences
from muster.policy.rules.findings import Tier

GENERIC = profile()


def test_a_profile_differs_from_itself_in_nothing():
    assert differences(GENERIC, GENERIC) == []


def test_a_clock_that_was_changed_is_named_with_both_values():
    rule = replace(GENERIC.tiers[Tier.YELLOW], clock=Span(5, Measure.DAYS))
    other = replace(GENERIC, tiers={**GENERIC.tiers, Tier.YELLOW: rule})
    (found,) = differences(GENERIC, other)
    assert (found.place, found.now, found.then) == ("tiers.yellow.clock", "7 days", "5 days")


def test_what_one_does_not_state_stands_empty():
    scales = {key: rule for key, rule in GENERIC.scales.items() if key != "gad-7"}
    found = differences(GENERIC, replace(GENERIC, scales=scales))
    assert found
    assert all(one.place.startswith("scales.gad-7.") and one.then == "" for one in found)


def test_every_shipped_profile_can_be_compared_both_ways():
    for key in shipped():
        there, back = differences(GENERIC, profile(key)), differences(profile(key), GENERIC)
        assert {(one.place, one.now, one.then) for one in there} == {
            (one.place, one.then, one.now) for one in back
        }
