"""What the worker does for alerts: carry them on, carry their messages, look that none was lost.

Jobs do it at once. The clock here looks every few seconds at the facts themselves, so an alert goes
on although a worker died with its job, or the job was lost with a database that came back.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from muster.access.accounts import alarm, house
from muster.access.commands.reaching import deliver
from muster.access.queries.waiting import still_to_carry, undelivered
from muster.detection.commands.alerting import carry
from muster.detection.queries.alerts import overdue_alerts
from muster.kernel.time import Instant
from muster.people.formation import root_units

GRACE = timedelta(seconds=10)
"""How long a job may take before the clock does its work; else both would write it down."""


def carry_alert(alert: UUID, at: Instant) -> None:
    """Tell whoever is due, unless somebody has answered the alert or nobody is due yet."""
    by = alarm(root_units())
    if alert in overdue_alerts(by, at):
        carry(alert=alert, by=by, at=at)


def carry_message(message: UUID, tries: int, at: Instant) -> None:
    """Give a message to the channels outside, unless it has left the screen or was carried."""
    if still_to_carry(message):
        deliver(message=message, tries=tries, by=house(), at=at)


def look_after(at: Instant) -> None:
    """Carry on what is due and was not carried on, whatever became of its job."""
    by = alarm(root_units())
    for alert in overdue_alerts(by, at - GRACE):
        carry(alert=alert, by=by, at=at)
    for message in undelivered(at):
        deliver(message=message, tries=0, by=house(), at=at)
