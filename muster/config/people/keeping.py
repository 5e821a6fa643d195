"""Whether the profile lets a person be erased today."""

from __future__ import annotations

from django.conf import settings

from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence
from muster.people.merges import records_of
from muster.people.queries import Card
from muster.policy.problems import HELD
from muster.policy.profiles import profile
from muster.policy.queries import holds_on
from muster.policy.rules.retention import Erasure, Kept, erasure
from muster.vault.work import unit_of_work

KIND = "identity"


def refuse_held(by: Viewer, person: PersonId) -> None:
    """Refused where a legal hold stands on any record of the person; no order goes before it."""
    with unit_of_work(by.standing()):
        held = holds_on(records_of(person))
    if held:
        raise HELD.refused(order=held[0].order)


def why_not_erase(card: Card, at: Instant) -> Sentence | str | None:
    """Return the profile's ground for keeping a person's identity, None where it may go.

    Whoever is the subject of a file of answers alone has no service that ends; what the file said
    of them counts from the day on which it came.
    """
    today = at.date()
    ended = card.until if card.until is not None and card.until < today else None
    recorded = card.since or today
    kept = Kept(KIND, recorded, service_ended_on=recorded if card.kind == "subject" else ended)
    verdict = erasure(kept, profile(settings.MUSTER_PROFILE), today)
    if verdict.erasure is Erasure.GRANTED:
        return None
    return verdict.words if isinstance(verdict.words, Sentence) else _label(verdict.words)


def _label(words: object) -> str:
    from muster.config.spoken import reader

    return str(getattr(words, reader.get(), words))
