"""Who reaches a person beside those who serve where they are placed.

Both sides while a case changes hands, until it is over; and whoever opened one in an emergency.

Row-level security goes by where somebody is placed, and a move changes that overnight. Whoever
answers for the person until the first contact was kept would be locked out on the morning of the
move; whoever is to take over could prepare nothing before it.
"""

from __future__ import annotations

from muster.people.reach import reached_in
from muster.vault.schema.functions import ROOM_FUNCTIONS, RoomFunction
from muster.vault.zones import Audience

# Whether somebody had care not long before a day, for the auditor's check. Of the care it says the
# nearest window of days and nothing else; whoever had none is not in the answer, and who is not
# known neither, so the two cannot be told apart. Care counts from the opening of a case to its end.
_NEAR_CARE = RoomFunction(
    "care_near_care(keys uuid[], days date[], windows integer[]) "
    "RETURNS TABLE (place bigint, who uuid, near integer)",
    """BEGIN
      IF coalesce(current_setting('muster.command', true), '') = '' THEN
        RAISE EXCEPTION 'muster: asked outside a command'
          USING ERRCODE = 'insufficient_privilege';
      END IF;
      RETURN QUERY
      WITH meant AS (
        SELECT asked.nth, asked.day, coalesce(p.merged_into_id, p.id) AS person
        FROM unnest(keys, days) WITH ORDINALITY AS asked (key, day, nth)
        JOIN people_person p ON p.number_key = asked.key AND p.kind <> 'subject'
      ), care AS (
        SELECT meant.nth, meant.day, meant.person,
          CASE WHEN c.ended THEN least(c.since::date, meant.day) ELSE meant.day END AS last
        FROM meant
        JOIN people_person r ON r.id = meant.person OR r.merged_into_id = meant.person
        JOIN care_case o ON o.person_id = r.id AND o.opened_at::date <= meant.day
        JOIN care_caserow c ON c.case_id = o.id
      )
      SELECT care.nth, care.person, min(w.span) FROM care
      JOIN unnest(windows) AS w (span) ON care.last >= care.day - w.span
      GROUP BY care.nth, care.person;
    END""",
    Audience.AUDITOR,
)


def fill_in_reach() -> None:
    """Tell the database whose clinicians reach a person by an open handover, or by an opening.

    Also what it answers the auditor about nearness to care.

    An opening stands for a unit of its own, in which one person is placed and which one account
    has.
    """
    ROOM_FUNCTIONS["care_near_care"] = _NEAR_CARE
    reached_in(
        "SELECT person_id, unit_id FROM care_handoverside WHERE reaches AND NOT ended "
        "UNION ALL SELECT person_id, id FROM care_glassbroken WHERE until > now()"
    )
