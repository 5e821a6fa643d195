"""Paper forms typed in, with a second key for what is acted on.

What was typed first counts at once: the sitting is scored and whoever is to be called is queued.
Critical items are then typed again without sight of the first. Where the two differ, the more
serious counts until somebody has looked at the paper, and that is told at once too.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from muster.access.doors import Unjournalled, command
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.assessments import problems
from muster.assessments.answering import one_at_a_time, sex_of
from muster.assessments.due import due_of
from muster.assessments.entering import Entry, enter, set_right
from muster.assessments.events import CRITICAL_ANSWERED, CriticalAnswered
from muster.assessments.filing import of_paper
from muster.assessments.models import Sitting
from muster.assessments.papers import FIRST, SECOND, SETTLED, Paper, paper_of, write_turn
from muster.assessments.rules.paper import Check, disagreements, more_serious
from muster.instruments.packs import pack
from muster.instruments.rules.specification import Specification
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Calendar, Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.policy.rules.profile import Profile
from muster.vault.zones import Zone


@command(
    key="assessments.type-in",
    permits=Permission.TYPE_PAPER,
    zone=Zone.CLINICAL,
    says=_("A paper form was typed in."),
    portable=True,
)
def type_in(
    *,
    person: PersonId,
    sitting: UUID,
    instrument: str,
    language: str,
    answered_on: date,
    values: Mapping[str, int],
    profile: Unjournalled[Profile],
    by: Viewer,
    at: Instant,
) -> Check:
    """Enter a paper form; the same id a second time changes nothing.

    It belongs to what was due on the day of answering, if anything was, else to no campaign that
    anybody opened. Returns whether its critical items wait for a second key.
    """
    one_at_a_time(sitting)
    specification = pack(instrument).specification
    _check_values(specification, values)
    if Sitting.objects.filter(id=sitting, person_id=person).exists():
        return paper_of(person, sitting).check
    answered_at = _instant(answered_on, calendars_of([person])[person], at)
    campaign, window = _due_then(person, instrument, answered_at, by, at)
    entry = Entry(
        person, sitting, campaign, window, instrument, language, "paper", answered_at
    )  # fmt: skip
    enter(entry, values, sex_of(person), profile, by.account, at)
    write_turn(
        person, sitting, specification, FIRST, values, by=by.account, at=at,
        agreed=None if specification.critical else True,
    )  # fmt: skip
    return paper_of(person, sitting).check


@command(
    key="assessments.type-again",
    permits=Permission.TYPE_PAPER,
    zone=Zone.CLINICAL,
    says=_("The critical items of a paper form were typed a second time."),
    portable=True,
)
def type_again(
    *,
    person: PersonId,
    sitting: UUID,
    values: Mapping[str, int],
    alone: bool,
    by: Viewer,
    at: Instant,
) -> Check:
    """Type the critical items again; `values` holds them alone.

    Refused for the hand that typed them first, unless it says that nobody else is there (`alone`):
    then the form stays marked. A graver answer than the first is told at once.
    """
    one_at_a_time(sitting)
    paper = paper_of(person, sitting)
    own = by.account == paper.typed_by
    _check_values(paper.specification, values)
    if paper.check is not Check.WAITING:
        raise problems.PAPER_CHECKED.refused()
    if own and not alone:
        raise problems.ANOTHER_HAND.refused()
    critical = _critical_of(paper.specification, values)
    agreed = not disagreements(paper.specification, paper.first, critical)
    write_turn(
        person, sitting, paper.specification, SECOND, critical, by=by.account, at=at,
        alone=own, agreed=agreed,
    )  # fmt: skip
    _tell_more_serious(paper, critical, by.account, at)
    return Check.AGREED if agreed else Check.DISAGREED


@command(
    key="assessments.settle-paper",
    permits=Permission.CORRECT_SITTING,
    zone=Zone.CLINICAL,
    says=_("Two typings of a paper form differed, and somebody looked at the paper."),
    portable=True,
)
def settle_paper(
    *,
    person: PersonId,
    sitting: UUID,
    correction: UUID,
    values: Mapping[str, int],
    reason: str,
    profile: Unjournalled[Profile],
    by: Viewer,
    at: Instant,
) -> None:
    """Say what stands on the paper where two typings differed; `reason` is a code of the profile's.

    `values` are the critical items as they are. Where the first typing was wrong, the sitting is
    set right by `correction`; what the graver typing raised stays until a clinician has seen to it.
    """
    one_at_a_time(sitting)
    paper = paper_of(person, sitting)
    _check_values(paper.specification, values)
    if paper.check is not Check.DISAGREED:
        raise problems.PAPER_AGREES.refused()
    if reason not in profile.reasons.correction:
        known = ", ".join(profile.reasons.correction)
        raise problems.UNKNOWN_CORRECTION.refused(reason=reason, known=known)
    critical = _critical_of(paper.specification, values)
    if disagreements(paper.specification, paper.first, critical):
        rest = {code: value for code, value in paper.first.items()
                if code not in {one.code for one in paper.specification.critical}}  # fmt: skip
        set_right(
            person, sitting, correction, {**rest, **critical}, reason, sex_of(person), profile,
            by.account, at,
        )  # fmt: skip
    write_turn(
        person, sitting, paper.specification, SETTLED, critical, by=by.account, at=at, reason=reason
    )


def _check_values(specification: Specification, values: Mapping[str, int]) -> None:
    for code, value in values.items():
        if code not in specification.by_code or value not in specification.by_code[code].by_value:
            raise problems.NOT_OFFERED.refused()


def _critical_of(specification: Specification, values: Mapping[str, int]) -> dict[str, int]:
    return {one.code: values[one.code] for one in specification.critical if one.code in values}


def _tell_more_serious(
    paper: Paper, critical: Mapping[str, int], by: AccountId, at: Instant
) -> None:
    for code, value in more_serious(paper.specification, paper.first, critical).items():
        CRITICAL_ANSWERED.tell(
            CriticalAnswered(
                sitting=paper.sitting,
                person=paper.person,
                instrument=paper.specification.instrument,
                item=code,
                value=value,
                mode="paper",
                answered_at=None,
                recorded_at=at,
                entered_by=by,
            )
        )


def _instant(day: date, calendar: Calendar, at: Instant) -> datetime:
    """Return when the form was answered, as far as its day says: noon where the person is."""
    if day > calendar.local_date(at):
        raise problems.FUTURE_DATE.refused(date=day)
    noon = datetime.combine(day, time(12), ZoneInfo(calendar.zone)).astimezone(UTC)
    return min(noon, at)


def _due_then(
    person: PersonId, instrument: str, answered_at: datetime, by: Viewer, at: Instant
) -> tuple[UUID, str]:
    """Return the campaign and window that a form of that day answers."""
    for due in due_of([person], answered_at).get(person, []):
        if instrument in due.instruments:
            return due.campaign, due.window
    return of_paper(by.units[0], at).id, ""
