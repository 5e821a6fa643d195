"""An entry of the journal as sentences: what was done, and about whom.

Every door has its sentence, and so has what is entered without a door, such as a refused page or a
sign-in (`said_of` a key). Who did it, in which role, and when, stand beside the sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol
from uuid import UUID

from django.apps import apps

from muster.access import refusals
from muster.access.doors import DOORS, Door
from muster.journal.entries import Kind
from muster.kernel.words import Sentence, _, _n

_OPENS = re.compile(r"^@(command|query)\($", re.MULTILINE)
_APART = {"tests", "migrations"}

# What is entered without a door, by the entry's key. Whoever enters such a thing adds its words.
SAYINGS: dict[str, Sentence] = {refusals.KEY: refusals.SAYS}


class Told(Protocol):
    """An entry as far as sentences need it; `EntryRow` and `Trace` are such."""

    @property
    def kind(self) -> str: ...
    @property
    def command(self) -> str: ...
    @property
    def person(self) -> UUID | None: ...
    @property
    def people(self) -> Sequence[UUID] | None: ...


@cache
def _load_doors() -> None:
    for room in apps.get_app_configs():
        if not room.name.startswith("muster."):
            continue
        folder = Path(room.path)
        for path in sorted(folder.rglob("*.py")):
            inside = path.relative_to(folder).with_suffix("").parts
            if _APART.isdisjoint(inside) and _OPENS.search(path.read_text(encoding="utf-8")):
                import_module(".".join((room.name, *inside)))


def every_door() -> dict[str, Door]:
    """Return all commands and queries by key; loads the modules that declare one, and no others."""
    _load_doors()
    return DOORS


def said_of(command: str, kind: str) -> Sentence:
    """Return what an entry of this key and kind says was done, or asked for and refused."""
    door = every_door().get(command)
    unknown = _("Something that this version of Muster has no words for: {command}.")
    what = door.says if door else SAYINGS.get(command, unknown.of(command=command))
    if kind == Kind.REFUSED and door is not None:
        return _("Asked for and refused: {what}").of(what=what)
    return what


def about_whom(people: Iterable[UUID] | None, person: UUID | None) -> list[Sentence]:
    """Return whom an entry concerned, by opaque ids and numbers."""
    sentences = []
    if person is not None:
        sentences.append(_("It concerned the person {person}.").of(person=str(person)))
    if people:
        several = _n("It concerned {count} person.", "It concerned {count} people.")
        sentences.append(several.of(count=len(list(people))))
    return sentences


def told(row: Told) -> list[Sentence]:
    """Return the sentences that tell one entry."""
    return [said_of(row.command, row.kind), *about_whom(row.people, row.person)]
