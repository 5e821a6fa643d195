"""What a flag is worth, and what happens next: said beside every flag, so that none is misread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from muster.detection.queries import Call
from muster.kernel.words import Sentence, _
from muster.policy.rules.preview import Worth as CutOffWorth
from muster.policy.rules.preview import worth
from muster.policy.rules.profile import Profile
from muster.web.psychologist.naming import instrument_name
from muster.web.psychologist.person.series import Series

_WORTH = _(
    "{instrument}, positive from {cutoff}: if {prevalence} % have what it asks about, as the force"
    " profile assumes, {true} of 100 flags are true and {false} are not; of 1,000 people screened"
    " it misses {missed}."
)
_UNKNOWN = _(
    "{instrument}, positive from {cutoff}: how many of its flags are true is not published for"
    " this cut-off."
)
_NEXT = _(
    "What happens next: a clinician speaks with the person by the time above, asks, and judges"
    " anew. The questionnaire decides nothing."
)


@dataclass(frozen=True, slots=True)
class Worth:
    """What to know beside a flag: how often such flags are true, and the next step."""

    says: tuple[Sentence, ...]
    next_step: Sentence | None


def worth_of(
    series: Iterable[Series], call: Call | None, profile: Profile, sex: str | None
) -> Worth:
    """Return what the person's positive scales are worth under the profile in force."""
    flagged = [one for one in series if one.standing and one.standing[-1].line.positive]
    said = tuple(
        _said(one, worth(profile, _key(one, profile), sex or None))
        for one in flagged
        if _key(one, profile) in profile.scales
    )
    waiting = call is not None and call.due is not None
    return Worth(said, _NEXT if waiting else None)


def _key(series: Series, profile: Profile) -> str:
    instrument = series.specification.instrument
    own = f"{instrument}.{series.scale.key}"
    return own if own in profile.scales else instrument


def _said(series: Series, found: CutOffWorth) -> Sentence:
    """Say what a flag is worth at the cut-off that was applied; figures are for no other."""
    name, expected = instrument_name(series.specification.instrument), found.expected
    applied = series.standing[-1].line.cutoff or found.cutoff or 0
    if expected is None or expected.ppv is None or applied != found.cutoff:
        return _UNKNOWN.of(instrument=name, cutoff=applied)
    true = round(100 * expected.ppv)
    return _WORTH.of(
        instrument=name, cutoff=applied, prevalence=round(100 * expected.prevalence, 1),
        true=true, false=100 - true, missed=round(expected.missed_per_1000, 1),
    )  # fmt: skip
