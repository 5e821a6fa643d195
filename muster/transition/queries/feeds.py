"""Vacancies for other programs: a partner's own, or every one that stands open."""

from __future__ import annotations

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.roles import PARTNER
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.transition.partnering import force_day, standing_vacancies
from muster.transition.rules.fitting import Open
from muster.vault.zones import Zone


@query(
    key="transition.vacancy-feed",
    permits=Permission.OFFER_WORK,
    zone=Zone.PARTNERS,
    says=_("The vacancies that stand open were taken along as a feed."),
)
def feed(*, by: Viewer, at: Instant) -> Shown[tuple[Open, ...]]:
    """Return the vacancies that stand open: a partner's own, or all."""
    every = standing_vacancies(force_day(at))
    own = by.role == PARTNER
    return Shown(tuple(one for one in every if not own or one.partner in by.units))
