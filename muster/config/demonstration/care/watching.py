"""What the worker would have done by this morning: told what is late, ended what is over."""

from __future__ import annotations

from muster.config.demonstration import formation
from muster.config.demonstration.building import Building, Progress

# Every deadline queued a job to look at it. Those whose hour is past would all look at the same.
_ONE_OF_EACH = """
DELETE FROM procrastinate_jobs WHERE id IN (
    SELECT id FROM (
        SELECT id, row_number() OVER (PARTITION BY task_name, args ORDER BY id) AS place
        FROM procrastinate_jobs
        WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())
    ) AS due WHERE place > 1
)
"""


def catch_up(building: Building, progress: Progress) -> None:
    """Let the watch look at every clock once, and leave the worker one look of each kind."""
    from django.db import connections

    look_at_clocks(building, progress)
    with connections["owner"].cursor() as cursor:
        cursor.execute(_ONE_OF_EACH)
    connections["owner"].close()


def look_at_clocks(building: Building, progress: Progress) -> None:
    """Tell of everything that is late by this morning, and end what is over."""
    from muster.access.accounts import watch
    from muster.care.commands.crises import note_late_crises
    from muster.care.commands.glass import note_late_glass
    from muster.care.commands.handovers import note_late_handovers
    from muster.care.commands.late_evaluations import note_late_evaluations
    from muster.care.commands.lateness import note_late
    from muster.care.commands.limitations import end_limitations
    from muster.care.commands.referrals import note_late_referrals
    from muster.people.commands.tending import tend_moves
    from muster.programmes.commands.tending import tend_waiting

    by, at = watch((building.unit(formation.BRIGADE),)), building.now
    looks = (
        end_limitations, note_late, note_late_crises, note_late_handovers, note_late_referrals,
        note_late_glass, note_late_evaluations, tend_moves, tend_waiting,
    )  # fmt: skip
    for done, look in enumerate(looks, 1):
        look(by=by, at=at)
        progress(done, len(looks))
