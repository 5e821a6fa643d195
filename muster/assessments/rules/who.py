"""Whom a campaign asks: everybody of its units, or those of them whom its filters let through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

KNOWN_TO_COMMAND = frozenset({"deployment"})
"""Exposures that command itself ordered; to ask those who had another would tell command of it."""


@dataclass(frozen=True, slots=True)
class Who:
    """The filters of a campaign; an empty one lets everybody through.

    `sexes` are "male" and "female"; `posts` and `ranks` are titles as papers have them, whatever
    their case. `exposures` are kinds of exposure, some day of which lies between `exposed_since`
    and `exposed_until`. `joined_since` asks only those who came to their unit on that day or later.
    """

    sexes: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()
    exposures: tuple[str, ...] = ()
    exposed_since: date | None = None
    exposed_until: date | None = None
    joined_since: date | None = None

    @property
    def is_everybody(self) -> bool:
        """Does it let everybody through?"""
        return self == Who()

    @property
    def is_known_to_command(self) -> bool:
        """Does belonging to it say no more of a person than command ordered itself?"""
        return set(self.exposures) <= KNOWN_TO_COMMAND


@dataclass(frozen=True, slots=True)
class Lived:
    """One exposure, from its first to its last day; `until` None: it goes on."""

    kind: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Known:
    """What the filters look at in one person; "" where it is not known."""

    sex: str
    post: str
    rank: str
    joined: date
    lived: Sequence[Lived] = ()


def fits(who: Who, known: Known) -> bool:
    """Is this person one of those who are asked?"""
    return (
        _among(who.sexes, known.sex)
        and _among(who.posts, known.post)
        and _among(who.ranks, known.rank)
        and (who.joined_since is None or known.joined >= who.joined_since)
        and (not who.exposures or any(_lived(who, one) for one in known.lived))
    )


def is_whole_unit(who: Who, asked: int, *, dated: bool, smallest: int) -> bool:
    """Is everybody asked on the same days, so that being asked says nothing of anybody?

    Windows counted from a person's own days are never whole-unit windows, nor is a filter that
    leaves fewer than `smallest` people, or that names what command does not know.
    """
    if not dated or not who.is_known_to_command:
        return False
    return who.is_everybody or asked >= smallest


def _among(wanted: Sequence[str], had: str) -> bool:
    return not wanted or had.casefold() in {one.casefold() for one in wanted}


def _lived(who: Who, one: Lived) -> bool:
    if one.kind not in who.exposures:
        return False
    begins_in_time = who.exposed_until is None or one.since <= who.exposed_until
    ends_in_time = who.exposed_since is None or (one.until or date.max) >= who.exposed_since
    return begins_in_time and ends_in_time
