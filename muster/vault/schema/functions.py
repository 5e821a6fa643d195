"""The SQL functions that policies and triggers call.

What a transaction may reach stands in its settings, written by the unit of work and gone with the
transaction: `muster.command`, `muster.person`, `muster.units`.
"""

from __future__ import annotations

from dataclasses import dataclass

from muster.vault.schema.roles import Roles


@dataclass
class ReachSource:
    """Where people stand: filled in by the room that registers people and units.

    `persons_below` selects person ids placed in or below the units `ARRAY units`;
    `units_below` selects unit ids in or below them; `person_within` says whether one `person` is
    placed there; `everywhere` says whether nobody at all is outside. All read a uuid[] called
    `units`.
    """

    persons_below: str = "SELECT NULL::uuid WHERE false"
    units_below: str = "SELECT unnest(units)"
    person_within: str = "SELECT false"
    everywhere: str = "SELECT false"


REACH = ReachSource()


def functions_sql(roles: Roles) -> list[str]:
    """Return the functions, owned by the owner; they show ids and never a record."""
    return [
        """CREATE OR REPLACE FUNCTION muster_person() RETURNS uuid LANGUAGE sql STABLE
           PARALLEL SAFE AS $$ SELECT nullif(current_setting('muster.person', true), '')::uuid
           $$""",
        """CREATE OR REPLACE FUNCTION muster_units() RETURNS uuid[] LANGUAGE sql STABLE
           PARALLEL SAFE AS
           $$ SELECT coalesce(nullif(current_setting('muster.units', true), ''), '{}')::uuid[]
           $$""",
        _definer(
            "muster_persons_below(units uuid[]) RETURNS SETOF uuid", REACH.persons_below, roles
        ),
        _definer("muster_units_below(units uuid[]) RETURNS SETOF uuid", REACH.units_below, roles),
        _definer("muster_everywhere(units uuid[]) RETURNS boolean", REACH.everywhere, roles),
        _definer(
            "muster_person_within(person uuid, units uuid[]) RETURNS boolean",
            REACH.person_within,
            roles,
        ),
        _trigger(
            "muster_demand_command",
            """IF coalesce(current_setting('muster.command', true), '') = '' THEN
                 RAISE EXCEPTION 'muster: % of % outside a command', TG_OP, TG_TABLE_NAME
                   USING ERRCODE = 'insufficient_privilege';
               END IF;""",
        ),
        _trigger(
            "muster_append_only",
            """IF coalesce(current_setting('muster.removing', true), '') = '' THEN
                 RAISE EXCEPTION 'muster: % of %, which is only ever appended to',
                   TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
               END IF;""",
        ),
    ]


def _definer(head: str, body: str, roles: Roles) -> str:
    audiences = ", ".join(f'"{name}"' for name in roles.audiences)
    name = head.partition(" RETURNS")[0]
    return f"""CREATE OR REPLACE FUNCTION {head} LANGUAGE sql STABLE SECURITY DEFINER
        SET search_path = public AS $$ {body} $$;
        REVOKE ALL ON FUNCTION {name} FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION {name} TO {audiences}"""


def _trigger(name: str, body: str) -> str:
    return f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN {body} RETURN NULL; END $$"""
