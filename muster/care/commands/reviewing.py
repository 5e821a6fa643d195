"""A limitation whose review is due is told to whoever ordered it, once for each review."""

from __future__ import annotations

from datetime import date, timedelta

from muster.access.channels import Kind, send
from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.queries.colleagues import holders
from muster.access.roles import HEAD_OF_SERVICE
from muster.access.viewers import Viewer
from muster.care.limiting import OVER, Act, enter, facts_of, terms_of
from muster.care.models import Limitation, LimitationFact
from muster.care.rules.limitations import review_due
from muster.kernel.ids import AccountId, PersonId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.people.formation import units_above
from muster.people.postings import units_of
from muster.vault.zones import Zone

_DAY = timedelta(days=1)


@command(
    key="care.note-reviews-due",
    permits=Permission.END_LIMITATIONS,
    zone=Zone.CLINICAL,
    says=_("Limitations whose review was due were told to those who ordered them."),
)
def note_reviews_due(*, by: Viewer, at: Instant) -> int:
    """Tell of every running limitation whose review is due today or was before, once each."""
    due = _due(at)
    for row, today in due:
        enter(row, Act.REVIEW_DUE, at=at, by=by.account, day=today)
        step = f"review {today:%y%m%d}"
        send(_told(row, at), Kind.REMINDER, about=row.id, step=step, at=at)
    note(due=len(due), people=[PersonId(row.person_id) for row, _today in due])
    return len(due)


def any_review_due(at: Instant) -> bool:
    """Is there a limitation of whose review somebody is to be told? Inside a unit of work."""
    return bool(_due(at))


def _due(at: Instant) -> list[tuple[Limitation, date]]:
    """Return what is due, each with what day it is where the person serves."""
    said = LimitationFact.objects.filter(act__in=[one.value for one in OVER])
    running = Limitation.objects.exclude(id__in=said.values("limitation"))
    # Somewhere it is tomorrow already, or still yesterday; each one's own calendar decides.
    near = running.filter(review__lte=at.date() + _DAY, ends__gte=at.date() - _DAY)
    rows = list(near.order_by("id"))
    calendars = calendars_of([PersonId(row.person_id) for row in rows])
    days = [(row, calendars[PersonId(row.person_id)].local_date(at)) for row in rows]
    return [(row, today) for row, today in days if _is_due(row, today)]


def _is_due(row: Limitation, today: date) -> bool:
    """Is its next review due by today, and was nobody told since the last one was held?"""
    if row.ends < today:
        return False
    facts = facts_of(row.id)
    reviews = [one for one in facts if one.act == Act.REVIEWED]
    following = review_due(terms_of(row), [one.day for one in reviews if one.day])
    told = [one for one in facts if one.act == Act.REVIEW_DUE]
    told_since = told and (not reviews or told[-1].at > reviews[-1].at)
    return following <= today and not told_since


def _told(row: Limitation, at: Instant) -> list[AccountId]:
    person = PersonId(row.person_id)
    unit = units_of([person]).get(person)
    heads = holders([HEAD_OF_SERVICE], units_above(UnitId(unit)), at) if unit else []
    return list(dict.fromkeys([AccountId(row.ordered_by), *(one.account for one in heads)]))
