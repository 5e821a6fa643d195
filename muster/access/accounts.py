"""From an account's name to the viewer it may be at this moment."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from muster.access import problems
from muster.access.models import Account, RoleEnd, RoleGrant
from muster.access.permissions import Permission
from muster.access.roles import ALARM, HOUSE, ROLES, TELLER, TRACK_WATCH, WATCH
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, UnitId
from muster.kernel.time import Instant
from muster.vault.installation import installation
from muster.vault.trips import Filled, Row, Statement
from muster.vault.work import Standing, current, unit_of_work
from muster.vault.zones import Audience

OPERATOR = "operator"


def house() -> Viewer:
    """Return the installation as the one who acts: its jobs, its upgrade, its restore."""
    return Viewer(AccountId(installation().node), HOUSE)


def watch(units: tuple[UnitId, ...]) -> Viewer:
    """Return the installation as the one who looks after missed screenings in these units."""
    return Viewer(AccountId(installation().node), WATCH, units)


def teller(account: AccountId | None, unit: UnitId) -> Viewer:
    """Return whoever tells at a unit's door what they noticed; None: they did not sign in."""
    return Viewer(account or AccountId(installation().node), TELLER, (unit,))


def alarm(units: tuple[UnitId, ...]) -> Viewer:
    """Return the installation as the one who carries alerts on until somebody answers them."""
    return Viewer(AccountId(installation().node), ALARM, units)


def track_watch(units: tuple[UnitId, ...]) -> Viewer:
    """Return the installation as the one who counts how long casework takes in these units."""
    return Viewer(AccountId(installation().node), TRACK_WATCH, units)


def viewer_named(name: str, *, to: Permission, at: Instant) -> Viewer:
    """Return the account `name` in the role that lets it do `to` now.

    Refused where there is no such account, or it holds no such role at `at`.
    """
    with unit_of_work(Standing(Audience.PLATFORM)):
        account = Account.objects.filter(name=name, is_active=True).first()
        if account is None:
            raise problems.NO_ACCOUNT.refused(account=name)
        ended = RoleEnd.objects.filter(grant=OuterRef("pk"), at__lte=at)
        grants = list(
            RoleGrant.objects.filter(account=account, starts__lte=at, ends__gt=at)
            .exclude(Exists(ended))
            .order_by("starts")
        )
    for key, role in ROLES.items():
        units = tuple(UnitId(one.unit_id) for one in grants if one.role == key and one.unit_id)
        if to in role.may and any(one.role == key for one in grants):
            return Viewer(AccountId(account.id), role, units)
    raise problems.NO_ROLE.refused(account=name)


# Every page asks this first, so it is written out.
_HELD = Statement("""
SELECT g.role, g.unit_id FROM access_rolegrant g
WHERE g.account_id = $1 AND g.starts <= $2 AND g.ends > $2
  AND NOT EXISTS (SELECT FROM access_roleend e WHERE e.grant_id = g.id AND e.at <= $2)
ORDER BY g.starts
""")


def held_asked(account: AccountId, at: Instant) -> Filled:
    """Return what `viewers_of` asks, for whoever asks more on the same trip."""
    return _HELD.of(account, at)


def viewers_of(account: AccountId, at: Instant) -> dict[str, Viewer]:
    """Return, by the role's key, what the account may be at `at` by roles given for units.

    For use inside a unit of work of the platform. A member's viewer is not among them: who the
    account's person is, people knows.
    """
    return viewers_in(account, current().ask(_HELD, account, at))


def viewers_in(account: AccountId, held: Iterable[Row]) -> dict[str, Viewer]:
    """Return the viewers that the rows of `held_asked` come to."""
    units: dict[str, list[UnitId]] = {}
    for role, unit in held:
        units.setdefault(role, []).extend([UnitId(unit)] if unit else [])
    return {
        key: Viewer(account, role, tuple(units[key])) for key, role in ROLES.items() if key in units
    }


def make_account(name: str | None = None) -> AccountId:
    """Make an account, under a drawn name unless one is given, without a password.

    Inside the platform's work.
    """
    account = _without_password(name or _drawn_name())
    account.save(force_insert=True)
    return AccountId(account.id)


def make_accounts(count: int) -> list[AccountId]:
    """Make so many accounts in one statement, as `make_account` makes one under a drawn name."""
    made = [_without_password(_drawn_name()) for _one in range(count)]
    Account.objects.bulk_create(made)
    return [AccountId(one.id) for one in made]


def _drawn_name() -> str:
    return f"m-{secrets.token_hex(5)}"


def _without_password(name: str) -> Account:
    account = Account(name=name)
    account.set_unusable_password()
    return account


def account_at_the_door(name: str) -> AccountId | None:
    """Return whose name somebody gave at the door, None where it is nobody's."""
    account = Account.objects.filter(name__in={name.strip(), name.strip().lower()}).first()
    return None if account is None else AccountId(account.id)


def account_named(name: str) -> AccountId:
    """Return the id of the account `name`; Refused where there is none."""
    account = Account.objects.filter(name=name, is_active=True).first()
    if account is None:
        raise problems.NO_ACCOUNT.refused(account=name)
    return AccountId(account.id)
