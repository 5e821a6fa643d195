"""Campaigns that nobody opened: what sittings refer to that came in by a file or on paper."""

from __future__ import annotations

from django.db import connection

from muster.assessments.models import Campaign
from muster.kernel.ids import UnitId, new_id
from muster.kernel.time import Instant


def filed(key: str, name: str, unit: UnitId, at: Instant) -> Campaign:
    """Return the campaign of this key, made at need; whoever comes second waits for the first.

    It opened and closed the moment it was made: nobody is asked by it. Inside a unit of work.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO assessments_campaign (id, key, name, unit_id, instruments, opens_at, "
            "closes_at) VALUES (%s, %s, %s, %s, '{}', %s, %s) ON CONFLICT (key) DO NOTHING",
            [new_id(), key, name, unit, at, at],
        )
    return Campaign.objects.get(key=key)


def of_paper(unit: UnitId, at: Instant) -> Campaign:
    """Return the campaign under which paper forms stand that belong to no other."""
    return filed(f"paper:{unit.hex}", PAPER, unit, at)


PAPER = "Paper"
"""What that campaign is called in its table; no page shows it."""
