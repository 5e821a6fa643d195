"""The whole examination: each check by itself, so that one that fails hides no other."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from django.db import Error, connection

from muster.config.doctor import care, database, keeping, machine
from muster.config.doctor.findings import Colour, Finding, green, red
from muster.config.preparing import database_address, demand_installation
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _

log = logging.getLogger("muster.doctor")

Check = Callable[[Instant], Iterable[Finding]]

# In the order in which a person would look: what everything stands on comes first.
ON_THIS_MACHINE: tuple[Check, ...] = (
    machine.keys,
    machine.files,
    machine.disk,
    machine.clock,
    machine.words,
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
    care.projections,
)


def examine(at: Instant) -> list[Finding]:
    """Look at everything; the findings come in the order of the checks."""
    found = [finding for check in ON_THIS_MACHINE for finding in _safely(check, at)]
    reachable = _reachable()
    found.append(reachable)
    if reachable.colour is not Colour.RED:
        found += [finding for check in IN_THE_DATABASE for finding in _safely(check, at)]
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
