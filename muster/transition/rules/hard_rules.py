"""What no good fit outweighs: the licences and conditions, the region, the first day of work.

A vacancy that asks for a licence the person lacks is not theirs however well it suits them; nor is
one where they would not live, or that cannot wait until they are free.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from muster.transition.rules.meeting import Numbers, Truths

Bits = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Asked:
    """What vacancies ask, a row each.

    `needs` is a bit for every licence, qualification or condition of work that one must bring or
    bear; `region` a number; `begins` the last day on which work may begin, counted from any day.
    """

    needs: Bits
    region: Numbers
    begins: Numbers


@dataclass(frozen=True, slots=True)
class Brought:
    """What people bring, a row each: bits as vacancies ask, regions they would live in, first day.

    `regions` has a column for every region.
    """

    has: Bits
    regions: Truths
    free: Numbers


def kinds_of(asked: Asked) -> tuple[Numbers, Asked]:
    """Return each vacancy's kind, and what each asks; kinds of one region follow each other."""
    rows = np.stack([asked.region, asked.needs.astype(np.int64), asked.begins], axis=1)
    kinds, which = np.unique(rows, axis=0, return_inverse=True)
    table = Asked(kinds[:, 1].astype(np.uint64), kinds[:, 0], kinds[:, 2])
    return which.reshape(-1).astype(np.int64), table


def vacancies_for(people: Brought, kinds: Asked) -> Callable[[slice], Truths]:
    """Return which kinds of vacancy the rules allow a slice of the people: kinds × people.

    Each rule is asked once for what it can be asked, not once for each kind.
    """
    needs, of_needs = np.unique(kinds.needs, return_inverse=True)
    begins, of_begins = np.unique(kinds.begins, return_inverse=True)

    def allowed(part: slice) -> Truths:
        able = (needs[:, None] & ~people.has[part][None, :]) == 0
        in_time = begins[:, None] >= people.free[part][None, :]
        may: Truths = people.regions[part].T[kinds.region]
        may &= able[of_needs.reshape(-1)]
        may &= in_time[of_begins.reshape(-1)]
        return may

    return allowed


def people_for(vacancies: Asked, people: Brought) -> Callable[[slice], Truths]:
    """Return which people, each a kind of their own, the rules allow a slice of the vacancies."""

    def allowed(part: slice) -> Truths:
        asked = Asked(vacancies.needs[part], vacancies.region[part], vacancies.begins[part])
        return vacancies_for(people, asked)(slice(None)).T

    return allowed
