"""Writing one sitting: sealed, scored, told; inside the command that called it.

Shared by every way in which a single sitting arrives: sent whole, answered here question by
question, typed in from paper.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from muster.assessments import problems
from muster.assessments.batches import TABLE
from muster.assessments.events import SUBMITTED, Submitted
from muster.assessments.lateness import lateness_asked, settle_lateness
from muster.assessments.models import Sitting
from muster.assessments.rules.cutoffs import cutoffs_of
from muster.assessments.rules.layout import packed
from muster.instruments.packs import pack
from muster.instruments.rules.results import Result
from muster.instruments.rules.scalar import score_values
from muster.instruments.rules.specification import Sex, Specification
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Instant
from muster.policy.rules.profile import Profile
from muster.vault.sealing import seal
from muster.vault.trips import Filled, Statement
from muster.vault.work import current
from muster.vault.zones import Zone


def asked_before_entering(person: PersonId) -> list[Filled]:
    """Return what entering a sitting asks about a person, whoever is told of it included."""
    return [*SUBMITTED.asked_about(person), lateness_asked(person)]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one sitting beside its answers; `mode` is "live" or "paper"."""

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


def enter(
    entry: Entry,
    values: Mapping[str, int],
    sex: str | None,
    profile: Profile,
    by: AccountId,
    at: Instant,
    *,
    first: bool = False,
) -> tuple[Result, ...]:
    """Write, score and tell one sitting; a second time nothing, and the same results.

    `first`: the command's lock says that it stands nowhere yet, so nobody waits to hear whether it
    does. Were it there after all, everything fails and nothing is written twice.
    """
    specification = pack(entry.instrument).specification
    if not values and entry.corrects is None:
        raise problems.NOT_A_SITTING.refused()
    if entry.answered_at is not None and entry.answered_at > at:
        raise problems.FUTURE_DATE.refused(date=entry.answered_at.date())
    cutoffs = cutoffs_of(profile, specification)
    known = Sex(sex) if sex else None
    scored = score_values(specification, values, sex=known, cutoffs=cutoffs)
    results = scored if values else ()
    if not _write_sitting(entry, specification, values, at, first):
        return results
    _write_scores(entry, results, at)
    SUBMITTED.tell(
        Submitted(
            entry.sitting,
            entry.person,
            entry.instrument,
            entry.mode,
            entry.answered_at,
            at,
            results,
            known,
            by,
            entry.corrects,
            entry.follow_up,
        )
    )
    settle_lateness(entry.person, at)
    return results


def set_right(
    person: PersonId,
    corrects: UUID,
    sitting: UUID,
    values: Mapping[str, int],
    reason: str,
    sex: str | None,
    profile: Profile,
    by: AccountId,
    at: Instant,
) -> tuple[Result, ...]:
    """Enter `sitting` in the place of one that was entered wrongly; both stay visible."""
    wrong = Sitting.objects.filter(id=corrects, person_id=person).first()
    if wrong is None:
        raise problems.NO_SUCH_SITTING.refused()
    if reason not in profile.reasons.correction:
        known = ", ".join(profile.reasons.correction)
        raise problems.UNKNOWN_CORRECTION.refused(reason=reason, known=known)
    if Sitting.objects.filter(corrects_id=corrects).exclude(id=sitting).exists():
        raise problems.ALREADY_CORRECTED.refused()
    entry = Entry(
        person, sitting, wrong.campaign_id, wrong.window, wrong.instrument, wrong.language,
        wrong.mode, wrong.answered_at, corrects,
    )  # fmt: skip
    return enter(entry, values, sex, profile, by, at)


def _write_sitting(
    entry: Entry,
    specification: Specification,
    values: Mapping[str, int],
    at: Instant,
    first: bool,
) -> bool:
    """Write the sealed sitting; False where this very sitting stands already."""
    work = current()
    key = work.data_key(entry.person, Zone.CLINICAL)
    sealed = seal(key, table=TABLE, row=entry.sitting, plain=packed(specification, values))
    row = (
        entry.sitting, entry.person, entry.campaign, entry.window, entry.instrument,
        specification.version, entry.language, entry.mode, entry.answered_at, at, sealed,
        entry.corrects,
    )  # fmt: skip
    if first:
        work.write(_FIRST_SITTING, *row)
        return True
    return bool(work.tell(_SITTING, *row))


_FIRST_SITTING = Statement(
    f'INSERT INTO {TABLE} (id, person_id, campaign_id, "window", instrument, version, '
    "language, mode, answered_at, recorded_at, answers, corrects_id) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
)
_SITTING = Statement(f"{_FIRST_SITTING.sql} ON CONFLICT (id) DO NOTHING")
_SCORE = (
    "sitting_id", "scale", "person_id", "instrument", "version", "at", "score", "answered",
    "items", "prorated", "least", "most", "band", "cutoff", "positive", "unjudged", "severe",
    "clusters_met", "critical", "critical_missing",
)  # fmt: skip
_SCORED = Statement(
    f"INSERT INTO assessments_score ({', '.join(_SCORE)}) "
    f"VALUES ({', '.join(f'${place}' for place in range(1, len(_SCORE) + 1))})"
)


def _write_scores(entry: Entry, results: Sequence[Result], at: Instant) -> None:
    """Write what each scale came to."""
    for result in results:
        current().write(_SCORED, *_score(entry, result, at))


def _score(entry: Entry, result: Result, at: Instant) -> tuple[object, ...]:
    return (
        entry.sitting, result.scale, entry.person, result.instrument, result.version,
        entry.answered_at or at, result.score, result.answered, result.items, result.prorated,
        result.least, result.most, result.band, result.cutoff, result.positive, result.unjudged,
        result.severe, result.clusters_met, [one.item for one in result.critical],
        list(result.critical_missing),
    )  # fmt: skip
