"""The coming days of a clinician, on the page where their day begins: who, when, and for what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.assessments.queries import own_hours
from muster.care.queries.evaluations import evaluations
from muster.care.queries.soon import SOON, reviews_soon
from muster.kernel.ids import PersonId
from muster.kernel.time import Calendar, Instant
from muster.kernel.words import Sentence, _
from muster.web import addresses
from muster.web.care.limitations.person import about_many
from muster.web.components.statuses import Status

SAYS = {
    "title": _("The next seven days"),
    "what": _("What"),
    "when": _("When"),
    "who": _("Who"),
    "nothing": _("No appointment and no review of a limitation comes up."),
}
_REVIEW = _("Review of a limitation")
_HOUR = _("An hour that was booked with you")
_EVALUATION = _("An evaluation that a commander asked for")
_BY = _("By {day}")
_LATE = Status(_("Late"), "red")


@dataclass(frozen=True, slots=True)
class Soon:
    """One thing to come: `at` an appointment's beginning, or `by_day` by when it is to be done."""

    day: date
    what: Sentence
    person: PersonId
    href: str
    at: Instant | None = None
    name: str | Sentence = ""
    zone: str = "UTC"
    late: Status | None = None

    @property
    def by_day(self) -> Sentence | None:
        return None if self.at is not None else _BY.of(day=self.day)


def coming(by: Viewer, at: Instant) -> list[Soon]:
    """Return what comes up for the viewer, the earliest first; whoever is out of reach is not."""
    if Permission.READ_PERSON not in by.role.may:
        return []
    found = [*_reviews(by, at), *_hours(by, at), *_meetings(by, at)]
    people = about_many([one.person for one in found], by, at)
    named = [
        Soon(_day(one, people[one.person].zone), one.what, one.person, one.href, one.at,
             people[one.person].name, people[one.person].zone, one.late)
        for one in found
        if one.person in people
    ]  # fmt: skip
    return sorted(named, key=lambda one: (one.day, one.at is None, one.at or at, str(one.person)))


def _day(one: Soon, zone: str) -> date:
    return one.day if one.at is None else Calendar(zone).local_date(one.at)


def _reviews(by: Viewer, at: Instant) -> list[Soon]:
    return [
        Soon(one.day, _REVIEW, one.person, f"{addresses.PEOPLE}/{one.person}/limitations",
             late=_LATE if one.late else None)
        for one in reviews_soon(by=by, at=at)
    ]  # fmt: skip


def _hours(by: Viewer, at: Instant) -> list[Soon]:
    if Permission.OFFER_HOURS not in by.role.may:
        return []
    return [
        Soon(date.min, _HOUR, one.person, addresses.HOURS, one.starts)
        for one in own_hours(by=by, at=at)
        if one.person is not None and not one.withdrawn and at < one.ends <= at + SOON
    ]


def _meetings(by: Viewer, at: Instant) -> list[Soon]:
    if Permission.ANSWER_EVALUATION not in by.role.may:
        return []
    return [
        Soon(date.min, _EVALUATION, one.asking.person,
             f"{addresses.EVALUATIONS}/{one.asking.person}/{one.asking.id}", one.meets)
        for one in evaluations(by=by, at=at)
        if one.evaluator == by.account and one.meets is not None and one.meets <= at + SOON
    ]  # fmt: skip
