"""What a force decides about the ways into care: the codes, the spans and the numbers of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from muster.kernel.time import Span
from muster.policy.rules.findings import Finding
from muster.policy.rules.labels import Label


@dataclass(frozen=True)
class Behaviour:
    """One thing that others can see, and the finding by which it is queued.

    `kept_back`: the person is not shown it, because it might tell them who spoke of it.
    """

    name: Label
    finding: Finding
    kept_back: bool = False


@dataclass(frozen=True)
class Observed:
    """How a change is reported that others noticed.

    `reporters` are as what somebody reports, `outside` those of them who come without signing in
    alone. `words` is how many characters of their own they may add; `most_an_hour` is how many
    reports one address takes in an hour before it asks people to call.
    """

    reporters: Mapping[str, Label]
    outside: tuple[str, ...]
    behaviours: Mapping[str, Behaviour]
    unmatched: Mapping[str, Label]
    words: int
    most_an_hour: int


@dataclass(frozen=True)
class Referring:
    """Where people are referred to, and by when it has to be known what became of it.

    `by_state` refers by the path itself: a case that comes to a state is referred to this code,
    and has arrived when it leaves it.
    """

    to: Mapping[str, Label]
    by_state: Mapping[str, str]
    appointed_within: Span
    answered_after: Span


@dataclass(frozen=True)
class Loading:
    """How cases weigh by the state they stand in, and what weight a full-time post carries.

    A state that is not listed weighs one. The cap is `[path].load_cap`.
    """

    full_time: float
    weights: Mapping[str, float]


@dataclass(frozen=True)
class Caring:
    """What stands in a profile's `[caring]`."""

    observed: Observed
    referrals: Referring
    load: Loading
