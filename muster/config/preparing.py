"""What has to stand before a command runs: nothing, Django, a database, an installation."""

from __future__ import annotations

import enum
import os

from muster.config.home import home
from muster.config.problems import NO_DATABASE, NOT_SET_UP


class Needs(enum.IntEnum):
    """How much of the house a command stands on."""

    NOTHING = 0
    SETTINGS = 1
    DATABASE = 2
    INSTALLATION = 3


def prepare(needs: Needs, environment: dict[str, str]) -> None:
    """Make ready what a command needs; Refused says what is missing.

    `environment` is what the command adds to the process's own before settings are read.
    """
    if needs is Needs.NOTHING:
        return
    if needs >= Needs.DATABASE:
        start_embedded()
    load_settings(environment)
    if needs is Needs.INSTALLATION:
        demand_installation()


def start_embedded() -> None:
    """Start the embedded server unless DATABASE_URL names another; it outlives this command."""
    from muster.config.database import uses_embedded

    if uses_embedded(os.environ):
        from muster.vault.postgres import Embedded

        Embedded(home(os.environ)).start()


def load_settings(environment: dict[str, str]) -> None:
    """Set Django up, once in the life of the process."""
    from django.apps import apps

    if apps.ready:
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "muster.config.settings")
    os.environ.update(environment)
    import django

    django.setup()


def demand_installation() -> None:
    """Refused where the database does not answer, or nothing of Muster's stands in it."""
    from django.db import OperationalError, connection

    from muster.config.database import uses_embedded

    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass('public.access_account') IS NOT NULL")
            stands = cursor.fetchone()[0]
    except OperationalError as error:
        if uses_embedded(os.environ):
            # The server runs, so what is missing is the database or its login.
            raise NOT_SET_UP.refused() from error
        raise NO_DATABASE.refused(address=database_address()) from error
    if not stands:
        raise NOT_SET_UP.refused()


def database_address() -> str:
    """Return where this process looks for the database, without the password."""
    from muster.config.database import app_address

    return str(app_address(home(os.environ), os.environ))
