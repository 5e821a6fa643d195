"""Every write of the room: what clinicians do about a person, and who is noticed as missed."""

from muster.detection.commands.sweeping import sweep_missed
from muster.detection.commands.working import (
    assign,
    close,
    close_many,
    not_reached,
    reached,
    retier,
    take,
)

__all__ = [
    "assign",
    "close",
    "close_many",
    "not_reached",
    "reached",
    "retier",
    "sweep_missed",
    "take",
]
