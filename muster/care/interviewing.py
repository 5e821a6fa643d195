"""The interview's form by its version, and interviews as rows; inside a unit of work."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from uuid import UUID

import msgspec

from muster.care.models import Interview, InterviewEnd, InterviewPart
from muster.care.rules.interviews import Found, InterviewForm
from muster.kernel.ids import PersonId
from muster.vault.sealing import open_sealed, pad, seal, unpad
from muster.vault.work import current
from muster.vault.zones import Zone

SHELF = Path(__file__).parent / "interviews"
LATEST = "1"
TABLE, END = "care_interviewpart", "care_interviewend"
# 1,500 characters of two bytes and every code of a part.
WIDTH = 4096


@cache
def form_of(version: str) -> InterviewForm:
    """Return one version of the form."""
    table = tomllib.loads((SHELF / f"{version}.toml").read_text(encoding="utf-8"))
    return msgspec.convert({**table, "version": version}, InterviewForm)


def under_way(case: UUID) -> Interview | None:
    """Return a case's interview that was begun and is not finished; None where there is none."""
    ended = InterviewEnd.objects.values("interview")
    rows = Interview.objects.filter(case_id=case).exclude(id__in=ended)
    return rows.order_by("-begun_at", "-id").first()


def is_held(case: UUID) -> bool:
    """Was a structured interview of this case finished?"""
    return InterviewEnd.objects.filter(interview__case_id=case).exists()


def sealed_part(person: PersonId, row: UUID, found: Found) -> bytes:
    key = current().data_key(person, Zone.CLINICAL)
    return seal(key, table=TABLE, row=row, plain=pad(msgspec.json.encode(found), WIDTH))


def found_in(interview: Interview) -> dict[str, tuple[InterviewPart, Found]]:
    """Return the latest of each part, with who wrote it."""
    key = current().data_key(interview.person_id, Zone.CLINICAL)
    found = {}
    for row in InterviewPart.objects.filter(interview=interview).order_by("at", "id"):
        plain = unpad(open_sealed(key, table=TABLE, row=row.id, sealed=bytes(row.sealed)))
        found[str(row.part)] = (row, msgspec.json.decode(plain, type=Found))
    return found
