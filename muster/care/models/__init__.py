"""The room's tables: cases, handovers, plans, limitations, and the notices that command reads."""

from muster.care.models.boards import Board, BoardView, DutyAnswer, DutyQuestion
from muster.care.models.careers import CareerAction, CareerFile, CareerReview
from muster.care.models.caring import CaringContact, CaringYear
from muster.care.models.caseloads import Pooled, WorkingTime
from muster.care.models.cases import Case, CaseFact, CaseRow
from muster.care.models.crises import Crisis, CrisisFact, CrisisRow, Disclosure
from muster.care.models.evaluations import (
    EvaluationAnswer,
    EvaluationAsked,
    EvaluationCopy,
    EvaluationLate,
    EvaluationNoted,
    EvaluationReport,
    EvaluationSaid,
)
from muster.care.models.feeds import CalendarFeed, CalendarFeedEnd
from muster.care.models.glass import GlassBroken, GlassFact
from muster.care.models.handovers import Handover, HandoverFact, HandoverSide
from muster.care.models.interviews import Interview, InterviewEnd, InterviewPart
from muster.care.models.letters import HandoverLetter, LetterWord
from muster.care.models.limitations import (
    CommandNotice,
    Limitation,
    LimitationFact,
    NoticeEnd,
    PostAsked,
)
from muster.care.models.observed import Observation, Report, ReportDoor
from muster.care.models.outside import OutsideAnswer, OutsideAsked, OutsideLink, OutsideLinkEnd
from muster.care.models.plans import Plan, Review, SafetyPlanMade, Session
from muster.care.models.recall import RecallAnswer
from muster.care.models.referrals import Referral, ReferralFact, ReferralRow

__all__ = [
    "Board",
    "BoardView",
    "CalendarFeed",
    "CalendarFeedEnd",
    "CareerAction",
    "CareerFile",
    "CareerReview",
    "CaringContact",
    "CaringYear",
    "Case",
    "CaseFact",
    "CaseRow",
    "CommandNotice",
    "Crisis",
    "CrisisFact",
    "CrisisRow",
    "Disclosure",
    "DutyAnswer",
    "DutyQuestion",
    "EvaluationAnswer",
    "EvaluationAsked",
    "EvaluationCopy",
    "EvaluationLate",
    "EvaluationNoted",
    "EvaluationReport",
    "EvaluationSaid",
    "GlassBroken",
    "GlassFact",
    "Handover",
    "HandoverFact",
    "HandoverLetter",
    "HandoverSide",
    "Interview",
    "InterviewEnd",
    "InterviewPart",
    "LetterWord",
    "Limitation",
    "LimitationFact",
    "NoticeEnd",
    "Observation",
    "OutsideAnswer",
    "OutsideAsked",
    "OutsideLink",
    "OutsideLinkEnd",
    "Plan",
    "Pooled",
    "PostAsked",
    "RecallAnswer",
    "Referral",
    "ReferralFact",
    "ReferralRow",
    "Report",
    "ReportDoor",
    "Review",
    "SafetyPlanMade",
    "Session",
    "WorkingTime",
]
