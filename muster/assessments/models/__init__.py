"""The room's tables, each kind in a file of its own. Facts are appended, never overwritten."""

from muster.assessments.models.again import AskedAgain
from muster.assessments.models.answering import (
    Answer,
    Answering,
    AnsweringEnd,
    FollowUpFact,
    Reachable,
)
from muster.assessments.models.appointments import Booking, BookingEnd, Slot, SlotTurn
from muster.assessments.models.campaigns import Batch, Campaign, CampaignTurn, Terms
from muster.assessments.models.paper import AnswerArrival, PaperEntry
from muster.assessments.models.plans import PlanNeed, PlanPart, Wanted, YearPlan
from muster.assessments.models.sittings import HelpRequest, Score, Sitting
from muster.assessments.models.teams import Team, TeamAbsence, TeamMember, TeamServes
from muster.assessments.models.turnout import LateName, TimeGiven, TurnoutCount
from muster.assessments.models.visits import Attendance, Expected, Reminded, Visit, VisitEnd

__all__ = [
    "Answer",
    "AnswerArrival",
    "Answering",
    "AnsweringEnd",
    "AskedAgain",
    "Attendance",
    "Batch",
    "Booking",
    "BookingEnd",
    "Campaign",
    "CampaignTurn",
    "Expected",
    "FollowUpFact",
    "HelpRequest",
    "LateName",
    "PaperEntry",
    "PlanNeed",
    "PlanPart",
    "Reachable",
    "Reminded",
    "Score",
    "Sitting",
    "Slot",
    "SlotTurn",
    "Team",
    "TeamAbsence",
    "TeamMember",
    "TeamServes",
    "Terms",
    "TimeGiven",
    "TurnoutCount",
    "Visit",
    "VisitEnd",
    "Wanted",
    "YearPlan",
]
