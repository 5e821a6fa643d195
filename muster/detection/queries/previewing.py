"""What another profile would change: the last 90 days' sittings, judged by both.

The answers themselves are read again, because a profile may draw other lines through them; so the
reading is a reading of answers, with everybody it touched in the journal.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import numpy as np

from muster.access.doors import Shown, Unjournalled, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.assessments.queries import Sheaf, sittings_since
from muster.assessments.rules.cutoffs import cutoffs_of
from muster.detection.rules.columns import judge_columns
from muster.detection.rules.facts import Came
from muster.instruments.rules.blocks import SEXES
from muster.instruments.rules.columns import score_columns
from muster.instruments.rules.specification import Sex
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.queries.finding import sexes_of
from muster.policy.queries import in_force
from muster.policy.rules.findings import Tier
from muster.policy.rules.preview import Preview
from muster.policy.rules.preview import preview as compare
from muster.policy.rules.profile import Profile
from muster.vault.zones import Zone

DAYS = 90


@query(
    key="detection.preview",
    permits=Permission.PREVIEW_POLICY,
    zone=Zone.CLINICAL,
    says=_("Answers were judged anew, to preview what another profile would change."),
)
def preview(
    *,
    then: Unjournalled[Profile],
    profile: str,
    prevalence: float | None,
    by: Viewer,
    at: Instant,
) -> Shown[Preview]:
    """Return how many of the last 90 days' sittings would stand in another tier under `then`.

    Each sitting is judged by its own answers alone; change against an earlier one is left out.
    `profile` names `then` for the journal.
    """
    now, people, pairs = in_force(), set(), []
    for sheaf in sittings_since(at - timedelta(days=DAYS)):
        people.update(sheaf.persons)
        pairs += zip(_tiers(sheaf, now), _tiers(sheaf, then), strict=True)
    counted = compare(
        pairs,
        now,
        then,
        judge=lambda pair, whose: pair[whose is then],
        scales=tuple(dict.fromkeys([*now.scales, *then.scales])),
        prevalence=prevalence,
    )
    return Shown(counted, people)


def _tiers(sheaf: Sheaf, profile: Profile) -> Iterator[Tier]:
    """Yield the tier of each sitting under a profile's cut-offs and thresholds."""
    sexes = sexes_of(sheaf.persons)
    places = [SEXES.index(Sex(sexes[one]) if sexes.get(one) else None) for one in sheaf.persons]
    columns = score_columns(
        sheaf.specification,
        sheaf.answers,
        sex=np.array(places, np.int8),
        cutoffs=cutoffs_of(profile, sheaf.specification),
    )
    by_rank = {tier.rank: tier for tier in Tier}
    judged = judge_columns(columns, profile, came=Came(sheaf.mode))
    return (by_rank[rank] for rank in judged.tier.tolist())
