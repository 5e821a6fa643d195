"""What is read of accounts, roles and the journal; no record of a person is among them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from muster.access.doors import Shown, note, query
from muster.access.models import Account, Notice, NoticeEnd, RoleEnd, RoleGrant
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.journal.entries import EntryRow
from muster.journal.reading import Wanted, entries
from muster.journal.verifying import Verdict, verify
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role as an account holds it, or held it until it was taken back."""

    account: str
    role: str
    unit: UnitId | None
    starts: Instant
    ends: Instant


def open_notices() -> list[Notice]:
    """Return what the administrators are told and nobody has put right, the oldest first.

    For use inside a unit of work that may read the platform's zone.
    """
    ended = NoticeEnd.objects.values("notice_id")
    return list(Notice.objects.exclude(pk__in=ended).order_by("raised_at", "id"))


def any_account() -> bool:
    """Has anybody been set up here? Asked before there is a viewer, as sign-in does."""
    return Account.objects.exists()


def accounts_by_id() -> dict[str, str]:
    """Return every account's name by its id, as sign-in may read them."""
    return {str(key): name for key, name in Account.objects.values_list("id", "name")}


@query(
    key="access.list-roles",
    permits=Permission.READ_ROLES,
    zone=Zone.PLATFORM,
    says=_("The list of roles was read."),
)
def held_roles(*, by: Viewer, at: Instant) -> Shown[list[HeldRole]]:
    """Return the roles that hold at `at`, by account and role."""
    return Shown(roles_in_force(at))


def roles_in_force(at: Instant) -> list[HeldRole]:
    """Return the same inside a unit of work that may read the platform's zone."""
    ended = RoleEnd.objects.filter(grant=OuterRef("pk")).order_by("at").values("at")[:1]
    grants = RoleGrant.objects.filter(starts__lte=at, ends__gt=at).annotate(ended=Subquery(ended))
    return [
        HeldRole(one.account.name, one.role, one.unit_id, one.starts, one.ends)
        for one in grants.select_related("account").order_by("account__name", "role", "starts")
        if one.ended is None or one.ended > at
    ]


@query(
    key="access.read-journal",
    permits=Permission.READ_JOURNAL,
    zone=Zone.JOURNAL,
    says=_("The journal was read."),
)
def journal(
    *, about: PersonId | None, since: Instant | None, latest: int | None, by: Viewer, at: Instant
) -> Shown[list[EntryRow]]:
    """Return entries in their order, the `latest` so many of them; bodies stay sealed.

    Reading what concerns one person is entered as a reading about that person.
    """
    found = list(entries(Wanted(person=about, since=since, latest=latest)))
    note(entries=len(found))
    return Shown(found, [] if about is None else [about])


@query(
    key="access.read-own-journal",
    permits=Permission.READ_OWN_JOURNAL,
    zone=Zone.JOURNAL,
    says=_("Somebody read who had looked at their own record."),
)
def who_looked(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[EntryRow]]:
    """Return every entry about `person` or that showed them in a list, the oldest first."""
    return Shown(list(entries(Wanted(person=person))), [person])


@query(
    key="access.verify-journal",
    permits=Permission.READ_JOURNAL,
    zone=Zone.JOURNAL,
    says=_("The journal was verified."),
)
def verified(*, by: Viewer, at: Instant) -> Shown[Verdict]:
    """Recompute the whole log and hold it against its signed heads."""
    found = verify()
    note(holds=found.holds, entries=found.entries)
    return Shown(found)
