"""The brigade as the files that offices would send: units, roster, and answers by occasion.

Comma-separated UTF-8 with headings that the product reads by itself. Nothing in them is quoted
data of a person: the people are invented.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from muster.config.demonstration import formation
from muster.config.demonstration.brigade import Brigade, Sittings
from muster.config.demonstration.nhanes import Survey
from muster.instruments.packs import pack

UNIT_HEADINGS = (
    "Unit code",
    "Name in English",
    "Name in Russian",
    "Kind of unit",
    "Parent unit code",
    "From",
)
ROSTER_HEADINGS = (
    "Service number",
    "Surname",
    "Given name",
    "Patronymic",
    "Sex",
    "Date of birth",
    "Rank",
    "Unit code",
    "Post",
    "From",
    "Phone",
    "E-mail",
    "Language",
)
FOUNDED_DAYS_AGO = 1_826
SURVEY = "SURVEY"
SURVEY_NAMES = (
    "Survey NHANES 2017-2018 (real answers)",
    "Обследование NHANES 2017–2018 (подлинные ответы)",
)
PERSON, ANSWERED_ON, SEQUENCE = "service_number", "answered_on", "seqn"


def write_units(brigade: Brigade, folder: Path) -> Path:
    """Write units.csv, each unit after the one above it."""
    founded = (brigade.monday - timedelta(days=FOUNDED_DAYS_AGO)).isoformat()
    rows = [
        (unit.code, unit.name("en"), unit.name("ru"), unit.kind, unit.above, founded)
        for unit in formation.units()
    ]
    rows.append((SURVEY, *SURVEY_NAMES, "support", "", founded))
    return _write(folder / "units.csv", UNIT_HEADINGS, rows)


def write_roster(brigade: Brigade, folder: Path, day: date) -> Path:
    """Write the roster of a day: everybody who had joined, where they served on that day."""
    return _write(folder / f"roster-{day}.csv", ROSTER_HEADINGS, _roster_rows(brigade, day))


def _roster_rows(brigade: Brigade, day: date) -> Iterator[tuple[str, ...]]:
    for one in brigade.soldiers:
        place = one.place_on(day)
        if place is None:
            continue
        unit, since = place
        yield (
            one.number, one.name.surname, one.name.given, one.name.patronymic,
            "F" if one.woman else "M", one.born.isoformat(), one.rank, unit, one.post,
            since.isoformat(), one.phone, one.email, one.name.language,
        )  # fmt: skip


def write_answers(brigade: Brigade, sittings: Sittings, folder: Path) -> Path:
    """Write one instrument's sittings of one battalion's occasion."""
    codes = item_codes(sittings.instrument, sittings.answers.shape[1])
    monday = sittings.occasion.day(brigade.monday, 0).isoformat()
    name = f"{monday}-battalion-{sittings.battalion}-{sittings.instrument}.csv"
    headings = (PERSON, ANSWERED_ON, *codes)
    return _write(folder / name, headings, _answer_rows(brigade, sittings))


def _answer_rows(brigade: Brigade, sittings: Sittings) -> Iterator[list[str]]:
    for row, place in enumerate(sittings.people.tolist()):
        answers = ["" if code < 0 else str(code) for code in sittings.answers[row].tolist()]
        yield [brigade.soldiers[place].number, brigade.day(sittings, row).isoformat(), *answers]


def write_survey(survey: Survey, folder: Path) -> Path:
    """Write the NHANES adults' PHQ-9 answers under the sequence numbers of the survey."""
    codes = item_codes("phq-9", survey.answers.shape[1])
    rows = (
        [str(person), *("" if code < 0 else str(code) for code in answers)]
        for person, answers in zip(survey.ids.tolist(), survey.answers.tolist(), strict=True)
    )
    return _write(folder / "nhanes_2017_2018_phq9.csv", (SEQUENCE, *codes), rows)


def item_codes(instrument: str, count: int) -> tuple[str, ...]:
    """Return the codes of an instrument's first `count` items, those of its score."""
    return tuple(item.code for item in pack(instrument).specification.items[:count])


def _write(path: Path, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(headings)
        writer.writerows(rows)
    return path
