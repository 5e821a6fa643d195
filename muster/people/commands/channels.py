"""The channels to whoever is on duty, tested: a message is sent, and somebody says they see it."""

from __future__ import annotations

from uuid import UUID

from muster.access.channels import Kind, send, settle_own
from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import UnitId, new_id
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people import problems
from muster.people.duty import on_duty
from muster.people.formation import Formation
from muster.vault.zones import Zone


@command(
    key="people.test-channels",
    permits=Permission.TEST_CHANNELS,
    zone=Zone.FORMATION,
    says=_("The channels to those on duty for a unit were tested."),
)
def test_channels(*, unit: UnitId, by: Viewer, at: Instant) -> int:
    """Send a test to everybody on duty for `unit`; return how many accounts were sent one.

    Not found where the unit is not the viewer's; Refused where nobody is on duty for it.
    """
    formation = Formation.read()
    key = formation.key_of.get(unit)
    if key is None or key not in formation.below(by.units):
        raise NOT_FOUND.refused()
    accounts = list(dict.fromkeys(duty.account for duty in on_duty(unit, at).values()))
    if not accounts:
        raise problems.NOBODY_ON_DUTY.refused(unit=formation.units[key].code)
    for account in accounts:
        settle_own(account, Kind.TEST, at=at, by=None)
    test: UUID = new_id()
    sent = send(accounts, Kind.TEST, about=test, step="test", at=at)
    note(test=test, sent=sent)
    return sent


# Its name is no test's.
test_channels.__test__ = False  # type: ignore[attr-defined]


@command(
    key="people.see-test",
    permits=Permission.TEST_CHANNELS,
    zone=Zone.FORMATION,
    says=_("Somebody on duty said that the test of the channels reached them."),
)
def acknowledge_test(*, by: Viewer, at: Instant) -> int:
    """Say that the tests on the viewer's own screen are seen; return how many there were."""
    seen = settle_own(by.account, Kind.TEST, at=at, by=by.account)
    note(seen=seen)
    return seen
