"""Statements that travel together: one trip to the database and back instead of several.

    SEX = Statement("SELECT sex FROM people_person WHERE id = $1")

    rows = current().ask(SEX, person)        # one trip, or none where it was asked ahead
    current().write(ENDED, new_id(), person) # travels with whatever goes next

Such a statement is planned once for each connection and role, and then only filled in: planning a
question under row-level security takes several times as long as answering it. A pooler that gives
each transaction another connection keeps no plan for us, so behind one it is planned each time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import Connection, errors
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import ConnStatus, DiagnosticField, ExecStatus, TransactionStatus
from psycopg.waiting import Ready, Wait

Row = tuple[Any, ...]
_DONE = (int(ExecStatus.TUPLES_OK), int(ExecStatus.COMMAND_OK))
_AT_THE_END = int(ExecStatus.PIPELINE_SYNC)
_TEXT = [[PyFormat.TEXT] * width for width in range(64)]


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """One statement, with places $1, $2, …; made once, beside the code that asks it."""

    sql: str
    name: bytes = field(init=False)
    said: bytes = field(init=False)

    def __post_init__(self) -> None:
        digest = hashlib.blake2b(self.sql.encode(), digest_size=9).hexdigest()
        object.__setattr__(self, "name", digest.encode())
        object.__setattr__(self, "said", self.sql.encode())

    def of(self, *values: object) -> Filled:
        """Return the statement with the values for its places; a list is an array."""
        return Filled(self, values)


@dataclass(frozen=True, slots=True)
class Filled:
    """A statement and its values, and the database role it is planned for: that which it runs as.

    One that two roles run is planned for each; "" is whoever knocked.
    """

    statement: Statement
    values: tuple[object, ...]
    role: str = ""


@dataclass(slots=True)
class Answer:
    """What one statement came to: its rows, and how many it wrote."""

    rows: list[Row]
    count: int


BEGIN, COMMIT = Statement("BEGIN"), Statement("COMMIT")


@dataclass(slots=True)
class _Line:
    """One connection: what it has planned, as whom, and whether it keeps that."""

    keeps: bool
    transformer: Any
    planned: set[bytes] = field(default_factory=set)


_lines: WeakKeyDictionary[Connection[Any], _Line] = WeakKeyDictionary()


def travel(filled: Sequence[Filled]) -> list[Answer]:
    """Send statements on one trip, and return what each came to, in their order.

    Inside Django's transaction, which begins where it has not yet.
    """
    here = connections[DEFAULT_DB_ALIAS]
    here.ensure_connection()
    raw = here.connection
    if not here.autocommit and raw.pgconn.transaction_status == TransactionStatus.IDLE:
        # psycopg begins a transaction with a message of its own, unless one has begun.
        filled, skip = [BEGIN.of(), *filled], 1
    else:
        skip = 0
    with here.wrap_database_errors:
        line = _lines.get(raw) or _met(raw)
        answers: list[Answer] = raw.wait(_exchange(raw.pgconn, line, filled))
    return answers[skip:]


def _met(raw: Connection[Any]) -> _Line:
    """Return what is known of a connection that is new: behind a pooler another process answers."""
    told = raw.pgconn.exec_(b"SELECT pg_backend_pid()")
    _demand(told)
    keeps = int(told.get_value(0, 0) or b"0") == raw.pgconn.backend_pid
    line = _lines[raw] = _Line(keeps, Transformer(raw))
    return line


def _exchange(
    pgconn: Any, line: _Line, filled: Sequence[Filled]
) -> Generator[Wait, Ready, list[Answer]]:
    """Send everything and read it all, letting others of this process go on meanwhile."""
    values = [_dumped(line, one.values) for one in filled]
    pgconn.enter_pipeline_mode()
    try:
        planning: list[bytes] = []
        for one, given in zip(filled, values, strict=True):
            _send(pgconn, line, one, given, planning)
        pgconn.pipeline_sync()
        while pgconn.flush():
            if (yield Wait.RW) & Ready.R:
                pgconn.consume_input()
        results: list[Any] = []
        while True:
            while pgconn.is_busy():
                yield Wait.R
                pgconn.consume_input()
            result = pgconn.get_result()
            if result is None:
                if pgconn.status != ConnStatus.OK:
                    raise errors.OperationalError("the database hung up")
            elif result.status == _AT_THE_END:
                break
            else:
                results.append(result)
    except BaseException:
        pgconn.finish()  # broken off half-way: nobody knows what would come next on this line
        raise
    pgconn.exit_pipeline_mode()
    return _answers(line, planning, iter(results))


def _dumped(line: _Line, values: Sequence[object]) -> Any:
    if not values:
        return None
    plain = values
    for one in values:
        if type(one) is list:
            plain = [_listed(one) if type(one) is list else one for one in values]
            break
    return line.transformer.dump_sequence(plain, _TEXT[len(plain)])


def _listed(values: list[Any]) -> object:
    """Return ids as PostgreSQL's text of an array, which is quicker made; other lists as they are.

    An id has nothing that would have to be quoted.
    """
    ids = all(isinstance(one, UUID) for one in values)
    return "{" + ",".join([one.hex for one in values]) + "}" if ids else values


def _send(pgconn: Any, line: _Line, one: Filled, given: Any, planning: list[bytes]) -> None:
    """Queue a statement; add to `planning` the name under which it is planned, b"" if it was."""
    statement = one.statement
    if not line.keeps:
        pgconn.send_query_params(statement.said, given)
        planning.append(b"")
        return
    name = statement.name + one.role.encode()
    planned = name in line.planned or name in planning
    if not planned:
        pgconn.send_prepare(name, statement.said)
    pgconn.send_query_prepared(name, given)
    planning.append(b"" if planned else name)


def _answers(line: _Line, planning: Sequence[bytes], results: Iterator[Any]) -> list[Answer]:
    """Read what came back; the first error is raised, and what followed it was not done."""
    answers = []
    for name in planning:
        if name:
            _demand(next(results))
            line.planned.add(name)
        result = next(results)
        _demand(result)
        rows: list[Row] = []
        if result.ntuples:
            line.transformer.set_pgresult(result)
            rows = line.transformer.load_rows(0, result.ntuples, tuple)
        answers.append(Answer(rows, result.command_tuples or 0))
    return answers


def _demand(result: Any) -> None:
    if result.status in _DONE:
        return
    if result.error_field(DiagnosticField.SQLSTATE) is None:
        # Every error of a server has a code; this one is the client's: the line went dead.
        raise errors.OperationalError("the database hung up")
    raise errors.error_from_result(result)
