"""What a person does in these tests: sits and answers."""

from __future__ import annotations

from muster.assessments.commands import submit
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.policy.queries import in_force


def phq9(**changed: int) -> dict[str, int]:
    values = {f"phq9-{n}": 0 for n in range(1, 10)}
    return values | {name.replace("_", "-"): value for name, value in changed.items()}


def sit(
    person,
    by,
    values,
    *,
    at=None,
    sitting=None,
    mode="live",
    instrument="phq-9",
    follow_up=None,
):
    instant = at or now()
    made = sitting or new_id()
    submit(
        person=person,
        sitting=made,
        campaign=new_id(),
        window="",
        instrument=instrument,
        language="en",
        mode=mode,
        values=values,
        sex=None,
        follow_up=follow_up,
        answered_at=instant,
        profile=in_force(),
        by=by,
        at=instant,
    )
    return made
