"""Where an installation's home is, for settings and for commands that come before them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def home(environment: Mapping[str, str]) -> Path:
    """Return the folder of the embedded database, the keys and the files: MUSTER_HOME."""
    return Path(environment.get("MUSTER_HOME") or Path.home() / ".muster").absolute()
