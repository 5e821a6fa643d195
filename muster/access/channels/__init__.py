"""How accounts are told that something waits for them: on screen, and by channels outside.

A message says that something waits and never what, about whom, or from which room of the house.

    with a command under way:
        send([account], Kind.WAITING, about=alert, step="duty-clinician", at=at)
        settle(alert, at=at, by=by.account)
"""

from muster.access.channels.kinds import Kind
from muster.access.channels.reaching import forget_addresses, last_proofs, reached_by
from muster.access.channels.sending import (
    Waiting,
    anything_untold,
    remind,
    remind_many,
    send,
    settle,
    settle_own,
    told_since,
    waiting_for,
)

__all__ = [
    "Kind",
    "Waiting",
    "anything_untold",
    "forget_addresses",
    "last_proofs",
    "reached_by",
    "remind",
    "remind_many",
    "send",
    "settle",
    "settle_own",
    "told_since",
    "waiting_for",
]
