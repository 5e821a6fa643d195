"""What the invented town halls give, each with a quota, and of what caseworkers are reminded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from muster.config.demonstration.building import Building
from muster.kernel.ids import AccountId, new_id

if TYPE_CHECKING:
    from muster.access.viewers import Viewer
    from muster.transition.commands.bringing import Brought
    from muster.transition.commands.bringing_partners import Firm

EACH, REMINDED = 3, 27
# Its kind, title, what it gives, for whom, places, whether each year, and its standard in days.
PROGRAMMES = (
    ("housing", "A room in a hostel", "A furnished room for up to half a year.",
     "Whoever left service within the year and has nowhere to live.", 12, "no", 10),
    ("housing", "Комната в общежитии", "Комната с мебелью на срок до полугода.",
     "Для тех, кто уволился в течение года и кому негде жить.", 8, "no", 10),
    ("benefit", "A sum for the first month", "Paid once, before the first pay comes.",
     "Whoever begins work in this region after service.", 40, "yes", 5),
    ("transport", "Льготный проезд", "Проездной билет на три месяца.",
     "Для тех, кто ездит на учёбу или на новую работу.", 60, "yes", 5),
    ("family", "A place in a day nursery", "A place for one child, for a year.",
     "Families that moved here after service.", 5, "yes", 20),
    ("work", "Tools for a trade", "Tools worth a month's pay, to be kept.",
     "Whoever begins a trade of their own.", 15, "yes", 15),
)  # fmt: skip
WORDS = (
    "Ask the town hall about the room", "Call after the talk with the employer",
    "Позвонить и спросить, пришёл ли ответ", "Look through the plan together once more",
)  # fmt: skip


def bring_support(building: Building, halls: Sequence[Firm], by: Viewer) -> int:
    """Put in the programmes of every town hall, as by a file of its own; return how many."""
    from muster.transition.commands.support import import_support

    count = 0
    for number, hall in enumerate(halls):
        rows = list(enumerate(_rows(building, number), start=1))
        found = import_support(
            partner=hall.key, rows=rows, digest="invented", confirm=True, by=by, at=building.now
        )
        count += len(found.good)
    return count


def _rows(building: Building, number: int) -> Iterator[dict[str, str]]:
    from muster.config.demonstration.employers import REGIONS

    today = building.now.date()
    for place in range(EACH):
        kind, title, text, whom, places, yearly, days = PROGRAMMES[
            (number + 2 * place) % len(PROGRAMMES)
        ]
        yield {
            "kind": kind, "title": title, "text": f"{text} Invented.", "whom": whom,
            "region": REGIONS[number % len(REGIONS)], "since": str(today - timedelta(days=90)),
            "until": str(today + timedelta(days=300)), "places": str(places), "yearly": yearly,
            "days": str(days),
        }  # fmt: skip


def put_down_reminders(building: Building, cases: Sequence[Brought], by: Viewer) -> int:
    """Let caseworkers put down of what they want to be reminded, some of it today; return how many.

    Only on cases of the last months: they are still under way.
    """
    from dataclasses import replace

    from muster.transition.commands.reminders import set_reminder

    today = building.now.date()
    running = [one for one in cases if one.events[-1].state not in _OVER and _owner(one)]
    latest = running[-REMINDED:]
    for number, case in enumerate(latest):
        day = today + timedelta(days=3 * number // REMINDED)
        whose = replace(by, account=AccountId(_owner(case) or by.account))
        set_reminder(
            person=case.person, reminder=new_id(), day=day,
            words=WORDS[number % len(WORDS)], by=whose,
            at=building.now,
        )  # fmt: skip
    return len(latest)


def _owner(case: Brought) -> UUID | None:
    """Return who has a case, None where nobody took it yet."""
    return next((one.to for one in reversed(case.events) if one.to is not None), None)


_OVER = frozenset({"self-reliant", "ended"})
