"""The unit of work: one transaction, one audience, one command id, all or nothing.

    with unit_of_work(Standing(audience=Audience.CLINICIAN, units=(unit,))) as work:
        …

Inside it the connection speaks as the audience's database role and the transaction's settings say
what it may reach. The settings are local to the transaction; where an outer transaction stands
around it (a test), they are taken back explicitly, so no later statement inherits them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from muster.kernel.ids import CommandId, PersonId, UnitId, new_id
from muster.vault import problems
from muster.vault.installation import installation
from muster.vault.schema.roles import Roles
from muster.vault.sealing import Wrapping
from muster.vault.trips import COMMIT, Answer, Filled, Row, Statement, travel
from muster.vault.zones import OWN_ALONE, Audience, Zone, sealed_zones

ADMITTED = 500
"""So many people at most are looked for one by one; it costs a few steps up the tree for each."""


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
    """The unit of work that is under way; `alone` unless another transaction stands around it."""

    command: CommandId
    standing: Standing
    alone: bool = True
    _speaking: Audience | None = None
    _keys: dict[str, dict[bytes, bytes]] = field(default_factory=lambda: defaultdict(dict))
    _ahead: list[tuple[Filled, list[Row]]] = field(default_factory=list)
    _waiting: list[Filled] = field(default_factory=list)

    def ask(self, statement: Statement, *values: object) -> list[Row]:
        """Return a statement's rows: brought along where it was asked ahead, else by a trip.

        What was asked ahead is what stood when the unit of work began, and is given once.
        """
        for place, (one, rows) in enumerate(self._ahead):
            if one.statement is statement and one.values == values:
                del self._ahead[place]
                return rows
        return self._go(statement, values).rows

    def bring(self, answers: Iterable[tuple[Filled, Answer]]) -> None:
        """Keep what was asked ahead."""
        self._ahead.extend((one, answer.rows) for one, answer in answers)

    def tell(self, statement: Statement, *values: object) -> int:
        """Write now, and return how many rows were written."""
        return self._go(statement, values).count

    def write(self, statement: Statement, *values: object) -> None:
        """Write on the next trip, before whatever else is asked or told; at the end at latest."""
        self._waiting.append(Filled(statement, values, self._role))

    def settle(self) -> None:
        """Send what waits to be written."""
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            travel(waiting)

    def end(self) -> None:
        """Send what waits, and end the transaction on the same trip where this work began it."""
        if self.alone:
            self._waiting.append(COMMIT.of())
        self.settle()

    def speak_as(self, audience: Audience) -> None:
        """Speak as another audience from here on, without a trip of its own."""
        self.write(_ROLE, role_of(audience))
        self._speaking = audience

    def _go(self, statement: Statement, values: tuple[object, ...]) -> Answer:
        waiting, self._waiting = self._waiting, []
        return travel([*waiting, Filled(statement, values, self._role)])[-1]

    @property
    def _role(self) -> str:
        return (self._speaking or self.standing.audience).value

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

    def admit(self, people: Collection[UUID]) -> None:
        """Look for the people of a page one by one, so that no statement lists a whole unit.

        Whoever is not within the standing's units is as far out of reach as before. A list that
        is longer than a few pages is quicker to hold against everybody in the units.
        """
        if not 0 < len(people) <= ADMITTED or self.standing.audience in OWN_ALONE:
            return
        self.ask(_ADMIT, list(people), list(self.standing.units))

    @contextmanager
    def acting_as(self, audience: Audience) -> Iterator[None]:
        """Speak as another audience for a few statements, then again as the one before."""
        before = self._speaking or self.standing.audience
        if before is audience:
            yield
            return
        self.speak_as(audience)
        yield
        self.speak_as(before)

    def _stored_key(self, person: UUID, zone: Zone) -> bytes | None:
        rows = self.ask(_KEY, person, zone.value)
        return wrapping().unwrap(rows[0][0], person=person, zone=zone.value) if rows else None

    def _made_key(self, person: UUID, zone: Zone) -> bytes:
        key, wrapped = wrapping().new_key(person=person, zone=zone.value)
        if self.tell(_NEW_KEY, person, zone.value, wrapped) == 1:
            return key
        # Another unit of work made it first, or the person was erased.
        stored = self._stored_key(person, zone)
        if stored is None:
            raise problems.PERSON_ERASED.refused()
        return stored


_ROLE = Statement("SELECT set_config('role', $1, true)")
_ADMIT = Statement("SELECT muster_admit($1::uuid[], $2::uuid[])")
_KEY = Statement("SELECT wrapped FROM vault_datakey WHERE person_id = $1 AND zone = $2")
_NEW_KEY = Statement(
    "INSERT INTO vault_datakey (person_id, zone, wrapped) SELECT $1, $2, $3 "
    "WHERE NOT EXISTS (SELECT FROM vault_erasure WHERE person_id = $1) ON CONFLICT DO NOTHING"
)
_current: ContextVar[Work | None] = ContextVar("muster_work", default=None)


def current() -> Work:
    """Return the unit of work under way; LookupError outside one."""
    work = _current.get()
    if work is None:
        raise LookupError("There is no unit of work here; records are reached inside one alone.")
    return work


def under_way() -> bool:
    """Is there a unit of work here?"""
    return _current.get() is not None


def wrapping() -> Wrapping:
    """Return what wraps and unwraps data keys under this node's key."""
    return installation().wrapping


@contextmanager
def unit_of_work(
    standing: Standing,
    command: CommandId | None = None,
    *,
    zone: Zone | None = None,
    ahead: Sequence[Filled] = (),
) -> Iterator[Work]:
    """Open a transaction for `standing`; commit at the end, roll back on any exception.

    `zone` is where the person's records are that it is about; `ahead` is asked on the trip that
    opens it (`Work.ask`). Raises OutOfReachError where `standing.person` is not within its units,
    and NestedWorkError inside another unit of work.
    """
    if _current.get() is not None:
        raise NestedWorkError("Units of work do not nest; share a plain function instead.")
    inside_another = connection.in_atomic_block
    work = Work(command or CommandId(new_id()), standing, alone=not inside_another)

    def settle_first(execute: Any, *statement: Any) -> Any:
        """Whatever goes another way than `Work` goes after what waits to be written."""
        work.settle()
        return execute(*statement)

    with transaction.atomic():
        _open(work, zone, ahead)
        token = _current.set(work)
        try:
            with connection.execute_wrapper(settle_first):
                yield work
                work.settle()
        finally:
            _current.reset(token)
        if inside_another:
            travel([_TAKE_BACK.of()])


def glance(
    standing: Standing, asked: Sequence[Filled], *, before: Sequence[Filled] = ()
) -> list[list[Row]]:
    """Ask within a unit of work that holds nothing else; return the rows of each, in their order.

    One trip is all of it: what travels together and begins no transaction is one by itself, and
    the settings end with it. What is asked `before` is asked as whoever knocked, who is nobody's
    audience yet; its rows come first.
    """
    if _current.get() is not None:
        raise NestedWorkError("Units of work do not nest; share a plain function instead.")
    role = standing.audience.value
    going = [*before, _settings(standing, CommandId(new_id()))]
    going += [Filled(one.statement, one.values, role) for one in asked]
    if connection.in_atomic_block:
        going.append(_TAKE_BACK.of())
    came = [one.rows for one in travel(going)]
    return came[: len(before)] + came[len(before) + 1 :][: len(asked)]


def role_of(audience: Audience) -> str:
    """Return the name of the database role of `audience` in the connected database."""
    return _role(str(connection.settings_dict["NAME"]), audience)


@cache
def _role(database: str, audience: Audience) -> str:
    return Roles(database).of(audience)


_SETTINGS = Statement(
    "SELECT set_config('role', $1, true), set_config('muster.command', $2, true), "
    "set_config('muster.units', $3, true), set_config('muster.person', $4, true), "
    "set_config('muster.people', '', true)"
)
_TAKE_BACK = Statement(
    "SELECT set_config('role', 'none', true), set_config('muster.command', '', true), "
    "set_config('muster.units', '', true), set_config('muster.person', '', true), "
    "set_config('muster.people', '', true)"
)
_WITHIN = Statement("SELECT muster_person_within($1, $2::uuid[])")


def _open(work: Work, zone: Zone | None, ahead: Sequence[Filled]) -> None:
    """Begin, take the audience's role, write the settings, ask whether the person is within reach.

    All of it is one trip, and brings the person's data key for `zone` along, and what is asked
    ahead. Of their own person, whom no unit need reach, nobody asks whether they reach them.
    """
    standing, role = work.standing, work.standing.audience.value
    units, person = list(standing.units), standing.person
    going = [_settings(standing, work.command)]
    reach = person is not None and standing.audience not in OWN_ALONE
    if reach:
        going.append(Filled(_WITHIN, (person, units), role))
    sealed = person is not None and zone in sealed_zones(standing.audience)
    if sealed and zone is not None:
        going.append(Filled(_KEY, (person, zone.value), role))
    asked = [Filled(one.statement, one.values, role) for one in ahead]
    came = iter(travel([*going, *asked]))
    next(came)
    if reach and next(came).rows != [(True,)]:
        raise OutOfReachError
    if sealed and zone is not None and person is not None:
        _bring_key(work, person, zone, next(came).rows)
    work.bring(zip(asked, came, strict=True))


def _bring_key(work: Work, person: PersonId, zone: Zone, rows: Sequence[Row]) -> None:
    if rows:
        key = wrapping().unwrap(rows[0][0], person=person, zone=zone.value)
        work.remember_keys(zone, [person], [key])


def _settings(standing: Standing, command: CommandId) -> Filled:
    """Return what takes the audience's role and says what the transaction may reach."""
    return _SETTINGS.of(
        role_of(standing.audience),
        str(command),
        "{" + ",".join(map(str, standing.units)) + "}",
        "" if standing.person is None else str(standing.person),
    )
