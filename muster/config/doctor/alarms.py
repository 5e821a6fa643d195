"""Alerts: that they reach somebody, and that somebody answers them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from muster.access.accounts import alarm
from muster.access.channels.channel import channels
from muster.access.queries.waiting import unreached
from muster.config.doctor.findings import Finding, amber, green, red
from muster.detection.alerts.climbing import ladder_of
from muster.detection.queries.alerts import unanswered_since
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.formation import root_units
from muster.policy.queries import in_force

A_LADDERS_END = timedelta(minutes=3)
"""How long after the last rung an alert may still be on its way to an answer."""


def alert_channels(at: Instant) -> Iterator[Finding]:
    """Alerts leave the house, and the last ones reached somebody. No address or name is shown."""
    ways = channels()
    failed = unreached(at)
    if failed:
        says = _("Messages of alerts that reached nobody by any channel in the last day: {count}.")
        do = _("See that everybody on duty has an address that works, then test the channels.")
        yield red("alert-channels", says.of(count=failed), do)
    if not ways:
        yield amber(
            "alert-channels",
            _("No channel outside is set up, so alerts reach nobody who is at no screen."),
            _("Set MUSTER_SMTP_URL or MUSTER_WEBHOOK_URL; docs/settings.md describes both."),
        )
    elif not failed:
        names = ", ".join(one.name for one in ways)
        yield green("alert-channels", _("Alerts leave the house by {channels}.").of(channels=names))


def alerts(at: Instant) -> Iterator[Finding]:
    """No alert has gone up the whole ladder without an answer."""
    longest = max(step.after for step in ladder_of(in_force())) + A_LADDERS_END
    waiting = unanswered_since(alarm(root_units()), at - longest)
    if waiting:
        yield red(
            "alerts",
            _("Alerts that nobody has answered although everybody was told: {count}.").of(
                count=waiting
            ),
            _("Call whoever is on duty now, by telephone, and find out why nobody answered."),
        )
    else:
        yield green("alerts", _("No alert waits for longer than the ladder takes."))
