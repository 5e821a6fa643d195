"""What a process that serves does before its threads begin.

msgspec learns a type when it first meets it. Two threads that meet the same one first at the same
moment end the whole process (0.22: the second is handed a description that is only half made), and
the first presses after a start do meet so. Here each type is met once, by one thread.
"""

from __future__ import annotations

import dataclasses
import gc
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module

import msgspec
from django.conf import settings


def ready() -> None:
    """Load every page, and let msgspec learn each type of the house that it may be handed."""
    import_module(settings.ROOT_URLCONF)
    for kind in list(_kinds()):
        # A type that names what it imports for its checker alone is none that is ever decoded.
        with suppress(NameError, TypeError):
            msgspec.json.Decoder(kind)
    look_for_garbage_seldom()


GARBAGE = 20_000
"""After so many new objects the young ones are looked through; Python's own 700 suit a script."""


def look_for_garbage_seldom() -> None:
    """Leave what stands now out of every look for garbage, and look seldom for what is new.

    What stands now stands until the end; looking it through again and again costs a press of a page
    one part of its time in twenty-five, and the demonstration one in ten.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE)


def _kinds() -> Iterator[type]:
    for name, module in list(sys.modules.items()):
        if name.startswith("muster."):
            for kind in vars(module).values():
                own = isinstance(kind, type) and kind.__module__ == name
                if own and (issubclass(kind, msgspec.Struct) or dataclasses.is_dataclass(kind)):
                    yield kind
