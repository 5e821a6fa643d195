"""What the room's tables declare of themselves: whose rows they are, and who keeps them."""

from muster.vault.declarations import Keeping, Reach, Scrub, Sensitivity
from muster.vault.zones import Hand, Zone


def _of_formation(*, append_only: bool) -> Keeping:
    return Keeping(
        zone=Zone.FORMATION,
        reach=Reach.NOBODY,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
        append_only=append_only,
    )


def _of_person(
    *,
    append_only: bool,
    scrub: Scrub = Scrub.DELETE,
    reach: Reach = Reach.PERSON,
    person_column: str = "person_id",
    hand: Hand = Hand.ZONE,
) -> Keeping:
    return Keeping(
        zone=Zone.IDENTITY,
        reach=reach,
        sensitivity=Sensitivity.PERSONAL,
        scrub=scrub,
        append_only=append_only,
        person_column=person_column,
        hand=hand,
    )
