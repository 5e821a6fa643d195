"""What the invented schools teach: a few courses each, most of them paid, all invented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from muster.config.demonstration.building import Building

if TYPE_CHECKING:
    from muster.access.viewers import Viewer
    from muster.transition.commands.bringing_partners import Firm

EACH = 3
# What it is called, what it leads to, its licences, days, what is recognised, stipend, price.
COURSES = (
    ("Lorry driving", "Lorry driver", "driving-c", 45, "driving lorries", 300, 0),
    ("Водитель погрузчика", "Водитель погрузчика", "forklift", 20, "вождение", 0, 0),
    ("Welding", "Welder", "welding", 90, "metal work", 400, 0),
    ("Электромонтаж", "Электромонтажник", "electrical", 120, "связь; электроника", 350, 0),
    ("Work at a crane", "Crane operator", "crane", 60, "heavy machines", 0, 600),
    ("Охрана объектов", "Охранник", "security", 15, "караул; оружие", 0, 150),
    ("Tractors and machines", "Machine driver", "tractor", 30, "driving tracked vehicles", 250, 0),
)  # fmt: skip


def bring_courses(building: Building, schools: Sequence[Firm], by: Viewer) -> int:
    """Put in the courses of every school, as by a file of its own; return how many there are."""
    from muster.transition.commands.courses import import_courses

    count = 0
    for number, school in enumerate(schools):
        rows = list(enumerate(_rows(building, number), start=1))
        found = import_courses(
            partner=school.key, rows=rows, digest="invented", confirm=True, by=by, at=building.now
        )
        count += len(found.good)
    return count


def _rows(building: Building, number: int) -> Iterator[dict[str, str]]:
    from muster.config.demonstration.employers import REGIONS

    today = building.now.date()
    for place in range(EACH):
        title, leads, gives, days, known, stipend, price = COURSES[(number + place) % len(COURSES)]
        begins = today + timedelta(days=7 + 9 * ((number + 3 * place) % 10))
        yield {
            "title": title, "text": "Invented.", "occupation": leads, "gives": gives,
            "region": REGIONS[number % len(REGIONS)],
            "language": "ru" if title[0] > "z" else "en", "begins": str(begins),
            "ends": str(begins + timedelta(days=days)), "places": str(6 + number % 7),
            "shortens": known, "stipend": str(stipend), "price": str(price),
        }  # fmt: skip
