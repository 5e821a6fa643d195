"""Logs that tell an engineer what broke and nobody what a soldier answered."""

from __future__ import annotations

import logging
import os
import re
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

_PLACEHOLDER = re.compile(r"%(\([^)]*\))?[-#0 +]*[0-9*]*(\.[0-9*]+)?[a-zA-Z]")


class DiscreetFormatter(logging.Formatter):
    """Keeps the places of a traceback and drops every value.

    The message of an exception often quotes the row that caused it, so only the exception's type,
    and the files, lines and functions on the way to it, are written. Log calls of Muster's own pass
    constants. Others put what they handle into arguments, or straight into the message where an
    exception came with it: the arguments are dropped, and such a message for the place of the call.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        lines = [super().format(_without_values(record))]
        kind, value, trace = record.exc_info or (None, None, None)
        for frame in traceback.extract_tb(trace):
            lines.append(f"  {frame.filename}:{frame.lineno} in {frame.name}")
        if kind is not None:
            lines.append(_named(kind, value))
        return "\n".join(lines)


def _without_values(record: logging.LogRecord) -> logging.LogRecord:
    """Return the record with a message that carries no value, and without its exception."""
    ours = record.name.partition(".")[0] == "muster"
    failed = bool(record.exc_info or record.exc_text)
    if record.args:
        # The pattern is the caller's constant; what was to go into it stays out.
        said = _PLACEHOLDER.sub("…", str(record.msg))
    elif ours or not failed:
        said = str(record.msg)
    else:
        said = f"(at {record.pathname}:{record.lineno} in {record.funcName})"
    return logging.LogRecord(
        record.name, record.levelno, record.pathname, record.lineno, said, None, None
    )


def _named(kind: type[BaseException], error: BaseException | None) -> str:
    """Name an exception's type, and the database's five-letter state where it has one."""
    cause = getattr(error, "__cause__", None)
    state = getattr(error, "sqlstate", None) or getattr(cause, "sqlstate", None)
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


def be_discreet() -> None:
    """Let what nobody caught, in this process, reach stderr by its places alone.

    Python itself would print the exception's message: of a thread that ended, of a generator or a
    finaliser that failed while it was thrown away, and of the process's own end.
    """
    threading.excepthook = lambda ended: _tell(ended.exc_type, ended.exc_value, ended.exc_traceback)
    sys.unraisablehook = lambda lost: _tell(lost.exc_type, lost.exc_value, lost.exc_traceback)
    sys.excepthook = _tell


def _tell(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    record = logging.LogRecord(
        "muster", logging.ERROR, __file__, 0, "a fault that nobody caught", None,
        (kind, error or kind(), trace),
    )  # fmt: skip
    sys.stderr.write(DiscreetFormatter().format(record) + "\n")
