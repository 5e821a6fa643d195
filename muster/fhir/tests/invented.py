"""Invented responses for the FHIR tests."""

from __future__ import annotations

import datetime
import json
from typing import Any
from uuid import UUID

from muster.fhir.writing import response
from muster.instruments.packs import pack

NOW = datetime.datetime(2026, 3, 2, 12, 0, tzinfo=datetime.UTC)
YESTERDAY = NOW - datetime.timedelta(days=1)
SITTING = UUID("0195a6d2-0000-7000-8000-000000000001")
SUBJECT = UUID("0195a6d2-0000-7000-8000-0000000000aa")
PHQ = pack("phq-9")


def phq(**values: int) -> dict[str, Any]:
    """Return a PHQ-9 response as Muster writes it; items by number (`q1=2`), else 0."""
    answers = {f"phq9-{n}": values.get(f"q{n}", 0) for n in range(1, 10)}
    return response(PHQ, answers, sitting=SITTING, subject=SUBJECT, authored=YESTERDAY)


def bytes_of(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


def items_of(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the list of the questions in a response that `phq` made."""
    items: list[dict[str, Any]] = document["item"][0]["item"]
    return items
