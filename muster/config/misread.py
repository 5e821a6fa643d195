"""A command line that was not understood, said as a sentence in the reader's language.

Click speaks English; what it found is kept and said in the house's own words.
"""

from __future__ import annotations

import click
from click.exceptions import NoArgsIsHelpError, NoSuchCommand

from muster.config.problems import NO_SUCH_COMMAND, NO_SUCH_OPTION, UNCLEAR, UNFIT, WORD_MISSING
from muster.kernel.problems import Problem


def misread(error: click.UsageError) -> Problem | None:
    """Return what was wrong with the line; None where it only asks for the help to be shown."""
    line = error.ctx.command_path if error.ctx else "muster"
    if isinstance(error, NoArgsIsHelpError):
        return None
    if isinstance(error, NoSuchCommand):
        return NO_SUCH_COMMAND.at(command=error.command_name, line=line)
    if isinstance(error, click.NoSuchOption):
        return NO_SUCH_OPTION.at(option=error.option_name, line=line)
    if isinstance(error, click.MissingParameter):
        return WORD_MISSING.at(name=_name(error), line=line)
    if isinstance(error, click.BadParameter):
        return UNFIT.at(name=_name(error), line=line)
    return UNCLEAR.at(line=line)


def _name(error: click.BadParameter) -> str:
    parameter = error.param
    if isinstance(parameter, click.Option):
        return "/".join(parameter.opts)
    return parameter.human_readable_name if parameter is not None else str(error.param_hint or "?")
