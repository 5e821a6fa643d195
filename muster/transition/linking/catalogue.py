"""What titles are linked to here: the releases in force, our own catalogue where there are none.

A national list in force lends its titles to the occupations that it names: by their own code, or by
their ISCO-08 group. So a title in the country's language is found by that language's words, and not
by its meaning alone. Call these inside a unit of work.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import chain
from typing import Any
from uuid import UUID

from muster.transition.guidance.starter import starter
from muster.transition.linking.postings import Linker
from muster.transition.occupations.release import Entries, Kind
from muster.transition.occupations.rows import SKILL
from muster.transition.queries.archives import Stands, entries_listed, release_in_force


def linker() -> Linker:
    """Return what links titles by the releases in force; made anew when one of them changes."""
    esco, national = release_in_force(Kind.ESCO), release_in_force(Kind.NATIONAL)
    return _linker(_rows(esco), _rows(national))


def _rows(one: Stands | None) -> tuple[Kind, UUID] | None:
    return None if one is None else (one.kind, one.rows_of)


@lru_cache(maxsize=1)
def _linker(
    esco: tuple[Kind, UUID] | None, national: tuple[Kind, UUID] | None
) -> Linker:  # fmt: skip
    occupations = own_occupations() if esco is None else _occupations(entries_listed(*esco))
    return Linker(labelled(occupations, {} if national is None else entries_listed(*national)))


def _occupations(entries: Entries) -> Entries:
    return {key: one for key, one in entries.items() if not key.startswith(SKILL)}


def own_occupations() -> dict[str, dict[str, Any]]:
    """Return our own catalogue's civilian occupations, as an archive would list them."""
    book = starter()
    return {
        isco: {
            "title": job.title["en"], "labels": [job.title["en"], job.title["ru"]], "isco": isco,
            "description": "; ".join(
                book.skills[skill][language] for language in job.title for skill in job.skills
            ),
        }
        for isco, job in book.jobs.items()
    }  # fmt: skip


def labelled(occupations: Entries, national: Entries) -> dict[str, Mapping[str, Any]]:
    """Return the occupations with the titles of a national list among their labels."""
    return {code: _with_labels(code, one, national) for code, one in occupations.items()}


def _with_labels(code: str, one: Mapping[str, Any], national: Entries) -> Mapping[str, Any]:
    listed = national.get(code) or national.get(one["isco"])
    if listed is None:
        return one
    more = chain.from_iterable(listed["labels"].values())
    return {**one, "labels": list(dict.fromkeys([*one["labels"], *more]))}
