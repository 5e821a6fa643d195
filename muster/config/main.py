"""`muster`: the command line. Each command is loaded when it is called and not before.

A room adds a command with one line in COMMANDS. What it stands on is prepared first, so `muster
score` and `muster --help` load no Django and need no database. `--language` and `--as` may stand
anywhere in the line.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import click

from muster.config.home import home
from muster.config.logs import be_discreet, note_fault
from muster.config.misread import misread
from muster.config.preparing import Needs, database_address, prepare
from muster.config.problems import BROKEN, DATABASE_BEHIND, NO_DATABASE
from muster.config.spoken import SpokenGroup, SpokenOption, reader
from muster.config.terminal import OPERATOR, Terminal, language_of
from muster.kernel.problems import Problem, Refused
from muster.kernel.words import LANGUAGES, Sentence, _

OPERATIONS = "muster.config.operations"
REFUSED, BROKEN_STATUS = 2, 70
UNDEFINED = {"42P01", "42703", "42883"}  # a table, a column, a function that is not there
ANYWHERE = {"--language", "--as"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One command: where it stands, what it says of itself, and what it stands on.

    `bare` names those below it that stand on nothing, and the group in which they stand too.
    """

    target: str
    says: Sentence
    needs: Needs = Needs.INSTALLATION
    environment: dict[str, str] = field(default_factory=dict)
    bare: dict[str, str] = field(default_factory=dict)


_as_owner = {"MUSTER_MIGRATING": "yes"}
_as_worker = {"MUSTER_LOGIN": "worker"}
_as_service = {"MUSTER_LOGIN": "app", "MUSTER_MIGRATING": "no"}  # whatever the shell was set to

COMMANDS: dict[str, Entry] = {
    "screen": Entry(
        "muster.config.screen:screen",
        _("Score a file of answers, judge them, and queue who is to be called."),
    ),
    "score": Entry(
        "muster.config.score:score",
        _("Score a file of answers, without a database."),
        Needs.NOTHING,
    ),
    "queue": Entry(
        "muster.config.queue:queue", _("Show who is to be called, why, since when and by when.")
    ),
    "campaign": Entry(
        "muster.config.campaigns:campaign",
        _("Prepare, open and close campaigns; visits, teams, and the plan of the year."),
    ),
    "refer": Entry(
        "muster.config.refer:refer", _("Enter that a person asks to talk with someone.")
    ),
    "care": Entry(
        "muster.config.care:care",
        _("What is late in care, and on whom; crises, evaluations, referrals, caseloads."),
    ),
    "people": Entry("muster.config.people:people", _("Import and look after people and units.")),
    "careers": Entry(
        "muster.config.careers:careers",
        _("Hold adverse career actions against the times of care, for the auditor."),
    ),
    "transition": Entry(
        "muster.config.transition:transition",
        _("Who leaves service: cases, how long each step takes, and “what if”."),
        bare=dict.fromkeys(("archive", "evaluate", "suggest"), "muster.config.guidance:transition"),
    ),
    "occupations": Entry(
        "muster.config.occupations:occupations",
        _("Bring in archives of occupations and skills, and see which are in force."),
    ),
    "vacancies": Entry(
        "muster.config.vacancies:vacancies",
        _("Bring in vacancies of partners, and find those that fit somebody, and why."),
    ),
    "policy": Entry(f"{OPERATIONS}.policy:policy", _("Crisis numbers, and the force's profile.")),
    "instruments": Entry(
        f"{OPERATIONS}.instruments:instruments", _("List instruments, and add licensed texts.")
    ),
    "access": Entry(f"{OPERATIONS}.access:access", _("Give, take and list roles.")),
    "journal": Entry(f"{OPERATIONS}.journal:journal", _("Verify, seal and read the journal.")),
    "retention": Entry(
        f"{OPERATIONS}.retention:retention", _("Show or remove records whose time is over.")
    ),
    "doctor": Entry(
        f"{OPERATIONS}.doctor:doctor",
        _("Check the installation, and say what to do about each finding."),
        Needs.DATABASE,
    ),
    "serve": Entry(
        f"{OPERATIONS}.serve:serve",
        _("Serve the pages on this machine."),
        environment=_as_service,
    ),
    "worker": Entry(
        f"{OPERATIONS}.worker:worker",
        _("Run the jobs: seal the journal, watch the clocks, keep the house."),
        environment=_as_worker,
    ),
    "setup": Entry(
        f"{OPERATIONS}.setup:setup",
        _("Make the database, the keys, the first administrator and the operator."),
        Needs.DATABASE,
        _as_owner,
    ),
    "database": Entry(
        f"{OPERATIONS}.database:database",
        _("Prepare the database; start and stop the embedded one."),
        Needs.SETTINGS,
        _as_owner,
    ),
    "migrate": Entry(
        f"{OPERATIONS}.migrate:migrate",
        _("Bring the database to what this version of Muster needs."),
        Needs.DATABASE,
        _as_owner,
    ),
    "upgrade": Entry(
        f"{OPERATIONS}.upgrade:upgrade",
        _("Make a backup, then migrate; refuses to go back."),
        Needs.DATABASE,
        _as_owner,
    ),
    "backup": Entry(
        f"{OPERATIONS}.backup:backup",
        _("Write the whole database into one file, without any key."),
        Needs.DATABASE,
        _as_owner,
    ),
    "restore": Entry(
        f"{OPERATIONS}.restore:restore",
        _("Bring a backup back, and erase again whoever was erased."),
        Needs.DATABASE,
        _as_owner,
    ),
    "try-backup": Entry(
        f"{OPERATIONS}.try_backup:try_",
        _("Prove a backup by restoring it into a scratch database."),
        Needs.DATABASE,
        _as_owner,
    ),
    "keys": Entry(
        f"{OPERATIONS}.keys:keys",
        _("Make the recovery copy of the keys, and bring it back."),
        Needs.DATABASE,
    ),
    "bench": Entry(
        "muster.config.bench:bench", _("Measure, each beside its yardstick."), Needs.NOTHING
    ),
    "demo": Entry(
        "muster.config.demonstration.cli:demo",
        _("Build a demonstration brigade of invented people."),
        Needs.NOTHING,
    ),
}


class House(SpokenGroup):
    """The group of all commands, which knows their names without loading them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        entry = COMMANDS.get(name)
        return _loaded(entry) if entry else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        entry = COMMANDS.get(args[0])
        if entry is not None and len(args) > 1 and args[1] in entry.bare:
            return args[0], _loaded(Entry(entry.bare[args[1]], entry.says)), args[1:]
        if entry is not None and not ctx.resilient_parsing:
            # Help needs no database; the command's own file may need Django to be read.
            wants_help = not {"-h", "--help"}.isdisjoint(args[1:])
            needs = min(entry.needs, Needs.SETTINGS) if wants_help else entry.needs
            prepare(needs, entry.environment)
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        reader.set(language_of(os.environ))
        ctx.obj = Terminal(reader.get())
        with _line_explained(ctx):
            rest = super().parse_args(ctx, _hoisted(args))
        ctx.obj = Terminal(reader.get(), ctx.params.get("account", OPERATOR))
        return rest

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what it refuses is said as a sentence, and never as a traceback."""
        try:
            with _line_explained(ctx):
                return super().invoke(ctx)
        except Refused as refusal:
            ctx.obj.refuse(refusal.problem)
            ctx.exit(REFUSED)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            problem = understood(error)
            if problem is None:
                raise
            ctx.obj.refuse(problem)
            ctx.exit(REFUSED)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, entry.says.said_in(reader.get())) for name, entry in COMMANDS.items()]
        with formatter.section(_("Commands").said_in(reader.get())):
            formatter.write_dl(rows)


@contextmanager
def _line_explained(ctx: click.Context) -> Iterator[None]:
    """Say what was wrong with a line that click could not read, in the reader's language."""
    try:
        yield
    except click.UsageError as error:
        problem = misread(error)
        if problem is None:
            raise
        ctx.obj.language = reader.get()
        ctx.obj.refuse(problem)
        ctx.exit(REFUSED)


def understood(error: Exception) -> Problem | None:
    """Return what a failure of the database means to its administrator, None where it is a fault.

    The message of the failure may quote a row, so it is never repeated.
    """
    if "django.db" not in sys.modules:
        return None
    from django.db import InterfaceError, OperationalError, ProgrammingError

    if isinstance(error, ProgrammingError):
        state = getattr(error.__cause__, "sqlstate", None)
        return DATABASE_BEHIND.at() if state in UNDEFINED else None
    if isinstance(error, OperationalError | InterfaceError):
        return NO_DATABASE.at(address=database_address())
    return None


def _loaded(entry: Entry) -> click.Command:
    module, _colon, name = entry.target.partition(":")
    command: click.Command = getattr(import_module(module), name)
    return command


def _hoisted(args: list[str]) -> list[str]:
    """Return the arguments with `--language` and `--as` moved to the front of the line."""
    first: list[str] = []
    rest: list[str] = []
    waiting = iter(args)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument in ANYWHERE:
            first += [argument, *(value for value in (next(waiting, None),) if value is not None)]
        elif argument.partition("=")[0] in ANYWHERE:
            first.append(argument)
        else:
            rest.append(argument)
    return first + rest


def _remember_language(_ctx: click.Context, _option: click.Parameter, chosen: str | None) -> None:
    if chosen:
        reader.set(chosen)


@click.command(
    cls=House,
    says=_("Notice early that a soldier is struggling, and bring help fast."),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--language",
    cls=SpokenOption,
    type=click.Choice(LANGUAGES),
    is_eager=True,
    expose_value=False,
    callback=_remember_language,
    says=_("The language of the answers; else MUSTER_LANGUAGE, else the locale's."),
)
@click.option(
    "--as",
    "account",
    cls=SpokenOption,
    default=OPERATOR,
    metavar="ACCOUNT",
    says=_("The account to act as; else the operator's."),
)
def muster(account: str) -> None:
    """The command line; the account has gone into the Terminal by now."""


def main() -> None:
    """Run the command line of this process; a fault of ours goes into the log without values."""
    be_discreet()
    try:
        muster(prog_name="muster")
    except Exception as error:  # noqa: BLE001 — nobody but an engineer can use a traceback
        log = note_fault(home(os.environ), error)
        kind = type(error).__qualname__
        Terminal(reader.get()).refuse(BROKEN.at(kind=kind, log=str(log)))
        sys.exit(BROKEN_STATUS)


if __name__ == "__main__":
    main()
