"""Where the demonstration stands, and the mark by which its folder is known.

A folder without the mark is somebody's installation and is left alone.
"""

from __future__ import annotations

import enum
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from muster.config.database import uses_embedded
from muster.config.demonstration.problems import NOT_A_DEMONSTRATION, ON_A_SERVER
from muster.vault.postgres import Embedded

DEFAULT = Path(".muster") / "demo"
MARK = "demonstration.json"


class State(enum.StrEnum):
    """How far the demonstration has come."""

    BUILDING = "building"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Site:
    """The demonstration's folder and the environment it was named in."""

    home: Path
    environment: Mapping[str, str]

    @classmethod
    def named(cls, environment: Mapping[str, str]) -> Site:
        """Return the site that MUSTER_HOME names, else the one in the current folder."""
        return cls(Path(environment.get("MUSTER_HOME") or DEFAULT).absolute(), environment)

    @property
    def files(self) -> Path:
        """Where the invented files lie."""
        return self.home / "demonstration"

    def summary(self) -> dict[str, Any] | None:
        """Return what was built here, None unless it was finished."""
        mark = self._read()
        return mark["summary"] if mark and mark["state"] == State.READY else None

    def claim(self, *, again: bool) -> bool:
        """Make the folder ready to build in; False where a demonstration stands already.

        What an interrupted build left is cleared away, and with `again` what stands. Refused where
        the folder holds anything that is no demonstration.
        """
        mark = self._read()
        if mark is None and self.home.exists() and any(self.home.iterdir()):
            raise NOT_A_DEMONSTRATION.refused(folder=str(self.home))
        if mark is not None:
            if mark["state"] == State.READY and not again:
                return False
            self._clear()
        self._write(State.BUILDING, None)
        return True

    def finish(self, summary: dict[str, Any]) -> None:
        """Record that the demonstration stands."""
        self._write(State.READY, summary)

    def _clear(self) -> None:
        if not uses_embedded(self.environment):
            raise ON_A_SERVER.refused(folder=str(self.home))
        Embedded(self.home).stop()
        shutil.rmtree(self.home)

    def _read(self) -> dict[str, Any] | None:
        try:
            mark: dict[str, Any] = json.loads((self.home / MARK).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        return mark

    def _write(self, state: State, summary: dict[str, Any] | None) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        draft = self.home / f"{MARK}.new"
        draft.write_text(
            json.dumps({"state": state, "summary": summary}, indent=1, ensure_ascii=False),
            encoding="utf-8",
        )
        draft.replace(self.home / MARK)
