"""A person's results, and the answers behind them, as a clinician reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.assessments import problems
from muster.assessments.batches import TABLE
from muster.assessments.models import Score, Sitting
from muster.assessments.rules.layout import unpacked
from muster.instruments.packs import pack
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.sealing import open_sealed
from muster.vault.work import current
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One scale of one sitting as a clinician reads it.

    `mode` is how the answers came ("live", "paper", "import") and `language` in which they were
    given, "" where the file did not say; `cutoff` is the one that was applied.
    """

    sitting: UUID
    instrument: str
    scale: str
    at: datetime
    score: float | None
    answered: int
    items: int
    least: int
    most: int
    prorated: bool
    band: str | None
    positive: bool | None
    clusters_met: bool | None
    critical: tuple[str, ...]
    critical_missing: tuple[str, ...]
    corrected_by: UUID | None
    corrects: UUID | None
    cutoff: int | None = None
    mode: str = ""
    language: str = ""


@query(
    key="assessments.results",
    permits=Permission.READ_RESULT,
    zone=Zone.CLINICAL,
    says=_("A person's results were read."),
)
def results(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[ScoreLine]]:
    """Return every result of a person, oldest first; what was corrected stays in the list."""
    known = {
        sitting: (corrects, mode, language)
        for sitting, corrects, mode, language in Sitting.objects.filter(
            person_id=person
        ).values_list("id", "corrects_id", "mode", "language")
    }
    corrected = {corrects: sitting for sitting, (corrects, *_more) in known.items() if corrects}
    rows = Score.objects.filter(person_id=person).order_by("at", "sitting_id", "scale")
    lines = []
    for row in rows:
        corrects, mode, language = known.get(row.sitting_id, (None, "", ""))
        lines.append(
            ScoreLine(
                row.sitting_id, row.instrument, row.scale, row.at, row.score, row.answered,
                row.items, row.least, row.most, row.prorated, row.band, row.positive,
                row.clusters_met, tuple(row.critical), tuple(row.critical_missing),
                corrected.get(row.sitting_id), corrects, row.cutoff, mode, language,
            )
        )  # fmt: skip
    return Shown(lines, [person])


@query(
    key="assessments.answers",
    permits=Permission.READ_ANSWERS,
    zone=Zone.CLINICAL,
    says=_("A person's answers were read item by item."),
)
def answers(
    *, person: PersonId, sitting: UUID, reason: str, by: Viewer, at: Instant
) -> Shown[dict[str, int | None]]:
    """Return one sitting's answers by item code, as printed; `reason` stands in the journal."""
    row = Sitting.objects.filter(id=sitting, person_id=person).first()
    if row is None:
        raise problems.NO_SUCH_SITTING.refused()
    key = current().data_key(person, Zone.CLINICAL)
    record = open_sealed(key, table=TABLE, row=row.id, sealed=row.answers)
    return Shown(unpacked(pack(row.instrument).specification, record), [person])
