"""A local authority's programmes of support: put in, closed, and each with everybody who asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import PARTNER
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n, _p
from muster.transition.commands.support import (
    answer_support,
    close_support,
    import_support,
    put_support,
)
from muster.transition.queries.support import (
    Asker,
    SupportLine,
    SupportRegister,
    authority_support,
    support_asked,
    support_register,
)
from muster.transition.rules.sorting import Sorted
from muster.transition.rules.support import (
    COLUMNS,
    EACH_YEAR,
    FOLLOWS,
    KINDS,
    LONGEST_TEXT,
    LONGEST_WHOM,
    MOST_DAYS,
    MOST_PLACES,
    REASONS,
    Act,
    Programme,
)
from muster.transition.vacancy_files import support_rows_of
from muster.web import addresses
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.forms import Choice, Day, Form, LongText, Number, Pick, Question, Text
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.partner.filing import Filing, Rows, filed
from muster.web.partner.shown import options
from muster.web.partner.supported import STAGES, lines_of, reason_of, used_of
from muster.web.partner.vacancies import KINDS as KINDS_OF_FILES

SUPPORT = f"{addresses.PARTNER}/support"
OPEN = Status(_p("a programme of support", "Open"), "green")
CLOSED = Status(_p("a programme of support", "Closed"), "grey")
ASIDE = Status(_p("a programme of support", "A caseworker reads it first"), "amber")
TITLE = _("Your programmes of support")
_NEW, _FILE = _("Put in a programme"), _("Bring a file of programmes")
_CLOSE, _KEEP, _SAVE = _("Close the programme"), _("Put it in"), _("Put on record")
_COLUMNS = _(
    "A table with a heading row, as CSV or a workbook. It needs the columns title, region, since, "
    "until, places and days; it may have kind, text, whom and yearly (yes or no). The standard is "
    "in working days."
)
_GOOD = _n("{count} programme can be put in.", "{count} programmes can be put in.")
_ASIDE = _n(
    "{count} programme is set aside until a caseworker has read it:",
    "{count} programmes are set aside until a caseworker has read them:",
)
_SAYS = {
    "new": _NEW,
    "file": _FILE,
    "programme": _("Programme"),
    "region": _("Where"),
    "used": _("Taken and left"),
    "open": _("To be answered"),
    "late": _("Late"),
    "waits": _("In line"),
    "stands": _("Where it stands"),
    "none": _("You have put in no programme yet."),
    "who": _("Who asked for it"),
    "nobody": _("Nobody has asked yet."),
    "since": _("Asked on"),
    "due": _("Standard until"),
    "needed": _("What is needed"),
    "why": _("Why"),
    "line": _("Number in line"),
    "close": _CLOSE,
    "unnamed": _("Somebody whose caseworker you may ask"),
    "with_task": _("It was given as a task, and is answered there."),
    "task": _("Open the task"),
    "fair": _(
        "You read what somebody sent you themselves. Ask nobody about their health, their family "
        "or their beliefs: such a question can be reported."
    ),
}
ACTS: Mapping[Act, Sentence] = {
    Act.GRANTED: _("It is given to them"),
    Act.DECLINED: _("It is not given to them"),
}


class Offering(Form):
    kind = Choice(
        asks=_("What kind of help is it?"), options=options(KINDS),
        required=_("Select the kind of help"),
    )  # fmt: skip
    title = Text(
        asks=_("What is the programme called?"), longest=200,
        required=_("Enter what the programme is called"),
    )  # fmt: skip
    text = LongText(asks=_("What does it give?"), longest=LONGEST_TEXT)
    whom = LongText(
        asks=_("For whom is it?"), longest=LONGEST_WHOM, rows=3,
        hint=_("In plain words, so that whoever reads it knows whether it is for them"),
    )  # fmt: skip
    region = Text(
        asks=_("In which town or region?"), longest=80, required=_("Enter the town or region")
    )
    since = Day(asks=_("From which day on?"), required=_("Enter its first day"))
    until = Day(asks=_("Until which day?"), required=_("Enter its last day"))
    places = Number(
        asks=_("For how many is there a place?"), at_least=1, at_most=MOST_PLACES,
        required=_("Enter for how many there is a place"),
    )  # fmt: skip
    yearly = Choice(
        asks=_("Is that the quota of each year?"), options=options(EACH_YEAR), inline=True,
        required=_("Select whether it is the quota of each year"),
    )  # fmt: skip
    days = Number(
        asks=_("Within how many working days do you answer?"), at_least=1, at_most=MOST_DAYS,
        required=_("Enter within how many working days you answer"),
    )  # fmt: skip


class Closing(Question):
    sure = Choice(
        asks=_("Close the programme?"),
        options=[
            ("close", _("Close it; whoever has a place is answered, whoever is in line is told"))
        ],
        required=_("Select it, or go back"),
    )  # fmt: skip


class Answering(Form):
    act = Choice(asks=_("What do you say?"), options=[], required=_("Select what you say"))
    reason = Pick(asks=_("If it is not given: why?"), options=options(REASONS))


@serves(PARTNER)
def programmes(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show one's programmes, how much of each quota is taken, and who is to be answered."""
    found = authority_support(by=by, at=at)
    return page(
        request, "partner/support.html", title=TITLE, says=_SAYS, back=addresses.PARTNER,
        new_at=f"{SUPPORT}/new", file_at=f"{SUPPORT}/file",
        lines=[
            (one, f"{SUPPORT}/{one.held.key}", _status(one), used_of(one.held, found.year))
            for one in found.lines
        ],
    )  # fmt: skip


def _status(one: SupportLine | SupportRegister) -> Status:
    if one.closed:
        return CLOSED
    return ASIDE if one.aside else OPEN


@serves(PARTNER, posts=True)
def new(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask what is given, to whom and to how many; posted, put it in."""
    form = Offering(request.POST or None, initial={"yearly": "no", "region": _region(by, at)})
    if form.is_valid():
        try:
            put_support(partner=by.units[0], said=_said(form.cleaned_data), by=by, at=at)
        except Refused as refusal:
            column = refusal.problem.column
            form.refuse(refusal, column if column in COLUMNS else None)
        else:
            return HttpResponseRedirect(SUPPORT)
    return page(
        request, "form.html", title=_NEW, form=form, back=SUPPORT, button=_KEEP, cancel=SUPPORT
    )


def _region(by: Viewer, at: Instant) -> str:
    return authority_support(by=by, at=at).region


def _said(given: Mapping[str, Any]) -> dict[str, str]:
    return {name: "" if given[name] is None else str(given[name]) for name in COLUMNS}


@serves(PARTNER, posts=True)
def file(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask for a file; posted, show what it would put in; confirmed, put that in."""

    def carry(rows: Rows, digest: str, confirm: bool) -> Sorted[Programme]:
        return import_support(
            partner=by.units[0], rows=rows, digest=digest, confirm=confirm, by=by, at=at
        )

    here = f"{SUPPORT}/file"
    what = Filing(
        _FILE, _COLUMNS, _GOOD, _ASIDE, SUPPORT, here, KINDS_OF_FILES, support_rows_of, carry
    )
    return filed(request, what)


@serves(PARTNER)
def programme(request: HttpRequest, *, by: Viewer, at: Instant, support: UUID) -> HttpResponse:
    """Show what a programme says, how much of its quota is left, and everybody who asked."""
    found, language = support_register(support=support, by=by, at=at), language_of(request)
    return page(
        request, "partner/support_one.html", title=found.held.programme.title, says=_SAYS,
        back=SUPPORT, found=found, stands=_status(found), used=used_of(found.held, found.year),
        lines=lines_of(found.held, language),
        askers=[
            (one, one.words.name or _SAYS["unnamed"], f"{addresses.PARTNER}/asks/{one.asked.ask}",
             STAGES[one.asked.state.stage], one.late(at))
            for one in found.askers
            if one.asked.state.stage is not None
        ],
        close_at=f"{SUPPORT}/{support}/close",
    )  # fmt: skip


@serves(PARTNER, posts=True)
def close(request: HttpRequest, *, by: Viewer, at: Instant, support: UUID) -> HttpResponse:
    """Ask once more, then close a programme."""
    found = support_register(support=support, by=by, at=at)
    if found.closed:
        raise Http404
    form = Closing(request.POST or None)
    if form.is_valid():
        close_support(support=support, by=by, at=at)
        return HttpResponseRedirect(SUPPORT)
    return page(
        request, "form.html", title=_CLOSE, form=form, back=f"{SUPPORT}/{support}",
        intro=(found.held.programme.title,), button=_CLOSE,
    )  # fmt: skip


@serves(PARTNER, posts=True)
def asked(request: HttpRequest, *, by: Viewer, at: Instant, ask: UUID) -> HttpResponse:
    """Show what somebody sent, and ask what is said; posted, say it."""
    one, language = support_asked(ask=ask, by=by, at=at), language_of(request)
    form, back = Answering(request.POST or None), f"{SUPPORT}/{one.asked.held.key}"
    acts = _acts(one)
    form.options(act=acts)
    if acts and form.is_valid():
        given, act = form.cleaned_data, Act(form.cleaned_data["act"])
        reason = given["reason"] if act is Act.DECLINED else ""
        try:
            answer_support(ask_id=ask, act=act, reason=reason, by=by, at=at)
        except Refused as refusal:
            form.refuse(refusal, "reason")
        else:
            return HttpResponseRedirect(back, status=303)
    state = one.asked.state
    return page(
        request, "partner/support_asked.html", title=one.words.name or _SAYS["unnamed"],
        says=_SAYS, back=back, one=one, stage=None if state.stage is None else STAGES[state.stage],
        why=reason_of(state, language), form=form if acts else None, button=_SAVE,
        task_at=f"{addresses.PARTNER}/tasks/{one.asked.task}" if one.asked.task else "",
    )  # fmt: skip


def _acts(one: Asker) -> list[tuple[str, Sentence]]:
    if one.asked.task is not None:
        return []
    return [
        (act.value, says) for act, says in ACTS.items() if one.asked.state.stage in FOLLOWS[act]
    ]
