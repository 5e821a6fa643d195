"""The database: who may log in, whether facts survive a power cut, whether the zones hold."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC

from django.db import connection, transaction

from muster.config.doctor.findings import Finding, amber, green, red
from muster.kernel.time import Instant, now
from muster.kernel.words import _
from muster.vault.migrating import applied, unknown_to_this_code, unmigrated
from muster.vault.schema.checking import differences
from muster.vault.schema.roles import DISCREET, WORKER_AUDIENCES, Roles

SHOWN = 3
CLOCKS_APART_AMBER, CLOCKS_APART_RED = 5, 60  # seconds

_LOGINS = """
SELECT r.rolname, r.rolsuper, r.rolbypassrls, r.rolinherit, r.rolcreaterole OR r.rolcreatedb,
       EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
                 AND c.relkind IN ('r', 'p') AND pg_has_role(r.oid, c.relowner, 'USAGE'))
FROM pg_roles r WHERE r.rolname = ANY(%s)
"""
_MEMBERS = """
SELECT granted.rolname, member.rolname FROM pg_auth_members m
JOIN pg_roles granted ON granted.oid = m.roleid JOIN pg_roles member ON member.oid = m.member
WHERE granted.rolname = ANY(%s)
"""
_FOR_LOGINS = """
SELECT unnest(s.setconfig) FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole
LEFT JOIN pg_database d ON d.oid = s.setdatabase
WHERE (s.setrole = 0 OR r.rolname = ANY(%s))
  AND (s.setdatabase = 0 OR d.datname = current_database())
"""
_DURABLE = ("fsync", "full_page_writes")
_WAITS = ("on", "remote_write", "remote_apply", "local")


def logins(_at: Instant) -> Iterator[Finding]:
    """No login but the owner's is strong, and nobody else is a member of an audience."""
    roles = Roles(str(connection.settings_dict["NAME"]))
    audiences = list(roles.audiences)
    with connection.cursor() as cursor:
        cursor.execute(_LOGINS, [[roles.app, roles.worker, *audiences]])
        known = cursor.fetchall()
        cursor.execute(_MEMBERS, [[roles.owner, *audiences]])
        members = set(cursor.fetchall())
    do = _("Let the database's administrator run what “muster database prepare” prints.")
    wanted = {(one, roles.app) for one in audiences}
    wanted |= {(roles.of(one), roles.worker) for one in WORKER_AUDIENCES}
    strong = [
        name
        for name, superuser, bypasses, inherits, makes, owns in known
        if superuser or bypasses or makes or owns
        or (inherits and name in (roles.app, roles.worker))
    ]  # fmt: skip
    superusers = _superusers()
    too_many = sorted(f"{m} ∈ {g}" for g, m in members - wanted if m not in superusers)
    missing = {roles.app, roles.worker, *audiences} - {row[0] for row in known}
    missing |= {granted for granted, _member in wanted - members}
    for one in sorted(strong):
        says = _("The database login “{login}” may do more than it should.")
        yield red("logins", says.of(login=one), do)
    for one in too_many:
        yield red("logins", _("A membership is too many: {membership}.").of(membership=one), do)
    for one in sorted(missing):
        yield red("logins", _("The database role “{role}” is missing.").of(role=one), do)
    if not (strong or too_many or missing):
        yield green("logins", _("The database logins may do what they need and no more."))


def _superusers() -> set[str]:
    """Return the roles that may do anything anyway; PostgreSQL 16 makes a role's maker a member."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolsuper")
        return {name for (name,) in cursor.fetchall()}


def durability(_at: Instant) -> Iterator[Finding]:
    """An acknowledged fact survives a power cut."""
    loose = _not_as_wanted({name: {"on"} for name in _DURABLE} | {"synchronous_commit": _WAITS})
    if loose:
        yield red(
            "durability",
            _("A power cut could lose what was acknowledged: {settings}.").of(settings=loose),
            _("Set it to “on” in the server's configuration and reload it."),
        )
    else:
        yield green("durability", _("What is acknowledged survives a power cut."))


def server_log(_at: Instant) -> Iterator[Finding]:
    """The server's log quotes no statement, no parameter and no row of Muster's."""
    talkative = _not_as_wanted({name: {value} for name, value in DISCREET.items()})
    if talkative:
        yield amber(
            "server-log",
            _("The server's log may quote rows: {settings}.").of(settings=talkative),
            _("Let the database's administrator run what “muster database prepare” prints."),
        )
    else:
        yield green("server-log", _("The server's log quotes no row."))


def _not_as_wanted(wanted: Mapping[str, Collection[str]]) -> str:
    """Return the settings that are not as wanted, here and in what any new login would get.

    A pooler keeps connections for long, so what this one has says nothing about the next.
    """
    roles = Roles(str(connection.settings_dict["NAME"]))
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(wanted)])
        found = set(cursor.fetchall())
        cursor.execute(_FOR_LOGINS, [[roles.owner, roles.app, roles.worker]])
        found |= {(name, value) for name, _equals, value in
                  (row[0].partition("=") for row in cursor.fetchall())}  # fmt: skip
    loose = (f"{name} = {value}" for name, value in found if value not in wanted.get(name, [value]))
    return ", ".join(sorted(loose))


def migrations(_at: Instant) -> Iterator[Finding]:
    """The database is the one this version was written for."""
    waiting, strange = unmigrated("default"), unknown_to_this_code(applied("default"))
    if strange:
        yield red(
            "migrations",
            _("The database was written by a later version of Muster: {first} is not known here.")
            .of(first=strange[0]),
            _("Install that version; to go back, restore a backup made before the upgrade."),
        )  # fmt: skip
    elif waiting:
        yield red(
            "migrations",
            _("The database still lacks {first}.").of(first=waiting[0]),
            _("Run “muster upgrade”, which makes a backup first."),
        )
    else:
        yield green("migrations", _("The database is the one this version was written for."))


def protection(_at: Instant) -> Iterator[Finding]:
    """Grants, policies, triggers and functions are as generated."""
    with transaction.atomic(), connection.cursor() as cursor:
        found = differences(cursor, str(connection.settings_dict["NAME"]))
        transaction.set_rollback(True)
    do = _("Run “muster migrate”, which makes them anew, and find out who changed them.")
    for one in found[:SHOWN]:
        lacking = _("{where} lacks a protection: {what}.")
        another = _("{where} has what nobody declared: {what}.")
        says = lacking if one.missing else another
        yield red("protection", says.of(where=one.where, what=one.what), do)
    if len(found) > SHOWN:
        more = _("More of the database's protection differs: {count}.")
        yield red("protection", more.of(count=len(found) - SHOWN), do)
    if not found:
        yield green("protection", _("Grants, policies and triggers are as they were generated."))


def server_time(_at: Instant) -> Iterator[Finding]:
    """The server's clock and this machine's agree."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        server = cursor.fetchone()[0].astimezone(UTC)
    apart = abs((server - now()).total_seconds())
    says = _("The database's clock and this machine's are {seconds} seconds apart.")
    do = _("Let both take their time from one source.")
    if apart > CLOCKS_APART_AMBER:
        judge = red if apart > CLOCKS_APART_RED else amber
        yield judge("server-time", says.of(seconds=round(apart)), do)
    else:
        yield green("server-time", _("The database's clock and this machine's agree."))
