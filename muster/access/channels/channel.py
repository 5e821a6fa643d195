"""What a channel outside is, and which this installation has, in the order they are tried."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from django.conf import settings

from muster.access import problems
from muster.access.channels.kinds import Envelope

PATIENCE = 50.0
"""Seconds that one channel has in all; within a minute the next one is tried."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """The channel took the message over."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The channel did not take it; `why` is a code: what a server says may name somebody."""

    why: str


class Channel(Protocol):
    """A way to an account that is not at a screen. A plug-in is a class with these, and `made`.

    `made(environment)` returns the channel, or None where the environment does not set it up.
    """

    name: str
    address_kind: str

    def send(self, address: str, envelope: Envelope, language: str) -> Delivered | Failed: ...


_BUILT_IN = {
    "smtp": "muster.access.channels.smtp:Smtp",
    "webhook": "muster.access.channels.webhook:Webhook",
}


def channels() -> tuple[Channel, ...]:
    """Return the channels outside that are set up here, in the order of MUSTER_CHANNELS.

    Refused where the setting names a channel that cannot be loaded.
    """
    found = [_made(name.strip()) for name in settings.MUSTER_CHANNELS if name.strip()]
    return tuple(one for one in found if one is not None)


def _made(name: str) -> Channel | None:
    module, colon, member = _BUILT_IN.get(name, name).partition(":")
    try:
        kind = getattr(import_module(module), member) if colon else None
    except (ImportError, AttributeError) as error:
        raise problems.NO_SUCH_CHANNEL.refused(channel=name) from error
    if kind is None:
        raise problems.NO_SUCH_CHANNEL.refused(channel=name)
    channel: Channel | None = kind.made(os.environ)
    return channel


def within(seconds: float, deed: Callable[[], Delivered | Failed]) -> Delivered | Failed:
    """Return what `deed` answers, or a failure where it has not answered in time.

    A server that sends one byte now and then outlasts every time-out of a socket; so the clock is
    kept outside, and a thread that is still waiting is left to end by itself.
    """
    answers: list[Delivered | Failed] = []
    thread = threading.Thread(target=lambda: answers.append(deed()), daemon=True)
    thread.start()
    thread.join(seconds)
    return answers[0] if answers else Failed("timeout")
