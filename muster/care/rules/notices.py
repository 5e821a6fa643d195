"""A notice to command: nine lines, each a code, a date or a checked word, and there is no tenth.

What is composed here is exactly what command reads. It is signed as these bytes, so that nobody can
add a line later, and shown to the person before anybody else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date

import msgspec

from muster.care import problems
from muster.kernel.problems import Problem
from muster.policy.rules.profile import Profile
from muster.policy.rules.wording import Caught, WordKind, check

LINES = 9


@dataclass(frozen=True, slots=True)
class Notice:
    """What command reads, line by line.

    1 the person's opaque id · 2 one legal ground · 3 function codes · 4 first day, last day, review
    · 5 what to do now · 6 how to support · 7 whom to call back · 8 the accounts that may read it
    · 9 the day on which the person was told, None only where the ground allows telling later.
    """

    person: str
    ground: str
    functions: tuple[str, ...]
    days: tuple[date, date, date]
    actions: tuple[str, ...]
    support: str
    call_back: str
    readers: tuple[str, ...]
    told: date | None

    def signed_bytes(self) -> bytes:
        """Return the bytes that are signed: every line in its order, in one form only."""
        return msgspec.json.encode([_plain(getattr(self, one.name)) for one in fields(self)])


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of the free words found: `faults` keep a notice back, `asked` want a look."""

    faults: tuple[Problem, ...]
    caught: tuple[Caught, ...]

    @property
    def asked(self) -> tuple[Caught, ...]:
        return tuple(one for one in self.caught if not one.blocks)


def checked(notice: Notice, profile: Profile, words: Mapping[str, WordKind]) -> Checked:
    """Return everything that keeps a notice from being sent, and what is to be looked at again."""
    caught = tuple(check(notice.support, words)) + tuple(check(notice.call_back, words))
    return Checked(tuple(_faults(notice, profile, caught)), caught)


def _faults(notice: Notice, profile: Profile, caught: tuple[Caught, ...]) -> Iterator[Problem]:
    rule, most = profile.notices, profile.limitations.notice_characters
    if notice.ground not in rule.grounds:
        yield problems.UNKNOWN_CODE.at(code=notice.ground, known=", ".join(rule.grounds))
    for code in notice.functions:
        if code not in profile.functions:
            yield problems.UNKNOWN_CODE.at(code=code, known=", ".join(profile.functions))
    for code in notice.actions:
        if code not in rule.actions:
            yield problems.UNKNOWN_CODE.at(code=code, known=", ".join(rule.actions))
        elif code in rule.harm_actions and notice.ground not in rule.harm_grounds:
            yield problems.ACTION_NEEDS_HARM.at()
    if not notice.readers:
        yield problems.NOBODY_READS.at()
    if not notice.call_back.strip():
        yield problems.NO_CALL_BACK.at()
    if len(notice.support) + len(notice.call_back) > most:
        yield problems.NOTICE_TOO_LONG.at(most=most)
    if notice.told is None and notice.ground not in rule.harm_grounds:
        yield problems.PERSON_NOT_TOLD.at()
    for one in caught:
        if one.blocks:
            yield problems.WORD_BLOCKED.at(word=one.word)


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
