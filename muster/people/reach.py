"""Where people stand, as the database's row-level security asks it.

The tree is walked along today's parents, at most ten levels deep, so no closure can go stale. A
unit counts as below itself even before anyone has placed it.
"""

from __future__ import annotations

from muster.vault.schema.functions import REACH, ROOM_FUNCTIONS, RoomFunction
from muster.vault.zones import Audience

_BELOW = """
WITH RECURSIVE below AS (
  SELECT unnest(units) AS id
  UNION
  SELECT child.id FROM people_unit child JOIN below ON child.parent_id = below.id
)
"""
_ABOVE = """
WITH RECURSIVE above AS (
  SELECT placed.unit_id AS id FROM people_placement placed WHERE placed.person_id = person
  UNION
  SELECT unit.parent_id FROM people_unit unit JOIN above ON unit.id = above.id
  WHERE unit.parent_id IS NOT NULL
)
"""

# An import sees a number that belongs to somebody outside the importer's units, and refuses the
# row instead of making a second record. Only a command of the administrator's audience may ask.
_NUMBERS_TAKEN = RoomFunction(
    "people_numbers_taken(keys uuid[]) RETURNS SETOF uuid",
    """BEGIN
      IF coalesce(current_setting('muster.command', true), '') = '' THEN
        RAISE EXCEPTION 'muster: asked outside a command'
          USING ERRCODE = 'insufficient_privilege';
      END IF;
      RETURN QUERY SELECT number_key FROM people_person WHERE number_key = ANY (keys);
    END""",
    Audience.ADMINISTRATOR,
)


def fill_in_reach() -> None:
    """Tell the vault how to find the people and the units below a viewer's units."""
    ROOM_FUNCTIONS["people_numbers_taken"] = _NUMBERS_TAKEN
    REACH.units_below = f"{_BELOW} SELECT id FROM below"
    REACH.persons_below = (
        f"{_BELOW} SELECT placed.person_id FROM people_placement placed "
        "JOIN below ON placed.unit_id = below.id"
    )
    # Whoever covers every root of the tree covers everybody, placed or not.
    REACH.everywhere = (
        "SELECT cardinality(units) > 0 AND NOT EXISTS "
        "(SELECT FROM people_unit WHERE parent_id IS NULL AND stands AND id <> ALL (units))"
    )
    REACH.person_within = f"{_ABOVE} SELECT EXISTS (SELECT FROM above WHERE id = ANY (units))"
