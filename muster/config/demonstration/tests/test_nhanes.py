"""The survey's published facts come out of the packaged table, and nothing of it is executed."""

import sys
from pathlib import Path

import numpy as np
import pytest

from muster.config.demonstration import nhanes
from muster.config.demonstration.nhanes import NOT_ANSWERED, Survey
from muster.kernel.problems import Refused


def test_the_known_facts_come_out_exactly(survey: Survey) -> None:
    lacking = (survey.answers == NOT_ANSWERED).sum(axis=1)
    assert len(survey.ids) == len(set(survey.ids)) == 5_533
    assert len(survey.complete) == 5_068
    assert np.bincount(lacking, minlength=10).tolist() == [5_068, 15, 3, 1, 1, 0, 0, 0, 5, 440]
    scores = survey.complete.sum(axis=1)
    bands = np.digitize(scores, [5, 10, 15, 20])
    assert np.bincount(bands).tolist() == [3_772, 837, 292, 124, 43]
    assert (scores >= 10).sum() == 459
    assert (survey.answers[:, 8] >= 1).sum() == 192
    critical = survey.complete[:, 8] >= 1
    assert critical.sum() == 191
    assert (scores[critical] < 10).sum() == 64


def test_the_package_itself_is_never_run() -> None:
    assert nhanes.table().suffix == ".tsv"
    assert "nhanes" not in sys.modules
    assert "nhanes.load" not in sys.modules


def _copy(tmp_path: Path, answer: str) -> Path:
    path = tmp_path / "table.tsv"
    head = "\t".join(("SEQN", "AgeInYearsAtScreening", *nhanes.ITEMS))
    row = "\t".join(("1.0", "30.0", *["0.0"] * 8, answer))
    path.write_text(f"{head}\n{row}\n", encoding="utf-8")
    return path


def test_an_unknown_answer_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        nhanes.read(_copy(tmp_path, "7.0"))
    said = refused.value.problem.says("en")
    assert "row 1" in said
    assert "ThoughtYouWouldBeBetterOffDead" in said


def test_a_blank_is_not_answered(tmp_path: Path) -> None:
    assert nhanes.read(_copy(tmp_path, "")).answers[0, 8] == NOT_ANSWERED
