"""What an auditor concludes about something out of the ordinary."""

from __future__ import annotations

import enum
from uuid import UUID

from django.db import IntegrityError

from muster.access.doors import command
from muster.access.permissions import Permission
from muster.access.problems import CONCLUDED_ALREADY, NOT_FOUND
from muster.access.viewers import Viewer
from muster.journal import oddities
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.vault.zones import Zone


class Conclusion(enum.Enum):
    """What an auditor can conclude; `says` is the sentence."""

    says: Sentence

    def __new__(cls, key: str, says: Sentence) -> Conclusion:
        member = object.__new__(cls)
        member._value_ = key
        member.says = says
        return member

    EXPLAINED = "explained", _("It was part of somebody's work, and explained.")
    MISTAKE = "mistake", _("It was a mistake, and spoken about with whoever made it.")
    PASSED_ON = "passed-on", _("It was not right, and was passed on.")


@command(
    key="access.conclude-oddity",
    permits=Permission.CONCLUDE_ODDITY,
    zone=Zone.OVERSIGHT,
    says=_("An auditor concluded something about a finding of the watch over the journal."),
)
def conclude(*, oddity: UUID, conclusion: Conclusion, by: Viewer, at: Instant) -> None:
    """Write down what came of looking into an oddity; Refused where somebody has already."""
    found = oddities.seen(oddity)
    if found is None:
        raise NOT_FOUND.refused()
    if found.conclusion is not None:
        raise CONCLUDED_ALREADY.refused()
    try:
        oddities.conclude(found, conclusion.value, by=by.account, at=at)
    except IntegrityError:  # at the same moment as another
        raise CONCLUDED_ALREADY.refused() from None
