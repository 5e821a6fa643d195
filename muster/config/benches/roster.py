"""A roster of invented people, from the file to their sealed records, beside a bare COPY."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from muster.config.benches.cases import Case, in_turn

PEOPLE = 100_000
RUNS = 3
UNITS = 200
HEAD = (
    "Личный номер,Фамилия,Имя,Отчество,Пол,Дата рождения,Звание,Код подразделения,Должность,"
    "С какого числа,Телефон"
)
_SYLLABLES = (
    "ив", "пет", "сид", "куз", "вас", "мих", "ник", "алек", "серг", "анд", "рей", "вол", "кон",
    "дим", "ант", "он", "ов", "ин", "ский", "ен", "ко",
)  # fmt: skip


def roster(home: Path) -> Case:
    """Measure whole imports: read, judged, compared, sealed, journalled; each file is a new one.

    The yardstick copies the same people as they then stand, in their own columns, into a table
    without index, trigger or policy. The note gives the leaner one too: the file as it came.
    """
    by = _officer(home)
    numbers = iter(range(1, 1_000))
    path = home / "roster.csv"
    lean: list[float] = []

    def ours() -> float:
        _roster_file(path, next(numbers))
        start = time.perf_counter()
        _imported(path, by)
        return PEOPLE / (time.perf_counter() - start)

    def bare() -> float:
        lean.append(_copied_file(path))
        return _copied_people()

    rate, copied = in_turn(ours, bare, RUNS)
    file_rate = sorted(lean)[len(lean) // 2]
    note = (
        f"{PEOPLE:,} people a run; beside COPY of the file's own eleven columns, "
        f"{file_rate:,.0f}/s, it is {rate / file_rate:.4f}"
    )
    return Case("import", rate, "bare COPY of the same people", copied, "≥ 1/30", RUNS, note)


def _officer(home: Path) -> Any:
    """Return who imports, after a brigade of many companies was entered."""
    from muster.access.accounts import OPERATOR, viewer_named
    from muster.access.permissions import Permission
    from muster.kernel.sheets import open_sheet
    from muster.kernel.time import now
    from muster.people.commands.units import import_units
    from muster.people.rules.files import arrived
    from muster.people.rules.unit_list import UNITS as COLUMNS

    path = home / "units.csv"
    rows = (f"{number},Рота {number},рота" for number in range(1, UNITS + 1))
    path.write_text("\n".join(["Код подразделения,Наименование,Вид", *rows]), encoding="utf-8")
    by = viewer_named(OPERATOR, to=Permission.SHAPE_UNITS, at=now())
    came = arrived(open_sheet(path), COLUMNS)
    import_units(arrived=came, chosen=None, confirm=True, by=by, at=now())
    return viewer_named(OPERATOR, to=Permission.IMPORT_PEOPLE, at=now())


def _roster_file(path: Path, number: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD + "\n")
        file.writelines(_rows(number))


def _rows(number: int) -> Iterator[str]:
    """Yield invented people; no two files share a service number."""
    dice = random.Random(number)
    surnames, given = _names(dice, 8_000, 3), _names(dice, 300, 2)
    for place in range(PEOPLE):
        born = date(1970, 1, 1) + timedelta(days=dice.randrange(12_500))
        since = date(2024, 1, 1) + timedelta(days=dice.randrange(600))
        cells = (
            f"А-{number:03}{place:07}", dice.choice(surnames), dice.choice(given),
            dice.choice(given), dice.choice("МЖ"), f"{born:%d.%m.%Y}", "рядовой",
            str(dice.randrange(1, UNITS + 1)), "стрелок", f"{since:%d.%m.%Y}",
            f"+7912{place:07}",
        )  # fmt: skip
        yield ",".join(cells) + "\n"


def _names(dice: random.Random, count: int, syllables: int) -> list[str]:
    drawn = ("".join(dice.choices(_SYLLABLES, k=syllables)) for _one in range(count))
    return [name.capitalize() for name in drawn]


def _imported(path: Path, by: Any) -> None:
    from muster.kernel.sheets import open_sheet
    from muster.kernel.time import now
    from muster.people.commands.rosters import import_roster
    from muster.people.rules.files import arrived
    from muster.people.rules.roster_columns import ROSTER

    came = arrived(open_sheet(path), ROSTER)
    report = import_roster(arrived=came, chosen=None, confirm=True, by=by, at=now())
    if report.added != PEOPLE:
        raise RuntimeError(f"{report.added} of {PEOPLE} people were entered")


def _owner() -> Any:
    import psycopg
    from django.conf import settings

    from muster.config.database import owner_address

    owner = owner_address(settings.MUSTER_HOME, os.environ)
    return psycopg.connect(**owner.for_psycopg(), autocommit=True)


_AS_THEY_STAND = """
SELECT p.*, w.unit_id, w.post_id, w.since, w.until, d.sealed
FROM people_person p JOIN people_placement w ON w.person_id = p.id
JOIN people_detail d ON d.person_id = p.id
"""


def _copied_people() -> float:
    """Copy the people who were entered last, one row each, into a bare table."""
    with _owner() as connection:
        chosen = f"{_AS_THEY_STAND} ORDER BY p.id DESC LIMIT {PEOPLE}"
        with connection.cursor().copy(f"COPY ({chosen}) TO STDOUT") as reading:
            blocks = [bytes(block) for block in reading]
        connection.execute("DROP TABLE IF EXISTS bare_person")
        connection.execute(f"CREATE TABLE bare_person AS {_AS_THEY_STAND} LIMIT 0")
        start = time.perf_counter()
        with connection.cursor().copy("COPY bare_person FROM STDIN") as writing:
            for place in range(0, len(blocks), 5_000):
                writing.write(b"".join(blocks[place : place + 5_000]))
        return PEOPLE / (time.perf_counter() - start)


def _copied_file(path: Path) -> float:
    """Copy the file as it came into a bare table of its columns."""
    with _owner() as connection:
        columns = ", ".join(f"c{place} text" for place in range(HEAD.count(",") + 1))
        connection.execute("DROP TABLE IF EXISTS bare_roster")
        connection.execute(f"CREATE TABLE bare_roster ({columns})")
        start = time.perf_counter()
        with (
            connection.cursor().copy("COPY bare_roster FROM STDIN (FORMAT csv, HEADER)") as copy,
            path.open("rb") as file,
        ):
            while block := file.read(1 << 20):
                copy.write(block)
        return PEOPLE / (time.perf_counter() - start)
