"""Why an occupation is suggested for a trade, in whole sentences."""

from __future__ import annotations

from muster.kernel.words import Sentence, _
from muster.transition.guidance.trades import Idea

KNOWN = _("The official crosswalk names it for this very trade.")
ALIKE = _("Other military trades that are much alike lead to it: {trades}.")
WORDED = _("Its own title or description reads like what this trade is called.")
TAUGHT = _("The published links of all trades, taken together, lead from such a title to it.")


def reasons_of(idea: Idea) -> list[Sentence]:
    """Return what speaks for an idea, the strongest first; empty where nothing does."""
    said = [KNOWN] if idea.known else []
    if idea.alike:
        said.append(ALIKE.of(trades="; ".join(idea.alike)))
    if idea.worded and not idea.alike:
        said.append(WORDED)
    if idea.taught and not said:
        said.append(TAUGHT)
    return said
