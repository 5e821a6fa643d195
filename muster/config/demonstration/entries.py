"""Invented service entries of those who leave: trades, courses, licences, languages, vehicles, led.

They come in by one list, as a personnel office would send it.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from muster.config.demonstration import formation
from muster.config.demonstration.building import ADMINISTRATOR, Building

if TYPE_CHECKING:
    from uuid import UUID

HEADINGS = ("Service number", "Kind", "What", "From", "To", "People led", "Code")
Entry = tuple[str, str, str, str]
"""A kind, a name in English and in Russian, and a code or category."""
OF_ALL: tuple[Entry, ...] = (("course", "First aid under fire", "Первая помощь в бою", ""),)
OF_POST: Mapping[str, tuple[Entry, ...]] = {
    "rifleman": (("trade", "Infantryman", "Стрелок", "11B"), ("vehicle", "BMP-2", "БМП-2", "")),
    "gunner": (("trade", "Machine gunner", "Пулемётчик", ""), ("vehicle", "BTR-80", "БТР-80", "")),
    "section leader": (
        ("trade", "Infantryman", "Стрелок", "11B"), ("vehicle", "BMP-2", "БМП-2", ""),
        ("course", "Junior leaders’ course", "Курс младших командиров", ""),
    ),
    "platoon sergeant": (("course", "Instructors’ course", "Курс инструкторов", ""),),
    "driver": (
        ("trade", "Truck driver", "Военный водитель", "88M"),
        ("licence", "Driving licence", "Водительское удостоверение", "B, C"),
        ("vehicle", "KamAZ lorry", "КамАЗ-4310", ""),
        ("course", "Carrying dangerous goods", "Перевозка опасных грузов", ""),
    ),
    "medic": (
        ("trade", "Combat medic", "Санитарный инструктор", "68W"),
        ("vehicle", "Ambulance", "Санитарный УАЗ", ""),
        ("licence", "First aid instructor", "Инструктор первой помощи", ""),
    ),
    "clerk": (("course", "Keeping personnel files", "Ведение личных дел", ""),),
    "staff officer": (("course", "Planning of supply", "Планирование снабжения", ""),),
}  # fmt: skip
LED: Mapping[str, int] = {
    "section leader": 9, "platoon sergeant": 30, "platoon leader": 32, "company commander": 118,
    "first sergeant": 110,
}  # fmt: skip
"""How many somebody in such a post leads."""
TONGUES = (("English", "Английский", "B1"), ("German", "Немецкий", "A2"))
SPEAKS, DRIVES = 0.15, 0.4
"""So many of all speak another language, and so many have a driving licence for cars. Ours."""


def enter_service(building: Building, people: Collection[UUID]) -> None:
    """Bring in what these people learned, held and did in service; all of it invented."""
    from muster.access.permissions import Permission
    from muster.kernel.sheets import open_sheet
    from muster.people.commands.entries import import_entries
    from muster.people.rules.entry_list import ENTRIES
    from muster.people.rules.files import arrived

    listed = arrived(open_sheet(write_entries(building, people)), ENTRIES)
    by = building.viewer(ADMINISTRATOR, Permission.IMPORT_PEOPLE, building.now)
    report = import_entries(arrived=listed, chosen=None, confirm=True, by=by, at=building.now)
    building.facts["service entries"] = report.counts["new"]


def write_entries(building: Building, people: Collection[UUID]) -> Path:
    """Write entries.csv: what each of these people learned, held and did."""
    path, dice = building.folder / "entries.csv", np.random.default_rng(building.seed + 17)
    titles = {
        title: (post.titles["en"], language)
        for some in formation.POSTS.values()
        for post in some
        for language, title in post.titles.items()
    }
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for one in building.brigade.soldiers:
            known = building.known.get(one.number)
            if known is not None and known.person in people:
                post, language = titles.get(one.post, ("", "en"))
                writer.writerows(_rows(one, post, language, building, dice))
    return path


def _rows(
    one: formation.Soldier,
    post: str,
    language: str,
    building: Building,
    dice: np.random.Generator,
) -> Iterator[tuple[object, ...]]:
    """Yield a person's rows; a course lies in the first years of their service."""
    today = building.now.date()
    for kind, english, russian, code in (*OF_POST.get(post, ()), *OF_ALL):
        what = russian if language == "ru" else english
        since = min(one.since + timedelta(days=int(dice.integers(30, 700))), today)
        until = min(since + timedelta(days=40), today) if kind == "course" else ""
        yield one.number, kind, what, since, until, "", code
    if dice.random() < SPEAKS:
        english, russian, level = TONGUES[int(dice.integers(len(TONGUES)))]
        yield one.number, "language", russian if language == "ru" else english, "", "", "", level
    if post != "driver" and dice.random() < DRIVES:
        what = "Водительское удостоверение" if language == "ru" else "Driving licence"
        yield one.number, "licence", what, "", "", "", "B"
    if post in LED:
        yield one.number, "led", one.post, one.since, "", LED[post], ""
