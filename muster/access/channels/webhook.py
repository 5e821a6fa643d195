"""A gateway of the force's own, such as one to its pagers or text messages: one POST for each.

The gateway at `MUSTER_WEBHOOK_URL` is sent JSON: `to`, the address; `text`; `kind`; and `message`,
an id by which it may know a second copy. Any 2xx means that it took the message over.
"""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

import msgspec

from muster.access import problems
from muster.access.channels.channel import Delivered, Failed
from muster.access.channels.kinds import Envelope

TIMEOUT = 10.0  # seconds, of each step of the conversation
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Webhook:
    """One gateway. It is never followed elsewhere: a redirect is a failure."""

    scheme: str
    host: str
    port: int
    path: str
    token: str = field(default="", repr=False)
    authorities: str | None = None
    name: str = "webhook"
    address_kind: str = "phone"

    @classmethod
    def made(cls, environment: Mapping[str, str]) -> Webhook | None:
        """Return the channel that MUSTER_WEBHOOK_URL describes, None where it is not set.

        Refused where it cannot be read, or would send in the clear to another machine.
        """
        url = environment.get("MUSTER_WEBHOOK_URL")
        if not url:
            return None
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            host, port = "", None
        if not host or parts.scheme not in ("http", "https"):
            raise problems.CHANNEL_UNREADABLE.refused(setting="MUSTER_WEBHOOK_URL")
        if parts.scheme == "http" and host not in _HERE:
            raise problems.CHANNEL_IN_THE_CLEAR.refused(setting="MUSTER_WEBHOOK_URL")
        path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        token = environment.get("MUSTER_WEBHOOK_TOKEN", "")
        authorities = environment.get("MUSTER_WEBHOOK_CA") or None
        return cls(
            parts.scheme, host, port or (443 if parts.scheme == "https" else 80), path, token,
            authorities,
        )  # fmt: skip

    def send(self, address: str, envelope: Envelope, language: str) -> Delivered | Failed:
        """Post the message to the gateway; whatever fails is a code, and no exception."""
        body = msgspec.json.encode(
            {
                "to": address,
                "text": f"{envelope.subject(language)}. {envelope.asks(language)}",
                "kind": envelope.kind.value,
                "message": str(envelope.message),
            }
        )
        heads = {"Content-Type": "application/json"}
        if self.token:
            heads["Authorization"] = f"Bearer {self.token}"
        connection = self._connection()
        try:
            connection.request("POST", self.path, body, heads)
            status = connection.getresponse().status
        except ssl.SSLError:
            return Failed("not-encrypted")
        except TimeoutError:
            return Failed("timeout")
        except (HTTPException, OSError, ValueError):
            return Failed("unreachable")
        finally:
            connection.close()
        return Delivered() if 200 <= status < 300 else Failed("refused")

    def _connection(self) -> HTTPConnection:
        if self.scheme == "http":
            return HTTPConnection(self.host, self.port, timeout=TIMEOUT)
        context = ssl.create_default_context(cafile=self.authorities)
        return HTTPSConnection(self.host, self.port, timeout=TIMEOUT, context=context)
