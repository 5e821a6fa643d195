"""Who will see what of a sitting, in plain words; the database holds to the same lines.

A test holds each line against the matrix of zones and audiences (`vault/zones.py`): who is said
here to see nothing of the answers has no way to a clinical row.
"""

from __future__ import annotations

from dataclasses import dataclass

from muster.kernel.words import Sentence, _
from muster.vault.zones import Audience


@dataclass(frozen=True, slots=True)
class Sees:
    """One reader or several: whether they see answers, and what a person is told about it."""

    audiences: frozenset[Audience]
    answers: bool
    says: Sentence


LINES: tuple[Sees, ...] = (
    Sees(
        frozenset({Audience.CLINICIAN}),
        True,
        _(
            "The psychologists and physicians who look after your unit see your answers, because "
            "they are the ones who help."
        ),
    ),
    Sees(
        frozenset({Audience.MEMBER}),
        True,
        _("You can read them yourself later, after signing in again."),
    ),
    Sees(
        frozenset({Audience.COMMANDER}),
        False,
        _("Your commander sees that you took part, and never an answer or a result."),
    ),
    Sees(
        frozenset(
            {
                Audience.ADMINISTRATOR,
                Audience.COORDINATOR,
                Audience.CASEWORKER,
                Audience.PEER,
                Audience.PARTNER,
            }
        ),
        False,
        _("The personnel office and those who arrange courses or work see none of it."),
    ),
    Sees(
        frozenset({Audience.ANALYST}),
        False,
        _("Headquarters sees figures about large groups, without names."),
    ),
    Sees(
        frozenset({Audience.AUDITOR}),
        False,
        _("Every look at your answers is written down, and you can read who looked."),
    ),
)
UNASKED = _("Your commander does not learn that you were asked this, nor what you answer.")
"""What is said of command where a plan of treatment asks, and no campaign of the unit's."""
DANGER = _(
    "If an answer shows that a life may be in danger, somebody calls you at once. Others are then "
    "told what to do now, and not why."
)
NO_DECISION = _(
    "No decision about your service, your rank or your pay may be made because of these answers."
)


def lines(*, by_a_plan: bool) -> list[Sentence]:
    """Return who will see what of a sitting; `by_a_plan`: the person's own plan asks for it."""
    said = [
        UNASKED if by_a_plan and Audience.COMMANDER in one.audiences else one.says for one in LINES
    ]
    return [*said, DANGER, NO_DECISION]
