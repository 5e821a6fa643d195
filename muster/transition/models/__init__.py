"""The room's tables."""

from muster.transition.models.partners import (
    Agreement,
    Candidacy,
    CandidacyFact,
    Partner,
    Vacancy,
    WorkWishes,
    WrongQuestion,
)
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

__all__ = [
    "Agreement",
    "Candidacy",
    "CandidacyFact",
    "CareSaid",
    "NeedsMap",
    "Partner",
    "StepRow",
    "StepTimes",
    "TrackCase",
    "TrackFact",
    "TrackRow",
    "TrackWord",
    "Vacancy",
    "WorkWishes",
    "WrongQuestion",
]
