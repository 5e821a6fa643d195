"""Readings of a sitting in progress, and of how a person is reached."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from muster.access.doors import Shown, Unjournalled, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.assessments.answering import UnderWay, texts, under_way
from muster.assessments.models import Answering, AnsweringEnd
from muster.assessments.reaching import Reached, reachable_of
from muster.assessments.rules.reaching import Reach
from muster.instruments.packs import Pack
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.details import details_of
from muster.policy.rules.profile import Profile
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Asked:
    """A sitting in progress, with the words of every instrument it asks."""

    now: UnderWay
    packs: dict[str, Pack]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A sitting that was begun and can still be gone on with."""

    sitting: UUID
    campaign: UUID
    window: str
    started_at: datetime
    expires_at: datetime


@query(
    key="assessments.sitting-under-way",
    permits=Permission.SUBMIT_ASSESSMENT,
    zone=Zone.CLINICAL,
    says=_("A sitting that had been begun was gone on with."),
)
def sitting_under_way(
    *,
    person: PersonId,
    sitting: UUID,
    room: bool,
    profile: Unjournalled[Profile],
    already_shown: Unjournalled[Collection[PersonId]],
    by: Viewer,
    at: Instant,
) -> Shown[Asked]:
    """Return a sitting in progress; page after page of one sitting is entered once."""
    now = under_way(person, sitting, room=room, profile=profile)
    forms = [*now.plan.asked, *([now.plan.follow_up] if now.plan.follow_up else [])]
    return Shown(Asked(now, texts([one.instrument for one in forms])), [person])


@query(
    key="assessments.unfinished-sittings",
    permits=Permission.SUBMIT_ASSESSMENT,
    zone=Zone.CLINICAL,
    says=_("It was read which sittings had been begun and not finished."),
)
def unfinished_sittings(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[Unfinished]]:
    """Return the sittings that can still be gone on with, the latest first."""
    ended = AnsweringEnd.objects.filter(person_id=person).values("answering_id")
    rows = Answering.objects.filter(person_id=person, expires_at__gt=at).exclude(id__in=ended)
    return Shown(
        [
            Unfinished(one.id, one.campaign_id, one.window, one.started_at, one.expires_at)
            for one in rows.order_by("-started_at")
        ],
        [person],
    )


@query(
    key="assessments.reachable",
    permits=Permission.READ_RESULT,
    zone=Zone.CLINICAL,
    says=_("It was read how somebody can be reached."),
)
def reachable(
    *,
    person: PersonId,
    already_shown: Unjournalled[Collection[PersonId]],
    by: Viewer,
    at: Instant,
) -> Shown[Reached | None]:
    """Return how a person last said they can be reached, None where they never said."""
    return Shown(reachable_of([person]).get(person), [person])


@query(
    key="assessments.call-back",
    permits=Permission.ASK_FOR_HELP,
    zone=Zone.CLINICAL,
    says=_("It was read where somebody can be called back, to be confirmed."),
)
def call_back(*, person: PersonId, by: Viewer, at: Instant) -> Shown[Reach]:
    """Return where a person said last that they can be called; else the number of their record."""
    said = reachable_of([person]).get(person)
    if said is not None:
        return Shown(said.reach, [person])
    known = details_of({person}).get(person)
    return Shown(Reach(known.phone if known else "", ""), [person])
