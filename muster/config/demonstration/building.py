"""A demonstration under construction: who acts, when it is, and what stands already.

The clock is given, so every command speaks of the day it belongs to. The rooms are loaded when they
are needed, because settings must stand first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from muster.config.demonstration import brigade, nhanes
from muster.config.demonstration.brigade import Brigade
from muster.config.demonstration.service import ROSTER_WEEKS
from muster.kernel.time import Instant

if TYPE_CHECKING:
    from muster.access.permissions import Permission
    from muster.access.viewers import Viewer
    from muster.assessments.files import Known
    from muster.config.demonstration.care.cast import Cast
    from muster.kernel.ids import PersonId, UnitId

ADMINISTRATOR = "administrator"
PSYCHOLOGIST = "psychologist"
DEPUTY = "psychologist-deputy"
CASEWORKER = "caseworker"

Progress = Callable[[int, int], None]
"""Hears how much of a stage is done and how much there is."""


def psychologist_of(battalion: int) -> str:
    """Return the account of a battalion's psychologist; the brigade's own covers its staff."""
    return f"{PSYCHOLOGIST}-{battalion}" if battalion else PSYCHOLOGIST


@dataclass
class Building:
    """What the stages share. `known` are the people by service number; `facts` what is told.

    `packets` are what people gave for their way into work, as they gave it.
    """

    home: Path
    folder: Path
    now: Instant
    seed: int = brigade.SEED
    known: dict[str, Known] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    packets: list[tuple[PersonId, dict[str, str]]] = field(default_factory=list)

    @cached_property
    def monday(self) -> datetime:
        """The Monday of this week."""
        return datetime.combine(brigade.monday_of(self.now.date()), time(), UTC)

    @cached_property
    def start(self) -> Instant:
        """When the installation was set up: on the Monday of the first roster."""
        return self.monday + timedelta(weeks=ROSTER_WEEKS[0])

    @cached_property
    def dice(self) -> np.random.Generator:
        """Chance for what people do about the queue, apart from the answers' own."""
        return np.random.default_rng(self.seed + 1)

    @cached_property
    def survey(self) -> nhanes.Survey:
        return nhanes.read()

    @cached_property
    def brigade(self) -> Brigade:
        return brigade.invent(self.survey, monday=self.monday.date(), seed=self.seed)

    @cached_property
    def cast(self) -> Cast:
        """Whose stories are told; nobody is in two of them."""
        from muster.config.demonstration.care.cast import Cast

        return Cast(self)

    def viewer(self, account: str, permission: Permission, at: Instant) -> Viewer:
        """Return an account in the role that lets it do this at that time."""
        from muster.access.accounts import viewer_named

        return viewer_named(account, to=permission, at=at)

    def unit(self, code: str) -> UnitId:
        """Return the unit of this code."""
        from muster.access.permissions import Permission
        from muster.config.units import unit_meant

        return unit_meant(code, self.viewer(ADMINISTRATOR, Permission.SHAPE_UNITS, self.start))

    def count(self, name: str, more: int) -> None:
        """Add to one of the counts that are told at the end."""
        self.facts[name] = self.facts.get(name, 0) + more
