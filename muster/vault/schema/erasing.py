"""The one door through which rows about a person are removed from the database."""

from __future__ import annotations

from muster.vault.declarations import Reach, Scrub, keeping_of
from muster.vault.schema.roles import Roles
from muster.vault.schema.tables import own_models
from muster.vault.zones import Audience


def erasing_sql(roles: Roles) -> list[str]:
    """Return the functions `muster_erase(person)` and `muster_expire(table, ids)`.

    They run with the owner's rights, for the administrator alone, and only inside a command.
    Erasing removes every row whose table declares Scrub.DELETE; what declares Scrub.KEY stays and
    can no longer be read, because the person's data keys are among the rows that go.
    """
    removals: list[str] = []
    expiring: list[str] = []
    for model in own_models():
        keeping, table = keeping_of(model), model._meta.db_table
        if keeping.scrub is Scrub.DELETE:
            by_self = keeping.reach is Reach.SELF
            column = model._meta.pk.column if by_self else keeping.person_column
            removals.append(f'DELETE FROM "{table}" WHERE "{column}" = person;')
            expiring.append(table)
    demand = """IF coalesce(current_setting('muster.command', true), '') = '' THEN
          RAISE EXCEPTION 'muster: removal outside a command'; END IF;
        PERFORM set_config('muster.removing', 'yes', true);"""
    listed = ", ".join(f"'{table}'" for table in expiring) or "''"
    administrator = roles.of(Audience.ADMINISTRATOR)
    return [
        f"""CREATE OR REPLACE FUNCTION muster_erase(person uuid) RETURNS void LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = public AS $$ BEGIN
        {demand} {" ".join(removals)}
        PERFORM set_config('muster.removing', '', true); END $$""",
        "REVOKE ALL ON FUNCTION muster_erase(uuid) FROM PUBLIC",
        f'GRANT EXECUTE ON FUNCTION muster_erase(uuid) TO "{administrator}"',
        f"""CREATE OR REPLACE FUNCTION muster_expire(kind text, ids uuid[]) RETURNS bigint
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
        DECLARE removed bigint; BEGIN
        {demand}
        IF kind NOT IN ({listed}) THEN
          RAISE EXCEPTION 'muster: rows of % are not removed by age', kind; END IF;
        EXECUTE format('DELETE FROM %I WHERE id = ANY($1)', kind) USING ids;
        GET DIAGNOSTICS removed = ROW_COUNT;
        PERFORM set_config('muster.removing', '', true); RETURN removed; END $$""",
        "REVOKE ALL ON FUNCTION muster_expire(text, uuid[]) FROM PUBLIC",
        f'GRANT EXECUTE ON FUNCTION muster_expire(text, uuid[]) TO "{administrator}"',
    ]
