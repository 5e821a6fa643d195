"""The shipped profiles hold; a faulty one is refused, and the fault is named."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from muster.kernel.time import Measure, Span
from muster.policy.profiles import ProfileRefused, profile, profile_from, shipped
from muster.policy.rules.findings import FLOORS, Finding, Tier
from muster.policy.rules.profile import OnRequest

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write an invented force's profile on top of the generic one and return its path."""

    def written(text: str, head: str = 'extends = "generic"\nkey = "ours"\n') -> Path:
        path = tmp_path / "ours.toml"
        path.write_text(head + text, encoding="utf-8")
        return path

    return written


def problems_of(path: Path) -> dict[str, str]:
    with pytest.raises(ProfileRefused) as caught:
        profile_from(path)
    return {problem.code: problem.says("en") for problem in caught.value.problems}


@pytest.mark.parametrize("key", shipped())
def test_every_shipped_profile_is_sound(key: str):
    assert profile(key).key == key


def test_the_promises_of_the_generic_profile():
    clocks = {tier: str(rule.clock) for tier, rule in profile().tiers.items() if rule.clock}
    assert clocks == {
        Tier.RED: "0 minutes",
        Tier.AMBER: "24 hours",
        Tier.YELLOW: "7 days",
        Tier.GREEN: "28 days",
    }


def test_the_cut_offs_of_the_generic_profile():
    scales = profile().scales
    assert {key: rule.cutoff() for key, rule in scales.items()} == {
        "phq-9": 10,
        "gad-7": 10,
        "pcl-5": 33,
        "pc-ptsd-5": 3,
        "audit-c": 3,
        "muster-check-in": None,
    }
    assert [scales["audit-c"].cutoff(sex) for sex in ("male", "female")] == [4, 3]
    assert [scales["pc-ptsd-5"].cutoff(sex) for sex in ("male", "female")] == [4, 3]


def test_every_finding_has_one_tier_and_none_stands_below_its_floor():
    for key in shipped():
        tier_of = profile(key).tier_of
        assert set(tier_of) == set(Finding)
        assert all(tier_of[finding].rank <= floor.rank for finding, floor in FLOORS.items())


def test_a_paper_form_with_a_critical_answer_is_called_the_same_day():
    clocks = profile().clock_of
    assert clocks[Finding.CRITICAL_ANSWER] == Span(24, Measure.HOURS)
    assert clocks[Finding.CRITICAL_ANSWER_RECORDED_LATER] == Span(0, Measure.DAYS)


def test_the_demonstration_s_crisis_numbers_say_that_they_are_invented():
    assert all(number.invented for number in profile().crisis.numbers)
    assert [str(rung.after) for rung in profile().crisis.ladder] == [
        "0 minutes",
        "3 minutes",
        "6 minutes",
        "9 minutes",
    ]


def test_every_refused_erasure_states_a_ground_in_both_languages():
    for rule in profile().retention.values():
        if rule.on_request is OnRequest.REFUSE:
            ground = profile().grounds[str(rule.ground)]
            assert ground.said_in("en") != ground.said_in("ru")


def test_the_us_profile_keeps_the_generic_clocks_and_says_what_is_to_be_verified():
    us = profile("us")
    assert us.tier_of == profile().tier_of
    assert us.disclosure.verify
    assert us.digest != profile().digest


def test_a_profile_cannot_be_changed_once_read():
    with pytest.raises(FrozenInstanceError):
        profile().key = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        profile().scales["phq-9"] = None  # type: ignore[index]


def test_a_force_states_only_what_differs(write: Write):
    ours = profile_from(
        write("[scales.phq-9]\npositive_from = 12\n[tiers.yellow]\nclock = '5 days'")
    )
    assert ours.scales["phq-9"].cutoff() == 12
    assert ours.scales["phq-9"].very_high_from == 20
    assert ours.tiers[Tier.YELLOW].clock == Span(5, Measure.DAYS)
    assert ours.scales["gad-7"] == profile().scales["gad-7"]


def test_a_force_s_own_file_is_found_by_its_path(write: Write):
    assert profile(str(write(""))).key == "ours"


def test_the_digest_names_the_content_whatever_its_order(write: Write):
    first = profile_from(write("[comparison]\nwithin='1 year'\n[tiers.green]\nclock='20 days'"))
    again = profile_from(write("[tiers.green]\nclock='20 days'\n[comparison]\nwithin='1 year'"))
    other = profile_from(write("[tiers.green]\nclock='21 days'\n[comparison]\nwithin='1 year'"))
    assert first.digest == again.digest != other.digest


@pytest.mark.parametrize(
    ("text", "code", "names"),
    [
        ("colour = 'blue'", "policy.profile-key-unknown", ("head of the file", "colour")),
        ("[tiers.amber]\nclok='1 hours'", "policy.profile-key-unknown", ("tiers.amber", "clok")),
        ("[tiers.purple]\nfindings=[]", "policy.profile-value-wrong", ("tiers", "purple")),
        ("[tiers.amber]\nclock='a day'", "policy.profile-value-wrong", ("tiers.amber", "clock")),
        ("[tiers.amber]\nclock='-1 hours'", "policy.profile-value-wrong", ("clock", "-1 hours")),
        ("[tiers.amber]\nclock=24", "policy.profile-value-wrong", ("tiers.amber", "clock")),
        ("[tiers]\namber='24 hours'", "policy.profile-value-wrong", ("tiers", "amber")),
        ("[scales.gad-7]\npositive_from=true", "policy.profile-value-wrong", ("scales.gad-7",)),
        (
            "[scales.isi]\nraised_from=8",
            "policy.profile-key-missing",
            ("scales.isi", "positive_from"),
        ),
        ("[reasons.exit.x]\nen='Other'", "policy.profile-key-missing", ("reasons.exit.x", "ru")),
        ("[retention.jobs]\nkeep='a while'", "policy.profile-value-wrong", ("retention.jobs",)),
        ("[retention.jobs]\nkeep='-1 days'", "policy.profile-value-out-of-range", ("keep",)),
        ("[retention.jobs]\nkeep='900 years'", "policy.profile-value-wrong", ("900 years",)),
        ("[retention.jobs]\non_request='refuse'", "policy.profile-key-missing", ("ground",)),
        ("[retention.jobs]\nground='x'", "policy.profile-code-unknown", ("retention.jobs", "x")),
        ("[expected]\nprevalence=2.8", "policy.profile-value-out-of-range", ("prevalence", "2.8")),
        ("[expected]\nprevalence=nan", "policy.profile-value-out-of-range", ("prevalence",)),
        ("[tiers.red]\nclock='2 hours'", "policy.profile-clock-too-long", ("tiers.red", "clock")),
        ("[tiers.amber]\nclock='3 days'", "policy.profile-clock-too-long", ("tiers.amber",)),
        (
            "[tiers.green]\nclock='3 days'",
            "policy.profile-clocks-out-of-order",
            ("tiers.yellow", "tiers.green"),
        ),
        (
            "[tiers.amber.sooner]\nvery-high-score='2 days'",
            "policy.profile-clocks-out-of-order",
            ("tiers.amber.sooner", "very-high-score"),
        ),
        (
            "[tiers.amber.sooner]\npositive='1 hours'",
            "policy.profile-sooner-elsewhere",
            ("tiers.amber.sooner", "positive"),
        ),
        (
            "[scales.phq-9]\nraised_from=11",
            "policy.profile-bands-overlap",
            ("scales.phq-9", "raised_from", "positive_from"),
        ),
        (
            "[scales.phq-9]\npositive_from=20",
            "policy.profile-bands-overlap",
            ("scales.phq-9", "very_high_from"),
        ),
        (
            "[calendars.deployment.windows.on-return]\ncloses='100 days'",
            "policy.profile-windows-overlap",
            ("calendars.deployment", "on-return"),
        ),
        (
            f"[calendars.yearly.windows.{'y' * 30}]\n"
            "anchor='event'\nopens='1 days'\ncloses='2 days'",
            "policy.profile-value-wrong",
            ("calendars.yearly", "at most 29"),
        ),
        (
            "[campaigns]\nlate_for='-1 days'",
            "policy.profile-value-out-of-range",
            ("campaigns", "late_for"),
        ),
        (
            "[campaigns]\ninterviews_per_100=101",
            "policy.profile-value-out-of-range",
            ("interviews_per_100",),
        ),
        (
            "[crisis]\nladder=[{role='a', after='5 minutes'}, {role='b', after='1 minutes'}]",
            "policy.profile-clocks-out-of-order",
            ("crisis.ladder",),
        ),
    ],
)
def test_a_bad_profile_is_refused_by_table_and_key(
    write: Write, text: str, code: str, names: tuple[str, ...]
):
    found = problems_of(write(text))
    assert code in found
    assert all(name in found[code] for name in names), found[code]


def test_a_tier_without_a_clock_is_refused(write: Write):
    generic = (Path(__file__).parents[1] / "profiles" / "generic.toml").read_text("utf-8")
    found = problems_of(write(generic.replace('clock = "7 days"\n', ""), head=""))
    assert "tiers.yellow" in found["policy.profile-tier-without-clock"]


def test_a_finding_in_no_tier_in_two_or_too_low_is_refused(write: Write):
    generic = (Path(__file__).parents[1] / "profiles" / "generic.toml").read_text("utf-8")
    without = generic.replace('  "worse",\n', "")
    assert "worse" in problems_of(write(without, head=""))["policy.profile-finding-without-tier"]
    twice = generic.replace('"raised", "missed', '"raised", "worse", "missed')
    assert "yellow" in problems_of(write(twice, head=""))["policy.profile-finding-twice"]
    low = generic.replace('  "critical-answer",\n', "").replace(
        '"raised", "missed', '"raised", "critical-answer", "missed'
    )
    assert "amber" in problems_of(write(low, head=""))["policy.profile-finding-too-low"]


def test_all_that_is_wrong_is_said_at_once(write: Write):
    found = problems_of(write("[tiers.amber]\nclok='1 hours'\n[path]\nfirst_session='soon'"))
    assert set(found) == {"policy.profile-key-unknown", "policy.profile-value-wrong"}


def test_what_cannot_be_read_at_all_is_named(write: Write, tmp_path: Path):
    assert "ours.toml" in problems_of(write("[tiers\n"))["policy.profile-unreadable"]
    assert "policy.profile-unreadable" in problems_of(tmp_path / "absent.toml")
    nowhere = problems_of(write("", head='extends = "nowhere"\nkey = "o"\n'))
    assert "nowhere" in nowhere["policy.no-such-profile"]


def test_a_profile_neither_extends_itself_nor_passes_for_another(write: Write):
    loop = problems_of(write("", head='extends = "generic"\nkey = "generic"\n'))
    assert "policy.profile-extends-itself" in loop
    nameless = problems_of(write("", head='extends = "generic"\n'))
    assert "key" in nameless["policy.profile-key-missing"]


def test_every_problem_is_said_in_russian_too(write: Write):
    with pytest.raises(ProfileRefused) as caught:
        profile_from(write("[tiers.amber]\nclock='a day'"))
    assert "требуется срок вида" in caught.value.problem.says("ru")
    assert "Исправьте файл" in caught.value.problem.remedy("ru")
