"""Every command of the command line explains itself in both languages, and those below it too."""

import os
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from muster.config.main import COMMANDS, muster
from muster.kernel.words import LANGUAGES


def lines(command: click.Command, line: list[str]) -> Iterator[list[str]]:
    """Yield the words by which a command and each one below it are called."""
    yield line
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from lines(below, [*line, name])


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_explains_itself(name):
    command = muster.get_command(click.Context(muster), name)
    for line in lines(command, [name]):
        said = [
            CliRunner().invoke(muster, ["--language", language, *line, "--help"])
            for language in LANGUAGES
        ]
        assert [one.exit_code for one in said] == [0, 0], line
        assert said[0].output != said[1].output, line


def test_a_command_loads_no_tables_of_millions_before_it_reads_one():
    """A house that only answers a question is spared what bulk files need (ADR 0018)."""
    asked = "import django, sys; django.setup(); sys.exit('polars' in sys.modules)"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    assert (
        subprocess.run([sys.executable, "-c", asked], env=environment, check=False).returncode == 0
    )
