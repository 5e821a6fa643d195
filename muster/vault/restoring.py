"""Restoring a backup: all of it or nothing, closed to everyone until it is protected again.

One transaction empties the database, brings the dump back, erases again whoever was erased since,
and makes the journal's entries ready for this server. Tables, grants and policies of the present
code follow by `migrate`; until then no login but the owner's may read anything.
"""

from __future__ import annotations

import subprocess
from collections.abc import Collection, Iterator
from pathlib import Path

import psycopg

from muster.kernel.ids import new_id
from muster.vault import problems
from muster.vault.address import ServerAddress
from muster.vault.backup import programs_sql
from muster.vault.erasure import ERASED_SQL, PARTS_SQL, Erased
from muster.vault.programs import in_environment, programs_for
from muster.vault.zones import Zone

_BLOCK = 1 << 20

_EMPTY = """
SET client_min_messages = warning;
DROP SCHEMA public CASCADE;
CREATE SCHEMA public;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
"""

# Transaction numbers of the server the backup came from mean nothing here: every entry counts as
# settled long ago, and the sealer is told that it has come to another server.
_JOURNAL = """
SET search_path = public;
SELECT set_config('muster.command', 'restore', true), set_config('muster.removing', 'yes', true);
UPDATE journal_entry SET xact = '3';
UPDATE journal_head SET cluster = 'restored';
SELECT set_config('muster.removing', '', true);
"""

# pg_restore brings functions back open to everyone; nobody calls these before `protect` says who.
_CLOSE = """
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT p.oid::regprocedure AS name FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', one.name);
  END LOOP; END $$;
"""


# A zone is erased again where the backup does not know of it: nothing in it can be newer. Of one
# made before zones were erased by themselves the key goes now, the rest once it was migrated.
_PART = """
DO $$ BEGIN
  PERFORM set_config('muster.command', 'restore', true);
  IF to_regclass('public.vault_zoneerasure') IS NULL THEN
    PERFORM set_config('muster.removing', 'yes', true);
    DELETE FROM vault_datakey WHERE person_id = '{person}' AND zone = '{part}';
    PERFORM set_config('muster.removing', '', true);
  ELSIF NOT EXISTS (SELECT FROM vault_zoneerasure
      WHERE person_id = '{person}' AND part = '{part}' AND at = '{at}') THEN
    PERFORM muster_erase_zone('{person}', '{part}');
    INSERT INTO vault_zoneerasure (id, person_id, part, zone, at, ground)
      VALUES ('{id}', '{person}', '{part}', '{zone}', '{at}', '{ground}');
  END IF; END $$;
"""


def holds_anything(owner: ServerAddress) -> bool:
    """Does the database hold a single table?"""
    with psycopg.connect(**owner.for_psycopg()) as connection:  # type: ignore[arg-type]
        row = connection.execute(
            "SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public')"
        ).fetchone()
    return bool(row and row[0])


def erased_in(owner: ServerAddress) -> list[Erased]:
    """Return who was erased, as the database says that is about to be replaced."""
    with psycopg.connect(**owner.for_psycopg()) as connection:  # type: ignore[arg-type]
        stands = connection.execute("SELECT to_regclass('public.vault_erasure')").fetchone()
        if stands is None or stands[0] is None:
            return []
        rows = connection.execute(ERASED_SQL).fetchall()
        parts = connection.execute("SELECT to_regclass('public.vault_zoneerasure')").fetchone()
        if parts is not None and parts[0] is not None:
            rows += connection.execute(PARTS_SQL).fetchall()
    return [Erased(*row) for row in rows]


def restore(owner: ServerAddress, dump: Path, erased: Collection[Erased]) -> None:
    """Put the dump in the place of whatever the owner's database holds; Refused where it fails."""
    folder = programs_for(_major(owner))
    source = programs_sql(folder, dump)
    with subprocess.Popen(  # noqa: S603
        (
            str(folder / "psql"), "--no-psqlrc", "--quiet", "--single-transaction", "--no-password",
            # An error says its state, five letters, and nothing of the row that caused it.
            "--set=ON_ERROR_STOP=1", "--set=VERBOSITY=sqlstate", "--output=/dev/null",
            f"--dbname={owner.as_url()}",
            "--file=-",
        ),
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        env=in_environment(owner),
    ) as target:  # fmt: skip
        _pour(source, target, erased)
        complaints = _drained(target)
    if source.wait() or target.returncode:
        raise problems.RESTORE_FAILED.refused(status=target.returncode, why=_state(complaints))


def _pour(
    source: subprocess.Popen[bytes], target: subprocess.Popen[bytes], erased: Collection[Erased]
) -> None:
    """Feed psql: the emptying, the dump, what follows. A psql that gave up has closed its end."""
    assert source.stdout is not None and target.stdin is not None  # noqa: PT018
    try:
        target.stdin.write(_EMPTY.encode())
        while block := source.stdout.read(_BLOCK):
            target.stdin.write(block)
        if source.wait():
            # Half a dump must not be committed: an error makes psql roll everything back.
            target.stdin.write(b"\nSELECT 1/0;\n")
        for text in (_JOURNAL, *_erasing(erased), _CLOSE):
            target.stdin.write(text.encode())
        target.stdin.close()
    except BrokenPipeError:
        source.kill()


def _erasing(erased: Collection[Erased]) -> Iterator[str]:
    """Yield the SQL that erases again. Ids, times and grounds are ours and need no quoting."""
    for one in {one.key: one for one in erased}.values():
        if one.part:
            yield _PART.format(
                person=one.person, part=one.part, at=one.at.isoformat(), ground=one.ground,
                id=new_id(), zone=Zone.IDENTITY.value,
            )  # fmt: skip
            continue
        yield f"SELECT muster_erase('{one.person}');\n"
        yield (
            "INSERT INTO vault_erasure (person_id, zone, at, ground) VALUES "
            f"('{one.person}', '{Zone.IDENTITY.value}', '{one.at.isoformat()}', '{one.ground}') "
            "ON CONFLICT DO NOTHING;\n"
        )


def _drained(target: subprocess.Popen[bytes]) -> str:
    assert target.stderr is not None
    complaints = target.stderr.read().decode(errors="replace")
    target.wait()
    return complaints


def _state(complaints: str) -> str:
    """Return psql's first complaint about an error, such as “ERROR:  23505”."""
    errors = (line for line in complaints.splitlines() if "ERROR" in line or "FATAL" in line)
    return next(errors, "").rpartition("psql:")[2].strip()


def _major(owner: ServerAddress) -> int:
    with psycopg.connect(**owner.for_psycopg()) as connection:  # type: ignore[arg-type]
        return connection.info.server_version // 10_000
