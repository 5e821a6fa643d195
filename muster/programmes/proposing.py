"""Who waits and which seats are free, as the rules weigh them; inside a unit of work."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Instant
from muster.people.cards import cards_of
from muster.people.serving import units_above, units_below
from muster.programmes.groups_read import GroupLine, standing_groups
from muster.programmes.models import CompanyWish, Enrolment, EnrolmentRow
from muster.programmes.rules.allocation import Seats, Seeker
from muster.programmes.rules.enrolments import Priority, Stage
from muster.vault.work import current


@dataclass(frozen=True, slots=True)
class Weighed:
    """Everybody who waits for one programme, and every free seat, within the viewer's reach.

    `digest` changes with anything that could change a proposal.
    """

    rows: Sequence[EnrolmentRow]
    seekers: Sequence[Seeker]
    groups: Sequence[GroupLine]
    seats: Sequence[Seats]
    digest: str


def weighed(programme: str, units: Collection[UnitId], at: Instant) -> Weighed:
    """Return who waits for `programme` and where in `units`, and below, seats are free."""
    waiting = EnrolmentRow.objects.filter(programme=programme, stage=Stage.WAITING.value)
    rows = list(waiting.order_by("priority", "since", "enrolment_id"))
    groups = [
        one
        for one in standing_groups(units=units_below(units), programme=programme, after=at)
        if one.free
    ]
    seekers = _seekers(rows, at)
    paths = units_above({one.unit for one in groups})
    seats = [
        Seats(
            one.group, one.free, one.language, one.only, one.video, paths[one.unit],
            (one.starts.date() - at.date()).days,
        )
        for one in groups
    ]  # fmt: skip
    return Weighed(rows, seekers, groups, seats, _digest(seekers, seats))


def _seekers(rows: Sequence[EnrolmentRow], at: Instant) -> list[Seeker]:
    people = [PersonId(one.person_id) for one in rows]
    current().admit(people)
    asked, cards = Enrolment.objects.in_bulk([one.enrolment_id for one in rows]), cards_of(people)
    paths = units_above({card.unit for card in cards.values() if card.unit is not None})
    together, apart = company_of([one.enrolment_id for one in rows])
    found = []
    for row in rows:
        card, wish = cards.get(PersonId(row.person_id)), asked[row.enrolment_id]
        if card is None or card.unit is None:
            continue
        found.append(
            Seeker(
                row.enrolment_id, row.person_id, Priority(row.priority), (at - row.since).days,
                card.sex, wish.language, wish.furthest, wish.video, wish.own_sex_only,
                paths[card.unit], frozenset(together[row.enrolment_id]),
                frozenset(apart[row.enrolment_id]),
            )
        )  # fmt: skip
    return found


def company_of(
    enrolments: Collection[UUID],
) -> tuple[dict[UUID, set[UUID]], dict[UUID, set[UUID]]]:
    """Return with whom, and without whom, each enrolment is to be seated; the last word counts."""
    together: dict[UUID, set[UUID]] = defaultdict(set)
    apart: dict[UUID, set[UUID]] = defaultdict(set)
    for wish in CompanyWish.objects.filter(enrolment_id__in=list(enrolments)).order_by("at", "id"):
        together[wish.enrolment_id].discard(wish.other_id)
        apart[wish.enrolment_id].discard(wish.other_id)
        kept = {"together": together, "apart": apart}.get(wish.says)
        if kept is not None:
            kept[wish.enrolment_id].add(wish.other_id)
    return together, apart


def _digest(seekers: Sequence[Seeker], seats: Sequence[Seats]) -> str:
    """Return a digest in which days do not count: a proposal of last night is good this morning."""
    people = sorted(
        f"{one.key} {one.priority} {one.language} {one.furthest} {one.video} {one.own_sex_only} "
        f"{sorted(map(str, one.together))} {sorted(map(str, one.apart))}"
        for one in seekers
    )
    places = sorted(f"{one.key} {one.free} {one.only} {one.video}" for one in seats)
    return hashlib.sha256("\n".join([*people, *places]).encode()).hexdigest()
