"""Asking to talk with someone, without any questionnaire."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from muster.access.doors import command
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.assessments.events import (
    HELP_ASKED,
    HelpAsked,
)
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.zones import Zone


@command(
    key="assessments.ask-for-help",
    permits=Permission.ASK_FOR_HELP,
    zone=Zone.CLINICAL,
    says=_("Somebody asked to talk with someone."),
    portable=True,
)
def ask_for_help(*, person: PersonId, request: UUID, urgent: bool, by: Viewer, at: Instant) -> None:
    """Enter that a person wants to talk; `urgent` is "I need help now". Twice is once."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO assessments_helprequest (id, person_id, urgent, asked_at) "
            "VALUES (%s, %s, %s, %s) ON CONFLICT (id) DO NOTHING",
            [request, person, urgent, at],
        )
        if not cursor.rowcount:
            return
    HELP_ASKED.tell(HelpAsked(request, person, urgent, at, by.account))
