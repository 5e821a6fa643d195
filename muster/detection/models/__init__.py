"""The room's tables: signals and their queue, and the alerts that go out at once."""

from muster.detection.models.alerts import Alert, AlertFact, AlertRow
from muster.detection.models.queue import QueuePerson, QueueRow, Signal, SignalFact

__all__ = ["Alert", "AlertFact", "AlertRow", "QueuePerson", "QueueRow", "Signal", "SignalFact"]
