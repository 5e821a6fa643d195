"""The benchmark of JSON measures what it says: both come to the same totals."""

import pytest

from muster.fhir import bench
from muster.fhir.checking import check
from muster.fhir.responses import Reader
from muster.instruments.packs import pack
from muster.kernel.time import now

here = pytest.mark.skipif(
    not (bench.HOUSE / "node_modules" / "fhirpath").is_dir(),
    reason="fhirpath.js is not installed; `muster bench scoring` fetches it",
)


def test_the_responses_are_usual_ones():
    """They are read the fast way, and are all that `checking` says they are."""
    lines = bench.invented_responses(50)
    reader = Reader(pack("phq-9"), at=now())
    assert len({bytes(reader._row(reader._usual_response(line))) for line in lines}) > 40
    assert not any(check(line, reader.form, at=now()).problems for line in lines)
    assert lines == bench.invented_responses(50)


@here
def test_both_come_to_the_same_totals():
    measured = bench.measure(documents=40, runs=1)
    assert measured["name"] == "json"
    assert measured["ratio"] == measured["rate"] / measured["yardstick_rate"]


@here
def test_a_wrong_total_is_noticed(monkeypatch):
    monkeypatch.setattr(bench, "EXPRESSION", "%resource.item.item.answer.value.weight().sum() + 1")
    with pytest.raises(RuntimeError, match="totals"):
        bench.measure(documents=5, runs=1)
