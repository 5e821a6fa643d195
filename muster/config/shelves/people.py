"""Consents, postings and moves: when their records go."""

from muster.config.shelves.shelf import Shelf

# A consent ends on its day, with the next word on the same thing, or with the person's service; a
# withdrawal is over as soon as it is given.
_CONSENT_ENDED = """coalesce(t.until,
  (SELECT min(n.at)::date FROM people_consent n
     WHERE n.person_id = t.person_id AND n.item = t.item AND n.at > t.at),
  CASE WHEN NOT t.given OR who.kind = 'subject' THEN t.at::date END, w.until)"""
_MOVE_OVER = "NOT EXISTS (SELECT FROM people_moverequest m WHERE m.id = t.request_id AND m.running)"
_SWAP_OVER = """EXISTS (
  SELECT FROM people_swapquestion q WHERE q.id = t.question_id AND q.became <> '')"""

SHELVES = (
    Shelf("consents", "people_consent", "id", "t.at::date", ended=_CONSENT_ENDED),
    Shelf("postings", "people_posting", "id", "t.since"),
    Shelf("postings", "people_movefact", "id", "t.at::date", besides=_MOVE_OVER),
    Shelf("postings", "people_swapanswer", "id", "t.at::date", besides=_SWAP_OVER),
    Shelf("postings", "people_swapquestion", "id", "t.asked_at::date", besides="t.became <> ''"),
    Shelf("postings", "people_moverequest", "id", "t.asked_at::date", besides="NOT t.running"),
    Shelf(
        "command-notices", "people_movedecision", "id", "t.decided_at::date",
        ended="(SELECT f.gone_at::date FROM people_moveform f WHERE f.id = t.form_id)",
    ),
    Shelf(
        "command-notices", "people_swapasked", "id", "t.asked_at::date",
        ended="(SELECT f.gone_at::date FROM people_moveform f WHERE f.id = t.form_id)",
    ),
    Shelf(
        "command-notices", "people_moveform", "id", "t.written_at::date", ended="t.gone_at::date"
    ),
)  # fmt: skip
