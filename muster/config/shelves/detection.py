"""Signals and alerts: when their records go."""

from muster.config.shelves.shelf import Shelf

_SIGNAL_CLOSED = (
    "NOT EXISTS (SELECT FROM detection_queuerow q WHERE q.signal_id = {signal} AND NOT q.ended)"
)
_RAISED = "(SELECT s.raised_at::date FROM detection_signal s WHERE s.id = t.signal_id)"

SHELVES = (
    Shelf(
        "signals", "detection_signalfact", "id", _RAISED,
        besides=_SIGNAL_CLOSED.format(signal="t.signal_id"),
    ),
    Shelf(
        "signals", "detection_signal", "id", "t.raised_at::date",
        besides=_SIGNAL_CLOSED.format(signal="t.id"),
    ),
    Shelf("signals", "detection_queuerow", "signal_id", "t.raised_at::date", besides="t.ended"),
    Shelf("signals", "detection_alertfact", "id", "t.at::date"),
    Shelf("signals", "detection_alert", "id", "t.raised_at::date"),
)  # fmt: skip
