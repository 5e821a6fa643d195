"""People among vacancies under hard rules, beside faiss's flat index over the same vectors."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from muster.config.benches.cases import Case, in_turn, rate_of
from muster.transition.rules.hard_rules import Asked, Brought, kinds_of, vacancies_for
from muster.transition.rules.meeting import Offers, Truths, Vectors, best

PEOPLE, VACANCIES, PARTS, COUNT, RUNS = 10_000, 100_000, 128, 10, 3
REGIONS, STARTS, LICENCES = 80, 12, 6
LOOKED_AT = 100
AIM = "≥ 1/1.5"


def matching() -> Case:
    """Measure ten vacancies for everybody; recall is held against a look at every pair."""
    import faiss

    draw = np.random.default_rng(2026)
    people = draw.standard_normal((PEOPLE, PARTS), dtype=np.float32)
    vacancies = draw.standard_normal((VACANCIES, PARTS), dtype=np.float32)
    brought, asked = _rules(draw)
    kinds, table = kinds_of(asked)
    order = np.argsort(kinds, kind="stable")
    offers = Offers(vacancies[order], kinds[order])
    allowed = vacancies_for(brought, table)
    index = faiss.IndexFlatIP(PARTS)
    index.add(vacancies)
    ours, theirs = in_turn(
        lambda: rate_of(lambda: best(people, offers, allowed, count=COUNT), PEOPLE),
        lambda: rate_of(lambda: index.search(people, COUNT), PEOPLE),
        RUNS,
    )
    recall = _recall(people, offers, allowed)
    note = (
        f"{PEOPLE:,} people, {VACANCIES:,} vacancies, {PARTS} parts, {len(table.needs):,} kinds of "
        f"hard rules, which the index knows nothing of; recall {recall:.4f} of a look at every pair"
    )
    return Case("matching", ours, "faiss, its flat index", theirs, AIM, RUNS, note)


def _rules(draw: np.random.Generator) -> tuple[Brought, Asked]:
    """Return invented rules: most would move to some regions, and some vacancies ask a licence."""
    licences = draw.random((PEOPLE, LICENCES)) < 0.4
    needs = draw.random((VACANCIES, LICENCES)) < 0.1
    bits = 2 ** np.arange(LICENCES, dtype=np.uint64)
    brought = Brought(
        (licences * bits).sum(axis=1).astype(np.uint64),
        draw.random((PEOPLE, REGIONS)) < 0.05,
        draw.integers(0, STARTS, PEOPLE),
    )
    asked = Asked(
        (needs * bits).sum(axis=1).astype(np.uint64),
        draw.integers(0, REGIONS, VACANCIES),
        draw.integers(0, STARTS, VACANCIES),
    )
    return brought, asked


def _recall(people: Vectors, offers: Offers, allowed: Callable[[slice], Truths]) -> float:
    part = slice(0, LOOKED_AT)
    found = best(people[part], offers, allowed, count=COUNT)
    suits = offers.vectors.astype(np.float64) @ people[part].T.astype(np.float64)
    suits[~allowed(part)[offers.kinds]] = -np.inf
    hits = wanted = 0
    for who in range(LOOKED_AT):
        truly = np.argsort(-suits[:, who], kind="stable")[:COUNT]
        truly = truly[suits[truly, who] > -np.inf]
        hits += len(np.intersect1d(truly, found.rows[who]))
        wanted += len(truly)
    return hits / wanted
