"""What the watch over the journal found: written by the house, read and concluded by auditors.

For use inside a unit of work: writing as the platform, reading as whoever may read the journal.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db import connection

from muster.journal.models import Oddity, OddityEnd, WatchedUntil
from muster.journal.rules.patterns import Episode, Pattern
from muster.kernel.time import Instant

# Names an oddity by what it is about, so that the same thing found twice is one (RFC 9562,
# section 5.5; the namespace is this product's own).
_ODDITIES = UUID("9b0e4c0a-6f1c-5f0b-8f3b-6f6464697479")


@dataclass(frozen=True, slots=True)
class Seen:
    """An oddity as an auditor reads it; `conclusion` is None until one of them has concluded."""

    id: UUID
    episode: Episode
    found_at: Instant
    conclusion: str | None
    concluded_at: Instant | None
    concluded_by: UUID | None


def record(episodes: Iterable[Episode], at: Instant) -> int:
    """Write down what was found; return how many are new."""
    rows = [_row(one, at) for one in episodes]
    known = set(Oddity.objects.filter(id__in=[row.id for row in rows]).values_list("id", flat=True))
    fresh = {row.id: row for row in rows if row.id not in known}
    Oddity.objects.bulk_create(fresh.values(), batch_size=2_000)
    return len(fresh)


def watched_until(look: str) -> Instant | None:
    """Return up to when this look has judged the journal, None where it never did."""
    found = WatchedUntil.objects.filter(of=look).order_by("-until").values_list("until", flat=True)
    return found.first()


def mark_watched(look: str, until: Instant, at: Instant) -> None:
    """Remember that this look has judged everything before `until`."""
    WatchedUntil.objects.create(of=look, until=until, at=at)


def seen_before(
    patterns: Collection[Pattern], mark: UUID | None, most: int, *, open_only: bool
) -> list[Seen]:
    """Return the latest oddities, the newest first; `mark` is the last one of the page before."""
    found = Oddity.objects.order_by("-last_at", "-id")
    if patterns:
        found = found.filter(pattern__in=[one.value for one in patterns])
    if open_only:
        found = found.exclude(id__in=OddityEnd.objects.values("oddity_id"))
    last = Oddity.objects.filter(id=mark).first() if mark is not None else None
    if last is not None:
        found = found.filter(last_at__lte=last.last_at).exclude(
            last_at=last.last_at, id__gte=last.id
        )
    return _seen(list(found[:most]))


def seen(oddity: UUID) -> Seen | None:
    """Return one oddity, None where there is none of this id."""
    return next(iter(_seen(list(Oddity.objects.filter(id=oddity)))), None)


def open_counts() -> dict[Pattern, int]:
    """Return of each pattern how many nobody has concluded yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT o.pattern, count(*) FROM journal_oddity o WHERE NOT EXISTS "
            "(SELECT FROM journal_oddityend e WHERE e.oddity_id = o.id) GROUP BY o.pattern"
        )
        return {Pattern(key): count for key, count in cursor.fetchall()}


def conclude(oddity: Seen, conclusion: str, *, by: UUID, at: Instant) -> None:
    """Write down what an auditor concluded."""
    OddityEnd.objects.create(
        oddity_id=oddity.id, person_id=oddity.episode.person, conclusion=conclusion, at=at,
        concluded_by=by,
    )  # fmt: skip


def _row(one: Episode, at: Instant) -> Oddity:
    about = "|".join(
        str(part)
        for part in (one.pattern.value, one.actor, one.person, one.first.isoformat(), one.entry)
    )
    return Oddity(
        id=uuid5(_ODDITIES, about), pattern=one.pattern.value, actor=one.actor, role=one.role,
        person_id=one.person, entry_id=one.entry, first_at=one.first, last_at=one.last,
        count=one.count, seconds=one.seconds, found_at=at,
    )  # fmt: skip


def _seen(rows: list[Oddity]) -> list[Seen]:
    ends = {
        end.oddity_id: end
        for end in OddityEnd.objects.filter(oddity_id__in=[row.id for row in rows])
    }
    return [
        Seen(
            row.id,
            Episode(
                Pattern(row.pattern), row.actor, row.role, row.first_at, row.last_at, row.count,
                row.person_id, row.entry_id, row.seconds,
            ),
            row.found_at,
            end.conclusion if (end := ends.get(row.id)) else None,
            end.at if end else None,
            end.concluded_by if end else None,
        )
        for row in rows
    ]  # fmt: skip
