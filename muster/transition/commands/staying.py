"""Who stays in work is counted once a month; whoever likes says as what they are counted."""

from __future__ import annotations

from collections.abc import Sequence

from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.policy.queries import in_force
from muster.transition import problems
from muster.transition.faring import everybody_faring
from muster.transition.models import StayingTold
from muster.transition.notes import refuse_health
from muster.transition.rules.durations import Span
from muster.transition.rules.staying import (
    ADJUSTED,
    APART,
    LONGEST_REGION,
    RANK,
    SEX,
    Groups,
    staying,
    told,
)
from muster.transition.staying import by_answer, by_group, first_stays, groups_of, write_groups
from muster.vault.zones import Zone

KINDS = ("sex", "region", "rank", "adjusted")
EVERYBODY = "all"
STEPS = (*range(0, 361, 15), 365)
"""The days that a curve is told at; the marks of the follow-along are among them."""


@command(
    key="transition.be-counted",
    permits=Permission.OWN_TRACK,
    zone=Zone.TRANSITION,
    says=_("Somebody said in which groups they are counted, or that they are in none."),
)
def be_counted(
    *, person: PersonId, said: Unjournalled[Groups | None], by: Viewer, at: Instant
) -> None:
    """Say in which groups one is counted when it is asked who stays in work; None: in none."""
    if said is not None:
        for code, known in ((said.sex, SEX), (said.rank, RANK), (said.adjusted, ADJUSTED)):
            if code and code not in known:
                raise problems.NOT_A_CODE.refused(code=code, known=", ".join(known))
        if len(said.region) > LONGEST_REGION:
            raise problems.NOTHING_SAID.refused(most=LONGEST_REGION)
        refuse_health(said.region)
    write_groups(person, said, at)


@command(
    key="transition.count-staying",
    permits=Permission.COUNT_TRACK,
    zone=Zone.TRANSITION,
    says=_("It was counted how many people stay in the work that they began."),
)
def count_staying(*, by: Viewer, at: Instant) -> int:
    """Count who stays in work and what people say of it; return of how many groups it is told.

    To be run each month. Of a group nothing new is told before enough people more stand behind it,
    so that two releases do not tell of whoever came in between.
    """
    profile, unit = in_force(), by.units[0]
    least = profile.small_groups.clinical_cell
    stays = first_stays(profile.track, at)
    said = groups_of([PersonId(one) for one in stays])
    count = 0
    everybody = {EVERYBODY: list(stays.values())}
    for kind, groups in [(EVERYBODY, everybody), *((k, by_group(stays, said, k)) for k in KINDS)]:
        shown = told(groups, least)
        for group, spans in groups.items():
            _tell(unit, kind, group, spans, group in shown, least, at)
        count += len(shown)
    for kind, said_so in by_answer(everybody_faring()).items():
        shown = told(said_so, least)
        for answer, people in said_so.items():
            _tell(unit, kind, answer, people, answer in shown, least, at)
        count += len(shown)
    note(groups=count)
    return count


def _tell(
    unit: UnitId,
    kind: str,
    group: str,
    spans: Sequence[Span | None],
    shown: bool,
    least: int,
    at: Instant,
) -> None:
    before = StayingTold.objects.filter(unit_id=unit, kind=kind, group=group).first()
    if before is not None and before.shown == shown and abs(before.people - len(spans)) < APART:
        return
    stays = [one for one in spans if one is not None]  # of an answer there are none
    points = [
        [one.days, one.share, one.low, one.high, one.at_risk]
        for one in (staying(stays, STEPS, least) if shown and stays else [])
    ]
    StayingTold.objects.update_or_create(
        unit_id=unit, kind=kind, group=group,
        defaults={
            "people": len(spans) if shown else 0, "points": points, "shown": shown,
            "counted_at": at,
        },
    )  # fmt: skip
