"""The stages of a demonstration, in their order: two years of an installation's life.

Each calls the commands that the product's own command line calls, with the time it belongs to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from muster.config.demonstration import files, formation, history, morning
from muster.config.demonstration.accounts import give_accounts
from muster.config.demonstration.building import (
    ADMINISTRATOR,
    DEPUTY,
    Building,
    Progress,
    psychologist_of,
)
from muster.config.demonstration.care.telling import care
from muster.config.demonstration.care.watching import catch_up
from muster.config.demonstration.casework import work_the_cases
from muster.config.demonstration.posts import give_posts
from muster.config.demonstration.problems import JOURNAL_BROKEN
from muster.config.demonstration.programmes import offer_programmes
from muster.config.demonstration.teams import gather_teams
from muster.config.demonstration.turnout import ask_whole_battalion
from muster.config.installing import (
    FIRST_ROLES,
    OPERATOR,
    Force,
    bring_up_to_date,
    first_people,
)
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _

FORCE = Force(name="Invented force", code="FORCE", zone="UTC")
TERMS = (timedelta(0), timedelta(days=360), timedelta(days=720))
"""When roles are given again; none is for ever."""
TERM = timedelta(days=370)


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: its key in the summary, what it is called, and what it does."""

    key: str
    says: Sentence
    build: Callable[[Building, Progress], None]


def invent(building: Building, _progress: Progress) -> None:
    """Invent the brigade and write its files."""
    invented = building.brigade
    building.facts["people"] = len(invented.soldiers)
    files.write_units(invented, building.folder)
    files.write_survey(building.survey, building.folder)


def install(building: Building, _progress: Progress) -> None:
    """Make database, tables and keys, then the first people, the units and the roles."""
    bring_up_to_date(building.home)
    found(building)


def found(building: Building) -> None:
    """Make the first administrator and the operator; bring in units, give roles year by year."""
    from muster.access.permissions import Permission
    from muster.kernel.sheets import open_sheet
    from muster.people.commands.units import import_units
    from muster.people.rules.files import arrived
    from muster.people.rules.unit_list import UNITS

    first_people(administrator=ADMINISTRATOR, force=FORCE, at=building.start)
    listed = arrived(open_sheet(files.write_units(building.brigade, building.folder)), UNITS)
    by = building.viewer(ADMINISTRATOR, Permission.SHAPE_UNITS, building.start)
    report = import_units(arrived=listed, chosen=None, confirm=True, by=by, at=building.start)
    building.facts["units"] = report.counts["new"]
    for number, term in enumerate(TERMS):
        _give_roles(building, building.start + term, first=number == 0)


def _give_roles(building: Building, at: Instant, *, first: bool) -> None:
    """Give everybody their roles for a term; the first two have theirs for the first one."""
    from muster.access.commands import give_role
    from muster.access.permissions import Permission
    from muster.access.roles import UNIT_PSYCHOLOGIST

    force, top = building.unit(FORCE.code), building.unit(formation.BRIGADE)
    held = [] if first else [(ADMINISTRATOR, key, force) for key in FIRST_ROLES[ADMINISTRATOR]]
    held += [] if first else [(OPERATOR, key, force) for key in FIRST_ROLES[OPERATOR]]
    held += [(one, UNIT_PSYCHOLOGIST.key, top) for one in (psychologist_of(0), DEPUTY)]
    for battalion in range(1, formation.BATTALIONS + 1):
        unit = building.unit(f"{formation.BRIGADE}-{battalion}")
        held.append((psychologist_of(battalion), UNIT_PSYCHOLOGIST.key, unit))
    by = building.viewer(ADMINISTRATOR, Permission.GIVE_ROLE, at)
    for account, role, unit in held:
        give_role(account=account, role=role, unit=unit, until=at + TERM, by=by, at=at)


def count_rows(_building: Building, _progress: Progress) -> None:
    """Let the database count its tables, which it would do by itself in a minute.

    Two years have just been brought in; asked before, it would read them as if they were empty.
    """
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")
    connections["owner"].close()


def seal(building: Building, _progress: Progress) -> None:
    """Give every entry its place in the journal's log, and verify the log once."""
    from muster.access.permissions import Permission
    from muster.access.queries import verified
    from muster.journal.sealer import seal_all

    building.facts["journal"] = seal_all()
    by = building.viewer(OPERATOR, Permission.READ_JOURNAL, building.now)
    found = verified(by=by, at=building.now)
    if found.fault is not None:
        raise JOURNAL_BROKEN.refused(fault=found.fault)


STAGES = (
    Stage("invent", _("Invent a brigade and two years of its answers"), invent),
    Stage("install", _("Set up the installation, its units and roles"), install),
    Stage("history", _("Live through two years: rosters, tours, sittings, calls"), history.live),
    Stage("survey", _("Screen the real answers of NHANES 2017-2018"), history.screen_survey),
    Stage("counting", _("Let the database count its tables"), count_rows),
    Stage("accounts", _("Let commanders, an auditor, a team and a soldier sign in"), give_accounts),
    Stage("morning", _("Open the queue of this morning"), morning.open_queue),
    Stage("turnout", _("Ask a battalion whole, and count who came"), ask_whole_battalion),
    Stage("posts", _("Bring in the list of posts; a few ask for one for a time"), give_posts),
    Stage("teams", _("Found assessment teams, and plan their year"), gather_teams),
    Stage("care", _("Let two years of care happen: cases, crises, handovers"), care),
    Stage("programmes", _("Open groups, and let people wait for a place"), offer_programmes),
    Stage("lateness", _("Tell of what is late by this morning"), catch_up),
    Stage(
        "casework", _("Go with 2,000 people into work, and count how long it takes"), work_the_cases
    ),
    Stage("seal", _("Seal and verify the journal"), seal),
)
