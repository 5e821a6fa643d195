"""The benchmark measures what it says: real results on invented answers (no time is tested)."""

import numpy as np

from muster.instruments.bench import bulk, invented
from muster.instruments.packs import pack
from muster.instruments.rules.columns import score_columns


def test_the_case_reports_its_rates_and_their_ratio() -> None:
    case = bulk(sittings=1_000, runs=1)
    assert case["name"] == "bulk"
    assert case["ratio"] == case["rate"] / case["yardstick_rate"]


def test_the_invented_answers_need_every_flag() -> None:
    specification = pack("pcl-5").specification
    columns = score_columns(specification, invented(specification, 20_000))
    outcome = columns.outcome("ptsd")
    assert set(np.unique(outcome.clusters_met)) == {-1, 0, 1}
    assert set(np.unique(outcome.positive)) == {-1, 0, 1}
