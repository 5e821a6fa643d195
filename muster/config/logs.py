"""Logs that tell an engineer what broke and nobody what a soldier answered."""

from __future__ import annotations

import logging
import os
import traceback
from pathlib import Path


class DiscreetFormatter(logging.Formatter):
    """Keeps the places of a traceback and drops every value.

    The message of an exception often quotes the row that caused it, so only the exception's type,
    and the files, lines and functions on the way to it, are written. Log calls of ours pass
    constants; the arguments of others' log calls are dropped where an exception came with them.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        if not record.exc_info and not record.exc_text:
            return super().format(record)
        plain = logging.LogRecord(
            record.name, record.levelno, record.pathname, record.lineno,
            str(record.msg).replace("%s", "…").replace("%r", "…"), None, None,
        )  # fmt: skip
        lines = [super().format(plain)]
        kind, value, trace = record.exc_info or (None, None, None)
        for frame in traceback.extract_tb(trace):
            lines.append(f"  {frame.filename}:{frame.lineno} in {frame.name}")
        if kind is not None:
            lines.append(_named(kind, value))
        return "\n".join(lines)


def _named(kind: type[BaseException], error: BaseException | None) -> str:
    """Name an exception's type, and the database's five-letter state where it has one."""
    state = getattr(error, "sqlstate", None) or getattr(error.__cause__, "sqlstate", None)
    return f"  {kind.__module__}.{kind.__qualname__}{f' (SQLSTATE {state})' if state else ''}"


def note_fault(home: Path, error: BaseException) -> Path:
    """Write the places of a fault into the home's log, none of its values; return the log."""
    log = home / "log" / "muster.log"
    log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    record = logging.LogRecord(
        "muster", logging.ERROR, __file__, 0, "a fault of Muster's own", None,
        (type(error), error, error.__traceback__),
    )  # fmt: skip
    with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") as file:
        file.write(DiscreetFormatter().format(record) + "\n")
    return log
