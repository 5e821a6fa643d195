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
from muster.transition.models import Candidacy, Partner, Vacancy
from muster.transition.partnering import open_of, sent, states_of
from muster.transition.rules.candidacies import Stage
from muster.transition.rules.fitting import Open
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class OwnOffer:
    """A vacancy of one's own; `aside` are the words for which it waits, "" for none."""

    vacancy: Open
    aside: str
    closed: bool


@dataclass(frozen=True, slots=True)
class Sender:
    """Somebody who sent their packet for a vacancy, and where that stands."""

    candidacy: UUID
    vacancy: UUID
    asked_at: datetime
    stage: Stage
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
    rows = list(Candidacy.objects.filter(partner_id__in=list(by.units)).order_by("asked_at", "id"))
    states = states_of([one.id for one in rows])
    rows = [one for one in rows if states[one.id].stage is not Stage.TAKEN_BACK]
    return Shown(
        tuple(
            Sender(one.id, one.vacancy_id, one.asked_at, states[one.id].stage, sent(one))
            for one in rows
        ),
        [PersonId(one.person_id) for one in rows],
    )


@query(
    key="transition.own-tokens",
    permits=Permission.KEEP_TOKENS,
    zone=Zone.PARTNERS,
    says=_("A partner read which tokens it has."),
)
def own_tokens(*, by: Viewer, at: Instant) -> Shown[tuple[tokens.Shown, ...]]:
    """Return the tokens of one's organisation that hold."""
    return Shown(tokens.listed(tokens.accounts_for(by.units[0]), at))
