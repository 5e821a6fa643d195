"""The room's tables."""

from muster.transition.models.archives import (
    ArchiveRelease,
    ListedDuty,
    ListedLink,
    ListedOccupation,
    ListedSkill,
    ListedTitle,
    ListedWage,
    ListedWeight,
)
from muster.transition.models.courses import CoursePlace, PlaceFact, SchoolCourse
from muster.transition.models.faring import FaringLink, FaringLinkEnd, FaringSaid
from muster.transition.models.newcomers import TakenIn
from muster.transition.models.papers import PaperKept
from muster.transition.models.partners import (
    Agreement,
    Candidacy,
    CandidacyFact,
    Partner,
    PartnerRegion,
    Vacancy,
    WorkWishes,
    WrongQuestion,
)
from muster.transition.models.profile import ProfilePart
from muster.transition.models.reaching import VacancyTold
from muster.transition.models.reminders import Reminder
from muster.transition.models.sharing import PlanShown, SharingSaid
from muster.transition.models.staying import GroupsSaid, StayingTold
from muster.transition.models.support import Support, SupportAsk, SupportFact
from muster.transition.models.tasks import PartnerTask, PartnerTaskFact, Returnees
from muster.transition.models.together import TogetherSaid
from muster.transition.models.track import (
    CareSaid,
    NeedsMap,
    StepRow,
    StepTimes,
    TrackCase,
    TrackFact,
    TrackRow,
    TrackWord,
)
from muster.transition.models.ways import WentInto

__all__ = [
    "Agreement",
    "ArchiveRelease",
    "Candidacy",
    "CandidacyFact",
    "CareSaid",
    "CoursePlace",
    "FaringLink",
    "FaringLinkEnd",
    "FaringSaid",
    "GroupsSaid",
    "ListedDuty",
    "ListedLink",
    "ListedOccupation",
    "ListedSkill",
    "ListedTitle",
    "ListedWage",
    "ListedWeight",
    "NeedsMap",
    "PaperKept",
    "Partner",
    "PartnerRegion",
    "PartnerTask",
    "PartnerTaskFact",
    "PlaceFact",
    "PlanShown",
    "ProfilePart",
    "Reminder",
    "Returnees",
    "SchoolCourse",
    "SharingSaid",
    "StayingTold",
    "StepRow",
    "StepTimes",
    "Support",
    "SupportAsk",
    "SupportFact",
    "TakenIn",
    "TogetherSaid",
    "TrackCase",
    "TrackFact",
    "TrackRow",
    "TrackWord",
    "Vacancy",
    "VacancyTold",
    "WentInto",
    "WorkWishes",
    "WrongQuestion",
]
