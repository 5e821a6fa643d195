"""Every write of the room: a case is opened, moved on, handed over, and rests."""

from muster.care.commands.cases import (
    accept,
    decline,
    offer,
    open_case,
    pause,
    resume,
    take_step,
)

__all__ = ["accept", "decline", "offer", "open_case", "pause", "resume", "take_step"]
