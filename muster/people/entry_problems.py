"""What can be wrong with a list of service entries, and what to do about it."""

from __future__ import annotations

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _

NO_ENTRY_KIND = ProblemKind(
    "people.no-entry-kind",
    says=_("“{value}” is not a kind of service entry."),
    do=_("Write one of: {known}."),
)
ENTRY_WITHOUT_NAME = ProblemKind(
    "people.entry-without-name",
    says=_("The row says neither what it is about nor a code."),
    do=_("Write what was learned, held or driven; a trade may have its code alone."),
)
NOBODY_LED = ProblemKind(
    "people.nobody-led",
    says=_("The row speaks of leading and does not say how many people were led."),
    do=_("Write the number in figures, from 1 on."),
)
LED_BESIDE_ANOTHER_KIND = ProblemKind(
    "people.led-beside-another-kind",
    says=_("How many people were led belongs to a row of its own kind."),
    do=_("Leave the number out here, and add a row of the kind “led” for it."),
)
ENTRY_OF_HEALTH = ProblemKind(
    "people.entry-of-health",
    says=_("The cell holds a word that may speak of health, which has no place in this list."),
    do=_("Say it in another way, or leave the row out."),
)
ENTRY_TWICE = ProblemKind(
    "people.entry-twice",
    says=_("The same entry of the same person stands in the rows {rows}, and they differ."),
    do=_("Keep one of the rows."),
)
ENTRY_OF_NOBODY = ProblemKind(
    "people.entry-of-nobody",
    says=_("Nobody within your units has this service number, so the row was set aside."),
    do=_(
        "Check the number, or bring in the roster that has this person, and then this file again."
    ),
)
TOO_MANY_ENTRIES = ProblemKind(
    "people.too-many-entries",
    says=_("With this row the person would have more than {most} service entries."),
    do=_("Leave out what says little of what somebody can do, or take old entries back first."),
)
NO_SUCH_ENTRY = ProblemKind(
    "people.no-such-entry",
    says=_("The person has no such service entry."),
    do=_("Look at the list of their entries again; it may have been taken back already."),
)
