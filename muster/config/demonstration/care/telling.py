"""The stage of the demonstration in which care happens: every story, in the order of its need."""

from __future__ import annotations

from muster.config.demonstration.building import Building, Progress
from muster.config.demonstration.care import (
    careers,
    cases,
    crises,
    duty,
    handing,
    member,
    oversight,
    past,
    peers,
)
from muster.config.demonstration.care.acting import Clinic


def care(building: Building, progress: Progress) -> None:
    """Let two years of care happen by the commands that real care takes."""
    clinic = Clinic(building, building.cast)
    begun = cases.tell_cases(clinic)
    progress(1, 5)
    duty.tell_limitations(clinic, crises.tell_crises(clinic))
    duty.tell_evaluations(clinic)
    progress(2, 5)
    member.tell_member(clinic)
    oversight.tell_noticed(clinic)
    oversight.tell_openings(clinic)
    oversight.tell_referrals(clinic)
    progress(3, 5)
    oversight.tell_loads(clinic)
    handing.tell_handovers(clinic, begun)
    peers.tell_talks(clinic)
    careers.tell_careers(clinic)
    progress(4, 5)
    past.tell_past(clinic)
    progress(5, 5)
