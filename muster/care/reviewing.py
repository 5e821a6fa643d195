"""Reviews that open by themselves: no reliable gain, or a reliable loss. Nothing else happens.

Listeners run inside the command that brought the news, so a score and the review that it calls for
land together. Whoever is in care is never told by this, and nothing is decided: a clock starts.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from muster.access.channels import Kind, send
from muster.assessments.events import Imported, Submitted
from muster.care.comparing import compared_since
from muster.care.events import CASE_MOVED, CaseMoved
from muster.care.folding import Standing, happen, locked
from muster.care.models import Plan, Review, Session
from muster.care.rules.cases import Act, Event, due_in, refusal
from muster.care.rules.reviews import Known, opens_now, verdict
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Instant
from muster.people.calendars import calendars_of
from muster.policy.queries import in_force
from muster.vault.installation import installation
from muster.vault.trips import Filled, Statement
from muster.vault.work import current

_IN_CARE = Statement(
    "SELECT person_id, case_id, state FROM care_caserow "
    "WHERE person_id = ANY($1::uuid[]) AND NOT ended ORDER BY case_id"
)
OPENS, GOES_ON, HOUSE, KEPT = "open-review", "continue", "house", "kept"


def hear_submitted(sitting: Submitted) -> None:
    """Look whether a new score calls for a review."""
    look([sitting.person], at=sitting.recorded_at)


def asked_when_submitted(person: PersonId) -> list[Filled]:
    """Return what `hear_submitted` asks first, to be asked ahead."""
    return [_IN_CARE.of([person])]


def hear_imported(batch: Imported) -> None:
    """Look for everybody of a file who is in care."""
    if not batch.newborn:
        look(batch.persons, at=batch.recorded_at)


def look(people: Collection[PersonId], *, at: Instant) -> int:
    """Open a review for those of these people whose scores call for one; return how many.

    A case that is not where the path lets a review be opened is left alone, and so is one without
    a plan, which has no course to be measured.
    """
    path = in_force().case
    step = path.steps.get(OPENS)
    if step is None or HOUSE not in step.by:
        return 0
    found = current().ask(_IN_CARE, list(people))
    return sum(
        _opened(PersonId(person), case, at) for person, case, state in found if state in step.leaves
    )


def go_on(case: Standing, person: PersonId, hand: str, next_review: date, event: Event) -> None:
    """Let a case whose review was held go back to its plan, due on the day of the next review."""
    path, due = case.profile.case, calendars_of([person])[person].end_of(next_review)
    step = path.steps.get(GOES_ON)
    if step is not None and case.state.state in step.leaves and hand in step.by:
        _take(case, person, Event(Act.STEPPED, event.at, event.by, hand, GOES_ON, due=due))
    elif step is not None and case.state.state == step.enters:
        happen(case.case, Event(Act.DATED, event.at, event.by, hand, due=due))


def _opened(person: PersonId, case: UUID, at: Instant) -> bool:
    plan = Plan.objects.filter(case_id=case).order_by("-made_at", "-id").first()
    found = locked(person, case)
    if plan is None or found is None or not _called_for(person, plan, found):
        return False
    calendar, path = calendars_of([person])[person], found.profile.case
    due = due_in(path, path.steps[OPENS].enters, at, calendar)
    event = Event(Act.STEPPED, at, str(installation().node), HOUSE, OPENS, due=due)
    if refusal(path, found.state, event, {}) is not None:
        return False
    _take(found, person, event)
    owner = AccountId(UUID(found.state.owner))
    send([owner], Kind.REMINDER, about=case, step=f"review {at:%y%m%d%H%M}", at=at)
    return True


def _called_for(person: PersonId, plan: Plan, found: Standing) -> bool:
    """Do scores and sessions since the last review call for one?"""
    kept = Session.objects.filter(case_id=plan.case_id, became=KEPT)
    last = Review.objects.filter(case_id=plan.case_id).order_by("-held_at", "-id").first()
    held_on = None
    if last is not None:
        held_on = calendars_of([person])[person].local_date(last.held_at)
    since = kept if held_on is None else kept.filter(on__gt=held_on)
    compared = compared_since(person, plan.begins_on)
    known = Known(kept.count(), since.count(), held_on)
    return opens_now(verdict(compared, known.sessions, found.profile), known, found.profile)


def _take(case: Standing, person: PersonId, event: Event) -> None:
    before = case.state
    after = happen(case.case, event)
    CASE_MOVED.tell(
        CaseMoved(
            case.case.id, person, before.state, after.state, after.owner, after.due, event.at,
            AccountId(UUID(event.by)),
        )
    )  # fmt: skip
