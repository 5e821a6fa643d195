"""The force profile's cut-offs, in the shape the scoring engines take."""

from __future__ import annotations

from muster.instruments.rules.scalar import CutOffs
from muster.instruments.rules.specification import CutOff, Specification
from muster.policy.rules.profile import Profile


def cutoffs_of(profile: Profile, specification: Specification) -> CutOffs:
    """Return the profile's cut-off for each scale it has one for; the pack's own rules the rest."""
    ruled: dict[str, int | CutOff] = {}
    for scale in specification.scales:
        rule = profile.scale(specification.instrument, scale.key)
        if rule is not None and rule.positive_from is not None:
            ruled[scale.key] = CutOff(
                rule.positive_from, rule.positive_from_male, rule.positive_from_female
            )
    return ruled
