"""What may be proposed to a clinician before a programme asks: from scores, which stay in care."""

from __future__ import annotations

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.assessments.queries import last_scores
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.policy.queries import in_force
from muster.programmes.offered import catalogue
from muster.vault.zones import Zone


@query(
    key="care.eligibility",
    permits=Permission.KEEP_PLAN,
    zone=Zone.CLINICAL,
    says=_("It was read which programmes a person's scores speak for."),
)
def eligibility_of(*, person: PersonId, by: Viewer, at: Instant) -> Shown[frozenset[str]]:
    """Return the eligibility codes for which a latest score is positive.

    It proposes; no questionnaire answers a code by itself, a clinician does.
    """
    profile = in_force()
    latest = {
        (one.instrument, one.scale): one
        for one in sorted(
            last_scores([person], leaving_out=()).get(person, []), key=lambda one: one.at
        )
    }
    positive = set()
    for (instrument, scale), one in latest.items():
        rule = profile.scale(instrument, scale)
        cutoff = None if rule is None else rule.cutoff()
        if cutoff is not None and one.score >= cutoff:
            positive.add(instrument)
    codes = catalogue().codes.eligibility
    return Shown(
        frozenset(code for code, asked in codes.items() if positive & set(asked.positive_on)),
        [person],
    )
