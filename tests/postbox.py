"""A real mail server on this machine for the tests: it keeps what it is sent, or refuses it."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

LOGIN, PASSWORD = "muster", "invented for the tests"


@dataclass
class Postbox:
    """What arrived. `answer` is what the server says to a letter; `met` how many it was offered.

    While `shut` is set a letter that was offered gets no answer at all.
    """

    letters: list[EmailMessage] = field(default_factory=list)
    answer: str = "250 OK"
    met: int = 0
    port: int = 0
    shut: threading.Event = field(default_factory=threading.Event)
    offered: threading.Event = field(default_factory=threading.Event)

    async def handle_DATA(  # noqa: N802 — the server's own name for it
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        self.met += 1
        self.offered.set()
        if self.shut.is_set():
            while self.shut.is_set():
                await asyncio.sleep(0.05)
            return "451 Interrupted"
        if self.answer.startswith("250"):
            letter = message_from_bytes(envelope.content or b"", policy=default)
            self.letters.append(letter)
        return self.answer

    def to(self, address: str) -> list[EmailMessage]:
        """Return the letters to one address."""
        return [one for one in self.letters if one["To"] == address]


@contextmanager
def postbox(
    *, certificate: Path | None = None, starttls: bool = False, login: bool = False
) -> Iterator[Postbox]:
    """Run a mail server on loopback; with a certificate it speaks TLS, at once or by STARTTLS."""
    box = Postbox(port=_free_port())
    context = None
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
    options: dict[str, object] = {}
    if starttls:
        options |= {"tls_context": context, "require_starttls": True}
    if login:
        options |= {"authenticator": _known, "auth_required": True}
    controller = Controller(
        box, hostname="127.0.0.1", port=box.port,
        ssl_context=None if starttls else context, **options,
    )  # fmt: skip
    controller.start()
    try:
        yield box
    finally:
        box.shut.clear()
        controller.stop()


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _known(_server, _session, _envelope, mechanism: str, given: object) -> AuthResult:
    right = isinstance(given, LoginPassword) and (
        (given.login, given.password) == (LOGIN.encode(), PASSWORD.encode())
    )
    return AuthResult(success=right, handled=False)


def certificate_for(folder: Path, name: str = "127.0.0.1") -> Path:
    """Make a certificate of this test's own for `name`; return the file with it and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    whose = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(whose)
        .issuer_name(whose)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(name))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file
