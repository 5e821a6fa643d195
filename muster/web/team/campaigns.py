"""The campaigns: a list, how far each is, and opening and closing one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse

from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.assessments.commands import close_campaign, open_campaign
from muster.assessments.queries import Count, Progress, campaign, campaigns, visits
from muster.assessments.queries.turnout import time_given
from muster.assessments.rules.windows import Standing
from muster.assessments.terms import Ordered
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n, _p
from muster.people.calendars import calendars_of_units
from muster.people.commands.channels import test_channels
from muster.people.unit_names import UnitName, unit_names
from muster.vault.work import unit_of_work
from muster.web.doors import serves
from muster.web.forms import Form
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.psychologist.naming import instrument_name
from muster.web.team import own

_TITLE = _("Campaigns")
_SAYS: Mapping[str, Sentence] = {
    "new": _("Prepare a campaign"),
    "none": _("No campaign asks anybody here yet."),
    "none_more": _("Prepare one at any time; it is opened on its first day."),
    "campaign": _("Campaign"),
    "units": _("Units"),
    "when": _("When"),
    "state": _p("of a campaign", "State"),
    "asked": _p("how many people", "Asked"),
    "done": _p("how many people", "Done"),
    "late_done": _p("how many people", "Done late"),
    "open": _p("how many people", "Still due"),
    "late": _p("how many people", "Late"),
    "missed": _p("how many people", "Missed"),
    "unit": _("Unit"),
    "how_far": _("How far it is"),
    "what": _("Asked of everybody"),
    "then": _("Follows later, privately"),
    "who": _("Who is asked"),
    "everybody": _("Everybody"),
    "some": _("Only some"),
    "whole": _("Command reads how many came and who is late; nothing else."),
    "own": _("Command reads nothing of it."),
    "open_it": _("Open the campaign"),
    "not_yet": _("It cannot be opened yet"),
    "ready": _("Nothing stands in its way: it can be opened now."),
    "test": _("Test the alert channels now"),
    "test_more": _("Whoever has the duty says on their screen that they see it. Then look again."),
    "tested": _("The test was sent to whoever has the duty."),
    "close": _("Close the campaign"),
    "closing": _("Nobody is asked under it any more. What was answered stays."),
    "visit": _("Plan a visit"),
    "visits": _("Visits"),
    "missing": _("Who has not answered"),
    "counts_none": _("Nobody of your units is asked in it today."),
    "counted": _("Attended but declined, and excused, count as done."),
    "given": _("Time that commanders gave"),
    "given_line": _("{unit}: {starts} to {ends}"),
    "off": _("Called off"),
}
_TODAY = _n(
    "Opened today, it would ask {count} of them at once.",
    "Opened today, it would ask {count} of them at once.",
)
_CLOSING = _("Close the campaign “{name}”?")
COLUMNS = ("asked", "done", "late_done", "open", "late", "missed")


@serves(*own.EVERYBODY)
def overview(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Lead from the folder's address to its first page."""
    return own.to(own.CAMPAIGNS)


@serves(*own.EVERYBODY)
def listing(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """List the campaigns that concern the viewer's units, the latest first."""
    language = language_of(request)
    rows = [
        (
            one.ordered.name, own.campaign_at(one.ordered.id), own.state_of(one.ordered),
            _units(one.units, language), _when(one.ordered),
        )
        for one in campaigns(by=by, at=at)
    ]  # fmt: skip
    new = own.NEW if Permission.OPEN_CAMPAIGN in by.role.may else None
    return page(request, "team/campaigns.html", title=_TITLE, says=_SAYS, rows=rows, new=new)


@serves(*own.EVERYBODY)
def show(request: HttpRequest, *, by: Viewer, at: Instant, campaign: UUID) -> HttpResponse:
    """Show how far a campaign is, what keeps it closed, and what can be done with it."""
    found = _read(campaign, by, at)
    return _shown(request, found, by, at)


@serves(*own.EVERYBODY, posts=True)
def open_it(request: HttpRequest, *, by: Viewer, at: Instant, campaign: UUID) -> HttpResponse:
    """Open a prepared campaign; refused, show its page with the reasons."""
    if request.method != "POST":
        return own.to(own.campaign_at(campaign))
    try:
        open_campaign(campaign=campaign, by=by, at=at)
    except Refused as refusal:
        form = Form({})
        form.is_valid()
        form.refuse(refusal)
        return _shown(request, _read(campaign, by, at), by, at, form)
    return own.to(own.campaign_at(campaign))


@serves(*own.EVERYBODY, posts=True)
def test(request: HttpRequest, *, by: Viewer, at: Instant, campaign: UUID) -> HttpResponse:
    """Send a test to whoever has the duty for the campaign's units."""
    if request.method != "POST":
        return own.to(own.campaign_at(campaign))
    found = _read(campaign, by, at)
    form = Form({})
    form.is_valid()
    sent = False
    for unit in found.ordered.units:
        try:
            test_channels(unit=unit, by=by, at=at)
            sent = True
        except Refused as refusal:
            form.refuse(refusal)
    return _shown(request, found, by, at, form, said=_SAYS["tested"] if sent else None)


@serves(*own.EVERYBODY, posts=True)
def close(request: HttpRequest, *, by: Viewer, at: Instant, campaign: UUID) -> HttpResponse:
    """Ask whether to close a campaign; posted, close it."""
    found, form = _read(campaign, by, at), Form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        close_campaign(campaign=campaign, by=by, at=at)
        return own.to(own.campaign_at(campaign))
    return page(
        request, "form.html", title=_CLOSING.of(name=found.ordered.name), form=form,
        intro=(_SAYS["closing"],), button=_SAYS["close"], cancel=own.campaign_at(campaign),
        back=own.campaign_at(campaign),
    )  # fmt: skip


def _read(which: UUID, by: Viewer, at: Instant) -> Progress:
    return campaign(campaign=which, by=by, at=at)


def _shown(
    request: HttpRequest,
    found: Progress,
    by: Viewer,
    at: Instant,
    form: Form | None = None,
    said: Sentence | None = None,
) -> HttpResponse:
    ordered, language = found.ordered, language_of(request)
    here = own.campaign_at(ordered.id)
    may_open = Permission.OPEN_CAMPAIGN in by.role.may
    is_open = ordered.opened is not None and ordered.closed is None
    return page(
        request, "team/campaign.html", title=ordered.name, says=_SAYS, form=form, said=said,
        back=own.CAMPAIGNS, state=own.state_of(ordered), ordered=ordered,
        facts=list(_facts(found, language)), columns=COLUMNS,
        windows=[
            (own.window_words(window, ordered.windows), _totals(counts), _lines(counts, language))
            for window, counts in found.counts.items()
        ],
        closed=[(one.says(language), one.remedy(language)) for one in found.why_closed],
        untested=any(one.code == "assessments.channels-untested" for one in found.why_closed),
        to_open=f"{here}/open" if may_open and ordered.opened is None else None,
        to_test=f"{here}/channels", to_close=f"{here}/close" if may_open and is_open else None,
        to_visit=f"{here}/visit" if is_open else None,
        to_missing=f"{here}/missing" if ordered.opened is not None else None,
        visits=[
            (one.day, own.visit_at(one.id), one.unit_name.code, one.place, one.called_off)
            for one in visits(by=by, at=at)
            if one.campaign == ordered.id
        ],
        given=_given(ordered, by, at, language), asked=_asked(found),
    )  # fmt: skip


def _given(ordered: Ordered, by: Viewer, at: Instant, language: str) -> list[Sentence]:
    """Return the time that commanders gave, in the units' own time."""
    found = time_given(campaign=ordered.id, by=by, at=at)
    units = {one.unit for one in found}
    with unit_of_work(by.standing()):
        names, calendars = unit_names(units), calendars_of_units(units)
    return [
        _SAYS["given_line"].of(
            unit=own.unit_words(names[one.unit], language),
            starts=one.starts.astimezone(ZoneInfo(calendars[one.unit].zone)),
            ends=one.ends.astimezone(ZoneInfo(calendars[one.unit].zone)),
        )
        for one in found
        if one.unit in names
    ]


def _facts(found: Progress, language: str) -> Iterator[tuple[Sentence, object]]:
    ordered = found.ordered
    yield _SAYS["units"], _units(found.units, language)
    yield _SAYS["who"], _SAYS["everybody" if ordered.who.is_everybody else "some"]
    yield _SAYS["what"], _named(ordered.stages.first, language)
    if ordered.stages.then:
        yield _SAYS["then"], _named([one.asks for one in ordered.stages.then], language)
    yield _SAYS["when"], _when(ordered)


def _asked(found: Progress) -> list[Sentence]:
    """Return whom a prepared campaign is for; by a calendar, everybody has days of their own."""
    meant = own.meant_words(found.ordered, found.meant)
    if not found.ordered.calendar:
        return [meant]
    return [meant, _TODAY.of(count=found.waiting)]


def _named(keys: Sequence[str], language: str) -> str:
    said = (instrument_name(key) for key in dict.fromkeys(keys))
    return ", ".join(one.said_in(language) if isinstance(one, Sentence) else one for one in said)


def _units(units: Sequence[UnitName], language: str) -> str:
    return ", ".join(own.unit_words(one, language) for one in units)


def _when(ordered: Ordered) -> Sentence | str:
    if ordered.calendar:
        return own.calendar_words(ordered.calendar)
    return own.window_words("window-1", ordered.windows)


def _totals(counts: Sequence[Count]) -> list[tuple[int, str]]:
    lines = [_numbers(one) for one in counts]
    return [(sum(line[key] for line in lines), key) for key in COLUMNS]


def _lines(counts: Sequence[Count], language: str) -> list[tuple[str, Mapping[str, int]]]:
    return [(own.unit_words(one.unit, language), _numbers(one)) for one in counts]


def _numbers(one: Count) -> Mapping[str, int]:
    return {
        "asked": one.asked,
        "done": one.by_standing[Standing.DONE],
        "late_done": one.by_standing[Standing.DONE_LATE],
        "open": one.by_standing[Standing.OPEN],
        "late": one.by_standing[Standing.LATE],
        "missed": one.by_standing[Standing.MISSED],
    }
