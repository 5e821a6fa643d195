"""What a person reads of their own sittings: what was asked, what it meant, what they answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.assessments.batches import TABLE
from muster.assessments.models import Score, Sitting
from muster.assessments.rules.layout import unpacked
from muster.assessments.rules.plain import ASKED, ASKED_ELSE, Outcome, meaning
from muster.instruments.packs import pack
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.policy.queries import in_force
from muster.policy.rules.profile import Profile
from muster.vault.sealing import open_sealed
from muster.vault.work import current
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class OwnSitting:
    """One sitting in plain words; `corrected`: another one took its place.

    `answered_at` is None where it came from a file that did not say when.
    """

    sitting: UUID
    instrument: str
    asked: Sentence
    answered_at: datetime | None
    recorded_at: datetime
    mode: str
    meant: tuple[Sentence, ...]
    corrected: bool

    @property
    def when(self) -> datetime:
        return self.answered_at or self.recorded_at


@dataclass(frozen=True, slots=True)
class OwnAnswers:
    """One sitting's answers by item code, as printed; None: not answered."""

    sitting: UUID
    instrument: str
    language: str
    when: datetime
    values: dict[str, int | None]


@query(
    key="assessments.own-results",
    permits=Permission.READ_RESULT,
    zone=Zone.CLINICAL,
    says=_("Somebody read their own results in plain words."),
)
def own_results(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[OwnSitting]]:
    """Return a person's sittings in plain words, the latest first."""
    return Shown(sittings_of(person), [person])


@query(
    key="assessments.own-answers",
    permits=Permission.READ_OWN_RECORD,
    zone=Zone.CLINICAL,
    says=_("Somebody read their own answers."),
)
def own_answers(*, person: PersonId, sitting: UUID, by: Viewer, at: Instant) -> Shown[OwnAnswers]:
    """Return the answers of one sitting of the person's own; 404 where it is not theirs."""
    row = Sitting.objects.filter(id=sitting, person_id=person).first()
    if row is None:
        raise NOT_FOUND.refused()
    return Shown(opened(row), [person])


def sittings_of(person: PersonId) -> list[OwnSitting]:
    """Return a person's sittings in plain words, the latest first; inside a unit of work."""
    rows = Sitting.objects.filter(person_id=person)
    corrected = {row.corrects_id for row in rows if row.corrects_id}
    scores: dict[UUID, list[Score]] = defaultdict(list)
    for score in Score.objects.filter(person_id=person).order_by("sitting_id", "scale"):
        scores[score.sitting_id].append(score)
    profile = in_force()
    listed = [
        OwnSitting(
            row.id, row.instrument, ASKED.get(row.instrument, ASKED_ELSE), row.answered_at,
            row.recorded_at, row.mode, _meant(scores[row.id], profile), row.id in corrected,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(listed, key=lambda one: (one.when, one.sitting), reverse=True)


def _meant(scores: Iterable[Score], profile: Profile) -> tuple[Sentence, ...]:
    said = (sentence for one in scores for sentence in meaning(_outcome(one, profile)))
    return tuple(dict.fromkeys(said))


def _outcome(score: Score, profile: Profile) -> Outcome:
    rule = profile.scale(score.instrument, score.scale)
    return Outcome(
        scale=score.scale,
        score=score.score,
        least=score.least,
        cutoff=score.cutoff,
        raised_from=None if rule is None else rule.raised_from,
        positive=score.positive,
        clusters_met=score.clusters_met,
        critical=bool(score.critical or score.critical_missing),
    )


def opened(row: Sitting) -> OwnAnswers:
    """Open the answers of one sitting; inside a unit of work."""
    key = current().data_key(row.person_id, Zone.CLINICAL)
    record = open_sealed(key, table=TABLE, row=row.id, sealed=bytes(row.answers))
    values = unpacked(pack(row.instrument).specification, record)
    when = row.answered_at or row.recorded_at
    return OwnAnswers(row.id, row.instrument, row.language, when, values)
