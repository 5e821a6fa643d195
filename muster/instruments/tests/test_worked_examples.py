"""Every pack's worked examples, from its publication or by hand, come out of both engines."""

import csv

import pytest

from muster.instruments.packs import LIBRARY, packs
from muster.instruments.rules.columns import score_columns
from muster.instruments.rules.reading import read_sex, read_sheet
from muster.instruments.rules.results import Result
from muster.instruments.rules.scalar import score
from muster.instruments.tests.invented import matrix, places

YES_NO = {True: "yes", False: "no", None: ""}


def read_examples(key: str) -> list[dict[str, str]]:
    with (LIBRARY / key / "worked_examples.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


EXAMPLES = [(key, row) for key in packs() for row in read_examples(key)]


def written(result: Result) -> dict[str, str]:
    """Write a result as the examples do; empty where there is nothing to say."""
    return {
        "scale": result.scale,
        "score": "" if result.score is None else f"{result.score:g}",
        "answered": str(result.answered),
        "items": str(result.items),
        "least": str(result.least),
        "most": str(result.most),
        "band": result.band or "",
        "positive": YES_NO[result.positive],
        "severe": YES_NO[result.severe],
        "clusters_met": YES_NO[result.clusters_met],
        "critical": " ".join(f"{answer.item}={answer.value}" for answer in result.critical),
        "critical_missing": " ".join(result.critical_missing),
        "asks_for_contact": YES_NO[result.asks_for_contact],
        "unasked": " ".join(result.unasked),
    }


@pytest.mark.parametrize(
    ("key", "row"), EXAMPLES, ids=[f"{key}: {row['example']}" for key, row in EXAMPLES]
)
def test_worked_example(key: str, row: dict[str, str]) -> None:
    specification = packs()[key].specification
    answers = {code: row[code] for code in specification.by_code}
    sex = read_sex(row["sex"])
    [result] = [r for r in score(specification, answers, sex=sex) if r.scale == row["scale"]]
    expected = {name: row[name] for name in written(result)}
    assert written(result) == expected
    sheet = read_sheet(specification, answers)
    columns = score_columns(specification, matrix(specification, [sheet.values]), sex=places([sex]))
    assert result in columns.row(0)


@pytest.mark.parametrize("key", packs())
def test_examples_say_where_they_come_from_and_reach_every_band(key: str) -> None:
    rows = read_examples(key)
    assert all(row["source"].startswith(("published", "by hand")) for row in rows)
    for scale in packs()[key].specification.scales:
        named = {band.key for band in scale.bands} | {level.key for level in scale.levels}
        shown = {row["band"] for row in rows if row["scale"] == scale.key}
        if key != "dass-21":  # three scales of five bands: the table is tested below
            assert named <= shown


@pytest.mark.parametrize(
    ("scale", "edges"),
    [
        ("depression", [0, 10, 14, 21, 28]),
        ("anxiety", [0, 8, 10, 15, 20]),
        ("stress", [0, 15, 19, 26, 34]),
    ],
)
def test_the_bands_of_the_dass_are_those_of_its_manual(scale: str, edges: list[int]) -> None:
    bands = packs()["dass-21"].specification.scale(scale).bands
    assert [band.least for band in bands] == edges
