"""The structured interview: part by part, whenever there is time, and finished as a whole."""

from __future__ import annotations

from uuid import UUID

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.care import problems
from muster.care.folding import locked
from muster.care.interviewing import END, LATEST, form_of, found_in, sealed_part, under_way
from muster.care.models import Interview, InterviewEnd, InterviewPart
from muster.care.rules.interviews import Found, faults, missing, proposes
from muster.care.sealed import sealed_words
from muster.kernel.ids import PersonId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.zones import Zone

ORDER, NOT_NEEDED = "order", "not-needed"


@command(
    key="care.keep-interview",
    permits=Permission.INTERVIEW,
    zone=Zone.CLINICAL,
    says=_("A part of a structured interview was put on record."),
    portable=True,
)
def keep_part(
    *, person: PersonId, case: UUID, part: str, found: Found, by: Viewer, at: Instant
) -> UUID:
    """Put one part on record; the first begins an interview, a later word on a part counts."""
    _demand_open(person, case)
    interview = under_way(case) or Interview.objects.create(
        person_id=person, case_id=case, form=LATEST, begun_at=at, begun_by=by.account
    )
    known = form_of(interview.form).part(part)
    if known is None:
        raise NOT_FOUND.refused()
    problem = next(faults(known, found), None)
    if problem is not None:
        raise Refused(problem)
    row = new_id()
    InterviewPart.objects.create(
        id=row, interview=interview, person_id=person, part=part, at=at, by=by.account,
        sealed=sealed_part(person, row, found),
    )  # fmt: skip
    note(interview=interview.id)
    return UUID(str(interview.id))


@command(
    key="care.finish-interview",
    permits=Permission.INTERVIEW,
    zone=Zone.CLINICAL,
    says=_("A structured interview was finished."),
    portable=True,
)
def finish_interview(
    *, person: PersonId, case: UUID, decided: str, words: str, by: Viewer, at: Instant
) -> tuple[str, ...]:
    """Finish the interview under way; return the functions for which a limitation is proposed.

    Where one is, `decided` says whether it will be ordered ("order") or is not needed, and `words`
    why not. Nothing is ordered by this. Refused where a part is missing.
    """
    _demand_open(person, case)
    interview = under_way(case)
    if interview is None:
        raise NOT_FOUND.refused()
    form = form_of(interview.form)
    found = {key: one for key, (_row, one) in found_in(interview).items()}
    lacking = missing(form, found)
    if lacking:
        raise problems.PARTS_MISSING.refused(count=len(lacking))
    functions = proposes(form, found).functions
    if functions and decided not in (ORDER, NOT_NEEDED):
        raise problems.PROPOSAL_UNDECIDED.refused()
    if functions and decided == NOT_NEEDED and not words.strip():
        raise problems.OWN_WORDS_MISSING.refused()
    row = new_id()
    InterviewEnd.objects.create(
        id=row, interview=interview, person_id=person, at=at, by=by.account,
        proposed=list(functions), decided=decided if functions else "",
        words=sealed_words(person, END, row, words) if words.strip() else None,
    )  # fmt: skip
    note(interview=interview.id)
    return functions


def _demand_open(person: PersonId, case: UUID) -> None:
    """Hold the case, so that two who begin at once fill one interview."""
    found = locked(person, case)
    if found is None:
        raise NOT_FOUND.refused()
    if found.state.ended:
        raise problems.CASE_ENDED.refused()
