"""Every command of the command line explains itself in both languages, and those below it too."""

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
