"""Which records were joined with a person's, and which of them were parted again."""

from __future__ import annotations

from dataclasses import dataclass

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.cards import Card, cards_of
from muster.people.merges import records_of
from muster.people.models import Merge, MergeUndone, Person
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Joined:
    """A record that was made one with another, as it was by itself.

    `parted_at` is when it became a record of its own again, None while it stands.
    """

    card: Card
    at: Instant
    parted_at: Instant | None


@query(
    key="people.read-merges",
    permits=Permission.MERGE_PEOPLE,
    zone=Zone.IDENTITY,
    says=_("It was read which records were joined with a person's."),
)
def joined(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[Joined]]:
    """Return what was joined with a person's records, the latest first.

    A record that was parted, and has gone out of the viewer's reach since, is left out.
    """
    if not Person.objects.filter(id=person).exists():
        raise NOT_FOUND.refused()
    facts = list(Merge.objects.filter(kept_id__in=records_of(person)).order_by("-id"))
    undone = dict(
        MergeUndone.objects.filter(merge_id__in=[one.id for one in facts]).values_list(
            "merge_id", "at"
        )
    )
    cards = cards_of(list(dict.fromkeys(PersonId(one.absorbed_id) for one in facts)))
    found = [
        Joined(cards[PersonId(one.absorbed_id)], one.at, undone.get(one.id))
        for one in facts
        if one.absorbed_id in cards
    ]
    return Shown(found, {person, *cards})
