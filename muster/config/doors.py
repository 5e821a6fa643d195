"""Every door of the house, whichever rooms this process has needed so far."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

from django.apps import apps

from muster.access.doors import DOORS, Door

_OPENS = re.compile(r"^@(command|query)\($", re.MULTILINE)
_APART = {"tests", "migrations"}


def every_door() -> dict[str, Door]:
    """Return all commands and queries by key; loads the modules that declare one, and no others."""
    for room in apps.get_app_configs():
        if not room.name.startswith("muster."):
            continue
        folder = Path(room.path)
        for path in sorted(folder.rglob("*.py")):
            inside = path.relative_to(folder).with_suffix("").parts
            if _APART.isdisjoint(inside) and _OPENS.search(path.read_text(encoding="utf-8")):
                import_module(".".join((room.name, *inside)))
    return DOORS
