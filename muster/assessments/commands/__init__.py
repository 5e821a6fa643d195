"""Every write of the room."""

from muster.assessments.commands.answering import answer, begin, decline, finish, say_where
from muster.assessments.commands.appointments import (
    book,
    give_up,
    note_appointment,
    offer_hours,
    withdraw_hour,
)
from muster.assessments.commands.asking import ask_for_help
from muster.assessments.commands.campaigns import (
    Asking,
    close_campaign,
    open_campaign,
    prepare_campaign,
)
from muster.assessments.commands.importing import Landed, import_sittings
from muster.assessments.commands.papers import settle_paper, type_again, type_in
from muster.assessments.commands.plans import change_plan, drop_wanted, make_plan, want_visit
from muster.assessments.commands.reminding import remind_of_due
from muster.assessments.commands.submitting import correct, submit
from muster.assessments.commands.teams import (
    found_team,
    keep_member,
    serve_unit,
    set_absence,
    take_back_absence,
)
from muster.assessments.commands.visits import (
    Day,
    Planned,
    call_off_visit,
    excuse,
    note_attendance,
    plan_visit,
)
from muster.assessments.commands.watching import notice_silence

__all__ = [
    "Asking",
    "Day",
    "Landed",
    "Planned",
    "answer",
    "ask_for_help",
    "begin",
    "book",
    "call_off_visit",
    "change_plan",
    "close_campaign",
    "correct",
    "decline",
    "drop_wanted",
    "excuse",
    "finish",
    "found_team",
    "give_up",
    "import_sittings",
    "keep_member",
    "make_plan",
    "note_appointment",
    "note_attendance",
    "notice_silence",
    "offer_hours",
    "open_campaign",
    "plan_visit",
    "prepare_campaign",
    "remind_of_due",
    "say_where",
    "serve_unit",
    "set_absence",
    "settle_paper",
    "submit",
    "take_back_absence",
    "type_again",
    "type_in",
    "want_visit",
    "withdraw_hour",
]
