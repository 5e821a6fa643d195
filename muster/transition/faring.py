"""How people fare as rows: whom to ask, by which link, what they said; inside a unit of work."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from muster.access.channels.opening import SHAPE, digits_for, hash_of
from muster.access.rules.codes import typed
from muster.kernel.ids import AccountId, PersonId, new_id
from muster.kernel.time import Instant
from muster.transition import problems
from muster.transition.models import FaringLink, FaringLinkEnd, FaringSaid, TrackRow
from muster.transition.notes import opened_plain, sealed_plain
from muster.transition.rules.faring import STILL_ASKED, Faring
from muster.transition.rules.track import next_check
from muster.transition.tracking import Standing
from muster.vault.keyring import data_keys
from muster.vault.sealing import open_sealed, unpad
from muster.vault.work import current
from muster.vault.zones import Audience, Zone

TABLE = "transition_faringsaid"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a link stands for, as its page knows it before there is a viewer: opaque ids."""

    link: UUID
    person: PersonId
    account: AccountId


def make_link(row: TrackRow, account: AccountId, begun: date, number: int, at: Instant) -> UUID:
    """Make the link that asks at one mark; its digits follow from its id."""
    made = new_id()
    with current().acting_as(Audience.PLATFORM):
        FaringLink.objects.create(
            id=made, hash=hash_of(digits_for(made)), case_id=row.case_id,
            person_id=row.person_id, account_id=account, begun_on=begun, number=number,
            made_at=at, expires_at=at + STILL_ASKED,
        )  # fmt: skip
    return made


def asked_already(cases: Collection[UUID]) -> set[tuple[UUID, date, int]]:
    """Return the marks at which somebody was asked, by case and the day they began."""
    with current().acting_as(Audience.PLATFORM):
        rows = FaringLink.objects.filter(case_id__in=list(cases))
        return set(rows.values_list("case_id", "begun_on", "number"))


def asked_by(text: str, at: Instant) -> Asked | None:
    """Return what typed digits stand for, None where they were used or are too old.

    As the platform.
    """
    digits = typed(text, (SHAPE,))
    return None if digits is None else _asked(FaringLink.objects.filter(hash=hash_of(digits)), at)


def asked_by_id(link: UUID, at: Instant) -> Asked | None:
    """Return the same for a link whose digits were typed on the page before."""
    return _asked(FaringLink.objects.filter(id=link), at)


def _asked(rows: QuerySet[FaringLink], at: Instant) -> Asked | None:
    ended = FaringLinkEnd.objects.values("link_id")
    row = rows.filter(expires_at__gt=at).exclude(id__in=ended).first()
    return None if row is None else Asked(row.id, PersonId(row.person_id), row.account_id)


def use_link(link: UUID, person: PersonId, at: Instant) -> None:
    """Use a link; Refused where it holds no longer, or is somebody else's.

    The case is held by whoever calls: of two who press at once the second comes too late.
    """
    with current().acting_as(Audience.PLATFORM):
        found = asked_by_id(link, at)
        if found is None or found.person != person:
            raise problems.LINK_OVER.refused()
        FaringLinkEnd.objects.create(link_id=link, person_id=person, at=at)


def write_faring(found: Standing, said: Faring | None, at: Instant) -> None:
    """Keep what somebody said; None: that they want to be asked no more."""
    person, made = PersonId(found.case.person_id), new_id()
    plain = None if said is None else msgspec.json.encode(said)
    FaringSaid.objects.create(
        id=made, case=found.case, person_id=person, at=at, stops=said is None,
        sealed=None if plain is None else sealed_plain(person, TABLE, made, plain),
    )  # fmt: skip


def last_faring(person: PersonId, case: UUID) -> tuple[Instant, Faring] | None:
    """Return what somebody last said of how they fare, and when."""
    rows = FaringSaid.objects.filter(person_id=person, case_id=case, stops=False)
    row = rows.order_by("-at", "-id").first()
    if row is None or row.sealed is None:
        return None
    plain = opened_plain(person, TABLE, row.id, row.sealed)
    return row.at, msgspec.json.decode(plain, type=Faring)


def everybody_faring() -> list[Faring]:
    """Return what each person within reach last said of how they fare, but for who they are."""
    last: dict[PersonId, FaringSaid] = {}
    for row in FaringSaid.objects.filter(stops=False).order_by("at", "id"):
        last[PersonId(row.person_id)] = row
    keys = data_keys(current(), list(last), Zone.TRANSITION)
    said = []
    for person, row in last.items():
        sealed = bytes(row.sealed or b"")
        plain = open_sealed(keys[person], table=TABLE, row=row.id, sealed=sealed)
        said.append(msgspec.json.decode(unpad(plain), type=Faring))
    return said


def asks_no_more(people: Collection[PersonId]) -> set[UUID]:
    """Return which of these people said last that they want to be asked no more."""
    last: dict[UUID, bool] = {}
    rows = FaringSaid.objects.filter(person_id__in=list(people)).order_by("at", "id")
    for person, stops in rows.values_list("person_id", "stops"):
        last[person] = stops
    return {person for person, stops in last.items() if stops}


def due_after_check(found: Standing, at: Instant) -> Instant | None:
    """Return the next clock of a case once one more check was held."""
    number = next_check(found.state.checks + 1, found.track.follow_along)
    if number is None:
        return found.due(at, found.track.path.states[found.state.state].clock)
    return found.due(found.state.placed or at, found.track.follow_along[number])
