"""Every reading of the room: who is to be called, and what another profile would change."""

from muster.detection.queries.calls import Call, calls_of, queue
from muster.detection.queries.previewing import DAYS, preview

__all__ = ["DAYS", "Call", "calls_of", "preview", "queue"]
