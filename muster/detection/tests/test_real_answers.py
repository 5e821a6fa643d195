"""Real answers come out with the counts their publishers' tables give."""

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from django.conf import settings

from muster.detection.rules.columns import Tiers, judge_columns
from muster.detection.tests.sittings import GENERIC, SHELF
from muster.instruments.rules.columns import score_columns
from muster.policy.rules.findings import Finding, Tier

NHANES = Path(settings.MUSTER_DATA) / "psych" / "nhanes_2017_2018_phq9.csv"
VETERANS = Path(settings.MUSTER_DATA) / "psych" / "ptsd_pcl5_us_veterans_221.csv"
URGENT = (Tier.RED.rank, Tier.AMBER.rank)


def judged(key: str, path: Path, columns: Sequence[str]) -> Tiers:
    with path.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    answers = np.full((len(SHELF[key].items), len(rows)), -1, np.int8)
    for place, name in enumerate(columns):
        answers[place] = [int(float(row[name])) if row[name] else -1 for row in rows]
    return judge_columns(score_columns(SHELF[key], answers), GENERIC)


@pytest.mark.skipif(not NHANES.exists(), reason="the reference data is not on this machine")
def test_nhanes_2017_2018():
    tiers = judged("phq-9", NHANES, [f"phq{number}" for number in range(1, 10)])
    columns, outcome = tiers.batch.columns, tiers.batch.columns.scales[0]
    critical, empty = columns.critical, outcome.answered == 0
    incomplete = ~empty & ~outcome.judged
    assert (len(columns), int(critical.sum()), int((critical & incomplete).sum())) == (5533, 192, 1)
    assert np.isin(tiers.tier[critical], URGENT).all()
    assert int(incomplete.sum()) == 25
    assert (tiers.tier[incomplete] <= Tier.YELLOW.rank).all()
    positive = tiers.has(Finding.POSITIVE) | tiers.has(Finding.VERY_HIGH_SCORE)
    assert int((positive & outcome.judged).sum()) == 459
    assert int(tiers.has(Finding.VERY_HIGH_SCORE).sum()) == 43
    assert int(tiers.has(Finding.RAISED).sum()) == 837
    assert not tiers.queued[empty].any()
    assert tiers.counts == {
        Tier.RED: 24,
        Tier.AMBER: 191,
        Tier.YELLOW: 333,
        Tier.GREEN: 788,
        Tier.NONE: 4197,
    }


@pytest.mark.skipif(not VETERANS.exists(), reason="the reference data is not on this machine")
def test_us_veterans_pcl5():
    with VETERANS.open(encoding="utf-8") as text:
        items = text.readline().strip().split(",")
    tiers = judged("pcl-5", VETERANS, items)
    assert int(tiers.has(Finding.POSITIVE).sum()) == 78
    assert int((tiers.batch.columns.scales[0].clusters_met == 1).sum()) == 77
    assert int(tiers.has(Finding.CLUSTERS_MET_BELOW_CUTOFF).sum()) == 14
    assert tiers.counts[Tier.YELLOW] == 92


def test_invented_answers_in_place_of_the_real_ones():
    """Invented sheets of every kind NHANES has: whole, empty, critical, short by one or by all."""
    draw = np.random.default_rng(20260309)
    answers = draw.integers(-1, 4, (10, 3_000)).astype(np.int8)
    answers[:, :300] = -1
    answers[:, 300:900] = 0
    tiers = judge_columns(score_columns(SHELF["phq-9"], answers), GENERIC)
    columns, outcome = tiers.batch.columns, tiers.batch.columns.scales[0]
    assert np.isin(tiers.tier[columns.critical], URGENT).all()
    incomplete = (outcome.answered > 0) & ~outcome.judged
    assert (tiers.tier[incomplete] <= Tier.YELLOW.rank).all()
    assert Counter(tiers.tier[:900].tolist()) == {Tier.NONE.rank: 900}
    assert {row for row, _verdict in tiers.verdicts()} == set(np.flatnonzero(tiers.queued).tolist())
