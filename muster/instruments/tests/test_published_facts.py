"""What real, published answers come to; the figures are those of the reference data's manifest."""

import csv
import os
from collections import Counter
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from muster.instruments.packs import pack
from muster.instruments.rules.blocks import MISSING
from muster.instruments.rules.columns import Columns, score_columns
from muster.instruments.rules.encoding import encode
from muster.instruments.rules.results import Result
from muster.instruments.rules.scalar import score

DATA = Path(os.environ.get("MUSTER_DATA", Path(__file__).parents[4] / "shared" / "data"))
PSYCH = DATA / "psych"
real_data = pytest.mark.skipif(
    not PSYCH.is_dir(), reason="the reference data is not on this machine: its facts are left out"
)


def columns_of(key: str, path: Path, names: list[str]) -> Columns:
    specification = pack(key).specification
    table = pl.read_csv(path, infer_schema_length=None)
    answers = np.full((len(specification.items), len(table)), MISSING, np.int8)
    for row, (code, name) in enumerate(zip(specification.numbered, names, strict=True)):
        encoded = encode(specification.by_code[code], table[name])
        assert not encoded.refused.size
        answers[row] = encoded.values
    return score_columns(specification, answers)


def results_of(key: str, path: Path, names: list[str]) -> list[Result]:
    specification = pack(key).specification
    codes = specification.numbered
    with path.open(encoding="utf-8", newline="") as file:
        return [
            score(specification, dict(zip(codes, (row[n] for n in names), strict=True)))[0]
            for row in csv.DictReader(file)
        ]


NHANES = PSYCH / "nhanes_2017_2018_phq9.csv"
PHQ_COLUMNS = [f"phq{n}" for n in range(1, 10)]
VETERANS = PSYCH / "ptsd_pcl5_us_veterans_221.csv"
PCL_CLUSTERS = (("B", 5), ("C", 2), ("D", 7), ("E", 6))
PCL_COLUMNS = [f"{c}{n}" for c, most in PCL_CLUSTERS for n in range(1, most + 1)]


@real_data
def test_phq_9_of_nhanes_one_by_one() -> None:
    results = results_of("phq-9", NHANES, PHQ_COLUMNS)
    complete = [result for result in results if result.complete]
    assert len(results) == 5_533
    assert len(complete) == 5_068
    assert sum(result.empty for result in results) == 440
    assert Counter(result.band for result in complete) == {
        "minimal": 3_772,
        "mild": 837,
        "moderate": 292,
        "moderately-severe": 124,
        "severe": 43,
    }
    assert sum(result.positive is True for result in results) == 459
    critical = [result for result in results if result.critical]
    assert len(critical) == 192
    assert sum(not result.complete for result in critical) == 1
    assert sum(result.complete and (result.score or 0) < 10 for result in critical) == 64
    missing = Counter(9 - result.answered for result in results if not result.complete)
    assert missing == {1: 15, 2: 3, 3: 1, 4: 1, 8: 5, 9: 440}
    assert all(r.score is None and r.unjudged for r in results if not r.complete)


@real_data
def test_phq_9_of_nhanes_in_columns() -> None:
    columns = columns_of("phq-9", NHANES, PHQ_COLUMNS)
    outcome = columns.outcome("depression")
    assert np.count_nonzero(outcome.judged) == 5_068
    assert np.bincount(outcome.band[outcome.judged]).tolist() == [3_772, 837, 292, 124, 43]
    assert np.count_nonzero(outcome.positive == 1) == 459
    assert np.count_nonzero(columns.critical) == 192
    assert np.count_nonzero(columns.critical & ~outcome.judged) == 1
    assert np.count_nonzero(columns.critical & (outcome.positive == 0)) == 64
    assert np.count_nonzero(outcome.answered == 0) == 440


@real_data
def test_pcl_5_of_veterans() -> None:
    results = results_of("pcl-5", VETERANS, PCL_COLUMNS)
    assert len(results) == 221
    assert sum(result.positive is True for result in results) == 78
    assert sum(result.clusters_met is True for result in results) == 77
    assert sum((result.score or 0) >= 31 for result in results) == 90
    assert sum(result.score or 0 for result in results) / 221 == pytest.approx(30.53, abs=0.005)


@real_data
def test_a_profile_may_set_another_cut_off() -> None:
    columns = columns_of("pcl-5", VETERANS, PCL_COLUMNS)
    assert np.count_nonzero(columns.outcome("ptsd").positive == 1) == 78
    assert np.count_nonzero(columns.outcome("ptsd").clusters_met == 1) == 77
    specification = columns.specification
    lower = score_columns(specification, columns.answers, cutoffs={"ptsd": 31})
    assert np.count_nonzero(lower.outcome("ptsd").positive == 1) == 90


def test_the_same_reckoning_on_a_small_invented_file(tmp_path: Path) -> None:
    """Four invented people, for a machine without the reference data."""
    path = tmp_path / "invented.csv"
    lines = [
        ",".join(PHQ_COLUMNS),
        "2.0,2.0,2.0,2.0,2.0,0.0,0.0,0.0,0.0",  # 10: positive
        "0,0,0,0,0,0,0,0,1",  # 1, and critical
        "3,3,3,3,,,,,2",  # could not be judged, and critical
        ",,,,,,,,",  # nothing answered
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    results = results_of("phq-9", path, PHQ_COLUMNS)
    assert [result.score for result in results] == [10, 1, None, None]
    assert [result.least for result in results] == [10, 1, 14, 0]
    assert [bool(result.critical) for result in results] == [False, True, True, False]
    assert [result.empty for result in results] == [False, False, False, True]
    columns = columns_of("phq-9", path, PHQ_COLUMNS)
    assert [columns.row(sitting)[0] for sitting in range(4)] == results
