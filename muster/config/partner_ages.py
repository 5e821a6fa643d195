"""Agreements with partners by age: about nobody, and removed once they ended long ago."""

from __future__ import annotations

from django.db import connection

from muster.config.ages import Due, last_start
from muster.kernel.time import Instant
from muster.people.calendars import calendar_of_unit
from muster.people.formation import top_units
from muster.policy.rules.profile import Profile
from muster.vault.work import Work
from muster.vault.zones import Audience

KIND, TABLE = "partner-agreements", "transition_agreement"
# The one that counts goes with all before it, or not at all: what ended an agreement before its
# time must not go before what it ended.
_OLD = """
SELECT a.id FROM transition_agreement a WHERE a.until <= %(last)s AND (
  EXISTS (SELECT FROM transition_agreement b
    WHERE b.partner_id = a.partner_id AND (b.at, b.id) > (a.at, a.id))
  OR NOT EXISTS (SELECT FROM transition_agreement c
    WHERE c.partner_id = a.partner_id AND c.until > %(last)s))
"""


def due(work: Work, profile: Profile, at: Instant) -> list[Due]:
    """Return the agreements that may be removed today, by the days of the force as a whole."""
    roots = top_units()
    if not roots:
        return []
    last = last_start(KIND, profile, calendar_of_unit(roots[0]).local_date(at))
    if last is None:
        return []
    with work.acting_as(Audience.CASEWORKER), connection.cursor() as cursor:
        cursor.execute(_OLD, {"last": last})
        ids = tuple(row[0] for row in cursor.fetchall())
    return [Due(KIND, TABLE, ids, frozenset())] if ids else []
