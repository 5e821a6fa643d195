"""How things stand, as a psychologist's pages show it: each word with its tone, in one place."""

from __future__ import annotations

from collections.abc import Mapping

from muster.detection.rules.queue import Standing, Step
from muster.kernel.words import Sentence, _, _p
from muster.policy.rules.findings import Tier
from muster.web.components.statuses import Status

TIERS: Mapping[Tier, Status] = {
    Tier.RED: Status(Tier.RED.word, "red"),
    Tier.AMBER: Status(Tier.AMBER.word, "amber"),
    Tier.YELLOW: Status(Tier.YELLOW.word, "yellow"),
    Tier.GREEN: Status(Tier.GREEN.word, "green"),
    Tier.NONE: Status(Tier.NONE.word, "grey"),
}
OVERDUE = Status(_("Overdue"), "red")
SPOKEN_WITH = Status(_("Spoken with"), "blue")

STANDINGS: Mapping[Standing, Sentence] = {
    Standing.OPEN: _p("signal", "Open"),
    Standing.TAKEN: _p("signal", "Taken"),
    Standing.ASSIGNED: _p("signal", "Assigned"),
    Standing.NOT_REACHED: _p("signal", "Not reached"),
    Standing.REACHED: _p("signal", "Spoken with"),
    Standing.CLOSED: _p("signal", "Closed"),
    Standing.SUPERSEDED: _p("signal", "A later one took its place"),
}

HAPPENED: Mapping[Step, Sentence] = {
    Step.TAKEN: _("{who} took it on to call."),
    Step.ASSIGNED: _("{who} handed it to {to}."),
    Step.NOT_REACHED: _("{who} called and did not reach the person: {reason}."),
    Step.REACHED: _("{who} spoke with the person."),
    Step.RETIERED: _("{who} set the tier “{tier}”: {reason}."),
    Step.CLOSED: _("{who} closed it: {reason}."),
    Step.SUPERSEDED: _("A later sitting took its place, or it had been entered wrongly."),
}
"""What happened to a signal, as one line of its history."""
