"""Passwords that will do, and those that everybody tries first."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

from django.contrib.auth import password_validation

from muster.access import problems
from muster.access.rules.passwords import LEAST, MOST, Weak, weakness

_REFUSED = {
    Weak.SHORT: problems.PASSWORD_SHORT,
    Weak.LONG: problems.PASSWORD_LONG,
    Weak.COMMON: problems.PASSWORD_COMMON,
    Weak.NAME: problems.PASSWORD_NAME,
}


def demand_good(password: str, *, name: str) -> None:
    """Refused where `password` is too short, too common, or the account's own name."""
    weak = weakness(password, name=name, common=_common())
    if weak is not None:
        raise _REFUSED[weak].refused(least=LEAST, most=MOST)


@cache
def _common() -> frozenset[str]:
    """Return the 20,000 most common passwords of a public list, as Django ships it."""
    path = Path(password_validation.__file__).parent / "common-passwords.txt.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return frozenset(line.strip() for line in lines)
