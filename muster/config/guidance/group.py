"""The commands of `muster transition` that need no database, and where the published data is."""

from __future__ import annotations

import os
from pathlib import Path

from muster.config.home import data
from muster.config.spoken import group
from muster.kernel.words import _


@group(says=_("Guidance into civilian work: what fits, why, and how good the guidance is."))
def transition() -> None:
    """The group."""


def published() -> Path:
    """Return the folder of the published data: MUSTER_DATA."""
    return data(os.environ)
