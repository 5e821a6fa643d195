"""A partner's first page: what waits for it, as counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.transition.agency import given
from muster.transition.models import (
    Candidacy,
    CoursePlace,
    Partner,
    PartnerTask,
    SupportAsk,
)
from muster.transition.partnering import agreed, force_day, states_of
from muster.transition.rules import places, support
from muster.transition.rules.candidacies import AWAIT_AN_ANSWER
from muster.transition.schooling import place_states
from muster.transition.support import support_states
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class PartnerHome:
    """What waits for an organisation; `until` None: no agreement holds.

    `asked` are those who await an answer about a vacancy, `places` about a place on a course,
    `support` about a programme of support.
    """

    name: str
    kind: str
    until: date | None
    tasks: int
    late: int
    asked: int
    places: int
    support: int


@query(
    key="transition.partner-home",
    permits=Permission.ANSWER_ASKED,
    zone=Zone.PARTNERS,
    says=_("A partner read what waits for it, as counts."),
)
def partner_home(*, by: Viewer, at: Instant) -> Shown[PartnerHome]:
    """Return how many tasks are open and late, and how many people await an answer to what."""
    own = Partner.objects.filter(id__in=list(by.units)).order_by("id").first()
    if own is None:
        raise NOT_FOUND.refused()
    holding = agreed([own.id], force_day(at)).get(own.id)
    tasks = given(list(PartnerTask.objects.filter(partner_id=own.id).defer("sealed")))
    open_tasks = [one for one in tasks.values() if one.ended is None]
    asked = states_of(_ids(Candidacy, own))
    learning = place_states(_ids(CoursePlace, own))
    helped = support_states(_ids(SupportAsk, own))
    return Shown(
        PartnerHome(
            own.name, own.kind, None if holding is None else holding.until, len(open_tasks),
            sum(one.late(at) for one in open_tasks),
            sum(one.stage in AWAIT_AN_ANSWER for one in asked.values()),
            sum(one.stage is places.Stage.ASKED for one in learning.values()),
            sum(one.stage is support.Stage.SEATED for one in helped.values()),
        )
    )  # fmt: skip


def _ids(model: type[Candidacy] | type[CoursePlace] | type[SupportAsk], own: Partner) -> list:
    return list(model.objects.filter(partner_id=own.id).values_list("id", flat=True))
