"""The path of a case: every state can be reached and left, and nobody leaves without a reason."""

from dataclasses import fields, replace

import pytest

from muster.policy.profiles import profile, shipped
from muster.policy.rules.case_checks import HOUSE, check_path
from muster.policy.rules.case_path import CasePath
from tools.case_path import PICTURE, drawn

PATH = profile().case
ANYTHING = PATH.states["invited"].waits_for
REASONS = [one.name for one in fields(profile().reasons)]


def codes(path: CasePath) -> list[str]:
    return [problem.code for problem in check_path(path, REASONS)]


def with_step(key: str, **changed) -> CasePath:
    return replace(PATH, steps={**PATH.steps, key: replace(PATH.steps[key], **changed)})


def with_state(key: str, **changed) -> CasePath:
    return replace(PATH, states={**PATH.states, key: replace(PATH.states[key], **changed)})


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_profile_has_a_path_in_order(name):
    own = profile(name)
    assert list(check_path(own.case, [one.name for one in fields(own.reasons)])) == []


def test_the_path_holds_the_states_of_the_field():
    assert set(PATH.states) >= {
        "awaiting-triage", "crisis", "assessment", "decision", "plan", "waiting", "review",
        "transfer", "closing", "closed", "hospital", "directed-evaluation",
    }  # fmt: skip


def test_from_everywhere_a_crisis_can_be_called():
    open_states = {key for key, state in PATH.states.items() if not state.ends}
    by_people = open_states - {"invited", "answering", "crisis"}
    assert by_people <= {
        one for s in PATH.steps.values() if s.enters == "crisis" for one in s.leaves
    }


def test_a_decision_for_or_against_care_is_signed_by_two_disciplines():
    assert PATH.steps["decide"].signatures == PATH.steps["decide-no-care"].signatures == 2


def test_every_end_that_a_person_decides_asks_for_a_reason():
    ends = [step for step in PATH.steps.values() if PATH.states[step.enters].ends]
    assert all(step.reasons for step in ends if step.by != (HOUSE,))


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (with_step("wait", enters="nowhere"), "policy.profile-key-unknown"),
        (with_step("wait", by=("sergeant",)), "policy.profile-key-unknown"),
        (with_step("exit", reasons="whim"), "policy.profile-key-unknown"),
        (with_step("exit", reasons=None), "policy.exit-uncoded"),
        (with_state("plan", clock=None), "policy.state-without-clock"),
        (with_state("plan", late_to=None), "policy.profile-key-missing"),
        (with_step("admit", leaves=("hospital",)), "policy.state-unreachable"),
        (with_state("closed", ends=False, waits_for=ANYTHING), "policy.state-dead-end"),
    ],
)  # fmt: skip
def test_a_path_that_leads_astray_is_refused(path, code):
    found = codes(path)
    assert code in found, found


def test_the_picture_in_the_docs_is_drawn_from_this_path():
    assert PICTURE.read_text(encoding="utf-8") == drawn(PATH)
