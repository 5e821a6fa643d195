"""In which part somebody acts on a case: the hands of the path, by the role a viewer holds."""

from __future__ import annotations

from muster.access.roles import CASE_MANAGER, HEAD_OF_SERVICE, PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.rules.cases import CaseState

GAINING = "gaining-clinician"
EVALUATOR, EVALUATED_IN = "evaluator", "directed-evaluation"
OF_ROLE = {
    UNIT_PSYCHOLOGIST.key: "clinician",
    PHYSICIAN.key: "physician",
    CASE_MANAGER.key: "case-manager",
    HEAD_OF_SERVICE.key: "head-of-service",
}


def hands_of(by: Viewer, state: CaseState) -> tuple[str, ...]:
    """Return the hands in which this viewer may act on a case that stands so.

    Whoever a case was offered to is the one who takes over, whatever the role, and whoever owns a
    directed evaluation is its evaluator.
    """
    own = OF_ROLE.get(by.role.key)
    found = () if own is None else (own,)
    if state.state == EVALUATED_IN and state.owner == str(by.account):
        found = (*found, EVALUATOR)
    return (*found, GAINING) if state.offered_to == str(by.account) else found
