"""What may be told beside a notice: on a ground, to a recipient, and of it no more than is listed.

Nothing may be told that the force's profile does not list (`[disclosure.may]`): a threat to others
where there is one, and the exceptions of a force that has any.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from muster.care import refusals
from muster.kernel.problems import Problem
from muster.policy.rules.labels import Label
from muster.policy.rules.profile import Profile


def recipients_on(profile: Profile, ground: str) -> Mapping[str, tuple[str, ...]]:
    """Return by recipient what may be told on a ground, in the profile's order."""
    return profile.disclosure.may.get(ground, {})


def grounds_of(profile: Profile) -> dict[str, Label]:
    """Return every ground on which anything may be told, with its words."""
    known = {**profile.disclosure.grounds, **profile.disclosure.exceptions}
    return {code: known[code] for code in profile.disclosure.may}


def refusal(
    profile: Profile, ground: str, recipient: str, contents: Collection[str]
) -> Problem | None:
    """Return why this may not be told, or None where it may."""
    if not contents:
        return refusals.TELL_BY_NOTICE.at()
    allowed = recipients_on(profile, ground).get(recipient, ())
    return None if set(contents) <= set(allowed) else refusals.NOT_TO_BE_TOLD.at()
