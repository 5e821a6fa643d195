"""An installation for the command line to speak to, in the session's own database."""

from __future__ import annotations

import os
import subprocess
import sys
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


@pytest.fixture
def standing(committed) -> Installed:
    """The same installation, really committed, so that other processes see it."""
    return first_people(administrator="anna", force=Force("Invented Force", "IF"), at=now())


@pytest.fixture
def process(committed, home) -> Callable[..., subprocess.Popen[str]]:
    """Say a line in a process of its own, to the session's database; whoever starts it ends it."""
    environment = {
        **os.environ, **committed.as_environment(),
        "MUSTER_HOME": str(home), "MUSTER_LANGUAGE": "en",
        "DJANGO_SETTINGS_MODULE": "muster.config.settings",
    }  # fmt: skip

    def line(*words: object, **more: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "muster.config.main", *map(str, words)],
            env={**environment, **more}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    return line
