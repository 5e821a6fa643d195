"""Every door of the house, whichever rooms this process has needed so far."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from django.apps import apps

from muster.access.doors import DOORS, Door

APART = {"tests", "migrations"}


def every_door() -> dict[str, Door]:
    """Return all commands and queries by key; loads every module of every room that has tables."""
    for room in apps.get_app_configs():
        if not room.name.startswith("muster."):
            continue
        for found in pkgutil.walk_packages(room.module.__path__, f"{room.name}."):
            if APART.isdisjoint(found.name.split(".")):
                import_module(found.name)
    return DOORS
