"""What kind of object an address holds, so that a guard can ask for one that is not yours."""

from __future__ import annotations

from uuid import UUID

from django.urls import register_converter
from django.urls.converters import UUIDConverter

KINDS = (
    "account",
    "aid",
    "alert",
    "appointment",
    "arrival",
    "ask",
    "assignment",
    "campaign",
    "candidacy",
    "career",
    "careers",
    "case",
    "complaint",
    "copy",
    "course",
    "duty",
    "enrolment",
    "entry",
    "evaluation",
    "event",
    "file",
    "form",
    "grant",
    "group",
    "handover",
    "learning",
    "lesson",
    "limitation",
    "move",
    "offer",
    "oddity",
    "opener",
    "opening",
    "paper",
    "partner",
    "person",
    "referral",
    "reminder",
    "report",
    "request",
    "signal",
    "sitting",
    "support",
    "swap",
    "talk",
    "task",
    "team",
    "unit",
    "vacancy",
    "visit",
)
"""`<person:person>` in an address is the opaque id of a person, and so on for each of these."""


class _Id(UUIDConverter):
    """An opaque id; an address with anything else in its place does not exist."""

    def to_python(self, value: str) -> UUID:
        return UUID(value)


for _kind in KINDS:
    register_converter(type(f"{_kind.title()}Id", (_Id,), {}), _kind)
