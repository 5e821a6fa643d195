"""The whole examination: each check by itself, so that one that fails hides no other."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from django.db import Error, connection

from muster.config.doctor import alarms, care, database, keeping, machine
from muster.config.doctor.findings import Colour, Finding, green, red
from muster.config.preparing import database_address, demand_installation
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _

log = logging.getLogger("muster.doctor")

Check = Callable[[Instant], Iterable[Finding]]
Progress = Callable[[int, int], None]
"""Hears how many checks are done, and of how many."""


def unheard(_done: int, _total: int) -> None:
    """Hear progress and say nothing."""


# In the order in which a person would look: what everything stands on comes first.
ON_THIS_MACHINE: tuple[Check, ...] = (
    machine.keys,
    machine.files,
    machine.disk,
    machine.clock,
    machine.words,
    machine.looks,
)
IN_THE_DATABASE: tuple[Check, ...] = (
    database.logins,
    database.durability,
    database.server_log,
    database.migrations,
    database.protection,
    database.server_time,
    keeping.node,
    keeping.journal,
    keeping.erasures,
    keeping.worker,
    keeping.backups,
    keeping.administrators,
    care.crisis_numbers,
    care.duty_rosters,
    alarms.alert_channels,
    alarms.alerts,
    care.projections,
)


def examine(at: Instant, progress: Progress = unheard) -> list[Finding]:
    """Look at everything; the findings come in the order of the checks."""
    total = len(ON_THIS_MACHINE) + len(IN_THE_DATABASE)
    found: list[Finding] = []
    for done, check in enumerate(ON_THIS_MACHINE):
        progress(done, total)
        found += _safely(check, at)
    reachable = _reachable()
    found.append(reachable)
    if reachable.colour is Colour.RED:
        return found
    for done, check in enumerate(IN_THE_DATABASE, start=len(ON_THIS_MACHINE)):
        progress(done, total)
        found += _safely(check, at)
    return found


def _reachable() -> Finding:
    name = "database"
    try:
        demand_installation()
    except Refused as refusal:
        problem = refusal.problem
        says, do = problem.kind.says, problem.kind.do
        return red(name, says.of(**dict(problem.values)), do.of(**dict(problem.values)))
    return green(name, _("The database at {address} answers.").of(address=database_address()))


def _safely(check: Check, at: Instant) -> list[Finding]:
    """Run one check; one that cannot be done is itself a red finding."""
    name = check.__name__.replace("_", "-")
    try:
        return list(check(at))
    except Refused as refusal:
        values = dict(refusal.problem.values)
        kind = refusal.problem.kind
        return [red(name, kind.says.of(**values), kind.do.of(**values))]
    except (Error, OSError, ValueError, LookupError) as error:
        log.warning("a check of the doctor could not be done", exc_info=True)
        connection.close()
        says = _("This could not be checked: {kind}.").of(kind=type(error).__name__)
        return [red(name, says, _("Put the other findings right first, then ask again."))]
