"""Click's commands, groups and options, with help that is said in the reader's language.

@command(says=_("Show who is to be called."))
@option("--unit", says=_("Only this unit and those below it."))
@json_option
@click.pass_obj
def queue(terminal: Terminal, unit: str | None, json: bool) -> None: ...
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

import click

from muster.kernel.words import Sentence, _

reader: ContextVar[str] = ContextVar("muster_reader", default="en")
"""The language of whoever sits at this terminal."""


_SHORT = 200  # a whole sentence, which the formatter breaks where it must


class _Spoken:
    """Keeps `says`, a sentence, and gives it as click's `help` in the reader's language."""

    def __init__(self, *args: Any, says: Sentence | None = None, **kwargs: Any) -> None:
        self.says = says
        super().__init__(*args, **kwargs)

    @property
    def help(self) -> str | None:
        return self.says.said_in(reader.get()) if self.says else None

    @help.setter
    def help(self, _written: str | None) -> None:
        """Click writes docstrings here; they are for programmers."""


class SpokenCommand(_Spoken, click.Command):
    """A command whose help is a sentence."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        usage = _("Usage:").said_in(reader.get())
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{usage} ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = (one.get_help_record(ctx) for one in self.get_params(ctx))
        rows = [record for record in records if record is not None]
        if rows:
            with formatter.section(_("Options").said_in(reader.get())):
                formatter.write_dl(rows)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = _("Show this help and stop.").said_in(reader.get())
        return found


class SpokenGroup(SpokenCommand, click.Group):
    """A group of commands whose help is a sentence."""

    command_class = SpokenCommand

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [
            (name, command.get_short_help_str(limit=_SHORT))
            for name, command in self.commands.items()
        ]
        if rows:
            with formatter.section(_("Commands").said_in(reader.get())):
                formatter.write_dl(rows)


SpokenGroup.group_class = SpokenGroup


class SpokenOption(_Spoken, click.Option):
    """An option whose help is a sentence."""


def command(name: str | None = None, *, says: Sentence, **more: Any) -> Any:
    """Make a function a command, as `click.command` does."""
    return click.command(name, cls=SpokenCommand, says=says, **more)


def group(name: str | None = None, *, says: Sentence, **more: Any) -> Any:
    """Make a function a group of commands; add to it with `@thing.command(says=_("…"))`."""
    return click.group(name, cls=SpokenGroup, says=says, **more)


def option(*names: str, says: Sentence, **more: Any) -> Any:
    """Add an option, as `click.option` does."""
    return click.option(*names, cls=SpokenOption, says=says, **more)


argument = click.argument


def json_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--json`: the answer, and a refusal too, is one JSON object."""

    def remember(ctx: click.Context, _option: click.Parameter, wanted: bool) -> bool:
        if wanted and ctx.obj is not None:
            ctx.obj.json = True
        return wanted

    says = _("Print one JSON object instead of sentences.")
    decorated: Callable[..., Any] = option(
        "--json", is_flag=True, says=says, callback=remember, is_eager=True
    )(function)
    return decorated
