"""Where an installation's home and the published data are, also before there are settings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def home(environment: Mapping[str, str]) -> Path:
    """Return the folder of the embedded database, the keys and the files: MUSTER_HOME."""
    return Path(environment.get("MUSTER_HOME") or Path.home() / ".muster").absolute()


def data(environment: Mapping[str, str]) -> Path:
    """Return the folder of published reference data: MUSTER_DATA, else beside the code."""
    beside = Path(__file__).resolve().parents[3] / "shared" / "data"
    return Path(environment.get("MUSTER_DATA") or beside).absolute()
