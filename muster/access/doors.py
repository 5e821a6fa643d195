"""The two doors to records: `@command` for every write, `@query` for every reading of a person.

    @command(
        key="assessments.submit",
        permits=Permission.SUBMIT_ASSESSMENT,
        zone=Zone.CLINICAL,
        says=_("A sitting was submitted."),
    )
    def submit(*, person: PersonId, answers: Answers, by: Viewer, at: Instant) -> Submitted: ...

A door opens the unit of work, checks the role's permission, and the scope where the function names
a `person`; runs the function, whose listeners run with it; writes the journal entry; commits. All
or nothing. What the arguments were stands in the entry's sealed body, except those marked
`Unjournalled` (a file's rows, say), of which the function notes a digest with `note(…)`.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Collection, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Annotated, Any, Generic, ParamSpec, TypeVar, get_args, get_origin, get_type_hints
from uuid import UUID

from muster.access import problems
from muster.access.permissions import Permission
from muster.access.roles import Scope
from muster.access.viewers import Viewer
from muster.journal.entries import Draft, Kind, append
from muster.kernel.ids import PersonId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence
from muster.vault.trips import Filled
from muster.vault.work import OutOfReachError, Standing, Work, unit_of_work
from muster.vault.zones import Audience, Zone

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")


class _Unjournalled:
    """Marks an argument that is too large for the journal, or is no fact."""


Unjournalled = Annotated[T, _Unjournalled]


Asking = Callable[[Mapping[str, Any]], Sequence[Filled]]
"""Given a door's arguments, what it will ask: brought along by the trip that begins its work."""


@dataclass(frozen=True, slots=True)
class Door:
    """What is known of a command or query: for the guards, the journal's sentences, the auditor."""

    key: str
    permits: Permission
    zone: Zone
    says: Sentence
    kind: Kind
    portable: bool
    function: Callable[..., Any]
    journalled: tuple[str, ...]
    asks: Asking | None = None


DOORS: dict[str, Door] = {}


@dataclass(frozen=True, slots=True)
class Shown(Generic[R]):
    """What a query answers, and whom it showed."""

    value: R
    people: Collection[PersonId] = ()


_notes: ContextVar[dict[str, Any] | None] = ContextVar("muster_notes", default=None)


def note(**facts: Any) -> None:
    """Add facts to the entry of the command under way: counts, digests, ids made inside it.

    `people`, a collection of ids, names in the entry itself whom a bulk command was about.
    """
    notes = _notes.get()
    if notes is None:
        raise LookupError("There is no command here to note anything of.")
    notes.update(facts)


def command(
    *,
    key: str,
    permits: Permission,
    zone: Zone,
    says: Sentence,
    portable: bool = False,
    asks: Asking | None = None,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function the door of one write. Its arguments are keyword-only, `by` and `at` among
    them. `portable` commands carry their ids and times as arguments and may be replayed elsewhere.
    What `asks` names is answered before the function runs, on the trip that begins its work.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        door = _declare(key, permits, zone, says, Kind.WRITE, portable, function, asks)

        @functools.wraps(function)
        def write(*args: P.args, **kwargs: P.kwargs) -> R:
            return _run(door, kwargs, lambda work: (function(*args, **kwargs), None))

        return write

    return decorate


def query(
    *, key: str, permits: Permission, zone: Zone, says: Sentence
) -> Callable[[Callable[P, Shown[R]]], Callable[P, R]]:
    """Make a function the door of one reading; it returns `Shown(value, people)`.

    A list leaves one entry with the ids shown. Where the function takes `already_shown` (a
    collection of ids), only newly shown people are entered, and nothing where there are none.
    """

    def decorate(function: Callable[P, Shown[R]]) -> Callable[P, R]:
        door = _declare(key, permits, zone, says, Kind.READ, False, function)

        @functools.wraps(function)
        def read(*args: P.args, **kwargs: P.kwargs) -> R:
            def body(_work: Work) -> tuple[R, Collection[PersonId] | None]:
                shown = function(*args, **kwargs)
                return shown.value, shown.people

            return _run(door, kwargs, body)

        return read

    return decorate


def _declare(
    key: str,
    permits: Permission,
    zone: Zone,
    says: Sentence,
    kind: Kind,
    portable: bool,
    function: Callable[..., Any],
    asks: Asking | None = None,
) -> Door:
    parameters = inspect.signature(function).parameters
    loose = [name for name, one in parameters.items() if one.kind is not one.KEYWORD_ONLY]
    if loose or "by" not in parameters or "at" not in parameters:
        raise TypeError(f"{key}: a door takes keyword-only arguments, “by” and “at” among them")
    if key in DOORS:
        raise ValueError(f"two doors claim the key {key!r}")
    hints = get_type_hints(function, include_extras=True)
    kept = tuple(name for name in parameters if name not in {"by", "at"} and _keeps(hints, name))
    DOORS[key] = Door(key, permits, zone, says, kind, portable, function, kept, asks)
    return DOORS[key]


def _keeps(hints: Mapping[str, Any], name: str) -> bool:
    hint = hints.get(name)
    return get_origin(hint) is not Annotated or _Unjournalled not in get_args(hint)


def _run(
    door: Door,
    arguments: Mapping[str, Any],
    body: Callable[[Work], tuple[R, Collection[PersonId] | None]],
) -> R:
    by: Viewer = arguments["by"]
    at: Instant = arguments["at"]
    about: PersonId | None = arguments.get("person")
    if door.permits not in by.role.may:
        _journal_refusal(door, by, at, about)
        raise problems.NOT_PERMITTED.refused(role=by.role.name, permission=door.permits.says)
    if by.role.within is Scope.OWN_PERSON and about not in (None, by.person):
        _journal_refusal(door, by, at, about)
        raise problems.NOT_FOUND.refused()
    try:
        ahead = () if door.asks is None else door.asks(arguments)
        with unit_of_work(by.standing(about), zone=door.zone, ahead=ahead) as work:
            token = _notes.set(notes := {})
            try:
                value, shown = body(work)
            finally:
                _notes.reset(token)
            _journal(door, work, arguments, notes, shown)
            return value
    except OutOfReachError:
        _journal_refusal(door, by, at, about)
        raise problems.NOT_FOUND.refused() from None
    except Refused as refusal:
        if refusal.problem.kind is problems.NOT_FOUND:
            # It may be somebody else's, or nobody's; that it was asked for is entered either way.
            _journal_refusal(door, by, at, about)
        raise


def _journal(
    door: Door,
    work: Work,
    arguments: Mapping[str, Any],
    notes: dict[str, Any],
    shown: Collection[PersonId] | None,
) -> None:
    by: Viewer = arguments["by"]
    people = notes.pop("people", None) if shown is None else shown
    if "already_shown" in arguments and shown is not None:
        people = [one for one in shown if one not in set(arguments["already_shown"])]
        if not people:
            return
    about = arguments.get("person") or by.person
    facts = {name: _plain(arguments[name]) for name in door.journalled if name in arguments}
    listed = None if not people or (about is not None and set(people) == {about}) else people
    append(
        work,
        Draft(
            kind=door.kind,
            command=door.key,
            actor=by.account,
            role=by.role.key,
            purpose=by.purpose.value,
            zone=door.zone,
            at=arguments["at"],
            person=about,
            people=None if listed is None else list(listed),
            body={**facts, **{name: _plain(value) for name, value in notes.items()}},
        ),
        last=True,
    )


def _journal_refusal(door: Door, by: Viewer, at: Instant, about: UUID | None) -> None:
    """Write down that something was asked for and not given; the id asked for is sealed."""
    with unit_of_work(Standing(Audience.PLATFORM)) as work:
        append(
            work,
            Draft(
                kind=Kind.REFUSED,
                command=door.key,
                actor=by.account,
                role=by.role.key,
                purpose=by.purpose.value,
                zone=Zone.PLATFORM,
                at=at,
                body={"asked for": None if about is None else str(about)},
            ),
        )


def _plain(value: Any) -> Any:
    """Return a value as the journal keeps it; msgspec writes ids, times and dataclasses itself."""
    if isinstance(value, Sentence):
        return value.message
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, set | frozenset | list | tuple):
        return [_plain(inner) for inner in value]
    return value
