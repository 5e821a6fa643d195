"""Somebody who sits at a device and answers, for the journeys of a sitting."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from muster.instruments.commands import add_text
from muster.instruments.licensed import blank_text
from muster.instruments.packs import pack
from muster.kernel.ids import AccountId, PersonId, UnitId
from muster.kernel.time import now
from tests.companies import asked
from tests.houses import account_of_person, administrator_of, enlist, local_day

# Invented words under the follow-up's codes: the licensed ones are their holder's.
_FOLLOW_UP = {
    "en": {
        "month": "In the past month:",
        "cssrs-1": "Invented question one",
        "cssrs-2": "Invented question two",
        "cssrs-3": "Invented question three",
        "cssrs-4": "Invented question four",
        "cssrs-5": "Invented question five",
        "cssrs-6-lifetime": "Invented question six",
        "cssrs-6-recent": "Invented question seven",
        "no": "No",
        "yes": "Yes",
    },
    "ru": {
        "month": "За последний месяц:",
        "cssrs-1": "Придуманный первый вопрос",
        "cssrs-2": "Придуманный второй вопрос",
        "cssrs-3": "Придуманный третий вопрос",
        "cssrs-4": "Придуманный четвёртый вопрос",
        "cssrs-5": "Придуманный пятый вопрос",
        "cssrs-6-lifetime": "Придуманный шестой вопрос",
        "cssrs-6-recent": "Придуманный седьмой вопрос",
        "no": "Нет",
        "yes": "Да",
    },
}


def serves_in(unit: UnitId, number: str = "AB-001", surname: str = "Гайко") -> PersonId:
    """Bring an invented person into `unit`, who has a phone."""
    return enlist(unit, number=number, surname=surname, given="Олесь", Phone="+380 44 555 0123")


def account_in(unit: UnitId, person: PersonId) -> AccountId:
    return account_of_person(person, unit)


def asks(unit: UnitId, *instruments: str) -> UUID:
    """Open a campaign that asks everybody of `unit` now."""
    today = local_day()
    return asked(unit, today, today + timedelta(days=20), at=now(), instruments=instruments)


def follow_up_installed(unit: UnitId) -> None:
    """Install invented words of the follow-up in both languages."""
    for language, words in _FOLLOW_UP.items():
        lines = []
        for line in blank_text(pack("c-ssrs-screener"), language).splitlines():
            name, equals, value = line.partition(" = ")
            said = words.get(name.strip('"'), "invented for a test")
            lines.append(f'{name} = "{said}"' if equals and value == '""' else line)
        text = "\n".join(lines).replace("year = 0", "year = 2026") + "\n"
        add_text(data=text.encode(), by=administrator_of(unit), at=now())


class Sitter:
    """A visitor who answers: each method is one thing that a thumb does."""

    def __init__(self, visitor, words) -> None:
        self.visitor, self.page, self.words = visitor, visitor.page, words

    def presses(self, says: str) -> None:
        self.page.get_by_role("button", name=says, exact=True).click()

    def chooses(self, says: str) -> None:
        self.page.get_by_label(says, exact=True).check()

    def answers(self, says: str) -> None:
        self.chooses(says)
        self.presses(self.words["continue"])

    def says_where(self) -> None:
        """The number of the roster is there; where one is today, one says oneself."""
        self.page.locator("input[name=place]").fill("Barracks 4, room 12")
        self.presses(self.words["continue"])

    def reads(self, says: str) -> None:
        self.page.get_by_text(says).first.wait_for()

    @property
    def heading(self) -> str:
        return " ".join(self.page.get_by_role("heading", level=1).inner_text().split())

    @property
    def is_asked(self) -> bool:
        return self.page.locator("input[name=answer]").count() > 0
