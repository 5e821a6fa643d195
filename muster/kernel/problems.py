"""Problems: a stable code, a sentence, and what to do next, in every language of the house.

Each room keeps its own kinds in a `problems.py`; the register here refuses two kinds of one code.

    NO_SUCH_UNIT = ProblemKind(
        "people.no-such-unit",
        says=_("No unit has the code “{unit}”."),
        do=_("Correct the code, or add the unit first."),
    )
    NO_SUCH_UNIT.at(row=3, column="unit", unit="1/2")
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from muster.kernel.words import LANGUAGES, Plain, Sentence, _


class ProblemKind:
    """One thing that can be wrong, declared once at import."""

    register: ClassVar[dict[str, ProblemKind]] = {}

    def __init__(self, code: str, *, says: Sentence, do: Sentence) -> None:
        if code in self.register:
            raise ValueError(f"two kinds of problem claim the code {code!r}")
        self.code, self.says, self.do = code, says, do
        self.register[code] = self

    def at(
        self, *, row: int | None = None, column: str | None = None, **values: Plain | Sentence
    ) -> Problem:
        """Return this problem as met in a place: `row` counts from 1 at the first line of data."""
        return Problem(self, row=row, column=column, values=tuple(values.items()))

    def refused(self, **values: Plain | Sentence) -> Refused:
        """Return the exception that carries this problem, to be raised."""
        return Refused(Problem(self, values=tuple(values.items())))


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem met in one place, ready to be said in any language."""

    kind: ProblemKind
    row: int | None = None
    column: str | None = None
    values: tuple[tuple[str, Plain | Sentence], ...] = ()

    @property
    def code(self) -> str:
        return self.kind.code

    def in_row(self, row: int) -> Problem:
        """Return the same problem placed in `row`."""
        return replace(self, row=row)

    def says(self, language: str) -> str:
        """Say what is wrong and where."""
        sentence = self.kind.says.of(**dict(self.values))
        if self.row is not None and self.column is not None:
            place = _("Row {row}, column “{column}”: {sentence}")
            return place.of(row=self.row, column=self.column, sentence=sentence).said_in(language)
        if self.row is not None:
            return _("Row {row}: {sentence}").of(row=self.row, sentence=sentence).said_in(language)
        if self.column is not None:
            place = _("Column “{column}”: {sentence}")
            return place.of(column=self.column, sentence=sentence).said_in(language)
        return sentence.said_in(language)

    def remedy(self, language: str) -> str:
        """Say what to do about it."""
        return self.kind.do.of(**dict(self.values)).said_in(language)

    def as_json(self) -> dict[str, object]:
        """Return the problem as plain data: code, row, column, and both languages' words."""
        return {
            "code": self.code,
            "row": self.row,
            "column": self.column,
            **{
                language: {"says": self.says(language), "do": self.remedy(language)}
                for language in LANGUAGES
            },
        }


class Refused(Exception):  # noqa: N818 — a refusal is an answer, not an error of the program
    """Muster will not do what was asked; `problem` says why and what to do instead."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem
