"""Doors on a first page, under the headings to which they belong."""

from __future__ import annotations

from dataclasses import dataclass

from muster.kernel.words import Sentence


@dataclass(frozen=True, slots=True)
class Door:
    """One of the pages that are the reader's own."""

    address: str
    title: Sentence
    says: Sentence


@dataclass(frozen=True, slots=True)
class Room:
    """Doors that belong together, under one heading."""

    title: Sentence
    doors: tuple[Door, ...]
