"""A clinician's own cases, and those that are late: on whom, and why."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from muster.access.permissions import Permission
from muster.access.queries.colleagues import account_names
from muster.access.roles import CASE_MANAGER, HEAD_OF_SERVICE, PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.queries import CaseLine, case_of, late_cases, my_cases
from muster.care.queries.caseloads import offered_lists
from muster.care.queries.evaluations import LateOne, late_evaluations
from muster.care.rules.evaluations import Awaited
from muster.kernel.ids import PersonId
from muster.kernel.time import Calendar, Instant
from muster.kernel.words import Sentence, _, _n, _p
from muster.vault.zones import Audience
from muster.web import addresses
from muster.web.care.cases.soon import SAYS as SOON
from muster.web.care.cases.soon import coming
from muster.web.care.cases.words import LATE, OFFERED, PAUSED, RUNNING
from muster.web.care.coded import in_force, said
from muster.web.care.limitations.person import About, about_many
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.reading import read_as

MOST_LATE = 200

_MINE = _("Your cases")
_LATE = _("Late, on whom, why")
_OFFERED = _n("{who} offers you {count} case.", "{who} offers you {count} cases as one list.")
_AWAITED = {
    Awaited.ANSWER: _("An evaluation that a commander asked for has no answer."),
    Awaited.REPORT: _("An evaluation that a commander asked for has no report."),
}
_SINCE = _n(
    "It stands there since {since}, and is {count} day over its time.",
    "It stands there since {since}, and is {count} days over its time.",
)
_OVER = _n("It is {count} day over its time.", "It is {count} days over its time.")
_SAYS = {
    "none": _("No case is yours or offered to you."),
    "none_late": _("No case of your units is late."),
    "who": _("Who"),
    "stands": _("Where it stands"),
    "clock": _("Has to move on by"),
    "owner": _("On whom"),
    "told": _("Who is told"),
    "why": _p("column", "Why"),
    "late": _("Which cases are late"),
    "handovers": _("Handovers"),
    "reports": _("Reports of a change"),
    "pool": _("The team's pool"),
    "load": _("Who carries how much"),
    "accept_all": _("Accept the whole list"),
    "over": _("With them you carry more than the cap that keeps waits short."),
    "unnamed": _("Somebody without a name here"),
}


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, HEAD_OF_SERVICE)
def mine(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the viewer's open cases and what is offered to them, by deadline."""
    lines = my_cases(already_shown=(), by=by, at=at)
    people = _people(lines, by, at)
    return page(
        request,
        "care/cases.html",
        title=_MINE,
        says=_SAYS,
        late_at=addresses.LATE,
        pool_at=addresses.POOL if Permission.KEEP_PLAN in by.role.may else None,
        handovers_at=addresses.HANDOVERS,
        lists=_lists(by, at),
        reports_at=addresses.REPORTS if Permission.SETTLE_REPORT in by.role.may else None,
        rows=[_row(one, people, by, at, language_of(request)) for one in lines],
        soon=coming(by, at),
        coming=SOON,
    )


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, HEAD_OF_SERVICE)
def late(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show what is late in the viewer's units, the longest first."""
    found = late_cases(limit=MOST_LATE, already_shown=(), by=by, at=at)
    asked = late_evaluations(by=by, at=at)
    lines, language = [one.line for one in found], language_of(request)
    people, owners = _people(lines, by, at), owner_names([one.owner for one in lines])
    rows = [
        {
            **_row(one.line, people, by, at, language),
            "owner": owners.get(str(one.line.owner), "–"),
            "told": said([one.late_to], in_force().case.hands, language)[0],
            "why": _why(one.line, people, at),
        }
        for one in found
    ]
    rows += _asked_rows(asked, by, at, language)
    return page(request, "care/late.html", title=_LATE, says=_SAYS, back=addresses.CASES, rows=rows)


def _why(line: CaseLine, people: dict[PersonId, About], at: Instant) -> Sentence:
    """Return since when a case stands where it stands, and how many days it is over its time."""
    known = people.get(line.person)
    since = Calendar(known.zone if known else "UTC").local_date(line.since)
    return _SINCE.of(count=_days_over(line.due or at, known, at), since=since)


def _days_over(due: Instant, known: About | None, at: Instant) -> int:
    calendar = Calendar(known.zone if known else "UTC")
    return (calendar.local_date(at) - calendar.local_date(due)).days


def _asked_rows(
    asked: Sequence[LateOne], by: Viewer, at: Instant, language: str
) -> list[dict[str, object]]:
    """Return the evaluations that wait too long, as rows of the same table."""
    may_read = Permission.READ_PERSON in by.role.may
    people = about_many([one.person for one in asked], by, at) if may_read else {}
    names = owner_names([one.evaluator for one in asked if one.evaluator is not None])
    leads = Permission.ANSWER_EVALUATION in by.role.may
    return [
        {
            "name": people[one.person].name if one.person in people else _SAYS["unnamed"],
            "href": f"{addresses.EVALUATIONS}/{one.person}/{one.evaluation}" if leads else None,
            "zone": people[one.person].zone if one.person in people else "UTC",
            "state": _AWAITED[one.awaited],
            "due": one.due,
            "owner": names.get(str(one.evaluator), "–"),
            "why": _OVER.of(count=_days_over(one.due, people.get(one.person), at)),
            "told": said(["head-of-service"], in_force().case.hands, language)[0],
        }
        for one in asked
    ]


def _lists(by: Viewer, at: Instant) -> list[dict[str, object]]:
    """Return the lists that colleagues offer to the viewer as a whole."""
    found = [one for one in offered_lists(by=by, at=at) if one.cases > 1]
    names = owner_names([one.owner for one in found])
    return [
        {
            "owner": one.owner,
            "over": one.over,
            "name": names.get(str(one.owner), "–"),
            "says": _OFFERED.of(count=one.cases, who=names.get(str(one.owner), "–")),
        }
        for one in found
    ]


def way_back(person: PersonId, by: Viewer, at: Instant) -> str:
    """Return the page of a person to go back to: their record, or to who reads none, their case."""
    if Permission.READ_RESULT in by.role.may:
        return f"{addresses.PEOPLE}/{person}"
    cases = case_of(person=person, by=by, at=at)
    return f"{addresses.PEOPLE}/{person}/cases/{cases[0].case}" if cases else addresses.CASES


def owner_names(accounts: Sequence[UUID]) -> dict[str, str]:
    """Return the names by which these accounts sign in."""
    found = read_as(Audience.PLATFORM, lambda: account_names(accounts))
    return {str(account): name for account, name in found.items()}


def status_of(line: CaseLine, by: Viewer, at: Instant) -> Status:
    """Return what a case's line is marked with."""
    if line.offered_to == by.account:
        return OFFERED
    if line.late(at):
        return LATE
    return PAUSED if line.paused_until is not None else RUNNING


def _people(lines: Sequence[CaseLine], by: Viewer, at: Instant) -> dict[PersonId, About]:
    """Return who the people are, where the viewer's role may read it."""
    if Permission.READ_PERSON not in by.role.may:
        return {}
    return about_many([one.person for one in lines], by, at)


def _row(
    line: CaseLine, people: dict[PersonId, About], by: Viewer, at: Instant, language: str
) -> dict[str, object]:
    known = people.get(line.person)
    return {
        "name": known.name if known else _SAYS["unnamed"],
        "href": f"{addresses.PEOPLE}/{line.person}/cases/{line.case}" if known else None,
        "zone": known.zone if known else "UTC",
        "state": said_state(line.state, language),
        "status": status_of(line, by, at),
        "since": line.since,
        "due": line.due,
    }


def said_state(state: str, language: str) -> str:
    """Return what a state of the path is called."""
    states = in_force().case.states
    return states[state].name.said_in(language) if state in states else state
