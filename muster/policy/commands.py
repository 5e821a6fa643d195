"""Every write of the room: adopted profiles, crisis numbers, holds, what is removed by age."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date
from uuid import UUID

from django.db import connection

from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.policy import problems
from muster.policy.models import (
    CrisisCheck,
    CrisisNumber,
    CrisisNumberEnd,
    LegalHold,
    ProfileVersion,
)
from muster.policy.profiles import profile_written
from muster.policy.queries import holds_on, in_force, line_named
from muster.policy.versions import forget, is_kept
from muster.vault.zones import Zone

_DIALLED = re.compile(r"\+?[0-9][0-9 ()#*.-]*")
_FEWEST_DIGITS = 2
_ORDER = re.compile(r"[a-z0-9-]{1,40}")


@command(
    key="policy.adopt-profile",
    permits=Permission.ADOPT_PROFILE,
    zone=Zone.CATALOGUE,
    says=_("A force profile was adopted for a later day."),
)
def adopt_profile(
    *, content: Unjournalled[str], starts: date, by: Viewer, at: Instant
) -> ProfileVersion:
    """Keep a profile whole, in force from the UTC day `starts`; `content` as `profiles.content`.

    ProfileRefused where it is not sound, Refused where the day is not a later one. Cases that run
    keep the path they began with; whoever takes it back before its day adopts another for that day.
    """
    chosen = profile_written(content)
    if starts <= at.astimezone(UTC).date():
        raise problems.NOT_A_LATER_DAY.refused(day=starts.isoformat())
    made = ProfileVersion.objects.create(
        digest=chosen.digest, key=chosen.key, version=chosen.version, content=content,
        starts=starts, at=at, adopted_by=by.account,
    )  # fmt: skip
    note(profile=chosen.key, version=chosen.version, digest=chosen.digest, starts=starts)
    forget()
    return made


@command(
    key="policy.keep-profile",
    permits=Permission.KEEP_HOUSE,
    zone=Zone.CATALOGUE,
    says=_("The profile in use was kept whole, for the cases that begin by it."),
)
def keep_profile(*, content: Unjournalled[str], by: Viewer, at: Instant) -> None:
    """Keep the profile that a file of the installation states, so that the file may change."""
    chosen = profile_written(content)
    note(profile=chosen.key, version=chosen.version, digest=chosen.digest)
    if not is_kept(chosen.digest):
        ProfileVersion.objects.create(
            digest=chosen.digest, key=chosen.key, version=chosen.version, content=content,
            starts=None, at=at, adopted_by=by.account,
        )  # fmt: skip


@command(
    key="policy.add-crisis-number",
    permits=Permission.VERIFY_CRISIS_NUMBER,
    zone=Zone.CATALOGUE,
    says=_("A crisis number was entered."),
)
def add_crisis_number(
    *,
    kind: str,
    number: str,
    name_en: str | None,
    name_ru: str | None,
    unit: UnitId | None,
    invented: bool,
    by: Viewer,
    at: Instant,
) -> UUID:
    """Enter a number of one of the profile's kinds, for the force or a unit and all below it.

    Without names it is called as the profile calls that kind. It takes the place of the number
    that was entered before for the same kind and unit, and is stale until somebody verifies it.
    """
    known = {one.code: one for one in in_force().crisis.numbers}
    if kind not in known:
        raise problems.NO_SUCH_KIND.refused(kind=kind, known=", ".join(known))
    dialled = " ".join(number.split())
    digits = sum(character.isdecimal() for character in dialled)
    if not _DIALLED.fullmatch(dialled) or digits < _FEWEST_DIGITS:
        raise problems.NOT_A_NUMBER.refused(number=number)
    ended = CrisisNumberEnd.objects.values("entered_id")
    former = CrisisNumber.objects.filter(kind=kind, unit_id=unit).exclude(pk__in=ended)
    CrisisNumberEnd.objects.bulk_create(
        CrisisNumberEnd(entered=one, at=at, ended_by=by.account) for one in list(former)
    )
    entered = CrisisNumber.objects.create(
        kind=kind, number=dialled, unit_id=unit, invented=invented,
        name_en=name_en or known[kind].name.en, name_ru=name_ru or known[kind].name.ru,
        entered_at=at, entered_by=by.account,
    )  # fmt: skip
    note(entered=entered.id)
    return entered.id


@command(
    key="policy.verify-crisis-number",
    permits=Permission.VERIFY_CRISIS_NUMBER,
    zone=Zone.CATALOGUE,
    says=_("A crisis number was called, and it answered."),
)
def verify_crisis_number(*, code: str, by: Viewer, at: Instant) -> str:
    """Record that the number of this kind or id was called and answered; return the number."""
    line = line_named(code)
    if line.invented:
        raise problems.INVENTED_NUMBER.refused(number=line.number)
    CrisisCheck.objects.create(
        entered_id=line.entered, kind=line.kind, number=line.number, at=at, checked_by=by.account
    )
    note(number=line.number)
    return line.number


@command(
    key="policy.withdraw-crisis-number",
    permits=Permission.VERIFY_CRISIS_NUMBER,
    zone=Zone.CATALOGUE,
    says=_("A crisis number was withdrawn."),
)
def withdraw_crisis_number(*, code: str, by: Viewer, at: Instant) -> str:
    """Stop showing a number that was entered; the profile's of that kind, if any, comes back."""
    line = line_named(code)
    if line.entered is None:
        raise problems.FROM_THE_PROFILE.refused(number=line.number)
    CrisisNumberEnd.objects.create(entered_id=line.entered, at=at, ended_by=by.account)
    note(number=line.number)
    return line.number


@command(
    key="policy.place-hold",
    permits=Permission.APPLY_RETENTION,
    zone=Zone.IDENTITY,
    says=_("A legal hold was placed on a person's records."),
)
def place_hold(*, person: PersonId, order: str, by: Viewer, at: Instant) -> UUID:
    """Keep everything about this record of a person until the hold is lifted; `order` is a code."""
    if not _ORDER.fullmatch(order):
        raise problems.NOT_AN_ORDER.refused(order=order)
    hold: UUID = LegalHold.objects.create(person_id=person, order=order, at=at).id
    note(hold=hold)
    return hold


@command(
    key="policy.lift-hold",
    permits=Permission.APPLY_RETENTION,
    zone=Zone.IDENTITY,
    says=_("A legal hold on a person's records was lifted."),
)
def lift_holds(*, person: PersonId, by: Viewer, at: Instant) -> int:
    """Lift every hold on this record of a person; return how many there were."""
    standing = holds_on([person])
    LegalHold.objects.bulk_create(
        LegalHold(person_id=person, order=one.order, at=at, lifts_id=one.id) for one in standing
    )
    note(lifted=[one.id for one in standing])
    return len(standing)


@command(
    key="policy.remove-expired",
    permits=Permission.APPLY_RETENTION,
    zone=Zone.CLINICAL,
    says=_("Records whose time was over were removed."),
)
def remove_expired(
    *,
    kind: str,
    records: Unjournalled[Mapping[str, Sequence[UUID]]],
    persons: Unjournalled[Collection[UUID]],
    by: Viewer,
    at: Instant,
) -> int:
    """Remove records of one kind of the profile; return how many rows went.

    `records` names, by table, the ids of what is due; `persons` are those they were about, who
    stand in the journal's entry.
    """
    removed = 0
    with connection.cursor() as cursor:
        for table, ids in records.items():
            cursor.execute("SELECT muster_expire(%s, %s::uuid[])", [table, list(map(str, ids))])
            removed += int(cursor.fetchone()[0])
    note(removed=removed, people=sorted(persons))
    return removed
