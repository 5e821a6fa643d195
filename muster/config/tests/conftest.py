"""An installation for the command line to speak to, in the session's own database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.conf import settings

from muster.config.installing import Force, Installed, first_people
from muster.config.main import muster
from muster.kernel.time import now

Speak = Callable[..., Result]


@pytest.fixture
def home() -> Path:
    """The folder of the tests' invented installation."""
    return Path(settings.MUSTER_HOME)


@pytest.fixture
def installed(db) -> Installed:
    """The first administrator “anna” and the operator, undone with the test's transaction."""
    force = Force("Invented Force", "IF")
    return first_people(administrator="anna", force=force, at=now())


@pytest.fixture
def speak() -> Speak:
    """Say a line to the command line; a fault of the program itself is raised, not swallowed."""

    def line(*words: str, **more: object) -> Result:
        done = CliRunner().invoke(muster, [str(word) for word in words], **more)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done

    return line
