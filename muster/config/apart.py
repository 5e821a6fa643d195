"""What goes by age and stands on no shelf: files that nobody confirmed, and the auditor's zone.

Each table is emptied by a command of its own room, up to an instant.
"""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from muster.assessments.commands.arriving import drop_old_files
from muster.care.commands.careers import drop_old_careers, old_careers, remove_old_careers
from muster.care.commands.observing import drop_old_reports
from muster.kernel.time import Instant
from muster.people.commands.bringing import drop_old_files as drop_old_brought_files
from muster.people.commands.rosters import drop_old_rosters
from muster.vault.work import current
from muster.vault.zones import Audience

CAREERS, CAREER_ACTIONS = "career-actions", "care_careeraction"
CAREER_FILES = "care_careerfile"

# Files that nobody confirmed in time; they name people all the same. Each table's drops its own.
WAITING = {
    "people_arrival": drop_old_rosters,
    "people_broughtfile": drop_old_brought_files,
    "assessments_answerarrival": drop_old_files,
    "care_report": drop_old_reports,
    CAREER_FILES: drop_old_careers,
}
# And what no clinician's role may read, nor is of any unit until it matches somebody.
APART = {**WAITING, CAREER_ACTIONS: remove_old_careers}


def waiting_before(table: str, before: Instant) -> tuple[UUID, ...]:
    """Return the files of a table that wait since before an instant."""
    reader = Audience.AUDITOR if table == CAREER_FILES else Audience.CLINICIAN
    with current().acting_as(reader), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM {table} WHERE waiting IS NOT NULL AND arrived_at < %s", [before]
        )
        return tuple(row[0] for row in cursor.fetchall())


def careers_before(before: Instant) -> tuple[UUID, ...]:
    """Return the adverse career actions that were brought in before an instant."""
    return tuple(old_careers(before))
