"""A force profile: the thresholds, clocks and periods of one force, as typed, frozen data.

Field names are the keys of the profile's file; what each means and where its default comes from
stands beside it in `profiles/generic.toml`. A field without a default has to be stated.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from muster.kernel.time import Span
from muster.policy.rules.caring import Caring
from muster.policy.rules.case_path import CasePath
from muster.policy.rules.findings import Finding, Tier
from muster.policy.rules.labels import Label
from muster.policy.rules.periods import Period
from muster.policy.rules.track import Track


@dataclass(frozen=True)
class TierRule:
    """One tier's promise and what stands in it. `clock` is None where nobody is called."""

    findings: tuple[Finding, ...]
    clock: Span | None = None
    again: Span | None = None
    sooner: Mapping[Finding, Span] = field(default_factory=dict)


@dataclass(frozen=True)
class Accuracy:
    """Sensitivity and specificity of a cut-off, each a share between 0 and 1, and their source."""

    at: int
    sensitivity: float
    specificity: float
    source: str
    sex: str | None = None
    verify: bool = False


@dataclass(frozen=True)
class ChangeBasis:
    """Which of the pack's reliable-change constants says "worse", and which says "better"."""

    worse: str
    better: str


@dataclass(frozen=True)
class ScaleRule:
    """What one scale's totals mean in this force. No `positive_from`: the scale has no cut-off."""

    positive_from: int | None = None
    positive_from_male: int | None = None
    positive_from_female: int | None = None
    raised_from: int | None = None
    very_high_from: int | None = None
    severe_from: int | None = None
    critical_highest_from: Mapping[str, int] = field(default_factory=dict)
    change: ChangeBasis | None = None
    followed_by: str | None = None
    followed_by_from: int | None = None
    accuracy: tuple[Accuracy, ...] = ()

    def cutoff(self, sex: str | None = None) -> int | None:
        """Return the total from which a person of this sex ("male", "female", None) is positive.

        A person whose sex is not known is judged by `positive_from`.
        """
        own = {"male": self.positive_from_male, "female": self.positive_from_female}.get(sex or "")
        return self.positive_from if own is None else own

    def known_accuracy(self, sex: str | None = None) -> Accuracy | None:
        """Return what is published for this cut-off; None means it is not known."""
        fitting = [a for a in self.accuracy if a.at == self.cutoff(sex) and a.sex in (None, sex)]
        return max(fitting, key=lambda accuracy: accuracy.sex is not None, default=None)


@dataclass(frozen=True)
class FollowUpRule:
    """The follow-up a critical answer opens, and how its levels are read."""

    instrument: str
    silence: Span
    levels: Mapping[str, Finding]


@dataclass(frozen=True)
class Comparison:
    within: Period


@dataclass(frozen=True)
class ExpectedRule:
    """The prevalence beside which a flag's worth is shown, and where that figure comes from."""

    prevalence: float
    prevalence_note: str


@dataclass(frozen=True)
class Path:
    """The clocks of a case that run beside those of its states (`[case.states]`)."""

    assessment_specialist: Span
    first_session: Span
    first_session_latest: Span
    waiting_contact_every: Span
    waiting_rescreen: Span
    review_earliest: Span
    review_latest: Span
    transfer_before_discharge: Span
    transfer_before_move: Span
    transfer_accepted: Span
    transfer_first_contact: Span
    transfer_escalation: Span
    caring_contacts: tuple[Span, ...]
    outside_link: Span
    closing_checks: tuple[Span, ...]
    sessions_without_gain: int
    load_cap: float


@dataclass(frozen=True)
class Limitations:
    interim_written_within: Span
    interim_ends: Span
    crisis_first_review: Span
    crisis_review_every: Span
    first_review: Span
    longest: Span
    notice_characters: int
    recall_not_fit: tuple[str, ...]


@dataclass(frozen=True)
class NoticeRule:
    """The codes a notice to command may hold.

    The actions in `harm_actions` may stand on the grounds in `harm_grounds` alone.
    """

    grounds: Mapping[str, Label]
    actions: Mapping[str, Label]
    restoration: Mapping[str, Label]
    harm_grounds: tuple[str, ...]
    harm_actions: tuple[str, ...]


@dataclass(frozen=True)
class Evaluation:
    """What stands between a commander's request and an evaluation.

    `notice` is how long before it the person has it in writing. A complaint of theirs within
    `complaint_before`, or another request within `repeated_within`, is told to the ombudsman.
    `answer` (`answer_urgent`) is the clock on taking it up or declining it, `report` on the report.
    """

    notice: Span
    complaint_before: Span
    repeated_within: Span
    answer: Span
    answer_urgent: Span
    report: Span
    declines: Mapping[str, Label]


@dataclass(frozen=True)
class Disclosure:
    """What command is presumed to be told, and the exceptions by code.

    `may` says by ground (of `grounds` or `exceptions`) and recipient which `contents` may be told.
    """

    presumption: str
    source: str
    exceptions: Mapping[str, Label]
    grounds: Mapping[str, Label]
    recipients: Mapping[str, Label]
    contents: Mapping[str, Label]
    may: Mapping[str, Mapping[str, tuple[str, ...]]]
    verify: bool = False


@dataclass(frozen=True)
class WatchRule:
    """From which number on the journal shows a pattern to the auditor, and how far a link reaches.

    Spans are minutes, hours or days of 24 hours; `night_from` and `night_until` are hours of the
    unit's own day, and `quick_answer` is in seconds.
    """

    many_readings: int
    many_within: Span
    refused_in_a_row: int
    refused_within: Span
    out_of_reach: int
    out_of_reach_within: Span
    night_readings: int
    night_from: int
    night_until: int
    quick_answers: int
    quick_answer: float
    link_before: Span
    link_after: Span


@dataclass(frozen=True)
class GlassRule:
    """How long a record opened in an emergency stays open, why one may be, and how many alarm."""

    lasts: Span
    most: int
    most_within: Span
    reasons: Mapping[str, Label]


@dataclass(frozen=True)
class Oversight:
    break_glass_review: Span
    glass: GlassRule
    repeat_screen_within: Span
    career_action_windows: tuple[Span, ...]
    career_action_aggregate: Period
    career_kinds: Mapping[str, Label]
    watch: WatchRule


@dataclass(frozen=True)
class Rung:
    """One step of the crisis ladder: who is called when nobody has answered for `after`."""

    role: str
    after: Span


@dataclass(frozen=True)
class CrisisNumber:
    """A number a person in need may call. An invented one says so wherever it is shown."""

    code: str
    number: str
    name: Label
    invented: bool = False
    verified_on: date | None = None


@dataclass(frozen=True)
class Crisis:
    number_age: Span
    voice: Span
    in_person: Span
    evaluation: Span
    hand_off_accepted: Span
    hand_off_visit: Span
    hospital_contact: Span
    checks: Mapping[str, Label]
    evaluated: Mapping[str, Label]
    ends: Mapping[str, Label]
    protocol: Mapping[str, Label]
    ladder: tuple[Rung, ...]
    numbers: tuple[CrisisNumber, ...]


class Anchor(enum.StrEnum):
    """The day a window of the calendar is counted from."""

    DEPARTURE = "departure"
    RETURN = "return"
    JOINING = "joining"
    EVENT = "event"
    LAST_SCREEN = "last-screen"


@dataclass(frozen=True)
class Window:
    """A stretch of days, first and last included, counted from an anchor."""

    anchor: Anchor
    opens: Period
    closes: Period


class Meeting(enum.StrEnum):
    """What happens in a calendar's windows."""

    SCREEN = "screen"
    PEER_TALK = "peer-talk"


@dataclass(frozen=True)
class CalendarRule:
    windows: Mapping[str, Window]
    kind: Meeting = Meeting.SCREEN


@dataclass(frozen=True)
class CampaignRule:
    """How campaigns run: when people are reminded, how long late still counts, what to plan for.

    `reminders` are counted from a window's last day; `interviews_per_100` is of 100 sittings.
    """

    reminders: tuple[Period, ...]
    late_for: Period
    yearly_late_for: Period
    second_stage_within: Period
    interviews_per_100: int


class CountedFrom(enum.StrEnum):
    """The day a retention period is counted from."""

    RECORDED = "recorded"
    ENDED = "ended"
    SERVICE_END = "service-end"


class OnRequest(enum.StrEnum):
    """What happens when the person asks for an earlier erasure."""

    ERASE = "erase"
    REFUSE = "refuse"


@dataclass(frozen=True)
class Retention:
    keep: Period
    after: CountedFrom
    on_request: OnRequest
    ground: str | None = None


@dataclass(frozen=True)
class SmallGroups:
    """The smallest groups about which anything is said; counts of people, shares in per cent."""

    clinical_cell: int
    climate_answers: int
    climate_unit: int
    climate_sensitive: int
    comments_unit: int
    release_difference: int
    round_to: int
    lowest_shown: int
    highest_shown: int


@dataclass(frozen=True)
class PublishedClock:
    name: Label
    clocks: tuple[Span, ...]
    verify: bool = False


@dataclass(frozen=True)
class Reasons:
    """The coded reasons a person may choose from; every code is words in every language."""

    exit: Mapping[str, Label]
    not_reached: Mapping[str, Label]
    outcome: Mapping[str, Label]
    override: Mapping[str, Label]
    correction: Mapping[str, Label]
    reading: Mapping[str, Label]
    opening: Mapping[str, Label]
    closing: Mapping[str, Label]
    pause: Mapping[str, Label]
    no_interview: Mapping[str, Label]
    handover: Mapping[str, Label]
    late: Mapping[str, Label]
    lost: Mapping[str, Label]
    track_ends: Mapping[str, Label]


@dataclass(frozen=True)
class Profile:
    """All that one force decides. `digest` names this exact content, for whatever it judged."""

    key: str
    version: str
    name: Label
    tiers: Mapping[Tier, TierRule]
    scales: Mapping[str, ScaleRule]
    follow_up: FollowUpRule
    comparison: Comparison
    expected: ExpectedRule
    case: CasePath
    caring: Caring
    path: Path
    track: Track
    limitations: Limitations
    notices: NoticeRule
    evaluation: Evaluation
    disclosure: Disclosure
    oversight: Oversight
    crisis: Crisis
    calendars: Mapping[str, CalendarRule]
    campaigns: CampaignRule
    qualifications: Mapping[str, Label]
    retention: Mapping[str, Retention]
    grounds: Mapping[str, Label]
    small_groups: SmallGroups
    functions: Mapping[str, Label]
    reasons: Reasons
    published_clocks: Mapping[str, PublishedClock]
    extends: str | None = None
    digest: str = ""

    def __hash__(self) -> int:
        return hash(self.digest)

    @cached_property
    def tier_of(self) -> Mapping[Finding, Tier]:
        """Every finding's tier."""
        return {finding: tier for tier, rule in self.tiers.items() for finding in rule.findings}

    @cached_property
    def clock_of(self) -> Mapping[Finding, Span | None]:
        """Every finding's clock: its own where it has one, else its tier's."""
        return {
            finding: rule.sooner.get(finding, rule.clock)
            for rule in self.tiers.values()
            for finding in rule.findings
        }

    def scale(self, instrument: str, scale: str) -> ScaleRule | None:
        """Return the rule for one scale, or None where this profile leaves it to the pack."""
        return self.scales.get(f"{instrument}.{scale}") or self.scales.get(instrument)
