"""Care links: what binds, from when, until when, and to whom."""

from datetime import UTC, datetime, timedelta

import pytest

from muster.journal.rules.links import Bond, Grace, Link, Reading, Tie, links, tie
from muster.kernel.ids import new_id

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
PERSON, READER, OTHER = new_id(), new_id(), new_id()
GRACE = Grace(before=timedelta(days=1), after=timedelta(days=30))
READING = Reading(new_id(), READER, "unit-psychologist", PERSON, NOON)


def bond(link: Link, days: float, until: float | None = None, **said) -> Bond:
    given = {"person": PERSON, "reader": None, **said}
    return Bond(
        link, since=NOON + timedelta(days=days),
        until=None if until is None else NOON + timedelta(days=until), **given,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("bonds", "expected"),
    [
        ([], Tie.NONE),
        ([bond(Link.UNIT, -100)], Tie.UNIT_ONLY),
        ([bond(Link.UNIT, -100, -1)], Tie.NONE),
        ([bond(Link.UNIT, 0.5)], Tie.NONE),
        ([bond(Link.SIGNAL, -2)], Tie.CARE),
        ([bond(Link.SIGNAL, 0.9)], Tie.CARE),
        ([bond(Link.SIGNAL, 1.1)], Tie.NONE),
        ([bond(Link.SIGNAL, -90, -29)], Tie.CARE),
        ([bond(Link.SIGNAL, -90, -31)], Tie.NONE),
        ([bond(Link.WORK, -3, -3, reader=READER)], Tie.CARE),
        ([bond(Link.WORK, -3, -3, reader=OTHER)], Tie.NONE),
        ([bond(Link.SITTING, -1, person=OTHER)], Tie.NONE),
        ([bond(Link.UNIT, -100), bond(Link.CAMPAIGN, -3, 3)], Tie.CARE),
    ],
)
def test_what_binds_a_reader_to_a_person(bonds, expected):
    assert tie(links(READING, bonds, GRACE)) is expected
