"""One sitting at a time: submitted, and set right where it was entered wrongly."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from muster.access.doors import Unjournalled, command
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.assessments.entering import Entry, enter, set_right
from muster.instruments.rules.results import Result
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.policy.rules.profile import Profile
from muster.vault.zones import Zone


@command(
    key="assessments.submit",
    permits=Permission.SUBMIT_ASSESSMENT,
    zone=Zone.CLINICAL,
    says=_("A sitting was submitted."),
    portable=True,
)
def submit(
    *,
    person: PersonId,
    sitting: UUID,
    campaign: UUID,
    window: str,
    instrument: str,
    language: str,
    mode: str,
    values: Mapping[str, int],
    sex: str | None,
    follow_up: str | None,
    answered_at: datetime,
    profile: Unjournalled[Profile],
    by: Viewer,
    at: Instant,
) -> tuple[Result, ...]:
    """Enter one sitting; the same id a second time changes nothing and gives the same results.

    `values` are the answers by item code, as printed; `mode` is "live" or "paper". `follow_up` says
    what became of the follow-up that a critical answer opens: "done", "refused", "abandoned" or
    "missing"; None where there was none, which in a live sitting with a critical answer is missing.
    """
    return enter(
        Entry(
            person,
            sitting,
            campaign,
            window,
            instrument,
            language,
            mode,
            answered_at,
            follow_up=follow_up,
        ),
        values,
        sex,
        profile,
        by.account,
        at,
    )


@command(
    key="assessments.correct",
    permits=Permission.CORRECT_SITTING,
    zone=Zone.CLINICAL,
    says=_("A sitting that had been entered wrongly was corrected; both stay visible."),
    portable=True,
)
def correct(
    *,
    person: PersonId,
    sitting: UUID,
    corrects: UUID,
    values: Mapping[str, int],
    reason: str,
    sex: str | None,
    profile: Unjournalled[Profile],
    by: Viewer,
    at: Instant,
) -> tuple[Result, ...]:
    """Set a sitting right by a new one; both stay visible. `reason` is a code of the profile's.

    Without `values` nothing takes its place: it was entered for the wrong person, or twice.
    """
    return set_right(person, corrects, sitting, values, reason, sex, profile, by.account, at)
