"""Database roles: three logins, and one role for each audience. Names carry the database's name."""

from __future__ import annotations

from dataclasses import dataclass

from muster.vault.zones import Audience


@dataclass(frozen=True, slots=True)
class Roles:
    """The names of one database's roles."""

    database: str

    @property
    def owner(self) -> str:
        return f"{self.database}_owner"

    @property
    def app(self) -> str:
        return f"{self.database}_app"

    @property
    def worker(self) -> str:
        return f"{self.database}_worker"

    def of(self, audience: Audience) -> str:
        return f"{self.database}_{audience.value}"

    @property
    def audiences(self) -> tuple[str, ...]:
        return tuple(self.of(audience) for audience in Audience)


# What the worker's jobs act as: sealing and clocks (platform), judging and calling (clinician),
# keeping people and retention in order (administrator), counting how long casework takes and when
# it goes (caseworker). It can never read as command or member.
WORKER_AUDIENCES = (
    Audience.PLATFORM, Audience.CLINICIAN, Audience.ADMINISTRATOR, Audience.CASEWORKER,
)  # fmt: skip


# A server's log quotes the statement that failed, its parameters and the row in its way. What a
# soldier answered shall not stand there, so Muster's logins leave errors to whoever asked.
DISCREET = {
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}


def _create_role(name: str, options: str) -> str:
    return (
        f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') THEN "
        f'CREATE ROLE "{name}" {options}; END IF; END $$'
    )


def prepare_sql(database: str) -> list[str]:
    """Return what a DBA runs once, connected to `database` as a superuser.

    Passwords are left to the DBA (ALTER ROLE … PASSWORD): this text may be printed and mailed.
    """
    roles = Roles(database)
    logins = [
        _create_role(roles.owner, "LOGIN"),
        _create_role(roles.app, "LOGIN NOINHERIT"),
        _create_role(roles.worker, "LOGIN NOINHERIT"),
    ]
    audiences = [_create_role(name, "NOLOGIN") for name in roles.audiences]
    memberships = [f'GRANT "{name}" TO "{roles.app}"' for name in roles.audiences]
    memberships += [f'GRANT "{roles.of(one)}" TO "{roles.worker}"' for one in WORKER_AUDIENCES]
    ownership = [
        f'ALTER DATABASE "{database}" OWNER TO "{roles.owner}"',
        f'ALTER SCHEMA public OWNER TO "{roles.owner}"',
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        f'REVOKE CONNECT ON DATABASE "{database}" FROM PUBLIC',
    ]
    # Bulk commands stage rows in temporary tables, under the audience they act for.
    temporary = [
        f'GRANT CONNECT, TEMPORARY ON DATABASE "{database}" TO "{name}"'
        for name in (roles.owner, roles.app, roles.worker, *roles.audiences)
    ]
    discreet = [
        f"ALTER ROLE \"{name}\" SET {setting} = '{value}'"
        for name in (roles.owner, roles.app, roles.worker)
        for setting, value in DISCREET.items()
    ]
    return [*logins, *audiences, *memberships, *ownership, *temporary, *discreet]
