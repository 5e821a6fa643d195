"""Lists of posts: what each demands, from the personnel office."""

from __future__ import annotations

from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people import posts
from muster.people.calendars import day_at
from muster.people.formation import Formation
from muster.people.functions import spellings
from muster.people.reports import UnitsReport
from muster.people.rules.files import Arrived
from muster.people.rules.post_list import read_posts
from muster.vault.zones import Zone


@command(
    key="people.import-posts",
    permits=Permission.IMPORT_PEOPLE,
    zone=Zone.FORMATION,
    says=_("A list of posts was imported, with what each of them demands."),
)
def import_posts(
    *,
    arrived: Unjournalled[Arrived],
    chosen: dict[str, str] | None,
    confirm: bool,
    by: Viewer,
    at: Instant,
) -> UnitsReport:
    """Compare a list of posts with what is known, and where `confirm` write what it changes.

    A row is all that its post demands. Refused rows are named in the report and left out; the same
    list twice changes nothing. Rows are for units in and below the viewer's own.
    """
    today = day_at(by.units, at)
    units = Formation.read().listed(by.units, today)
    listed = read_posts(
        arrived.table, units=units, functions=spellings(), chosen=chosen, met=arrived.met
    )
    counts = posts.write_terms(listed.rows, at=at) if confirm else posts.compared(listed.rows)
    note(digest=arrived.digest, changes=counts)
    rows = len(listed.rows) + len(listed.refused)
    return UnitsReport(
        arrived.digest, rows, len(listed.refused), counts, confirm, listed.problems, listed.notes
    )
