"""A person's unit, written beside what is asked for by unit, and kept true by the database.

A list of a unit's people must not begin by naming everybody in the unit. So a table may carry the
unit where its person is placed (`Keeping.follows`): filled in when the row is made, changed in the
statement that moves the person, by triggers that run with the owner's rights, because whoever
moves people may not see what waits for them.
"""

from __future__ import annotations

from collections.abc import Iterator


def following_functions(unit_of: str) -> list[str]:
    """Return the functions of the triggers; `unit_of` selects the unit of one `person`."""
    return [
        f"""CREATE OR REPLACE FUNCTION muster_fill_unit() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = public AS $$
        DECLARE person uuid := NEW.person_id;
        BEGIN NEW.unit_id := ({unit_of}); RETURN NEW; END $$;
        REVOKE ALL ON FUNCTION muster_fill_unit() FROM PUBLIC""",
        """CREATE OR REPLACE FUNCTION muster_follow_placement() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = public AS $$
        BEGIN
          EXECUTE format('UPDATE %I t SET unit_id = m.unit_id FROM moved m WHERE '
            't.person_id = m.person_id AND t.unit_id IS DISTINCT FROM m.unit_id', TG_ARGV[0]);
          RETURN NULL;
        END $$;
        REVOKE ALL ON FUNCTION muster_follow_placement() FROM PUBLIC""",
    ]


def following_sql(table: str, placements: str) -> Iterator[str]:
    """Yield the triggers that keep the unit column of `table` where `placements` say it is."""
    yield f'DROP TRIGGER IF EXISTS muster_fill_unit ON "{table}"'
    yield (
        f'CREATE TRIGGER muster_fill_unit BEFORE INSERT ON "{table}" '
        "FOR EACH ROW EXECUTE FUNCTION muster_fill_unit()"
    )
    for event in ("INSERT", "UPDATE"):
        name = f"muster_{event.lower()}_{table}"
        yield f'DROP TRIGGER IF EXISTS "{name}" ON "{placements}"'
        yield (
            f'CREATE TRIGGER {name} AFTER {event} ON "{placements}" '
            "REFERENCING NEW TABLE AS moved "
            f"FOR EACH STATEMENT EXECUTE FUNCTION muster_follow_placement('{table}')"
        )
