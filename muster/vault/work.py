"""The unit of work: one transaction, one audience, one command id, all or nothing.

    with unit_of_work(Standing(audience=Audience.CLINICIAN, units=(unit,))) as work:
        …

Inside it the connection speaks as the audience's database role and the transaction's settings say
what it may reach. The settings are local to the transaction; where an outer transaction stands
around it (a test), they are taken back explicitly, so no later statement inherits them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection, transaction

from muster.kernel.ids import CommandId, PersonId, UnitId, new_id
from muster.vault import problems
from muster.vault.installation import installation
from muster.vault.schema.roles import Roles
from muster.vault.sealing import Wrapping
from muster.vault.zones import Audience, Zone


@dataclass(frozen=True, slots=True)
class Standing:
    """Whom a unit of work serves and what it may reach.

    `units` are the roots of what the viewer covers; `person` is the one person it concerns.
    """

    audience: Audience
    units: tuple[UnitId, ...] = ()
    person: PersonId | None = None


class OutOfReachError(Exception):
    """The named person is not within the viewer's units, or does not exist: the same answer."""


class NestedWorkError(RuntimeError):
    """A command called a command. Share a plain function instead."""


@dataclass(slots=True)
class Work:
    """The unit of work that is under way."""

    command: CommandId
    standing: Standing
    _keys: dict[str, dict[bytes, bytes]] = field(default_factory=lambda: defaultdict(dict))

    def data_key(self, person: UUID, zone: Zone) -> bytes:
        """Return the person's data key for `zone`, made at first need. 32 bytes.

        Refused where the person was erased: a new key would bring a dead record back to life.
        """
        known = self._keys[zone.value].get(person.bytes)
        if known is not None:
            return known
        key = self._stored_key(person, zone) or self._made_key(person, zone)
        self._keys[zone.value][person.bytes] = key
        return key

    def remembered_keys(self, zone: Zone) -> Mapping[bytes, bytes]:
        """Return the data keys for `zone` read or made so far, by the bytes of the person's id."""
        return self._keys[zone.value]

    def remember_keys(self, zone: Zone, persons: Iterable[UUID], keys: Iterable[bytes]) -> None:
        """Keep data keys that this unit of work has just read or made."""
        self._keys[zone.value].update(zip((one.bytes for one in persons), keys, strict=True))

    @contextmanager
    def acting_as(self, audience: Audience) -> Iterator[None]:
        """Speak as another audience for a few statements, such as the platform's journal entry."""
        _set_role(audience)
        yield
        _set_role(self.standing.audience)

    def _stored_key(self, person: UUID, zone: Zone) -> bytes | None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT wrapped FROM vault_datakey WHERE person_id = %s AND zone = %s",
                [person, zone.value],
            )
            row = cursor.fetchone()
        return wrapping().unwrap(row[0], person=person, zone=zone.value) if row else None

    def _made_key(self, person: UUID, zone: Zone) -> bytes:
        key, wrapped = wrapping().new_key(person=person, zone=zone.value)
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO vault_datakey (person_id, zone, wrapped) SELECT %s, %s, %s "
                "WHERE NOT EXISTS (SELECT FROM vault_erasure WHERE person_id = %s) "
                "ON CONFLICT DO NOTHING",
                [person, zone.value, wrapped, person],
            )
            if cursor.rowcount == 1:
                return key
        # Another unit of work made it first, or the person was erased.
        stored = self._stored_key(person, zone)
        if stored is None:
            raise problems.PERSON_ERASED.refused()
        return stored


_current: ContextVar[Work | None] = ContextVar("muster_work", default=None)


def current() -> Work:
    """Return the unit of work under way; LookupError outside one."""
    work = _current.get()
    if work is None:
        raise LookupError("There is no unit of work here; records are reached inside one alone.")
    return work


def wrapping() -> Wrapping:
    """Return what wraps and unwraps data keys under this node's key."""
    return installation().wrapping


@contextmanager
def unit_of_work(standing: Standing, command: CommandId | None = None) -> Iterator[Work]:
    """Open a transaction for `standing`; commit at the end, roll back on any exception.

    Raises OutOfReachError where `standing.person` is not within its units, and NestedWorkError
    inside another unit of work.
    """
    if _current.get() is not None:
        raise NestedWorkError("Units of work do not nest; share a plain function instead.")
    inside_another = connection.in_atomic_block
    work = Work(command or CommandId(new_id()), standing)
    with transaction.atomic():
        _open(work)
        token = _current.set(work)
        try:
            yield work
        finally:
            _current.reset(token)
        if inside_another:
            _take_back()


def role_of(audience: Audience) -> str:
    """Return the name of the database role of `audience` in the connected database."""
    return Roles(_base_name()).of(audience)


def _base_name() -> str:
    return str(connection.settings_dict["NAME"])


def _open(work: Work) -> None:
    """Take the audience's role, write the settings, and ask whether the person is within reach."""
    standing = work.standing
    units = "{" + ",".join(str(unit) for unit in standing.units) + "}"
    person = "" if standing.person is None else str(standing.person)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('role', %s, true), set_config('muster.command', %s, true), "
            "set_config('muster.units', %s, true), set_config('muster.person', %s, true)",
            [role_of(standing.audience), str(work.command), units, person],
        )
        if standing.person is None or standing.audience is Audience.MEMBER:
            return
        cursor.execute("SELECT muster_person_within(%s, %s::uuid[])", [standing.person, units])
        row = cursor.fetchone()
    if row is None or not row[0]:
        raise OutOfReachError


def _set_role(audience: Audience) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', %s, true)", [role_of(audience)])


def _take_back() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('role', 'none', true), set_config('muster.command', '', true), "
            "set_config('muster.units', '', true), set_config('muster.person', '', true)"
        )
