"""The campaign that is being put together, question by question; it stands in the session alone.

There is no person in it: units, filters, instruments, days.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from django.http import HttpRequest

from muster.assessments.commands import Asking
from muster.assessments.rules.stages import Opens
from muster.assessments.rules.who import Who
from muster.assessments.rules.windows import Dated
from muster.kernel.ids import UnitId

_KEY = "campaign"
DAYS = "days"
"""What stands for stated days where else the key of a calendar stands."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was answered so far; None: not yet asked."""

    units: tuple[UUID, ...] | None = None
    some: bool | None = None
    who: Who = field(default_factory=Who)
    instruments: tuple[str, ...] | None = None
    then: tuple[Opens, ...] | None = None
    when: str | None = None
    windows: tuple[Dated, ...] = ()
    closes_on: date | None = None
    in_room: bool | None = None
    name: str | None = None

    def next_step(self) -> str:
        """Return the first question that is still to be answered, "check" where none is."""
        steps = {
            "units": self.units is None,
            "who": self.some is None,
            "filters": bool(self.some) and self.who.is_everybody,
            "what": self.instruments is None,
            "then": self.then is None,
            "when": self.when is None,
            "days": self.when == DAYS and not self.windows,
            "where": self.in_room is None,
            "name": self.name is None,
        }
        return next((step for step, missing in steps.items() if missing), "check")

    def asking(self) -> Asking:
        """Return the campaign as the room takes it; every question has been answered."""
        by_days = self.when == DAYS
        return Asking(
            self.name or "",
            tuple(UnitId(one) for one in self.units or ()),
            self.instruments or (),
            self.who if self.some else Who(),
            self.then or (),
            "" if by_days else self.when or "",
            self.windows if by_days else (),
            None if by_days else self.closes_on,
            bool(self.in_room),
        )


def draft_of(request: HttpRequest) -> Draft:
    """Return what this session has put together, or an empty draft where that cannot be read."""
    try:
        return msgspec.convert(request.session.get(_KEY, {}), Draft)
    except msgspec.ValidationError:
        return Draft()


def keep(request: HttpRequest, **answers: Any) -> Draft:
    """Keep answers in the session and return the draft with them."""
    made = replace(draft_of(request), **answers)
    request.session[_KEY] = msgspec.to_builtins(made)
    return made


def drop(request: HttpRequest) -> None:
    """Forget what was put together."""
    request.session.pop(_KEY, None)
