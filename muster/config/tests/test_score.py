"""`muster score`: files in, tables out, the same results whatever the file is made of."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time

import openpyxl
import polars as pl
import pytest

from muster.fhir.tests.invented import bytes_of, phq
from muster.instruments.packs import pack
from muster.instruments.rules.scalar import score as score_one

PHQ = pack("phq-9").specification
COLUMNS = [
    *("row", "id", "score", "answered", "items", "prorated", "least", "most", "band", "positive"),
    *("clusters_met", "critical", "critical_missing"),
]
SHEET = """\
id,sex,q1,q2,q3,q4,q5,q6,q7,q8,q9
a,m,0,0,0,0,0,0,0,0,0
b,f,3,3,3,3,3,3,3,3,3
c,,2,,2.0,"2,0",1,1,1,1,1
d,,,,,,,,,,
"""
PHQ_LINE = ("--instrument", "phq-9", "--items", "q{}", "--id", "id")


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text(SHEET, encoding="utf-8")
    return path


def test_a_table_of_results(speak, sheet, tmp_path):
    out = tmp_path / "results.csv"
    done = speak("score", sheet, *PHQ_LINE, "--out", out)
    assert done.exit_code == 0
    with out.open(encoding="utf-8", newline="") as file:
        first, second, third, fourth = csv.DictReader(file)
    assert list(first) == COLUMNS
    assert (first["score"], first["band"], first["positive"]) == ("0", "minimal", "false")
    assert (second["score"], second["band"], second["critical"]) == ("27", "severe", "true")
    assert (third["score"], third["least"], third["most"]) == ("", "11", "14")
    assert (third["answered"], third["items"], third["positive"]) == ("8", "9", "")
    assert (fourth["id"], fourth["answered"], fourth["critical_missing"]) == ("d", "0", "true")


def test_counts_in_one_json_object(speak, sheet, tmp_path):
    done = speak("score", sheet, *PHQ_LINE, "--out", tmp_path / "r.parquet", "--json")
    said = json.loads(done.stdout)
    assert said["problems"] == []
    assert {key: said[key] for key in ("rows", "complete", "incomplete", "empty", "refused")} == {
        "rows": 4, "complete": 2, "incomplete": 1, "empty": 1, "refused": 0,
    }  # fmt: skip
    assert (said["positive"], said["critical"], said["critical_missing"]) == (1, 2, 0)


def test_refused_rows_are_named_and_left_out(speak, sheet, tmp_path):
    sheet.write_text(
        SHEET + "e,,7,0,0,0,0,0,0,0,0\nf,,=1,0,0,0,0,0,0,0,0\ng,,0\n", encoding="utf-8"
    )
    out = tmp_path / "results.csv"
    done = speak("score", sheet, *PHQ_LINE, "--out", out, "--json")
    assert done.exit_code == 3
    said = json.loads(done.stdout)
    assert (said["rows"], said["results"], said["refused"]) == (7, 4, 3)
    assert [(each["code"], each["row"], each["column"]) for each in said["problems"]] == [
        ("instruments.out-of-range", 5, "q1"),
        ("sheets.formula", 6, "q1"),
        ("sheets.too-few-cells", 7, None),
    ]
    assert all(each["en"]["do"] and each["ru"]["do"] for each in said["problems"])
    assert pl.read_csv(out)["id"].to_list() == ["a", "b", "c", "d"]
    told = speak("--language", "ru", "score", sheet, *PHQ_LINE, "--out", out)
    assert told.exit_code == 3
    assert "Строка 5, столбец «q1»" in told.stderr
    assert re.search("3 строки", told.stderr)


def made(tmp_path, kind: str):
    """Make the same answers as a file of this kind."""
    table = pl.read_csv(io.StringIO(SHEET.replace('"2,0"', "2")))
    path = tmp_path / f"answers-{kind}"
    match kind:
        case "csv":
            table.write_csv(path)
        case "parquet":
            table.write_parquet(path)
        case "xlsx":
            book = openpyxl.Workbook()
            for row in (table.columns, *table.iter_rows()):
                book.active.append(row)
            book.save(path)
        case "fhir":
            lines = []
            for row in table.iter_rows(named=True):
                document = phq()
                document["subject"] = {"reference": row["id"]}
                items = {f"q{n}": item for n, item in enumerate(document["item"][0]["item"], 1)}
                for name, item in items.items():
                    options = PHQ.items[0].options
                    if row[name] is None:
                        item["answer"] = []
                    else:
                        coding = item["answer"][0]["valueCoding"]
                        coding["code"] = options[int(row[name])].code
                lines.append(bytes_of(document))
            path.write_bytes(b"\n".join(lines))
    return path


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx", "fhir"])
@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".ndjson"])
def test_every_way_in_and_out_gives_the_same_results(speak, tmp_path, kind, suffix):
    out = tmp_path / f"results{suffix}"
    line = PHQ_LINE if kind != "fhir" else ("--instrument", "phq-9")
    assert speak("score", made(tmp_path, kind), *line, "--out", out).exit_code == 0
    readers = {".csv": pl.read_csv, ".parquet": pl.read_parquet, ".ndjson": pl.read_ndjson}
    table = readers[suffix](out)
    assert table.columns == COLUMNS
    assert table["id"].to_list() == ["a", "b", "c", "d"]
    rows = pl.read_csv(io.StringIO(SHEET.replace('"2,0"', "2"))).rows(named=True)
    for row, result in zip(rows, table.iter_rows(named=True), strict=True):
        answers = {f"phq9-{n}": row[f"q{n}"] for n in range(1, 10)}
        (expected,) = score_one(PHQ, answers)
        for name in ("answered", "items", "prorated", "least", "most", "band", "positive", "score"):
            assert result[name] == getattr(expected, name)
        assert result["critical"] == bool(expected.critical)
        assert result["critical_missing"] == bool(expected.critical_missing)


def test_cut_offs_by_sex(speak, tmp_path):
    path, out = tmp_path / "a.csv", tmp_path / "r.ndjson"
    path.write_text("sex,a,b,c\nf,3,0,0\nmale,3,0,0\n,3,0,0\nтанк,3,0,0\n", encoding="utf-8")
    line = ("score", path, "--instrument", "audit-c", "--items", "a,b,c", "--out", out)
    assert speak(*line, "--sex", "sex").exit_code == 0
    assert pl.read_ndjson(out)["positive"].to_list() == [True, False, True, True]
    done = speak(*line, "--sex", "sex", "--json")
    assert [each["row"] for each in json.loads(done.stdout)["problems"]] == [4]


def test_several_scales_stand_side_by_side(speak, tmp_path):
    items = list(pack("dass-21").specification.by_code)
    path, out = tmp_path / "a.csv", tmp_path / "r.csv"
    path.write_text(",".join(items) + "\n" + ",".join("1" * 21) + "\n", encoding="utf-8")
    assert speak("score", path, "--instrument", "dass-21", "--out", out).exit_code == 0
    (row,) = pl.read_csv(out).rows(named=True)
    assert {row[f"{scale}_score"] for scale in ("depression", "anxiety", "stress")} == {14}
    assert "score" not in row


def test_levels_and_answers_without_a_score(speak, tmp_path):
    for key, band in (("c-ssrs-screener", "high"), ("muster-check-in", None)):
        items = list(pack(key).specification.by_code)
        path, out = tmp_path / f"{key}.csv", tmp_path / "r.ndjson"
        path.write_text(
            ",".join(items) + "\n" + ",".join("1" * len(items)) + "\n", encoding="utf-8"
        )
        assert speak("score", path, "--instrument", key, "--out", out).exit_code == 0
        (row,) = pl.read_ndjson(out, infer_schema_length=None).rows(named=True)
        assert (row["score"], row["band"], row["critical"]) == (None, band, True)
        assert ("asks_for_contact" in row) == (key == "muster-check-in")


def test_a_sheet_without_rows_gives_a_table_without_rows(speak, tmp_path):
    path, out = tmp_path / "a.csv", tmp_path / "r.parquet"
    path.write_text("q1,q2,q3,q4,q5,q6,q7,q8,q9\n", encoding="utf-8")
    line = ("--instrument", "phq-9", "--items", "q{}")
    assert speak("score", path, *line, "--out", out).exit_code == 0
    assert pl.read_parquet(out).shape == (0, len(COLUMNS) - 1)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"--instrument": "phq-10"}, "instruments.unknown-instrument"),
        ({"--items": "x{}"}, "instruments.no-such-column"),
        ({"--items": "q1,q2"}, "instruments.wrong-number-of-columns"),
        ({"--id": "nobody"}, "sheets.no-such-column"),
        ({"--out": "results.txt"}, "config.out-suffix"),
        ({"--out": "nowhere/r.csv"}, "config.file-unreadable"),
        ({"--out": "answers.csv"}, "config.out-is-in"),
    ],
)
def test_what_is_refused_as_a_whole(speak, sheet, tmp_path, monkeypatch, change, code):
    monkeypatch.chdir(tmp_path)
    options = {"--instrument": "phq-9", "--items": "q{}", "--id": "id", "--out": "r.csv"} | change
    words = [word for option in options.items() for word in option]
    done = speak("score", sheet, *words, "--json")
    assert done.exit_code == 2
    assert json.loads(done.stdout)["refused"]["code"] == code
    assert [each.name for each in tmp_path.iterdir()] == ["answers.csv"]
    assert sheet.read_text(encoding="utf-8") == SHEET


def test_documents_have_no_columns(speak, tmp_path):
    path = tmp_path / "a.ndjson"
    path.write_bytes(bytes_of(phq()))
    done = speak("score", path, "--instrument", "phq-9", "--sex", "sex", "--out", "r.csv", "--json")
    assert json.loads(done.stdout)["refused"]["code"] == "config.fhir-column"
    out = tmp_path / "r.csv"
    assert speak("score", path, "--instrument", "phq-9", "--id", "id", "--out", out).exit_code == 0
    assert pl.read_csv(out)["id"].to_list() == [phq()["id"]]
    bad = bytes_of({**phq(), "status": "draft"})
    path.write_bytes(bytes_of(phq()) + b"\n" + bad)
    done = speak("score", path, "--instrument", "phq-9", "--out", out, "--json")
    assert done.exit_code == 3
    (problem,) = json.loads(done.stdout)["problems"]
    assert (problem["code"], problem["row"]) == ("fhir.status", 2)


def long_sheet(path, rows: int):
    """Write invented answers, different in each row of a thousand."""
    lines = [",".join([f"S{n}", *str(n * 7919 % 262_144 + 10**9)[1:]]) for n in range(1000)]
    lines = [re.sub(r"[4-9]", "3", line.partition(",")[2]) for line in lines]
    with path.open("w", encoding="utf-8") as file:
        file.write("q1,q2,q3,q4,q5,q6,q7,q8,q9\n")
        for _block in range(rows // 1000):
            file.write("\n".join(lines) + "\n")


def run(*words, **more) -> subprocess.Popen:
    command = [sys.executable, "-m", "muster.config.main", "score", *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)


PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def test_memory_does_not_grow_with_the_file(tmp_path):
    """Ten times the sittings take hardly more memory (kilobytes, in processes of their own)."""
    peaks = []
    for rows in (100_000, 1_000_000):
        path, out = tmp_path / f"{rows}.csv", tmp_path / "r.parquet"
        long_sheet(path, rows)
        line = ["-m", "muster.config.main", "score", path, "--instrument", "phq-9"]
        command = [sys.executable, *map(str, line), "--items", "q{}", "--out", str(out)]
        done = subprocess.run(
            [sys.executable, "-c", PEAK, *command], capture_output=True, text=True, check=True
        )
        peaks.append(int(done.stdout))
        assert pl.scan_parquet(out).select(pl.len()).collect().item() == rows
    assert peaks[1] < peaks[0] + 150_000


def test_a_killed_run_leaves_the_older_results(tmp_path):
    path, out = tmp_path / "a.csv", tmp_path / "r.csv"
    long_sheet(path, 2_000_000)
    out.write_text("older results", encoding="utf-8")
    with run(path, "--instrument", "phq-9", "--items", "q{}", "--out", out) as process:
        while not any(each.name.endswith(".unfinished") for each in tmp_path.iterdir()):
            assert process.poll() is None
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert out.read_text(encoding="utf-8") == "older results"


def test_no_bar_is_drawn_where_nobody_looks(tmp_path, sheet):
    with run(sheet, *PHQ_LINE, "--out", tmp_path / "r.csv") as process:
        assert process.stderr.read() == b""
        assert process.wait() == 0
