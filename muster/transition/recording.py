"""What the service record offers somebody's profile; inside a unit of work of their own.

The record is read in the zone of who somebody is, which the person reaches and a caseworker does
not. What they take from it is kept, sealed, in the zone of the way into work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from muster.kernel.ids import PersonId
from muster.people.entries import entries_of_person
from muster.transition.profile.finding import finder, skills_of_titles
from muster.transition.profile.record import code_of, roles_of_code, shown_by_record, terms_held
from muster.transition.queries.signals import titles_of_code
from muster.transition.rules.fitting import Wishes
from muster.transition.rules.profile import LONGEST_WORDS, Proof, Source
from muster.transition.rules.recorded import Kind, Recorded, of_kind, open_to, taken, together

PART = "record"


def recorded_of(person: PersonId, decided: Sequence[Recorded]) -> tuple[Recorded, ...]:
    """Return the entries of the person's own record, each with what they said on it."""
    standing = (
        Recorded(Kind(one.kind.value), one.what, one.code, one.since, one.until, one.people)
        for one in entries_of_person(person).values()
    )
    return together(standing, decided)


def titles_of_trade(entry: Recorded) -> list[str]:
    """Return the titles by which a trade of the record is looked up: those of its code first.

    They are the crosswalk's in force; where it knows none, the catalogue's, then the entry's own.
    """
    found = titles_of_code(code_of(entry))
    found = found or [role.title["en"] for role in roles_of_code(entry.code)]
    return found or [one for one in (entry.what,) if one]


def trades_of(entries: Sequence[Recorded]) -> list[str]:
    """Return the titles of every trade that these entries name, each once."""
    trades = of_kind(open_to(entries), Kind.TRADE)
    return list(dict.fromkeys(title for one in trades for title in titles_of_trade(one)))


def offered_by(entries: Sequence[Recorded], today: date) -> Iterator[tuple[str, Proof]]:
    """Yield each skill that the record speaks of, with the entry that does."""
    standing = open_to(entries)
    for one in of_kind(standing, Kind.TRADE):
        proof = Proof(Source.CODE, one.name[:LONGEST_WORDS])
        for skill, _title in skills_of_titles(titles_of_trade(one)):
            yield skill, proof
    yield from shown_by_record(standing, today)
    courses = "\n".join(one.what for one in of_kind(standing, Kind.COURSE))
    if courses:
        for skill, clause in finder().find(courses):
            yield skill, Proof(Source.RECORD_COURSE, clause[:LONGEST_WORDS])


def wishes_with(wishes: Wishes | None, entries: Sequence[Recorded], today: date) -> Wishes | None:
    """Return what somebody wishes; where they said nothing yet, the licences that they took in."""
    if wishes is not None:
        return wishes
    held = terms_held(taken(entries), today)
    return Wishes(licences=held) if held else None
