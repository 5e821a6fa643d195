"""What organisations offer, put in one by one or by file: the same way for every kind of offer.

A kind says how a row is read, who may put one in, and how it is written; the rest is common: what
may be unlawful waits for a caseworker, and what stands already is refused. Inside a unit of work.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

from muster.access.doors import note
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.problems import Problem, Refused
from muster.kernel.time import Instant
from muster.transition import problems
from muster.transition.models import Partner
from muster.transition.partnering import force_day, partner_agreed
from muster.transition.rules.sorting import (
    TWIN,
    Drafted,
    Sorted,
    forbidden,
    set_twins_aside,
    sort_out,
)

D = TypeVar("D", bound=Drafted)
Cells = Mapping[str, str]
Numbered = Sequence[tuple[int, Cells]]


def anybody(_partner: Partner) -> None:
    """Let every partner whose agreement holds put it in."""


def no_twins(_partner: UUID, _drafts: Iterable[Any]) -> Collection[str]:
    """Compare nothing with what other partners offer."""
    return ()


def nothing(_made: Sequence[UUID]) -> None:
    """Do nothing more with what stands open from now on."""


@dataclass(frozen=True, slots=True)
class Offering(Generic[D]):
    """One kind of offer.

    `read` returns a draft or what is wrong with it; `there` what a partner's open ones say alike;
    `write` keeps drafts, each with the words for which it is set aside, "" for none, and returns
    their ids. `twins` says what other partners offer already; `opened` is told what stands open.
    """

    model: Any
    read: Callable[[Cells, date], D | list[Problem]]
    there: Callable[[UUID], set[str]]
    write: Callable[..., list[UUID]]
    most_rows: int
    refuse: Callable[[Partner], None] = anybody
    twins: Callable[[UUID, Iterable[D]], Collection[str]] = no_twins
    opened: Callable[[Sequence[UUID]], None] = nothing

    def put(self, partner: UUID, said: Cells, *, by: Viewer, at: Instant) -> tuple[UUID, str]:
        """Keep one; return its id and the words for which it waits for a caseworker, or ""."""
        read = self.read(said, self._today(partner, at))
        if isinstance(read, list):
            raise Refused(read[0])
        if read.same in self.there(partner):
            raise problems.THERE_ALREADY.refused(title=read.title)
        words = forbidden(read.said) or (TWIN if self.twins(partner, [read]) else "")
        [made] = self.write(partner, [(read, words)], by=by.account, at=at)
        if not words:
            self.opened([made])
        return made, words

    def carry(
        self, partner: UUID, rows: Numbered, *, confirm: bool, by: Viewer, at: Instant
    ) -> Sorted[D]:
        """Sort a file's rows out and, confirmed, keep what is good: the whole of it or nothing."""
        today = self._today(partner, at)
        if len(rows) > self.most_rows:
            raise problems.TOO_MANY_ROWS.refused(most=self.most_rows)
        read = sort_out(rows, self.there(partner), lambda cells: self.read(cells, today))
        found = set_twins_aside(read, self.twins(partner, read.good))
        if confirm:
            good = [(one, "") for one in found.good]
            self.opened(self.write(partner, good, by=by.account, at=at))
            self.write(partner, found.aside, by=by.account, at=at)
        note(good=len(found.good), aside=len(found.aside), wrong=len(found.problems))
        return found

    def close(self, key: UUID, at: Instant) -> None:
        """Close one within reach; Refused as what does not exist where there is none."""
        if not self.model.objects.filter(id=key, closed_at=None).update(closed_at=at):
            raise NOT_FOUND.refused()

    def settle(self, key: UUID, *, through: bool, at: Instant) -> None:
        """Let one through that had been set aside, or close it."""
        rows = self.model.objects.filter(id=key, closed_at=None).exclude(aside="")
        if not (rows.update(aside="") if through else rows.update(closed_at=at)):
            raise NOT_FOUND.refused()
        if through:
            self.opened([key])

    def _today(self, partner: UUID, at: Instant) -> date:
        today = force_day(at)
        self.refuse(partner_agreed(partner, today))
        return today
