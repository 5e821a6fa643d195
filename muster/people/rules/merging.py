"""Two records of one person made one, and parted again.

Merging overwrites nothing: a fact says that one record was absorbed by another, a later fact may
take it back, and whose record is whose follows from the facts that stand. Absorbed records keep
what was recorded in them, so parting is exact; what was recorded after the merge stays with the
record it was written in, and the report of the parting names it for a human to divide.
"""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from muster.kernel.ids import PersonId
from muster.kernel.problems import Problem
from muster.kernel.words import Sentence, _
from muster.people import problems


class Sameness(enum.Enum):
    """Why two records are taken for one person's; a code, so that nothing of anybody is written."""

    says: Sentence

    def __new__(cls, key: str, says: Sentence) -> Sameness:
        member = object.__new__(cls)
        member._value_ = key
        member.says = says
        return member

    TWICE = "entered-twice", _("The same person was entered twice")
    NUMBER = "number-changed", _("The service number was changed, or was typed wrongly")
    NAME = "name-changed", _("The name was changed, or is written in another alphabet")
    RETURNED = "came-back", _("The person came back into service under a new record")
    OTHER = "otherwise-known", _("It is known from papers that both are the same person")


class Merge(NamedTuple):
    """The record `absorbed` is the same person as `kept`, and is read as part of it."""

    id: UUID
    kept: PersonId
    absorbed: PersonId


@dataclass(frozen=True)
class Merged:
    """Which merges stand: `into[absorbed]` is the merge by which a record was absorbed."""

    into: Mapping[PersonId, Merge]

    @classmethod
    def by(cls, merges: Iterable[Merge], undone: Iterable[UUID] = ()) -> Merged:
        """Read the facts, in the order of their recording."""
        void = set(undone)
        return cls({one.absorbed: one for one in merges if one.id not in void})

    def current(self, person: PersonId) -> PersonId:
        """Return the record under which a person is to be found today."""
        seen = {person}
        while person in self.into:
            person = self.into[person].kept
            if person in seen:
                raise ValueError("the merges that stand go round in a ring")
            seen.add(person)
        return person

    def records_of(self, person: PersonId) -> list[PersonId]:
        """Return every record of the person: the current one first, then the absorbed ones."""
        absorbed: dict[PersonId, list[PersonId]] = defaultdict(list)
        for merge in self.into.values():
            absorbed[merge.kept].append(merge.absorbed)
        found = [self.current(person)]
        for one in found:
            found.extend(sorted(absorbed[one]))
        return found

    def why_not_merge(self, kept: PersonId, absorbed: PersonId) -> Problem | None:
        """Return what forbids merging two records, or None.

        Only current records are merged, so that what stands is always a tree and never a ring.
        """
        if kept == absorbed:
            return problems.MERGE_WITH_ITSELF.at()
        if self.current(kept) == self.current(absorbed):
            return problems.ALREADY_MERGED.at()
        for one in (kept, absorbed):
            if one in self.into:
                return problems.RECORD_ABSORBED.at(current=str(self.current(one)))
        return None

    def why_not_part(self, absorbed: PersonId) -> Problem | None:
        """Return what forbids parting a record from the one it is merged into, or None.

        Merges may be undone in any order: taking one away leaves a tree.
        """
        return None if absorbed in self.into else problems.NOT_MERGED.at()
