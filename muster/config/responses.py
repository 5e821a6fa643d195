"""FHIR QuestionnaireResponses as a file of answers, for `muster screen`."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from muster.assessments.batches import Intake
from muster.assessments.files import AnswerFile, Known, Matching
from muster.assessments.problems import NO_SUCH_PERSON
from muster.assessments.rules.layout import LONGEST_LABEL
from muster.fhir.documents import Documents
from muster.fhir.responses import Reader
from muster.instruments.packs import Pack
from muster.instruments.rules.blocks import SEXES
from muster.instruments.rules.columns import score_columns
from muster.instruments.rules.scalar import CutOffs
from muster.kernel.ids import PersonId
from muster.kernel.problems import Problem
from muster.kernel.time import Instant


def read_responses(
    path: Path, pack: Pack, cutoffs: CutOffs, *, at: Instant, matching: Matching | None
) -> AnswerFile:
    """Read responses to one instrument; each that cannot be entered has a problem with its number.

    Whom a response is about is its subject, else its own id, else its number in the file. Several
    responses of one subject are several sittings of one.
    """
    documents = Documents(path)
    found = Reader(pack, at=at, named=False).read_numbered(documents)
    answers = found.answers.reshape(len(pack.specification.items), -1)
    empty = (answers < 0).all(axis=0)
    labels = [
        next((name for name in (subject, own) if name and _fits(name)), f"row {number}")
        for subject, own, number in zip(found.subjects, found.ids, found.numbers, strict=True)
    ]
    problems = [*documents.problems, *found.problems]
    known = _matched(labels, matching)
    kept = [
        place
        for place in np.flatnonzero(~empty).tolist()
        if known is None or _stands(known[place], found.numbers[place], problems)
    ]
    columns = score_columns(
        pack.specification,
        answers[:, kept],
        sex=_sexes(known, kept),
        cutoffs=cutoffs,
    )
    return AnswerFile(
        name=path.name,
        digest=_digest(path),
        intake=Intake(
            columns, [labels[place] for place in kept], [found.authored[place] for place in kept]
        ),
        persons=_persons(known, kept),
        rows=len(found.numbers) + found.refused + documents.problems.refused,
        empty=int(empty.sum()),
        refused=found.refused + documents.problems.refused + int((~empty).sum()) - len(kept),
        problems=tuple(sorted(problems, key=lambda problem: problem.row or 0)),
    )


def _fits(name: str) -> bool:
    return len(name.encode()) <= LONGEST_LABEL


def _matched(labels: list[str], matching: Matching | None) -> list[Known | None] | None:
    """Find the people behind the subjects; "Patient/AB-1" is the service number AB-1."""
    if matching is None:
        return None
    numbers = [label.rpartition("/")[2] for label in labels]
    people = matching(numbers)
    return [people.get(number) for number in numbers]


def _stands(known: Known | None, number: int, problems: list[Problem]) -> bool:
    if known is None:
        problems.append(NO_SUCH_PERSON.at(row=number, column="subject"))
    return known is not None


def _sexes(known: list[Known | None] | None, kept: list[int]) -> NDArray[np.int8] | None:
    if known is None:
        return None
    people = [known[place] for place in kept]
    return np.array([SEXES.index(one.sex if one else None) for one in people], np.int8)


def _persons(known: list[Known | None] | None, kept: list[int]) -> list[PersonId] | None:
    if known is None:
        return None
    return [one.person for place in kept if (one := known[place]) is not None]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
