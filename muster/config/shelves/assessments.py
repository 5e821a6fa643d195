"""Answers, sittings, attendance and what was asked: when their records go."""

from muster.config.shelves.shelf import Shelf

# A score counts from the day on which its sitting came in, however long ago that was answered.
_SCORED = """coalesce((SELECT s.recorded_at::date FROM assessments_sitting s
  WHERE s.id = t.sitting_id), t.at::date)"""

SHELVES = (
    Shelf("answers", "assessments_sitting", "id", "t.recorded_at::date"),
    # A sitting that was sent stands among the answers; how it was answered is not kept as long.
    Shelf("unfinished-answers", "assessments_answer", "id", "t.at::date"),
    Shelf("unfinished-answers", "assessments_answering", "id", "t.started_at::date"),
    Shelf("unfinished-answers", "assessments_answeringend", "id", "t.at::date"),
    Shelf("answers", "assessments_paperentry", "id", "t.at::date"),
    Shelf("signals", "assessments_followupfact", "id", "t.at::date"),
    Shelf("signals", "assessments_reachable", "id", "t.at::date"),
    Shelf("scores", "assessments_score", "sitting_id", _SCORED),
    Shelf("attendance", "assessments_latename", "id", "t.since::date"),
    Shelf("self-referrals", "assessments_helprequest", "id", "t.asked_at::date"),
    Shelf("attendance", "assessments_bookingend", "id", "t.at::date"),
    Shelf("attendance", "assessments_booking", "id", "t.at::date"),
    Shelf("attendance", "assessments_expected", "id", "t.at::date"),
    Shelf("attendance", "assessments_attendance", "id", "t.at::date"),
    Shelf("attendance", "assessments_askedagain", "id", "t.asked_at::date"),
    Shelf("attendance", "assessments_reminded", "id", "t.at::date"),
)  # fmt: skip
