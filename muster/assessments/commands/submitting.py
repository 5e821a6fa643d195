"""One sitting at a time: submitted, and set right where it was entered wrongly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from muster.access.doors import Unjournalled, command
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.assessments import problems
from muster.assessments.events import (
    SUBMITTED,
    Submitted,
)
from muster.assessments.intake import TABLE
from muster.assessments.models import Score, Sitting
from muster.assessments.rules.cutoffs import cutoffs_of
from muster.assessments.rules.layout import packed
from muster.instruments.packs import pack
from muster.instruments.rules.results import Result
from muster.instruments.rules.scalar import score_values
from muster.instruments.rules.specification import Sex, Specification
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.policy.rules.profile import Profile
from muster.vault.sealing import seal
from muster.vault.work import current
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
    return _enter(
        _Entered(
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
        by,
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
    wrong = Sitting.objects.filter(id=corrects, person_id=person).first()
    if wrong is None:
        raise problems.NO_SUCH_SITTING.refused()
    if reason not in profile.reasons.correction:
        known = ", ".join(profile.reasons.correction)
        raise problems.UNKNOWN_CORRECTION.refused(reason=reason, known=known)
    if Sitting.objects.filter(corrects_id=corrects).exclude(id=sitting).exists():
        raise problems.ALREADY_CORRECTED.refused()
    entered = _Entered(
        person,
        sitting,
        wrong.campaign_id,
        wrong.window,
        wrong.instrument,
        wrong.language,
        wrong.mode,
        wrong.answered_at,
        corrects,
    )
    return _enter(entered, values, sex, profile, by, at)


@dataclass(frozen=True, slots=True)
class _Entered:
    """What is known of one sitting beside its answers."""

    person: PersonId
    sitting: UUID
    campaign: UUID
    window: str
    instrument: str
    language: str
    mode: str
    answered_at: datetime | None
    corrects: UUID | None = None
    follow_up: str | None = None


def _enter(
    entered: _Entered,
    values: Mapping[str, int],
    sex: str | None,
    profile: Profile,
    by: Viewer,
    at: Instant,
) -> tuple[Result, ...]:
    specification = pack(entered.instrument).specification
    if not values and entered.corrects is None:
        raise problems.NOT_A_SITTING.refused()
    if entered.answered_at is not None and entered.answered_at > at:
        raise problems.FUTURE_DATE.refused(date=entered.answered_at.date())
    cutoffs = cutoffs_of(profile, specification)
    known = Sex(sex) if sex else None
    scored = score_values(specification, values, sex=known, cutoffs=cutoffs)
    results = scored if values else ()
    if not _write_sitting(entered, specification, values, at):
        return results
    Score.objects.bulk_create(_score(entered, result, at) for result in results)
    SUBMITTED.tell(
        Submitted(
            entered.sitting,
            entered.person,
            entered.instrument,
            entered.mode,
            entered.answered_at,
            at,
            results,
            known,
            by.account,
            entered.corrects,
            entered.follow_up,
        )
    )
    return results


def _write_sitting(
    entered: _Entered, specification: Specification, values: Mapping[str, int], at: Instant
) -> bool:
    """Write the sealed sitting; False where this very sitting stands already."""
    key = current().data_key(entered.person, Zone.CLINICAL)
    sealed = seal(key, table=TABLE, row=entered.sitting, plain=packed(specification, values))
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO {TABLE} (id, person_id, campaign_id, "window", instrument, version, '
            "language, mode, answered_at, recorded_at, answers, corrects_id) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (id) DO NOTHING",
            [
                entered.sitting, entered.person, entered.campaign, entered.window,
                entered.instrument, specification.version, entered.language, entered.mode,
                entered.answered_at, at, sealed, entered.corrects,
            ],
        )  # fmt: skip
        return bool(cursor.rowcount)


def _score(entered: _Entered, result: Result, at: Instant) -> Score:
    return Score(
        sitting_id=entered.sitting,
        scale=result.scale,
        person_id=entered.person,
        instrument=result.instrument,
        version=result.version,
        at=entered.answered_at or at,
        score=result.score,
        answered=result.answered,
        items=result.items,
        prorated=result.prorated,
        least=result.least,
        most=result.most,
        band=result.band,
        cutoff=result.cutoff,
        positive=result.positive,
        unjudged=result.unjudged,
        severe=result.severe,
        clusters_met=result.clusters_met,
        critical=[one.item for one in result.critical],
        critical_missing=list(result.critical_missing),
    )
