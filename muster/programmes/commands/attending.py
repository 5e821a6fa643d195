"""Who came to a session: by the list that whoever leads it keeps, or by the code in the room."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from uuid import UUID

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.programmes import problems
from muster.programmes.codes import code_of, is_held
from muster.programmes.commands.groups import group_of
from muster.programmes.enrolling import found, programme_of
from muster.programmes.folding import Standing, happen
from muster.programmes.models import EnrolmentRow, GroupSession
from muster.programmes.rules.enrolments import Act, Came, Stage
from muster.vault.zones import Zone

TAKING_PART = (Stage.PLACED.value, Stage.UNDER_WAY.value)


@command(
    key="programmes.note-attendance",
    permits=Permission.KEEP_PLACES,
    zone=Zone.PROGRAMME,
    says=_("It was noted who came to a session."),
    portable=True,
)
def note_attendance(
    *, group: UUID, session: UUID, came: Mapping[UUID, Came], by: Viewer, at: Instant
) -> int:
    """Note who came to a session that has begun, by enrolment; return how many have completed.

    What was noted before is corrected by what is noted now.
    """
    group_of(group, by)
    held = GroupSession.objects.filter(id=session, group_id=group, starts__lte=at).first()
    if held is None:
        raise NOT_FOUND.refused()
    rows = EnrolmentRow.objects.filter(group_id=group, enrolment_id__in=list(came))
    completed, people = 0, []
    for row in rows.filter(stage__in=TAKING_PART).order_by("enrolment_id"):
        person = PersonId(row.person_id)
        there = found(person, row.enrolment_id)
        act = Act(came[row.enrolment_id].value)
        after = happen(there, act, by=by.account, at=at, group=group, session=session)
        completed += _completes(after, by.account, at)
        people.append(person)
    note(people=people, session=session)
    return completed


@command(
    key="programmes.come-by-code",
    permits=Permission.BOOK_PLACE,
    zone=Zone.PROGRAMME,
    says=_("Somebody entered the code of a session they came to."),
)
def come_by_code(*, person: PersonId, code: str, by: Viewer, at: Instant) -> UUID:
    """Note that somebody came, by the code of a session of theirs that is held now; its id."""
    rows = list(EnrolmentRow.objects.filter(person_id=person, stage__in=TAKING_PART))
    groups = {row.group_id: row for row in rows if row.group_id is not None}
    for session in GroupSession.objects.filter(group_id__in=list(groups)).order_by("starts"):
        if is_held(session.starts, session.ends, at) and hmac.compare_digest(
            code_of(session.id), code
        ):
            there = found(person, groups[session.group_id].enrolment_id)
            after = happen(
                there, Act.CAME, by=by.account, at=at, group=session.group_id,
                session=session.id, by_code=True,
            )  # fmt: skip
            _completes(after, by.account, at)
            return UUID(str(session.id))
    raise problems.WRONG_CODE.refused()


def _completes(there: Standing, by: AccountId, at: Instant) -> bool:
    """Enter that a programme was completed, where the dose says so."""
    dose = programme_of(there.enrolment.programme).dose
    if there.state.stage is not Stage.UNDER_WAY or there.state.attended < dose.completes_after:
        return False
    happen(there, Act.COMPLETED, by=by, at=at)
    return True
