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
# A newcomer is placed with an office: it reaches them by its units, and so does who writes records.
_OFFICES = " OR ".join(
    f"current_setting('role', true) LIKE '%\\_{one.value}'"
    for one in (Audience.CASEWORKER, Audience.ADMINISTRATOR)
)
_PLACED = f"SELECT person_id, unit_id FROM people_placement WHERE NOT outside OR {_OFFICES}"
# Whoever is away for a time is still looked after where they return to; who swaps likewise.
_AWAY = """SELECT person_id, from_unit AS unit_id FROM people_moverequest WHERE running
  UNION ALL SELECT f.partner_id, o.unit_id FROM people_movefact f
  JOIN people_moverequest m ON m.id = f.request_id AND m.running
  JOIN people_post o ON o.id = f.post_id WHERE f.act = 'decided' AND f.partner_id IS NOT NULL"""
_ABOVE = """
WITH RECURSIVE above AS (
  SELECT placed.unit_id AS id FROM ({placed}) placed WHERE placed.person_id = person
  UNION
  SELECT unit.parent_id FROM people_unit unit JOIN above ON unit.id = above.id
  WHERE unit.parent_id IS NOT NULL
)
"""

_ABOVE_EACH = """
WITH RECURSIVE above AS (
  SELECT placed.person_id AS person, placed.unit_id AS id FROM ({placed}) placed
  WHERE placed.person_id = ANY (people)
  UNION
  SELECT above.person, unit.parent_id FROM people_unit unit JOIN above ON unit.id = above.id
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


# Whose a number is, for an emergency of a clinician's, and for a commander's own people.
_ONE_NUMBER = """BEGIN
      IF coalesce(current_setting('muster.command', true), '') = '' THEN
        RAISE EXCEPTION 'muster: asked outside a command'
          USING ERRCODE = 'insufficient_privilege';
      END IF;
      RETURN (SELECT coalesce(p.merged_into_id, p.id) FROM people_person p
        WHERE p.number_key = key AND p.kind <> 'subject' {besides});
    END"""
_PERSON_NUMBERED = RoomFunction(
    "people_person_numbered(key uuid) RETURNS uuid",
    _ONE_NUMBER.format(besides=""),
    Audience.CLINICIAN,
)
_PERSON_LED = RoomFunction(
    "people_person_led(key uuid) RETURNS uuid",
    _ONE_NUMBER.format(
        besides="AND muster_person_within(coalesce(p.merged_into_id, p.id), muster_units())"
    ),
    Audience.COMMANDER,
)


def fill_in_reach() -> None:
    """Tell the vault how to find the people and the units below a viewer's units."""
    ROOM_FUNCTIONS["people_numbers_taken"] = _NUMBERS_TAKEN
    ROOM_FUNCTIONS["people_person_numbered"] = _PERSON_NUMBERED
    ROOM_FUNCTIONS["people_person_led"] = _PERSON_LED
    REACH.units_below = f"{_BELOW} SELECT id FROM below"
    REACH.persons_below = (
        f"{_BELOW} SELECT placed.person_id FROM people_placement placed "
        f"JOIN below ON placed.unit_id = below.id WHERE NOT placed.outside OR {_OFFICES}"
    )
    # Whoever covers every root of the tree covers everybody, placed or not.
    REACH.everywhere = (
        "SELECT cardinality(units) > 0 AND NOT EXISTS "
        "(SELECT FROM people_unit WHERE parent_id IS NULL AND stands AND id <> ALL (units))"
    )
    REACH.unit_of = "SELECT unit_id FROM people_placement WHERE person_id = person"
    REACH.placements = "people_placement"
    reached_in(_AWAY)


def reached_in(select: str) -> None:
    """Let clinicians of more units reach a person, one by one, than those where they are placed.

    `select` yields `person_id` and `unit_id`: those units' clinicians reach the person where a
    command, a query or a page names them; no list of a unit's people grows by it, and no other
    audience learns of it. The unit to which somebody returns from a temporary move counts always.
    """
    select = select if select == _AWAY else f"{_AWAY} UNION ALL {select}"
    clinicians = f"current_setting('role', true) LIKE '%\\_{Audience.CLINICIAN.value}'"
    _reach_by(
        f"{_PLACED} UNION ALL SELECT more.person_id, more.unit_id FROM ({select}) more "
        f"WHERE {clinicians}"
    )


def _reach_by(placed: str) -> None:
    above, each = _ABOVE.format(placed=placed), _ABOVE_EACH.format(placed=placed)
    REACH.person_within = f"{above} SELECT EXISTS (SELECT FROM above WHERE id = ANY (units))"
    REACH.people_within = f"{each} SELECT DISTINCT person FROM above WHERE id = ANY (units)"
