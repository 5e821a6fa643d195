"""The SQL functions that policies and triggers call.

What a transaction may reach stands in its settings, written by the unit of work and gone with the
transaction: `muster.command`, `muster.person`, `muster.units`, and `muster.people`, which
`muster_admit` alone writes: those of a list's people whom it found within the units.
"""

from __future__ import annotations

from dataclasses import dataclass

from muster.vault.schema.following import following_functions
from muster.vault.schema.roles import Roles
from muster.vault.zones import Audience


@dataclass
class ReachSource:
    """Where people stand: filled in by the room that registers people and units.

    `persons_below` selects person ids placed in or below the units `ARRAY units`;
    `people_within` selects those of a uuid[] called `people` who are placed there;
    `units_below` selects unit ids in or below them; `person_within` says whether one `person` is
    placed there; `everywhere` says whether nobody at all is outside. All read a uuid[] called
    `units`. `unit_of` selects the unit of one `person` from the table `placements`, whose rows
    name `person_id` and `unit_id`.
    """

    persons_below: str = "SELECT NULL::uuid WHERE false"
    people_within: str = "SELECT NULL::uuid WHERE false"
    units_below: str = "SELECT unnest(units)"
    person_within: str = "SELECT false"
    everywhere: str = "SELECT false"
    unit_of: str = "SELECT NULL::uuid"
    placements: str = ""


REACH = ReachSource()


@dataclass(frozen=True, slots=True)
class RoomFunction:
    """A room's own function that runs with the owner's rights, and the audience it answers.

    `head` is its name, arguments and what it returns; `body` is PL/pgSQL. It must show no record.
    """

    head: str
    body: str
    audience: Audience


ROOM_FUNCTIONS: dict[str, RoomFunction] = {}
"""Filled in by the rooms, by name; generated with everything else, so a restore renews them."""


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
        """CREATE OR REPLACE FUNCTION muster_people() RETURNS uuid[] LANGUAGE sql STABLE
           PARALLEL SAFE AS
           $$ SELECT coalesce(nullif(current_setting('muster.people', true), ''), '{}')::uuid[]
           $$""",
        _definer(
            "muster_persons_below(units uuid[]) RETURNS SETOF uuid", REACH.persons_below, roles
        ),
        _definer(
            "muster_admit(people uuid[], units uuid[]) RETURNS text",
            f"SELECT set_config('muster.people', ARRAY({REACH.people_within})::text, true)",
            roles,
            changes="VOLATILE",
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
        *following_functions(REACH.unit_of),
        *(_room_function(one, roles) for one in ROOM_FUNCTIONS.values()),
    ]


def _room_function(one: RoomFunction, roles: Roles) -> str:
    name, role = one.head.partition(" RETURNS")[0], f'"{roles.of(one.audience)}"'
    return f"""CREATE OR REPLACE FUNCTION {one.head} LANGUAGE plpgsql STABLE SECURITY DEFINER
        SET search_path = public AS $$ {one.body} $$;
        REVOKE ALL ON FUNCTION {name} FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION {name} TO {role}"""


def _definer(head: str, body: str, roles: Roles, changes: str = "STABLE") -> str:
    audiences = ", ".join(f'"{name}"' for name in roles.audiences)
    name = head.partition(" RETURNS")[0]
    return f"""CREATE OR REPLACE FUNCTION {head} LANGUAGE sql {changes} SECURITY DEFINER
        SET search_path = public AS $$ {body} $$;
        REVOKE ALL ON FUNCTION {name} FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION {name} TO {audiences}"""


def _trigger(name: str, body: str) -> str:
    return f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN {body} RETURN NULL; END $$"""
