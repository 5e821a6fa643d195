"""Asking for the measures of a plan: the person is asked again before each review.

A plan names the questionnaires that it is measured by. They are asked in the days before the next
review, on the person's own page; a plan made anew or a review held asks for the next ones, and with
the case's end nothing is asked any more. What does not come is no answer and no default: the plan
says that it is waited for.
"""

from __future__ import annotations

from datetime import date

from muster.access.viewers import Viewer
from muster.assessments.again import ask_again, ask_no_more
from muster.care.events import CaseMoved
from muster.care.models import CaseRow, Plan
from muster.detection.rules.change import norms_for
from muster.instruments.packs import packs
from muster.instruments.queries import has_text
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.policy.queries import in_force


def ask_before(plan: Plan, review_on: date, *, by: Viewer, at: Instant) -> None:
    """Ask for the plan's measures before its next review."""
    person = PersonId(plan.person_id)
    ask_again(person, plan.case_id, plan.measures, review_on, by=by.account, at=at)


def hear_case_moved(moved: CaseMoved) -> None:
    """Ask nothing more once a case has ended."""
    if CaseRow.objects.filter(case_id=moved.case, ended=True).exists():
        ask_no_more(moved.person, moved.case, by=moved.by, at=moved.at)


def measures_offered() -> list[str]:
    """Return the questionnaires by which a plan can be measured.

    Their words are here to be asked, and a constant says what a change in them is.
    """
    profile = in_force()
    found = []
    for key, pack in packs().items():
        scales = [
            norms_for(scale, profile.scale(key, scale.key)) for scale in pack.specification.scales
        ]
        measured = any(norms.worse is not None or norms.better is not None for norms in scales)
        if measured and (pack.wordings or has_text(key)):
            found.append(key)
    return sorted(found)
