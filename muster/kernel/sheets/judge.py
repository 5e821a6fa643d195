"""One row against its header: which rows are handed out and which are refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from muster.kernel.problems import Problem, Refused
from muster.kernel.sheets.cells import BLANKS, fault, may_be_faulty
from muster.kernel.sheets.header import Header
from muster.kernel.sheets.problems import NO_SUCH_COLUMN, TOO_FEW_CELLS, TOO_MANY_CELLS, Findings
from muster.kernel.sheets.records import Record
from muster.kernel.sheets.sheet import Row

_NOTHING: Mapping[int, Problem] = MappingProxyType({})


class Judge:
    """Judges the rows of one reading; remembers what it refused."""

    def __init__(self, header: Header, only: Sequence[str] | None, findings: Findings) -> None:
        self.header, self.findings = header, findings
        known = header.columns
        for name in only or ():
            if name not in known:
                listed = ", ".join(known)
                raise Refused(NO_SUCH_COLUMN.at(column=name, columns=listed))
        self.wanted = frozenset(known if only is None else only)
        self.order = list(known if only is None else dict.fromkeys(only))
        self._places = [
            (place, name, name in self.wanted)
            for place, name in enumerate(header.names)
            if name is not None
        ]

    def refuse(self, problem: Problem) -> None:
        """Refuse a whole row for this reason."""
        self.findings.add(problem)
        self.findings.refused += 1

    def record(self, number: int, record: Record) -> Row | None:
        """Return the record as a row; None for a blank line, or after saying why it is refused."""
        if record.problem is None:
            blank = len(record.cells) == 1 and not record.cells[0].strip(BLANKS)
            return None if blank else self.row(number, record.cells)
        place, names = record.place, self.header.names
        column = names[place] if place is not None and place < len(names) else None
        self.refuse(Problem(record.problem.kind, number, column, record.problem.values))
        return None

    def line(self, number: int, line: str, separator: str) -> Row | None:
        """Do the same for a line without quotation marks."""
        return self.record(number, Record(line.split(separator)))

    def row(
        self,
        number: int,
        cells: Sequence[str | None],
        faults: Mapping[int, Problem] = _NOTHING,
    ) -> Row | None:
        """Return the row, or None after saying why it is refused.

        `faults` are what the file itself says is wrong, by the place of the cell.
        """
        header = self.header
        if len(cells) < header.least:
            self.refuse(TOO_FEW_CELLS.at(row=number, found=len(cells), expected=header.least))
            return None
        if len(cells) > header.most and any(
            (cell or "").strip(BLANKS) for cell in cells[header.most :]
        ):
            self.refuse(TOO_MANY_CELLS.at(row=number, found=len(cells), expected=header.most))
            return None
        good = True
        taken: dict[str, str | None] = dict.fromkeys(self.order)
        for place, name, wanted in self._places:
            raw = cells[place] or ""
            text = raw.strip(BLANKS)
            wrong = faults.get(place)
            if wrong is None and may_be_faulty(raw, text):
                wrong = fault(raw)
            if wrong is not None:
                self.findings.add(Problem(wrong.kind, number, name, wrong.values))
                good = good and not wanted
            if wanted:
                taken[name] = text or None
        self.findings.refused += not good
        return Row(number, taken) if good else None
