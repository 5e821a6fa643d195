"""Somebody waits for every answer of a follow-up, and no page or script is needed for it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import connection

from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.assessments.answering import one_at_a_time, under_way
from muster.assessments.following import break_off
from muster.kernel.ids import PersonId
from muster.kernel.time import Calendar, Instant
from muster.kernel.words import _
from muster.policy.rules.profile import Profile
from muster.vault.zones import Zone

_SILENT = """
SELECT o.answering_id, o.person_id FROM assessments_followupfact o
WHERE o.became = 'opened' AND o.at > %(since)s
  AND NOT EXISTS (SELECT FROM assessments_followupfact e
    WHERE e.answering_id = o.answering_id AND e.became <> 'opened')
  AND NOT EXISTS (SELECT FROM assessments_answer a
    WHERE a.answering_id = o.answering_id AND a.at > %(silent_since)s)
ORDER BY o.at
"""
_LOOKS_BACK = timedelta(days=7)  # longer than any sitting can be resumed


@command(
    key="assessments.notice-silence",
    permits=Permission.NOTICE_SILENCE,
    zone=Zone.CLINICAL,
    says=_("A follow-up that fell silent was noticed."),
)
def notice_silence(*, profile: Unjournalled[Profile], by: Viewer, at: Instant) -> int:
    """Tell every follow-up within reach to which no answer came in time; return how many.

    Whoever answers after all can still go on, and what they say is kept.
    """
    told: list[PersonId] = []
    for answering, person in silent(profile, at):
        one_at_a_time(answering)
        # Somebody may have answered while we waited for our turn.
        if (answering, person) in silent(profile, at):
            now = under_way(person, answering, room=False, profile=profile)
            break_off(now, "abandoned", by.account, at)
            told.append(person)
    note(people=told)
    return len(told)


def silent(profile: Profile, at: Instant) -> list[tuple[UUID, PersonId]]:
    """Return the sittings whose follow-up has waited for an answer for too long, and whose.

    For use inside a unit of work: whoever finds none need not write anything.
    """
    waited = Calendar().due(at, profile.follow_up.silence) - at
    with connection.cursor() as cursor:
        cursor.execute(_SILENT, {"since": at - _LOOKS_BACK, "silent_since": at - waited})
        return [(answering, PersonId(person)) for answering, person in cursor.fetchall()]
