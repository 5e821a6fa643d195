"""A hand changes who writes a table, and never who reads it or which rows are within reach."""

from itertools import product

import pytest

from muster.vault.declarations import Keeping, Reach, Scrub, Sensitivity
from muster.vault.schema.tables import allowed_on
from muster.vault.zones import Audience, Hand, Zone, allows


def kept_by(hand: Hand, zone: Zone = Zone.COMMAND, *, append_only: bool = False) -> Keeping:
    return Keeping(
        zone=zone, reach=Reach.PERSON, sensitivity=Sensitivity.PERSONAL, scrub=Scrub.DELETE,
        append_only=append_only, hand=hand,
    )  # fmt: skip


def writers(keeping: Keeping) -> set[Audience]:
    return {one for one in Audience if (allowed := allowed_on(keeping, one)) and allowed.insert}


@pytest.mark.parametrize("audience", list(Audience))
def test_who_reads_is_the_matrixs_alone(audience):
    for zone, hand in product(Zone, Hand):
        plain, handed = allows(audience, zone), allowed_on(kept_by(hand, zone), audience)
        assert (plain is None) == (handed is None), (zone, hand)
        if plain is not None and handed is not None:
            assert (handed.rows, handed.select) == (plain.rows, plain.select), (zone, hand)


def test_each_hand_names_who_writes():
    assert writers(kept_by(Hand.CLINICIAN)) == {Audience.CLINICIAN}
    assert writers(kept_by(Hand.COMMANDER)) == {Audience.COMMANDER}
    assert writers(kept_by(Hand.PERSON, Zone.TRANSITION)) == {Audience.MEMBER}
    by_zone = writers(kept_by(Hand.ZONE, Zone.IDENTITY))
    assert Audience.MEMBER not in by_zone
    assert writers(kept_by(Hand.PERSON_TOO, Zone.IDENTITY)) == by_zone | {Audience.MEMBER}


def test_what_is_only_appended_is_overwritten_by_no_hand():
    for hand in Hand:
        kept = kept_by(hand, append_only=True)
        assert not any((one := allowed_on(kept, who)) and one.update for who in Audience)


def test_what_the_ombudsman_is_told_is_between_the_two():
    readers = {one for one in Audience if allows(one, Zone.OVERSIGHT)}
    assert readers == {Audience.MEMBER, Audience.AUDITOR}
