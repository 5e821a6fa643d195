"""Which profile is in force on which day, and the profiles that were: plain functions.

A profile is adopted for a later day, never for the one that runs. So every process may remember for
a minute what was adopted, and none of them judges by one profile while another judges by the next.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from time import monotonic
from typing import TypeVar

from django.conf import settings
from django.db import InterfaceError, OperationalError

from muster.policy.models import ProfileVersion
from muster.policy.profiles import profile, profile_written
from muster.policy.rules.profile import Profile
from muster.vault.work import Standing, under_way, unit_of_work
from muster.vault.zones import Audience

Answer = TypeVar("Answer")

REMEMBERED_FOR = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Adopted:
    """One adopted profile: its name by digest, and the first UTC day on which it is in force."""

    digest: str
    key: str
    version: str
    starts: date
    at: datetime


@dataclass(slots=True)
class _Memory:
    adopted: tuple[Adopted, ...] = ()
    until: float = -1.0


_memory = _Memory()


def in_force(on: date | None = None) -> Profile:
    """Return the profile in force on a UTC day, today by default.

    That is the one adopted last for that day or an earlier one; before the first, the profile that
    MUSTER_PROFILE names.
    """
    day = datetime.now(UTC).date() if on is None else on
    standing = [one for one in adopted() if one.starts <= day]
    if not standing:
        return profile(settings.MUSTER_PROFILE)
    return profile_of(max(standing, key=lambda one: (one.starts, one.at)).digest)


def adopted() -> tuple[Adopted, ...]:
    """Return every adopted profile, by the day on which it starts."""
    if monotonic() < _memory.until:
        return _memory.adopted
    try:
        _memory.adopted = _listed()
    except (OperationalError, InterfaceError):
        if _memory.until < 0:
            raise
        # The database is away for a moment: what was adopted a minute ago stands.
        return _memory.adopted
    _memory.until = monotonic() + REMEMBERED_FOR
    return _memory.adopted


def forget() -> None:
    """Ask the database anew the next time: this process has just adopted one."""
    _memory.until = -1.0


def remember(*known: Adopted) -> None:
    """Take these for all that is adopted, and ask nobody: for tests without a database."""
    _memory.adopted, _memory.until = known, float("inf")


def profile_of(digest: str) -> Profile:
    """Return the profile of this digest; LookupError where this installation never adopted it."""
    own = profile(settings.MUSTER_PROFILE)
    return own if own.digest == digest else _kept(digest)


def profile_or_in_force(digest: str) -> Profile:
    """Return the profile of this digest, or the one in force where nobody kept that one."""
    try:
        return profile_of(digest)
    except LookupError:
        return in_force()


@cache
def _kept(digest: str) -> Profile:
    """Read once in the life of the process: a digest never names anything else."""

    def asked() -> str | None:
        found = ProfileVersion.objects.filter(digest=digest).values_list("content", flat=True)
        return found.first()

    text = _asked_anywhere(asked)
    if text is None:
        raise LookupError(f"No profile with the digest {digest} was adopted here.")
    return profile_written(text)


def is_kept(digest: str) -> bool:
    """Is the profile of this digest kept here whole? For use inside a unit of work."""
    return ProfileVersion.objects.filter(digest=digest).exists()


def _listed() -> tuple[Adopted, ...]:
    def asked() -> list[tuple[str, str, str, date, datetime]]:
        rows = ProfileVersion.objects.exclude(starts=None).order_by("starts", "at")
        return list(rows.values_list("digest", "key", "version", "starts", "at"))

    return tuple(Adopted(*row) for row in _asked_anywhere(asked))


def _asked_anywhere(question: Callable[[], Answer]) -> Answer:
    """Ask inside the unit of work under way, or in one of the platform's own."""
    if under_way():
        return question()
    with unit_of_work(Standing(Audience.PLATFORM)):
        return question()
