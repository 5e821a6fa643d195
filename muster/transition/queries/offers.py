"""What a partner offers, and its tokens: no person is in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from muster.access import tokens
from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.transition.models import Candidacy, CoursePlace, Partner, Vacancy
from muster.transition.partnering import open_of, sent, states_of
from muster.transition.rules.candidacies import Stage
from muster.transition.rules.fitting import Open
from muster.transition.schooling import SENT as OF_PLACES
from muster.transition.schooling import place_states
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class OwnOffer:
    """A vacancy of one's own; `aside` are the words for which it waits, "" for none."""

    vacancy: Open
    aside: str
    closed: bool


@dataclass(frozen=True, slots=True)
class Sender:
    """Somebody who sent their packet for a vacancy or for a course, and where that stands."""

    candidacy: UUID
    vacancy: UUID | None
    course: UUID | None
    asked_at: datetime
    stage: str
    words: Mapping[str, str]


@query(
    key="transition.own-offers",
    permits=Permission.OFFER_WORK,
    zone=Zone.PARTNERS,
    says=_("A partner read its own vacancies."),
)
def own_offers(*, by: Viewer, at: Instant) -> Shown[tuple[OwnOffer, ...]]:
    """Return what one's organisation offers, the newest first."""
    own = Partner.objects.filter(id__in=list(by.units)).order_by("id").first()
    if own is None:
        raise NOT_FOUND.refused()
    rows = Vacancy.objects.filter(partner_id=own.id).order_by("-put_at", "id")
    return Shown(
        tuple(OwnOffer(open_of(one, own.name), one.aside, one.closed_at is not None)
              for one in rows)
    )  # fmt: skip


@query(
    key="transition.who-sent",
    permits=Permission.ANSWER_ASKED,
    zone=Zone.PARTNERS,
    says=_("A partner's program read what people had sent the partner."),
)
def who_sent(*, by: Viewer, at: Instant) -> Shown[tuple[Sender, ...]]:
    """Return who sent their packet, and has not taken it back."""
    asked = list(Candidacy.objects.filter(partner_id__in=list(by.units)))
    learning = list(CoursePlace.objects.filter(partner_id__in=list(by.units)))
    stages = {key: one.stage.value for key, one in states_of([one.id for one in asked]).items()}
    places = place_states([one.id for one in learning])
    stages |= {key: one.stage.value for key, one in places.items()}
    here = [one for one in (*asked, *learning) if stages[one.id] != Stage.TAKEN_BACK.value]
    here.sort(key=lambda one: (one.asked_at, one.id))
    return Shown(
        tuple(_sender(one, stages[one.id]) for one in here),
        [PersonId(one.person_id) for one in here],
    )


def _sender(one: Candidacy | CoursePlace, stage: str) -> Sender:
    if isinstance(one, CoursePlace):
        words = sent(one, OF_PLACES)
        return Sender(one.id, None, one.course_id, one.asked_at, stage, words)
    return Sender(one.id, one.vacancy_id, None, one.asked_at, stage, sent(one))


@query(
    key="transition.own-tokens",
    permits=Permission.KEEP_TOKENS,
    zone=Zone.PARTNERS,
    says=_("A partner read which tokens it has."),
)
def own_tokens(*, by: Viewer, at: Instant) -> Shown[tuple[tokens.Shown, ...]]:
    """Return the tokens of one's organisation that hold."""
    return Shown(tokens.listed(tokens.accounts_for(by.units[0]), at))
