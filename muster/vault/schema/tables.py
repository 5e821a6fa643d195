"""Grants, row-level security and write triggers of each table, from its model's declaration."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps

from muster.vault.declarations import Keeping, Reach, keeping_of
from muster.vault.schema.following import following_sql
from muster.vault.schema.functions import REACH
from muster.vault.schema.roles import Roles
from muster.vault.zones import Allows, Audience, Rows, allows, sealed_zones, written


def own_models() -> list[Any]:
    """Return Muster's own concrete models, in the order of their tables' names."""
    models = [model for model in apps.get_models() if model.__module__.startswith("muster.")]
    return sorted(models, key=lambda model: str(model._meta.db_table))


def third_party_models() -> list[Any]:
    """Return the models of the libraries that Muster stands on: sign-in, sessions, jobs."""
    models = [model for model in apps.get_models() if not model.__module__.startswith("muster.")]
    return sorted(models, key=lambda model: str(model._meta.db_table))


def tables_sql(roles: Roles) -> Iterator[str]:
    """Yield, for each of Muster's tables, its grants, policies and triggers."""
    names = ", ".join(f'"{name}"' for name in (roles.app, roles.worker, *roles.audiences))
    yield f"GRANT USAGE ON SCHEMA public TO {names}"
    for model in own_models():
        table, keeping = model._meta.db_table, keeping_of(model)
        yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
        yield f'REVOKE ALL ON "{table}" FROM PUBLIC, {names}'
        yield from _drop_policies(table)
        for audience in Audience:
            yield from _audience_sql(roles, model, keeping, audience)
        yield from _triggers_sql(table, keeping)
        if not keeping.guarded:
            yield from _open_to_sign_in(roles, table)


def _drop_policies(table: str) -> Iterator[str]:
    yield f"""DO $$ DECLARE old record; BEGIN
        FOR old IN SELECT policyname FROM pg_policies
          WHERE schemaname = 'public' AND tablename = '{table}' LOOP
          EXECUTE format('DROP POLICY %I ON "{table}"', old.policyname);
        END LOOP; END $$"""


def allowed_on(keeping: Keeping, audience: Audience) -> Allows | None:
    """Return what `audience` may do with a table so kept.

    Data keys stand in no reader's zone: whoever may read a zone may use and make its keys.
    """
    if keeping.reach is Reach.ZONE:
        return Allows(Rows.ALL, insert=True) if sealed_zones(audience) else None
    allowed = allows(audience, keeping.zone)
    if allowed is None:
        return None
    allowed = written(allowed, keeping.hand, audience)
    if not keeping.append_only:
        return allowed
    return Allows(allowed.rows, allowed.select, allowed.insert, update=False)


def _audience_sql(roles: Roles, model: Any, keeping: Keeping, audience: Audience) -> Iterator[str]:
    allowed = allowed_on(keeping, audience)
    if allowed is None:
        return
    table, role = model._meta.db_table, roles.of(audience)
    condition = row_condition(keeping, model._meta.pk.column, audience, allowed.rows)
    if allowed.select:
        # What is ordered for a unit is read by those below it, whom it concerns.
        # What an organisation offers is read by everybody but other organisations.
        offered = keeping.reach is Reach.OFFER and allowed.rows is not Rows.PARTY
        reading = "true" if keeping.reach is Reach.ORDER or offered else condition
        yield f'GRANT SELECT ON "{table}" TO "{role}"'
        yield f'CREATE POLICY "{role}_select" ON "{table}" FOR SELECT TO "{role}" USING ({reading})'
    if allowed.insert:
        yield f'GRANT INSERT ON "{table}" TO "{role}"'
        yield (
            f'CREATE POLICY "{role}_insert" ON "{table}" FOR INSERT TO "{role}" '
            f"WITH CHECK ({condition})"
        )
    if allowed.update:
        yield f'GRANT UPDATE ON "{table}" TO "{role}"'
        yield (
            f'CREATE POLICY "{role}_update" ON "{table}" FOR UPDATE TO "{role}" '
            f"USING ({condition}) WITH CHECK ({condition})"
        )


def row_condition(keeping: Keeping, primary_key: str, audience: Audience, rows: Rows) -> str:
    """Return the SQL that decides whether a row is within what the transaction may reach.

    The named person is tested first, so that a command about one person never lists a unit; then
    whether the units are all there are, so that a whole force is never listed; then the people of
    a page, who were looked for one by one (`Work.admit`). The list of everybody in the units comes
    last; it is an uncorrelated subquery, which PostgreSQL hashes once, if a row gets that far.
    """
    if keeping.reach is Reach.ZONE:
        zones = ", ".join(f"'{zone.value}'" for zone in sealed_zones(audience))
        return f'"zone" IN ({zones})'
    if rows is Rows.ALL or keeping.reach is Reach.NOBODY:
        return "true"
    if rows is Rows.PARTY:
        its_own = f'"{keeping.party_column}" = ANY ((SELECT muster_units())::uuid[])'
        return its_own if keeping.reach in (Reach.OFFER, Reach.SENT) else "false"
    if keeping.reach is Reach.OFFER:
        return "false" if rows is Rows.OWN else "true"
    if keeping.reach in (Reach.UNIT, Reach.PLACE, Reach.ORDER):
        if rows is Rows.OWN:
            placed = f'"{keeping.person_column}" = (SELECT muster_person())'
            return placed if keeping.reach is Reach.PLACE else "false"
        within = (
            "(SELECT muster_everywhere(muster_units())) "
            f'OR "{keeping.unit_column}" IN (SELECT muster_units_below(muster_units()))'
        )
        if keeping.reach is not Reach.PLACE:
            return within
        return f"{within} OR {_looked_for(keeping.person_column)}"
    column = primary_key if keeping.reach is Reach.SELF else keeping.person_column
    own = f'"{column}" = (SELECT muster_person())'
    if keeping.reach is Reach.MENTION:
        own = f'({own} OR "people" @> ARRAY[(SELECT muster_person())])'
    if rows is Rows.OWN:
        return own
    return (
        f"{own} OR (SELECT muster_everywhere(muster_units())) "
        f'OR "{column}" = ANY ((SELECT muster_people())::uuid[]) '
        f'OR "{column}" IN (SELECT muster_persons_below(muster_units()))'
    )


def _looked_for(column: str) -> str:
    """Return whether the row is about the named person, or one of a page, found within reach."""
    return (
        f'"{column}" = (SELECT muster_person()) '
        f'OR "{column}" = ANY ((SELECT muster_people())::uuid[])'
    )


def _triggers_sql(table: str, keeping: Keeping) -> Iterator[str]:
    yield f'DROP TRIGGER IF EXISTS muster_demand_command ON "{table}"'
    yield f'DROP TRIGGER IF EXISTS muster_append_only ON "{table}"'
    if keeping.guarded:
        yield (
            "CREATE TRIGGER muster_demand_command BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE "
            f'ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION muster_demand_command()'
        )
    if keeping.append_only:
        yield (
            "CREATE TRIGGER muster_append_only BEFORE UPDATE OR DELETE OR TRUNCATE "
            f'ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION muster_append_only()'
        )
    if keeping.follows:
        yield from following_sql(table, REACH.placements)


def _open_to_sign_in(roles: Roles, table: str) -> Iterator[str]:
    """Sign-in runs before there is a viewer, so its tables answer the logins themselves."""
    for login in (roles.app, roles.worker):
        yield f'GRANT SELECT, INSERT, UPDATE ON "{table}" TO "{login}"'
        yield f'CREATE POLICY "{login}_sign_in" ON "{table}" TO "{login}" USING (true)'


def third_party_sql(roles: Roles) -> Iterator[str]:
    """Yield the grants on third-party tables, which belong to the platform zone."""
    names = ", ".join(
        f'"{name}"' for name in (roles.app, roles.worker, roles.of(Audience.PLATFORM))
    )
    for model in third_party_models():
        yield f'GRANT SELECT, INSERT, UPDATE, DELETE ON "{model._meta.db_table}" TO {names}'
    # Which migrations were made is no secret: `doctor` compares them with the code's.
    yield f'GRANT SELECT ON "django_migrations" TO "{roles.app}", "{roles.worker}"'
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {names}"
