"""The one door through which rows about a person are removed from the database."""

from __future__ import annotations

from typing import Any

from django.db.models import CompositePrimaryKey, UUIDField

from muster.vault.declarations import Keeping, Reach, Scrub, keeping_of
from muster.vault.schema.roles import Roles
from muster.vault.schema.tables import own_models
from muster.vault.zones import PARTS, Audience, Zone


def erasing_sql(roles: Roles) -> list[str]:
    """Return the functions `muster_erase`, `muster_erase_zone` and `muster_expire`.

    They run with the owner's rights, for the administrator alone, and only inside a command.
    Erasing removes every row whose table declares Scrub.DELETE; what declares Scrub.KEY stays and
    can no longer be read, because the person's data keys are among the rows that go. Erasing one
    zone does so for the tables and the key of that zone. Expiring removes rows of one such table,
    named by their own id or by the record they belong to.
    """
    removals, expiring = _what_goes()
    parts = " ".join(
        f"IF part = '{zone.value}' THEN {' '.join(_from_zone(zone))} END IF;" for zone in PARTS
    )
    known = ", ".join(f"'{zone.value}'" for zone in PARTS)
    keys = " ".join(f"WHEN '{table}' THEN '{key}'" for table, key in expiring.items())
    demand = """IF coalesce(current_setting('muster.command', true), '') = '' THEN
          RAISE EXCEPTION 'muster: removal outside a command'; END IF;
        PERFORM set_config('muster.removing', 'yes', true);"""
    administrator = roles.of(Audience.ADMINISTRATOR)
    return [
        f"""CREATE OR REPLACE FUNCTION muster_erase(person uuid) RETURNS void LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = public AS $$ BEGIN
        {demand} {" ".join(removals)}
        PERFORM set_config('muster.removing', '', true); END $$""",
        "REVOKE ALL ON FUNCTION muster_erase(uuid) FROM PUBLIC",
        f'GRANT EXECUTE ON FUNCTION muster_erase(uuid) TO "{administrator}"',
        f"""CREATE OR REPLACE FUNCTION muster_erase_zone(person uuid, part text) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
        IF part NOT IN ({known}) THEN
          RAISE EXCEPTION 'muster: the zone % is not erased by itself', part; END IF;
        {demand} {parts}
        DELETE FROM vault_datakey k WHERE k.person_id = person AND k.zone = part;
        PERFORM set_config('muster.removing', '', true); END $$""",
        "REVOKE ALL ON FUNCTION muster_erase_zone(uuid, text) FROM PUBLIC",
        f'GRANT EXECUTE ON FUNCTION muster_erase_zone(uuid, text) TO "{administrator}"',
        f"""CREATE OR REPLACE FUNCTION muster_expire(kind text, ids uuid[]) RETURNS bigint
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
        DECLARE removed bigint; key text := CASE kind {keys} END; BEGIN
        {demand}
        IF key IS NULL THEN
          RAISE EXCEPTION 'muster: rows of % are not removed by age', kind; END IF;
        EXECUTE format('DELETE FROM %I WHERE %I = ANY($1)', kind, key) USING ids;
        GET DIAGNOSTICS removed = ROW_COUNT;
        PERFORM set_config('muster.removing', '', true); RETURN removed; END $$""",
        "REVOKE ALL ON FUNCTION muster_expire(text, uuid[]) FROM PUBLIC",
        f'GRANT EXECUTE ON FUNCTION muster_expire(text, uuid[]) TO "{administrator}"',
    ]


def _from_zone(zone: Zone) -> list[str]:
    """Return the statements that remove a `person` from the tables of one zone."""
    return [
        f'DELETE FROM "{model._meta.db_table}" WHERE "{keeping.person_column}" = person;'
        for model in own_models()
        if (keeping := keeping_of(model)).zone is zone
        and keeping.scrub is Scrub.DELETE
        and keeping.reach is not Reach.SELF
    ]


def _what_goes() -> tuple[list[str], dict[str, str]]:
    """Return the statements that remove a `person`, and the column by which each table expires."""
    removals: list[str] = []
    expiring: dict[str, str] = {}
    for model in own_models():
        keeping, table = keeping_of(model), model._meta.db_table
        if keeping.ages:
            expiring[table] = str(model._meta.pk.column)
        if keeping.scrub is Scrub.DELETE:
            by_self = keeping.reach is Reach.SELF
            column = model._meta.pk.column if by_self else keeping.person_column
            removals.append(f'DELETE FROM "{table}" WHERE "{column}" = person;')
            key = _named_by(model, keeping)
            if key is not None:
                expiring[table] = key
    return removals, expiring


def _named_by(model: Any, keeping: Keeping) -> str | None:
    """Return the column by which rows are removed by age: an id, or the record they belong to."""
    if keeping.reach is Reach.SELF:
        return None  # a whole person is erased, never removed by age
    key = model._meta.pk
    if not isinstance(key, CompositePrimaryKey):
        return None if key.column == keeping.person_column else str(key.column)
    ids = {field.column for field in model._meta.fields if isinstance(field, UUIDField)}
    named = (one for one in ("id", *key.columns) if one in ids and one.endswith("id"))
    return next((one for one in named if one != keeping.person_column), None)
