"""From care to a programme: a clinician answers what it asks, and the score stays here."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.care import problems
from muster.care.models import CaseRow
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.programmes.enrolling import Wish, put_on_list
from muster.programmes.rules.enrolments import Priority
from muster.vault.zones import Zone


@command(
    key="care.put-on-list",
    permits=Permission.KEEP_PLAN,
    zone=Zone.CLINICAL,
    says=_("Somebody in care was put on the list of a programme."),
    portable=True,
)
def put_on_programme(
    *,
    person: PersonId,
    enrolment: UUID,
    programme: str,
    answers: Mapping[str, bool],
    wish: Wish,
    priority: Priority,
    by: Viewer,
    at: Instant,
) -> UUID:
    """Put somebody with an open case on a list; what the answers rest on stays in care.

    Refused without an open case, and where what the programme asks was not answered with yes.
    """
    if not CaseRow.objects.filter(person_id=person, ended=False).exists():
        raise problems.NO_OPEN_CASE.refused()
    put_on_list(
        person, enrolment, programme, answers=answers, wish=wish, priority=priority,
        by=by.account, at=at,
    )  # fmt: skip
    note(enrolment=enrolment)
    return enrolment
