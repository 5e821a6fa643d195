"""Vacancies as a market of our own catalogue's occupations; for use inside a unit of work."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

from muster.transition.guidance.starter import starter
from muster.transition.models import Vacancy
from muster.transition.partnering import agreed
from muster.transition.rules.likeness import Grouped, Index, pieces, plain
from muster.transition.rules.market import Offer

_LIKE_ENOUGH = 0.6  # by eye: “driver of a lorry” is no “lorry driver’s mate” below it


def offers(today: date) -> list[Offer]:
    """Return every vacancy that stands open and means an occupation of the catalogue."""
    columns = ("partner_id", "title", "region", "places", "pay_from")
    rows = list(
        Vacancy.objects.filter(closed_at=None, aside="", begins__gte=today).values_list(*columns)
    )
    holding = agreed({row[0] for row in rows}, today)
    return [
        Offer(code, region, places, pay)
        for partner, title, region, places, pay in rows
        if partner in holding and (code := job_meant(title)) is not None
    ]


@lru_cache(maxsize=20_000)
def job_meant(title: str) -> str | None:
    """Return the occupation that a vacancy's title means, None where none is like it."""
    index, own, codes, same = _titles()
    if plain(title) in same:
        return same[plain(title)]
    likeness = own.best(index.likeness(title))
    best = int(likeness.argmax())
    return codes[best] if likeness[best] >= _LIKE_ENOUGH else None


@cache
def _titles() -> tuple[Index, Grouped, tuple[str, ...], dict[str, str]]:
    jobs = starter().jobs
    labels = [(at, label) for at, job in enumerate(jobs.values()) for label in job.title.values()]
    codes = tuple(jobs)
    same = {plain(label): codes[at] for at, label in reversed(labels)}
    owners = [at for at, _label in labels]
    return Index([label for _at, label in labels], pieces), Grouped(owners, len(jobs)), codes, same
