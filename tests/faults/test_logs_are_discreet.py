"""Marked answers, names, numbers and licensed words stay out of every log, whatever fails.

One installation with an embedded server of its own is made to fail in many ways. Afterwards all
that was written is searched: what the process said on stderr, the home's log, PostgreSQL's own
log, and every row of the journal and of every other table as the superuser sees them.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from openpyxl import Workbook

from muster.config.logs import DiscreetFormatter
from muster.config.tests.house import OURS, empty_home
from muster.instruments.tests.invented import licensed_text
from muster.vault.postgres import Embedded

MARKS = {
    "answer": "zqanswer",
    "name": "Zqnamova",
    "given": "Zqgivena",
    "number": "ZQ-778123",
    "identity": "zqid-778",
    "words": "zqwords",
    "note": "zqnote",
}
"""Invented values that occur nowhere else: whatever holds one has let it out."""

ANSWERS = "id," + ",".join(f"phq{n}" for n in range(1, 10)) + "\n"
ROSTER = "Service number,Surname,Given name,Unit code,From\n"

# Hears line after line, each [module, function, what to do in its place, words], in one process.
LISTENER = """
import importlib, json, os, sys
from muster.config import main
from muster.config.preparing import Needs, prepare
marks = json.loads(sys.argv[1])
for line in sys.stdin:
    module, name, plant, sys.argv[1:] = json.loads(line)
    def planted(*_any, **_more):
        exec(plant, {"marks": marks})
    if plant:
        prepare(Needs.SETTINGS, {})
        room = importlib.import_module(module)
        before = getattr(room, name)
        setattr(room, name, planted)
    status = 0
    try:
        main.main()
    except SystemExit as ended:
        status = ended.code or 0
    if plant:
        setattr(room, name, before)
    print("\\nstatus", status, flush=True)
"""

RAISES = """
raise RuntimeError(f"broke over {marks}") from ValueError(str(marks))
"""
CHAINED = """
try:
    raise KeyError(str(marks))
except KeyError as error:
    error.add_note(str(marks))
    raise ExceptionGroup(str(marks), [error, ValueError(str(marks))])
"""
WRONG_VALUE = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT %s::uuid", [marks["answer"]])
"""
WRONG_STATEMENT = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute(f"SELECT 1 / 0 AS a, '{marks['name']}' AS b, CAST('{marks['number']}' AS int)")
"""
DUPLICATE_KEY = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("CREATE TEMPORARY TABLE twice (name text UNIQUE)")
    cursor.execute("INSERT INTO twice VALUES (%s), (%s)", [marks["name"], marks["name"]])
"""
FAILING_CHECK = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("CREATE TEMPORARY TABLE narrow (note text CHECK (note = ''))")
    cursor.execute("INSERT INTO narrow VALUES (%s)", [marks["note"]])
"""
BROKEN_COPY = """
from django.db import transaction
from muster.vault.bulk import stage
with transaction.atomic():
    stage("staged", {"id": "uuid"}, [f"{marks['identity']},{marks['answer']}\\n".encode()])
"""
RAISED_IN_SQL = """
from django.db import connection
with connection.cursor() as cursor:
    said = f"RAISE EXCEPTION '{marks['note']}' USING DETAIL = '{marks['answer']}'"
    cursor.execute(f"DO $$ BEGIN {said}; END $$")
"""
WARNED_IN_SQL = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute(f"DO $$ BEGIN RAISE WARNING '{marks['note']}'; END $$")
raise RuntimeError(marks["note"])
"""
LOGGED = """
import asyncio, logging
try:
    raise ValueError(str(marks))
except ValueError:
    logging.getLogger("another.library").exception("broke over %s", marks)
    logging.getLogger("another.library").exception(f"broke over {marks}")
logging.getLogger("another.library").error("broke over %r", marks["name"])
logging.getLogger("another.library").error("counted %d", marks["name"])
raise RuntimeError(str(marks))
"""
THREAD = """
import threading
def breaks():
    raise ValueError(str(marks))
thread = threading.Thread(target=breaks)
thread.start()
thread.join()
raise RuntimeError(str(marks))
"""
FINALISER = """
class Breaks:
    def __del__(self):
        raise ValueError(str(marks))
Breaks()
raise RuntimeError(str(marks))
"""
UNCAUGHT_TASK = """
import asyncio, gc
async def breaks():
    raise ValueError(str(marks))
async def forgets():
    task = asyncio.create_task(breaks())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    gc.collect()
asyncio.run(forgets())
raise RuntimeError(str(marks))
"""
KINDS = {
    "raises": RAISES, "chained": CHAINED, "wrong value": WRONG_VALUE,
    "wrong statement": WRONG_STATEMENT, "duplicate key": DUPLICATE_KEY,
    "failing check": FAILING_CHECK, "broken copy": BROKEN_COPY, "raised in sql": RAISED_IN_SQL,
    "warned in sql": WARNED_IN_SQL, "logged": LOGGED, "thread": THREAD, "finaliser": FINALISER,
    "uncaught task": UNCAUGHT_TASK,
}  # fmt: skip
BROKEN = 70


class Installation:
    """One installation, and all that its process said beside their answers."""

    def __init__(self, home: Path, errors: Path) -> None:
        self.home, self.errors = home, errors
        self._process: subprocess.Popen[str] | None = None

    def say(self, *words: object, plant: str = "", at: str = ":") -> int:
        """Say a line, with `at` (module:function) failing by `plant`; return its exit status."""
        if self._process is None:
            self._process = self._started(setting_up=words[0] == "setup")
        module, _colon, name = at.partition(":")
        line = [module, name, plant, list(map(str, words))]
        self._process.stdin.write(json.dumps(line) + "\n")
        self._process.stdin.flush()
        for answer in self._process.stdout:
            if answer.startswith("status "):
                return int(answer.split()[1])
        raise AssertionError(self.said())

    def _started(self, *, setting_up: bool) -> subprocess.Popen[str]:
        plain = {key: value for key, value in os.environ.items() if key not in OURS}
        plain |= {"MUSTER_HOME": str(self.home), "MUSTER_LANGUAGE": "en"}
        if setting_up:
            plain["MUSTER_MIGRATING"] = "yes"
        plain["DJANGO_SETTINGS_MODULE"] = "muster.config.settings"
        with self.errors.open("ab") as errors:
            return subprocess.Popen(
                [sys.executable, "-c", LISTENER, json.dumps(MARKS)], env=plain, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors,
            )  # fmt: skip

    def leave(self) -> None:
        """End the process; the next line starts another, which knocks as the app."""
        if self._process is not None:
            self._process.communicate(timeout=60)
            self._process = None

    @property
    def superuser(self) -> dict[str, object]:
        return Embedded(self.home).address("muster").for_psycopg()

    def said(self) -> str:
        return self.errors.read_text(encoding="utf-8")

    def logged(self) -> str:
        return "\n".join(
            path.read_text(encoding="utf-8", errors="replace")
            for folder in (self.home / "log", Embedded(self.home).log)
            for path in sorted(folder.glob("*"))
        )

    def rows(self, table: str) -> str:
        """Return every row of a table, its bytes written as text where they are text."""
        with psycopg.connect(**self.superuser) as admin:
            found = admin.execute(f'SELECT * FROM "{table}"').fetchall()
        return "\n".join(
            value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
            for row in found
            for value in row
        )

    def tables(self) -> list[str]:
        with psycopg.connect(**self.superuser) as admin:
            found = admin.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            return [name for (name,) in found]


def let_out(text: str) -> list[str]:
    """Return which marks a text holds, plain or in hexadecimal."""
    low = text.lower()
    return [
        name for name, mark in MARKS.items() if mark.lower() in low or mark.encode().hex() in low
    ]


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[Installation]:
    """An installation that has been through every way of failing in this file."""
    folder = tmp_path_factory.mktemp("discreet")
    with empty_home() as home:
        installation = Installation(home, folder / "stderr")
        try:
            force = ("--unit", "Invented Force", "--code", "IF")
            assert installation.say("setup", "--administrator", "anna", *force) == 0
            installation.leave()
            yield installation
        finally:
            installation.leave()
            Embedded(home).stop()


@pytest.fixture
def answers(tmp_path) -> Path:
    file = tmp_path / "answers.csv"
    whole = f"{MARKS['identity']}," + ",".join("2" * 9)
    wrong = f"{MARKS['identity']}-2,{MARKS['answer']}," + ",".join("2" * 8)
    file.write_text(f"{ANSWERS}{whole}\n{wrong}\n", encoding="utf-8")
    return file


@pytest.fixture
def roster(tmp_path) -> Path:
    """A roster: one good row, one with a wrong day, two of one number, one of no known unit."""
    file = tmp_path / "roster.csv"
    named = f"{MARKS['name']},{MARKS['given']}"
    rows = [f"{MARKS['number']}-{end},{named},IF,2024-01-01" for end in (1, 2, 2)]
    rows.append(f"{MARKS['number']}-3,{named},IF,{MARKS['note']}")
    rows.append(f"{MARKS['number']}-4,{named},{MARKS['note']},2024-01-01")
    file.write_text(ROSTER + "\n".join(rows) + "\n", encoding="utf-8")
    return file


def screen(house: Installation, file: Path, **more: str) -> int:
    line = ("screen", file, "--instrument", "phq-9", "--items", "phq{}", "--id", "id", "--json")
    return house.say(*line, **more)


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_tells_its_place_and_no_value(house, answers, kind):
    before = len(house.said())
    status = screen(house, answers, plant=KINDS[kind], at="muster.detection.raising:raise_signals")
    assert status == BROKEN, house.said()[before:]
    said = house.said()[before:]
    assert "Muster stopped because of a fault of its own" in said
    assert let_out(said) == []
    assert let_out(house.logged()) == []
    assert "in planted" in house.logged()


@pytest.mark.parametrize("statement", ["raises", "wrong value", "duplicate key"])
def test_a_fault_in_a_roster_tells_no_name_or_number(house, roster, statement):
    line = ("people", "import", roster, "--confirm", "--json")
    status = house.say(*line, plant=KINDS[statement], at="muster.people.landing:_land_new")
    assert status == BROKEN
    assert let_out(house.said() + house.logged()) == []


def test_a_fault_while_a_licensed_text_is_added_tells_none_of_it(house, tmp_path):
    file = tmp_path / "text.toml"
    file.write_text(planted_text(), encoding="utf-8")
    at = "muster.instruments.commands:newest_text"
    assert house.say("instruments", "add", file, plant=WRONG_STATEMENT, at=at) == BROKEN
    assert let_out(house.said() + house.logged()) == []


def test_what_is_refused_is_told_to_whoever_asked_and_to_no_log(house, answers, roster, tmp_path):
    """A refusal may quote its own file to whoever sits there: that is an answer and no log."""
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(workbook(tmp_path)[:-300])
    twice = tmp_path / "twice.csv"
    twice.write_text(answers.read_text(encoding="utf-8") * 2, encoding="utf-8")
    parquet = tmp_path / "broken.parquet"
    parquet.write_bytes(b"PAR1" + MARKS["answer"].encode() * 9)
    latin = tmp_path / "cell.toml"
    latin.write_text(planted_text().replace("cssrs-1", MARKS["words"]), encoding="utf-8")
    for file, status in ((answers, 3), (twice, 3), (parquet, 2), (broken, 2)):
        assert screen(house, file) == status, file
    for file in (roster, broken):
        assert house.say("people", "import", file, "--confirm", "--json") in (2, 3)
    assert house.say("instruments", "add", latin, "--json") == 2
    assert house.say("people", "find", MARKS["name"], "--json") == 0
    assert let_out(house.said() + house.logged()) == []


def test_what_went_well_stands_sealed_in_the_database(house, answers, roster):
    assert screen(house, answers) == 3
    assert house.say("people", "import", roster, "--confirm", "--json") == 3
    found = {table: let_out(house.rows(table)) for table in house.tables()}
    assert house.rows("journal_entry")
    assert house.rows("people_person")
    assert {table: marks for table, marks in found.items() if marks} == {}


def test_a_mark_that_is_let_out_is_seen(house):
    """The search itself can find what it looks for: in the logs' folders, and as hexadecimal."""
    assert let_out("…" + MARKS["name"].upper() + MARKS["words"].encode().hex()) == ["name", "words"]
    told = house.home / "log" / "planted"
    told.parent.mkdir(exist_ok=True)
    told.write_text(MARKS["note"], encoding="utf-8")
    try:
        assert let_out(house.logged()) == ["note"]
    finally:
        told.unlink()
    assert "ready to accept connections" in house.logged()


def written(record: logging.LogRecord) -> str:
    return DiscreetFormatter().format(record)


def record(name: str, message: str, *values: object, failed: bool = False) -> logging.LogRecord:
    error = ValueError(str(MARKS))
    caught = (ValueError, error, None) if failed else None
    return logging.LogRecord(name, logging.ERROR, "a.py", 1, message, values, caught, "breaks")


@pytest.mark.parametrize("failed", [True, False])
@pytest.mark.parametrize(
    "pattern", ["%s broke", "%(name)s broke", "%-10.3s broke", "%d broke", "%s and %r broke"]
)
def test_arguments_of_a_log_call_stay_out(pattern, failed):
    values = ({"name": MARKS["name"]},) if "(" in pattern else (MARKS["name"],)
    said = written(record("another.library", pattern, *values, failed=failed))
    assert let_out(said) == []
    assert "… broke" in said or "… and … broke" in said


def test_a_message_that_came_with_an_exception_is_its_place_unless_it_is_ours():
    said = written(record("another.library", f"broke over {MARKS['name']}", failed=True))
    assert let_out(said) == []
    assert "a.py:1 in breaks" in said
    ours = written(record("muster.worker", "the journal could not be sealed", failed=True))
    assert "the journal could not be sealed" in ours
    assert let_out(ours) == []


def planted_text() -> str:
    """Return an invented licensed text whose every place holds the mark."""
    return licensed_text("c-ssrs-screener").replace("the words of", MARKS["words"])


def workbook(folder: Path) -> bytes:
    """Return an invented roster as XLSX."""
    book, file = Workbook(), folder / "whole.xlsx"
    book.active.append(ROSTER.strip().split(","))
    book.active.append([MARKS["number"], MARKS["name"], MARKS["given"], "IF", ""])
    book.save(file)
    return file.read_bytes()
