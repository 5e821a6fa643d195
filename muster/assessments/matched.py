"""Files of answers, read as whoever brought them in may: whose their ids are, people is asked."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from muster.access.viewers import Viewer
from muster.assessments.files import AnswerFile, Known, Matching, read_answers
from muster.assessments.queries.arriving import Arrival
from muster.assessments.rules.cutoffs import cutoffs_of
from muster.instruments.packs import pack
from muster.instruments.rules.specification import Sex
from muster.kernel.sheets import open_sheet
from muster.kernel.time import Instant
from muster.people.calendars import calendar_of_unit
from muster.people.queries import by_service_number
from muster.policy.rules.profile import Profile
from muster.vault.work import unit_of_work


def matching_by_number(by: Viewer, at: Instant) -> Matching:
    """Return what finds people by service number, as `by` may; outside a unit of work."""

    def matching(numbers: Sequence[str]) -> Mapping[str, Known]:
        found = by_service_number(numbers=numbers, by=by, at=at)
        return {
            number: Known(match.person, Sex(match.sex) if match.sex else None)
            for number, match in found.items()
        }

    return matching


def read_arrival(
    arrival: Arrival, data: bytes, *, profile: Profile, by: Viewer, at: Instant
) -> AnswerFile:
    """Read a file that came in on a page, by the columns chosen for it; outside a unit of work.

    Refused where the file as a whole is no use; single rows that are not stand in its `problems`.
    """
    specification = pack(arrival.instrument).specification
    with unit_of_work(by.standing()):
        calendar = calendar_of_unit(arrival.unit)
    with _as_file(data) as path:
        file = read_answers(
            path,
            specification,
            arrival.layout,
            cutoffs_of(profile, specification),
            at=at,
            calendar=calendar,
            matching=matching_by_number(by, at) if arrival.matched else None,
        )
    return replace(file, name=arrival.name)


def columns_in(data: bytes) -> list[str]:
    """Return the columns of a file; Refused where it is no table."""
    with _as_file(data) as path:
        return list(open_sheet(path).columns)


@contextmanager
def _as_file(data: bytes) -> Iterator[Path]:
    """Lay a file's bytes down for as long as it is read; a table is recognised by its content."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(data)
        yield path
