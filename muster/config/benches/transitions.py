"""Steps of cases a second through the whole door, beside bare inserts of the same size.

Each step is checked against the path, folded, written, projected to its row and journalled; every
process has cases of its own, which go from their plan to waiting and back.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from muster.config.benches.cases import Case, in_turn
from muster.config.benches.journal import bare_inserts, make_bare_table

PROCESSES, CASES = 4, 100
SECONDS = 3.0
RUNS = 3
STEPS = {"plan": "wait", "waiting": "place"}
"""From a plan to waiting, and back."""


def transitions(home: Path) -> Case:
    """Measure with a connection for each process."""
    cases = _open_cases(home)
    make_bare_table()
    shares = [cases[place::PROCESSES] for place in range(PROCESSES)]
    ours, bare = in_turn(lambda: _rate(shares), lambda: _rate(None), RUNS)
    note = f"{PROCESSES} connections, {CASES} cases"
    return Case(
        "transitions", ours, "bare insert of the same size", bare, "none stated", RUNS, note
    )


def _open_cases(home: Path) -> list[tuple[Any, Any, Any]]:
    """Open a case for each of so many people; return person, case, and the psychologist."""
    from muster.care.commands import open_case
    from muster.config.benches.asked import asked_house
    from muster.kernel.ids import new_id
    from muster.kernel.time import now

    house = asked_house(home, CASES, "phq-9")
    by = house.psychologist
    return [
        (
            person,
            open_case(
                person=person, case=new_id(), reason="signal", begins="plan", source=None,
                tier="", owner=by.account, by=by, at=now(),
            ),
            by,
        )
        for person in house.accounts
    ]  # fmt: skip


def _rate(shares: Sequence[Any] | None) -> float:
    """Return how many a second all processes manage together; bare inserts without `shares`."""
    work = [("bare", None)] * PROCESSES if shares is None else [("steps", one) for one in shares]
    with get_context("spawn").Pool(PROCESSES) as pool:
        return sum(pool.starmap(_load, work))


def _load(what: str, share: Any) -> float:
    """Drive one connection; return its rate per second."""
    import django

    django.setup()
    work = bare_inserts if what == "bare" else lambda seconds: _steps(share, seconds)
    work(0.3)  # connect, and warm up
    start = time.perf_counter()
    return work(SECONDS) / (time.perf_counter() - start)


def _steps(share: Sequence[Any], seconds: float) -> int:
    """Let one case after the other take the step that its state allows."""
    from muster.care.commands import take_step
    from muster.care.queries import case_of
    from muster.kernel.time import now

    person, _case, by = share[0]
    [line] = case_of(person=person, by=by, at=now())
    state = line.state  # all of a share stand alike, as far as the last run came
    done, end = 0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        for person, case, by in share:
            take_step(
                person=person, case=case, step=STEPS[state], reason="", words="", to=None, by=by,
                at=now(),
            )  # fmt: skip
        done += len(share)
        state = "waiting" if state == "plan" else "plan"
    return done
