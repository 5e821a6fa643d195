"""Before a force changes a threshold, it sees what that would do."""

from __future__ import annotations

import pytest

from muster.detection.queries.previewing import preview
from muster.detection.tests.steps import phq9, sit
from muster.kernel.time import now
from muster.policy.profiles import profile_from

pytestmark = pytest.mark.django_db


def test_a_lower_cut_off_moves_those_between_the_two(person, psychologist, tmp_path):
    sit(person, psychologist, phq9(phq9_1=3, phq9_2=3, phq9_3=2))
    file = tmp_path / "lower.toml"
    file.write_text(
        'key = "lower"\nversion = "1"\nextends = "generic"\n\n[scales.phq-9]\npositive_from = 8\n'
    )
    found = preview(
        then=profile_from(file), profile="lower", prevalence=0.1, by=psychologist, at=now()
    )
    assert (found.results, found.changed) == (1, 1)
    [move] = found.moves
    assert (move.now.value, move.then.value) == ("green", "yellow")
    outlook = next(one for one in found.outlooks if one.scale == "phq-9")
    assert (outlook.now.cutoff, outlook.then.cutoff) == (10, 8)
    assert outlook.now.expected.ppv is not None


def test_the_same_profile_moves_nobody(person, psychologist):
    from muster.policy.queries import in_force

    sit(person, psychologist, phq9(phq9_1=3, phq9_2=3, phq9_3=2))
    found = preview(then=in_force(), profile="generic", prevalence=None, by=psychologist, at=now())
    assert found.changed == 0
