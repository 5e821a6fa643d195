"""The web's own secret, made at first start and kept in the home folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def web_secret(home: Path) -> str:
    """Return the secret that signs sessions: MUSTER_SECRET, else the home's, made at need."""
    given = os.environ.get("MUSTER_SECRET")
    if given:
        return given
    path = home / "keys" / "web.secret"
    try:
        return path.read_text()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text()
        secret = secrets.token_urlsafe(50)
        with os.fdopen(handle, "w") as file:
            file.write(secret)
        return secret
