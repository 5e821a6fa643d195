"""A house of its own for measuring: a temporary home, the embedded database, invented people."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def measuring_house() -> Iterator[Path]:
    """Set up an installation in a temporary home and make this process a part of it.

    Always the embedded server, so that a figure never depends on whose server was at hand.
    """
    home = Path(tempfile.mkdtemp(prefix="muster-bench-"))
    for name in ("DATABASE_URL", "MUSTER_OWNER_URL", "MUSTER_WORKER_URL"):
        os.environ.pop(name, None)
    os.environ["MUSTER_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "muster.config.settings"
    try:
        _muster("setup", "--administrator", "admin", "--unit", "Bench")
        import django

        django.setup()
        yield home
    finally:
        from muster.vault.postgres import Embedded

        Embedded(home).stop()
        shutil.rmtree(home, ignore_errors=True)


def _muster(*words: str) -> None:
    command = (sys.executable, "-m", "muster.config.main", *words)
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise RuntimeError(f"muster {words[0]} failed:\n{done.stdout}{done.stderr}")
