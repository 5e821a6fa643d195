"""What a message can say: seven kinds, each one sentence for a screen and one text for outside.

A text outside is read over shoulders and kept by strangers' servers. So it names nobody, no unit
and no number, and no word of it tells a clinic from an orderly room.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from uuid import UUID

from muster.kernel.words import Sentence, _


class Kind(enum.Enum):
    """One kind of message; `says` is its line, `asks` what is to be done about it."""

    says: Sentence
    asks: Sentence

    def __new__(cls, key: str, says: Sentence, asks: Sentence) -> Kind:
        member = object.__new__(cls)
        member._value_ = key
        member.says, member.asks = says, asks
        return member

    WAITING = (
        "waiting",
        _("A task is waiting for you now"),
        _("Please open Muster at once."),
    )
    REMINDER = (
        "reminder",
        _("A task is waiting for you"),
        _("Please open Muster when you have a quiet moment."),
    )
    TEST = (
        "test",
        _("This is a test"),
        _("Please open Muster and press “I see it”. Nothing else is to be done."),
    )
    CARING = (
        "caring",
        _("Somebody is thinking of you"),
        _("Nothing is asked of you, and no answer is needed. We hope that you are well."),
    )
    FARING = (
        "faring",
        _("Somebody would like to know how you are"),
        _("A few questions about work, if you like; nobody must answer."),
    )
    INVITED = (
        "invited",
        _("You are invited"),
        _("You were promised an invitation by an office; it lets you choose a password."),
    )
    HOUSE = (
        "house",
        _("The installation needs you"),
        _("Please open Muster and look at what it tells its administrators."),
    )

    @property
    def urgent(self) -> bool:
        """Is a failure to deliver it itself something the administrators must know?"""
        return self in (Kind.WAITING, Kind.TEST)


_OPENS = _("This address opens them once: {address}")
_NO_ANSWER = _("A machine sent this. It says nothing more on purpose; answers to it reach nobody.")


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a channel outside is given to carry: which message it is, and of which kind.

    `opens` is the address that it brings, for a kind that brings one; it stands nowhere else.
    """

    message: UUID
    kind: Kind
    opens: str = ""

    def subject(self, language: str) -> str:
        """Return the one line."""
        return f"Muster: {self.kind.says.said_in(language)}"

    def asks(self, language: str) -> str:
        """Return what is to be done about it, the address that it brings included."""
        asks = self.kind.asks.said_in(language)
        opens = _OPENS.of(address=self.opens).said_in(language) if self.opens else ""
        return " ".join(filter(None, [asks, opens]))

    def text(self, language: str) -> str:
        """Return the whole text, its sentences one below the other."""
        says = f"{self.kind.says.said_in(language)}."
        said = (says, self.asks(language), "", _NO_ANSWER.said_in(language))
        return "\n".join(said) + "\n"
