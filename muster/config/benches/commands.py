"""What measuring does to its own house: the smallest command there is, and answers to be sent."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import connection

from muster.access.doors import Shown, Unjournalled, command, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.assessments.rules.said import WIDTH, Answered, Kind, Step, plain
from muster.instruments.packs import pack
from muster.kernel.ids import PersonId, new_ids
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.keyring import data_keys, seal_many
from muster.vault.sealing import pad
from muster.vault.work import current
from muster.vault.zones import Zone


@command(
    key="config.nothing",
    permits=Permission.WORK_QUEUE,
    zone=Zone.CLINICAL,
    says=_("Nothing was done, to measure how long it takes."),
)
def nothing(*, step: int, by: Viewer, at: Instant) -> None:
    """Do nothing; `step` is what the entry's body says."""


@command(
    key="config.answer-everything",
    permits=Permission.IMPORT_SITTINGS,
    zone=Zone.CLINICAL,
    says=_("Invented people answered every question, to measure how fast their answers are sent."),
)
def answer_everything(
    *,
    people: Unjournalled[Sequence[PersonId]],
    campaign: UUID,
    window: str,
    by: Viewer,
    at: Instant,
) -> dict[PersonId, UUID]:
    """Let each of these people begin a PHQ-9 and answer all of it; return their sittings' ids.

    The answers are NHANES's, of forms without thoughts of death, drawn again and again; they are
    kept as the pages keep them, question by question.
    """
    forms, codes = _drawn(len(people)), [one.code for one in pack("phq-9").specification.items]
    sittings = dict(zip(people, new_ids(len(people)), strict=True))
    keys = data_keys(current(), list(people), Zone.CLINICAL)
    said = [
        (person, number, plain(Answered(Step(Kind.ITEM, "phq-9", code), value, "en")))
        for person, values in zip(people, forms, strict=True)
        for number, (code, value) in enumerate(zip(codes, values, strict=True), 1)
    ]
    rows = new_ids(len(said))
    sealed = seal_many(
        [keys[one[0]] for one in said], table="assessments_answer", rows=rows,
        plains=[pad(one[2], WIDTH) for one in said],
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO assessments_answering (id, person_id, campaign_id, "window", '
            "instruments, language, in_room, started_at, expires_at) "
            "SELECT one.id, one.person, %s, %s, '{phq-9}', 'en', false, %s, %s "
            "FROM unnest(%s::uuid[], %s::uuid[]) AS one (id, person)",
            [campaign, window, at, at + timedelta(days=1), list(sittings.values()), list(sittings)],
        )
        cursor.execute(
            "INSERT INTO assessments_answer (id, answering_id, person_id, number, at, sealed) "
            "SELECT one.id, one.sitting, one.person, one.number, %s, one.sealed "
            "FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::int2[], %s::bytea[]) "
            "AS one (id, sitting, person, number, sealed)",
            [
                at, rows, [sittings[one[0]] for one in said], [one[0] for one in said],
                [one[1] for one in said], sealed,
            ],
        )  # fmt: skip
    return sittings


def _drawn(count: int) -> list[list[int]]:
    """Draw whole forms of NHANES in which item 9 is “not at all”; the difficulty item is 0."""
    import numpy as np

    from muster.config.demonstration.nhanes import read

    answers = read().answers[:, :9]
    whole = answers[(answers >= 0).all(axis=1) & (answers[:, 8] == 0)]
    drawn = whole[np.random.default_rng(count).integers(0, len(whole), count)]
    return [[*row, 0] for row in drawn.tolist()]


@query(
    key="config.count-sittings",
    permits=Permission.READ_RESULT,
    zone=Zone.CLINICAL,
    says=_("Sittings were counted, to see that all that were sent are there."),
)
def counted(*, by: Viewer, at: Instant) -> Shown[int]:
    """Return how many sittings have a score."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT sitting_id) FROM assessments_score")
        return Shown(int(cursor.fetchone()[0]))
