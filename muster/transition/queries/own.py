"""A person's own case: where it is, on whom, since when, what is next, and how long it takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.queries.colleagues import account_names
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.policy.queries import in_force
from muster.policy.rules.profile import Profile
from muster.policy.rules.track import PERSON
from muster.transition.models import CareSaid, StepTimes, TrackCase, TrackFact, TrackWord
from muster.transition.notes import opened_plain
from muster.transition.rules.track import Act, TrackState
from muster.transition.tracking import FACTS, latest
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Others:
    """How long a step takes others: half are through within `median` days, nine in ten `most`."""

    cases: int
    median: float
    most: float


@dataclass(frozen=True, slots=True)
class Said:
    """One message between the person and their caseworker."""

    from_person: bool
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class OwnCase:
    """A case as its person reads it; `owners` are the names of caseworkers' accounts.

    `asked` says, by task, what exactly is theirs to bring or to attend.
    """

    state: TrackState
    source: str
    profile: Profile
    owners: Mapping[AccountId, str]
    others: Mapping[str, Others]
    words: tuple[Said, ...]
    care: str
    asked: Mapping[UUID, str] = field(default_factory=dict)


@query(
    key="transition.own-case",
    permits=Permission.OWN_TRACK,
    zone=Zone.TRANSITION,
    says=_("Somebody read where their own case for work after service stands."),
)
def own_case(*, person: PersonId, by: Viewer, at: Instant) -> Shown[OwnCase | None]:
    """Return a person's latest case, None without one."""
    found = latest(person)
    if found is None:
        return Shown(None, [person])
    keys = {one.key for one in found.state.steps}
    return Shown(
        OwnCase(
            found.state, found.case.source, found.profile,
            account_names([one.owner for one in found.state.steps if one.owner is not None]),
            others_of(keys), words_of(person, found.case), care_of(person),
            _asked_of(person, found.case),
        ),
        [person],
    )  # fmt: skip


def _asked_of(person: PersonId, case: TrackCase) -> dict[UUID, str]:
    rows = TrackFact.objects.filter(case=case, act=Act.TASK_GIVEN.value, hand=PERSON)
    return {
        one.task_id: opened_plain(person, FACTS, one.id, one.note).decode()
        for one in rows
        if one.task_id is not None and one.note is not None
    }


def others_of(keys: set[str]) -> dict[str, Others]:
    """Return how long these steps take others, where it can be told without telling of anybody."""
    least = in_force().small_groups.clinical_cell
    rows = StepTimes.objects.filter(key__in=keys, cases__gte=least).order_by("counted_at")
    return {one.key: Others(one.cases, one.median, one.most) for one in rows}


def words_of(person: PersonId, case: TrackCase) -> tuple[Said, ...]:
    """Return what was written on a case, the latest first."""
    rows = TrackWord.objects.filter(case=case).order_by("-said_at", "-id")
    return tuple(
        Said(
            one.from_person, one.said_at,
            opened_plain(person, "transition_trackword", one.id, one.sealed).decode(),
        )
        for one in rows
    )  # fmt: skip


def care_of(person: PersonId) -> str:
    """Return what somebody lets their caseworker know of being in care; "" for nothing."""
    row = CareSaid.objects.filter(person_id=person).order_by("-at", "-id").first()
    if row is None or row.sealed is None:
        return ""
    return opened_plain(person, "transition_caresaid", row.id, row.sealed).decode()
