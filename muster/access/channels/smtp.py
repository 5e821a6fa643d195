"""E-mail, through the force's own server: encrypted, with time-outs, without content.

`MUSTER_SMTP_URL` says which server: `smtps://` is TLS from the first byte (port 465), `smtp://`
demands STARTTLS (port 587), and `smtp+plain://` does without and is taken for this machine alone.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

from muster.access import problems
from muster.access.channels.channel import Delivered, Failed
from muster.access.channels.kinds import Envelope

TIMEOUT = 10.0  # seconds, of each step of the conversation
_PORTS = {"smtps": 465, "smtp": 587, "smtp+plain": 25}
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Smtp:
    """One server, and whom messages come from. Has no repr of its secret."""

    scheme: str
    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    authorities: str | None = None
    name: str = "smtp"
    address_kind: str = "e-mail"

    @classmethod
    def made(cls, environment: Mapping[str, str]) -> Smtp | None:
        """Return the channel that MUSTER_SMTP_URL describes, None where it is not set.

        Refused where it cannot be read, names no sender, or would send in the clear to another
        machine.
        """
        url = environment.get("MUSTER_SMTP_URL")
        if not url:
            return None
        sender = environment.get("MUSTER_SMTP_FROM", "")
        parts = _read(url)
        if parts is None or "@" not in sender:
            raise problems.CHANNEL_UNREADABLE.refused(setting="MUSTER_SMTP_URL, MUSTER_SMTP_FROM")
        scheme, host, port, user, password = parts
        if scheme == "smtp+plain" and host not in _HERE:
            raise problems.CHANNEL_IN_THE_CLEAR.refused(setting="MUSTER_SMTP_URL")
        authorities = environment.get("MUSTER_SMTP_CA") or None
        return cls(scheme, host, port, sender, user, password, authorities)

    def send(self, address: str, envelope: Envelope, language: str) -> Delivered | Failed:
        """Hand the message to the server; whatever fails is a code, and no exception."""
        try:
            with self._connected() as server:
                if self.user:
                    server.login(self.user, self.password)
                server.send_message(self._written(address, envelope, language))
        except smtplib.SMTPRecipientsRefused:
            return Failed("address-refused")
        except smtplib.SMTPAuthenticationError:
            return Failed("login-refused")
        except (ssl.SSLError, smtplib.SMTPNotSupportedError):
            return Failed("not-encrypted")
        except TimeoutError:
            return Failed("timeout")
        except (smtplib.SMTPServerDisconnected, ConnectionError):
            return Failed("broken-off")
        except smtplib.SMTPException:
            return Failed("refused")
        except (OSError, ValueError):
            return Failed("unreachable")
        return Delivered()

    def _connected(self) -> smtplib.SMTP:
        """Return the open conversation, encrypted as the scheme demands."""
        context = ssl.create_default_context(cafile=self.authorities)
        if self.scheme == "smtps":
            return smtplib.SMTP_SSL(self.host, self.port, timeout=TIMEOUT, context=context)
        server = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT)
        if self.scheme == "smtp":
            try:
                server.starttls(context=context)
            except Exception:
                server.close()
                raise
        return server

    def _written(self, address: str, envelope: Envelope, language: str) -> EmailMessage:
        """Return the e-mail. Its id is the message's own, so a second copy is known for one."""
        mail = EmailMessage(policy=SMTP)
        mail["Subject"] = envelope.subject(language)
        mail["From"] = self.sender
        mail["To"] = address
        mail["Date"] = format_datetime(datetime.now(UTC))
        mail["Message-ID"] = f"<{envelope.message}@{self.sender.rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail["Content-Language"] = language
        mail.set_content(envelope.text(language))
        return mail


def _read(url: str) -> tuple[str, str, int, str, str] | None:
    """Return scheme, host, port, user and password of an address, None where it is none."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not host:
        return None
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return parts.scheme, host, port or _PORTS[parts.scheme], user, password
