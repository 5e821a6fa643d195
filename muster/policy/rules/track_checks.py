"""What a track must hold: a path without dead ends, tasks for partners that there are."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from muster.kernel.problems import Problem
from muster.policy import problems as kinds
from muster.policy.rules.case_checks import check_path
from muster.policy.rules.track import PERSON, Track


def check_track(track: Track, reasons: Collection[str]) -> Iterator[Problem]:
    """Yield everything that is wrong with a track; `reasons` are the lists a step may name."""
    yield from check_path(track.path, reasons, "track.path")
    for key, task in track.tasks.items():
        table = f"track.tasks.{key}"
        if not task.partners:
            yield kinds.MISSING.at(table=table, key="partners")
        for name in task.partners:
            if name not in track.partners and name != PERSON:
                known = ", ".join((*track.partners, PERSON))
                yield kinds.UNKNOWN.at(table=table, key=name, known=known)
    for key, benefit in track.benefits.items():
        if benefit.partner not in track.partners:
            known = ", ".join(track.partners)
            table = f"track.benefits.{key}"
            yield kinds.UNKNOWN.at(table=table, key=benefit.partner, known=known)
    for key in track.meanwhile:
        if key not in track.path.states:
            known = ", ".join(track.path.states)
            yield kinds.UNKNOWN.at(table="track.meanwhile", key=key, known=known)
    for name, least in (("lead_from", track.lead_from), ("load", track.load)):
        if not 1 <= least <= _MOST:
            yield kinds.OUT_OF_RANGE.at(table="track", key=name, value=least, least=1, most=_MOST)
    if not track.follow_along:
        yield kinds.MISSING.at(table="track", key="follow_along")


_MOST = 1_000
