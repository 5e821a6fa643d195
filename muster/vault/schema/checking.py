"""Does the database still keep the zones apart? Its catalogue, held against what is generated.

Whoever may alter tables may also weaken them: a policy dropped in a hurry, a grant too many, a
trigger switched off. Everything here reads the catalogue alone and needs no right to any record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from muster.vault.schema.erasing import erasing_sql
from muster.vault.schema.functions import functions_sql
from muster.vault.schema.roles import Roles
from muster.vault.schema.tables import own_models, tables_sql, third_party_sql

_GRANT = re.compile(r'GRANT ([A-Z, ]+) ON "(\w+)" TO (.+)')
_POLICY = re.compile(r'CREATE POLICY "(\w+)" ON "(\w+)" (.+)', re.DOTALL)
_TRIGGER = re.compile(
    r'CREATE TRIGGER (\w+) (BEFORE|AFTER) (.+?) ON "(\w+)" .*FOR EACH (\w+) .+ FUNCTION (\w+)\('
)
_FUNCTION = re.compile(r"FUNCTION (\w+)\([^)]*\) RETURNS .+?\$\$(.+?)\$\$", re.DOTALL)
_EXECUTE = re.compile(r"GRANT EXECUTE ON FUNCTION (\w+)\([^)]*\) TO (.+)")
_EVENTS = {"INSERT": 4, "DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}
_WHEN = {"BEFORE": 2, "AFTER": 0}
_EACH = {"ROW": 1, "STATEMENT": 0}

Facts = set[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which the database differs: `where` it is, `what` it is, and whether it is
    missing (else there is one too many, or another one)."""

    where: str
    what: str
    missing: bool


def differences(cursor: Any, database: str) -> list[Difference]:
    """Return how the database's protection differs from what the models declare.

    Call it inside a transaction that is rolled back: it has PostgreSQL write out the expected
    policies on temporary tables, so that both sides are in its own words.
    """
    roles = Roles(database)
    statements = [*tables_sql(roles), *third_party_sql(roles)]
    functions = [*functions_sql(roles), *erasing_sql(roles)]
    secured: Facts = {(model._meta.db_table, "row security") for model in own_models()}
    compared = (
        (_expected_grants(statements), _grants(cursor)),
        (_expected_triggers(statements), _triggers(cursor)),
        (_expected_policies(cursor, statements), _policies(cursor, "public")),
        (secured, _secured(cursor)),
        (_expected_functions(functions), _functions(cursor)),
        (_expected_executes(functions), _executes(cursor)),
    )
    found = [one for expected, actual in compared for one in _compare(expected, actual)]
    return sorted(found, key=lambda one: (one.where, one.what))


def _compare(expected: Facts, actual: Facts) -> Iterator[Difference]:
    for fact in expected - actual:
        yield Difference(fact[0], _said(fact), missing=True)
    for fact in actual - expected:
        yield Difference(fact[0], _said(fact), missing=False)


def _said(fact: tuple[str, ...]) -> str:
    """Name a fact shortly: the conditions of a policy and the text of a function are too long."""
    return " ".join(fact[1:3])


def _names(listed: str) -> list[str]:
    return [name.strip().strip('"') for name in listed.split(",")]


def _expected_grants(statements: Iterable[str]) -> Facts:
    grants = filter(None, map(_GRANT.fullmatch, statements))
    return {
        (grant[2], privilege, role)
        for grant in grants
        for privilege in _names(grant[1])
        for role in _names(grant[3])
    }


def _grants(cursor: Any) -> Facts:
    cursor.execute(
        "SELECT c.relname, a.privilege_type, coalesce(r.rolname, 'PUBLIC') "
        "FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a "
        "LEFT JOIN pg_roles r ON r.oid = a.grantee "
        "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') "
        "AND a.grantee <> c.relowner "
        "UNION SELECT c.relname, a.privilege_type || ' of ' || t.attname, "
        "coalesce(r.rolname, 'PUBLIC') "
        "FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid "
        "CROSS JOIN LATERAL aclexplode(t.attacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee "
        "WHERE c.relnamespace = 'public'::regnamespace"
    )
    return set(cursor.fetchall())


def _expected_triggers(statements: Iterable[str]) -> Facts:
    triggers = filter(None, map(_TRIGGER.match, statements))
    return {
        (table, name, function, str(_WHEN[when] + _EACH[each] + _events(events)))
        for name, when, events, table, each, function in (one.groups() for one in triggers)
    }


def _events(names: str) -> int:
    return sum(_EVENTS[name] for name in names.split(" OR "))


def _triggers(cursor: Any) -> Facts:
    cursor.execute(
        "SELECT c.relname, t.tgname, p.proname, t.tgtype::text FROM pg_trigger t "
        "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
        "WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal "
        "AND t.tgname LIKE 'muster\\_%%' AND t.tgenabled = 'O'",
        [],
    )
    return set(cursor.fetchall())


def _expected_policies(cursor: Any, statements: Iterable[str]) -> Facts:
    """Let PostgreSQL write out the generated policies, on empty tables of the same columns."""
    policies = [one.groups() for one in map(_POLICY.fullmatch, statements) if one]
    tables = sorted({table for _, table, _ in policies})
    columns = _columns(cursor, tables)
    written = [f'CREATE TEMPORARY TABLE "{table}" ({columns.get(table, "")})' for table in tables]
    written += [
        f'CREATE POLICY "{name}" ON pg_temp."{table}" {rest}' for name, table, rest in policies
    ]
    # Sent as one, for a table and its policies by themselves are some hundred questions.
    cursor.execute(";".join(written))
    cursor.execute("SELECT pg_my_temp_schema()::regnamespace::text")
    [schema] = cursor.fetchone()
    found = _policies(cursor, schema)
    cursor.execute(";".join(f'DROP TABLE pg_temp."{table}"' for table in tables))
    return found


def _columns(cursor: Any, tables: list[str]) -> dict[str, str]:
    """Return the columns of each of the tables that is there, as one creates them."""
    cursor.execute(
        "SELECT c.relname, string_agg(format('%%I %%s', attname, "
        "format_type(atttypid, atttypmod)), ', ') "
        "FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid "
        "WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY(%s) "
        "AND attnum > 0 AND NOT attisdropped GROUP BY c.relname",
        [tables],
    )
    return dict(cursor.fetchall())


def _policies(cursor: Any, schema: str) -> Facts:
    cursor.execute(
        "SELECT c.relname, 'policy', p.polname, p.polcmd::text, p.polpermissive::text, "
        "(SELECT string_agg(coalesce(r.rolname, 'PUBLIC'), ',') FROM unnest(p.polroles) one "
        " LEFT JOIN pg_roles r ON r.oid = one), "
        "coalesce(pg_get_expr(p.polqual, p.polrelid), ''), "
        "coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') "
        "FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid "
        "WHERE c.relnamespace = %s::regnamespace",
        [schema],
    )
    return set(cursor.fetchall())


def _secured(cursor: Any) -> Facts:
    cursor.execute(
        "SELECT relname, 'row security' FROM pg_class WHERE relrowsecurity "
        "AND relnamespace = 'public'::regnamespace"
    )
    return set(cursor.fetchall())


def _expected_functions(functions: Iterable[str]) -> Facts:
    written = ((text, _FUNCTION.search(text)) for text in functions)
    return {
        (match[1], "function", _kind("SECURITY DEFINER" in text.partition("$$")[0]), match[2])
        for text, match in written
        if match
    }


def _kind(definer: bool) -> str:
    return "with its owner's rights" if definer else "with its caller's rights"


def _functions(cursor: Any) -> Facts:
    cursor.execute(
        "SELECT proname, prosecdef, prosrc FROM pg_proc "
        "WHERE pronamespace = 'public'::regnamespace AND (prosecdef OR proname LIKE %s)",
        [r"muster\_%"],
    )
    return {(name, "function", _kind(definer), text) for name, definer, text in cursor.fetchall()}


def _expected_executes(functions: Iterable[str]) -> Facts:
    grants = (match for text in functions for match in _EXECUTE.finditer(text))
    return {(grant[1], "EXECUTE", role) for grant in grants for role in _names(grant[2])}


def _executes(cursor: Any) -> Facts:
    """Who may call what runs with its owner's rights; what runs with the caller's is harmless."""
    cursor.execute(
        "SELECT p.proname, 'EXECUTE', coalesce(r.rolname, 'PUBLIC') FROM pg_proc p "
        "CROSS JOIN LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a "
        "LEFT JOIN pg_roles r ON r.oid = a.grantee "
        "WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND a.grantee <> p.proowner"
    )
    return set(cursor.fetchall())
