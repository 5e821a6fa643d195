"""A caseworker's page of partners: who was checked, what waits to be read, what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import CASEWORKER, HEAD_OF_OFFICE
from muster.access.viewers import Viewer
from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n, _p
from muster.transition.commands.courses import settle_course
from muster.transition.commands.partners import (
    LONGEST_NAME,
    agree,
    end_agreement,
    let_partner_in,
    register_partner,
    say_region,
    settle_vacancy,
)
from muster.transition.commands.support import settle_support
from muster.transition.commands.tokens import end_partners_tokens
from muster.transition.queries.courses import courses_aside
from muster.transition.queries.partners import PartnerLine, Waiting
from muster.transition.queries.partners import partners as every_partner
from muster.transition.queries.support import support_aside
from muster.transition.rules.terms import KINDS
from muster.web import addresses
from muster.web.caseworker.partner_list import part_of
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.forms import Choice, Day, Form, Question, Text
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.partner.feeds import FEEDS
from muster.web.partner.shown import course_lines, lines_of, options
from muster.web.partner.supported import lines_of as support_lines
from muster.web.reading import today_of

_WORK = (CASEWORKER, HEAD_OF_OFFICE)
_TITLE, _NEW, _AGREE = _("Partners"), _("Register a partner"), _("Check a partner")
_SAYS = {
    "name": _p("a partner", "Name"),
    "kind": _("What it is"),
    "agreement": _("Agreement"),
    "open": _("Open vacancies"),
    "results": _("What came of it"),
    "came": _("Vacancies: {asked} asked, {invited} talks, {offered} offers, {started} began"),
    "supported": _("Programmes: {asked} asked, {granted} given, {declined} not given"),
    "few": _("Too few asked for anything to be told"),
    "act": _("What you may do"),
    "check": _("Check"),
    "move": _("Say where it is"),
    "let_in": _("Let somebody in"),
    "end": _("End the agreement"),
    "tokens": _("End its programs' tokens"),
    "feeds": _("Take the open vacancies along as a feed:"),
    "round": _("Hold a round: a job fair, an intake of places"),
    "none": _("No partner is registered yet."),
    "waiting": _("Vacancies that wait for you to read them"),
    "courses": _("Courses that wait for you to read them"),
    "support": _("Programmes of support that wait for you to read them"),
    "questions": _("Questions that partners may not ask, and asked"),
    "kept_of": _("{kept} of {of} after {mark} days"),
    "taught": _(
        "Courses: {asked} asked, {admitted} had a place, {completed} completed, {left} left"
    ),
    "filter": _("Show only some partners"),
    "apply": _("Show"),
    "until": _("until {day}"),
    "figures": _(
        "Figures stand only where enough people are behind them that they tell of nobody; smaller "
        "ones read as 0."
    ),
}
HOLDS = Status(_p("an agreement", "Holds"), "green")
OVER = Status(_p("an agreement", "Does not hold"), "grey")
_SAVE = _("Put on record")
_COUNT = _n("{count} partner", "{count} partners")
_REPORTED = _n(
    "{count} question reported that it may not ask",
    "{count} questions reported that it may not ask",
)
_CHECKED = _(
    "You have seen who they are and what they offer, and told them that they search for nobody and "
    "ask nobody about health."
)
_LET_IN = _("Let somebody of this partner in")
_INVITED = _("The code is shown once")
_INVITED_SAYS = {
    "account": _("Name of the account"),
    "code": _("Code"),
    "until": _("Holds until"),
    "says": _("Hand both over in person or by telephone; with them a password is set, once."),
}


class Registering(Form):
    kind = Choice(
        asks=_("What is it?"), options=options(KINDS), required=_("Select what the partner is")
    )
    name = Text(
        asks=_("What is it called?"), longest=LONGEST_NAME,
        required=_("Enter the organisation's name"),
    )  # fmt: skip
    region = Text(
        asks=_("If it is a local authority: of which town or region?"), longest=80,
        hint=_("It then reads how many people it may expect there, as a count"),
    )  # fmt: skip


class Moving(Form):
    region = Text(asks=_("In which town or region is it?"), longest=80)


class Agreeing(Form):
    since = Day(asks=_("From which day does the agreement hold?"), required=_("Enter the day"))
    until = Day(asks=_("Until which day?"), required=_("Enter the last day"))


class Ending(Question):
    sure = Choice(
        asks=_("End the agreement?"),
        options=[
            ("end", _("End it; nobody sees its vacancies from now on, and nobody of it signs in"))
        ],
        required=_("Select it, or go back"),
    )  # fmt: skip


class Locking(Question):
    sure = Choice(
        asks=_("End every token of this partner's programs?"),
        options=[("end", _("End them; its people still sign in themselves"))],
        required=_("Select it, or go back"),
    )  # fmt: skip


class Inviting(Question):
    name = Text(
        asks=_("Under which name do they sign in?"), longest=80,
        required=_("Enter a name for the account"),
    )  # fmt: skip


class Settling(Form):
    what = Choice(
        asks=_("May it be shown?"),
        options=[
            ("through", _("Yes: what it asks for is lawful")), ("close", _("No: close it")),
        ],
        required=_("Select whether it may be shown"),
    )  # fmt: skip


@serves(*_WORK)
def partners(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show every partner, what waits, and what came of its vacancies."""
    found = every_partner(by=by, at=at)
    part = part_of(found.lines, request)
    return page(
        request, "caseworker/partners.html", title=_TITLE, says=_SAYS, at=addresses.PARTNERS,
        new=_NEW, part=part, count=_COUNT.of(count=part.of),
        lines=[
            (one, KINDS[one.kind], HOLDS if one.holds else OVER,
             _SAYS["until"].of(day=one.until) if one.holds and one.until else "",
             list(_results(one)), _deeds(one))
            for one in part.lines
        ],
        waiting=[
            (one, f"{addresses.PARTNERS}/waiting/{one.vacancy.key}", _because(one))
            for one in found.waiting
        ],
        courses=[
            (held, words, f"{addresses.PARTNERS}/courses/{held.key}")
            for held, words in courses_aside(by=by, at=at)
        ],
        support=[
            (held, words, f"{addresses.PARTNERS}/support/{held.key}")
            for held, words in support_aside(by=by, at=at)
        ],
        questions=found.questions, feeds=FEEDS,
    )  # fmt: skip


def _results(one: PartnerLine) -> Iterator[Sentence]:
    """Yield what came of what a partner offers; nothing where too few asked for anything."""
    if one.came is not None:
        yield _SAYS["came"].of(
            asked=one.came.asked, invited=one.came.invited, offered=one.came.offered,
            started=one.came.started,
        )  # fmt: skip
        for mark, kept, of in one.came.kept:
            yield _SAYS["kept_of"].of(kept=kept, of=of, mark=mark)
    if one.taught is not None:
        yield _SAYS["taught"].of(
            asked=one.taught.asked, admitted=one.taught.admitted,
            completed=one.taught.completed, left=one.taught.left,
        )  # fmt: skip
    if one.reported:
        yield _REPORTED.of(count=one.reported)
    if one.supported is not None:
        yield _SAYS["supported"].of(
            asked=one.supported.asked, granted=one.supported.granted,
            declined=one.supported.declined,
        )  # fmt: skip


def _deeds(one: PartnerLine) -> list[tuple[Sentence, str]]:
    """Return what a caseworker may do with a partner, each with its address."""
    here = f"{addresses.PARTNERS}/{one.partner}"
    names = ["check", "move", "tokens", *(("let_in", "end") if one.holds else ())]
    where = {"move": "region", "let_in": "account"}
    return [(_SAYS[name], f"{here}/{where.get(name, name)}") for name in names]


def _asked(
    request: HttpRequest,
    form: Form,
    title: Sentence | str,
    act: Callable[[dict[str, Any]], object],
    intro: tuple[Sentence | str, ...] = (),
) -> HttpResponse:
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(addresses.PARTNERS)
    return page(
        request, "form.html", title=title, form=form, back=addresses.PARTNERS, button=_SAVE,
        intro=intro, cancel=addresses.PARTNERS,
    )  # fmt: skip


@serves(*_WORK, posts=True)
def new(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Register a partner."""

    def act(given: dict[str, Any]) -> None:
        register_partner(
            partner=new_id(), kind=given["kind"], name=given["name"], region=given["region"],
            by=by, at=at,
        )  # fmt: skip

    return _asked(request, Registering(request.POST or None), _NEW, act)


@serves(*_WORK, posts=True)
def check(request: HttpRequest, *, by: Viewer, at: Instant, partner: UUID) -> HttpResponse:
    """Put on record that a partner was checked, and how long the agreement holds."""
    line = _line(partner, by, at)
    form = Agreeing(request.POST or None, initial={"since": today_of(by, at)})

    def act(given: dict[str, Any]) -> None:
        agree(partner=partner, since=given["since"], until=given["until"], by=by, at=at)

    return _asked(request, form, _AGREE, act, (line.name, _CHECKED))


@serves(*_WORK, posts=True)
def region(request: HttpRequest, *, by: Viewer, at: Instant, partner: UUID) -> HttpResponse:
    """Put on record in which town or region a partner is now."""
    line = _line(partner, by, at)
    form = Moving(request.POST or None, initial={"region": line.region})

    def act(given: dict[str, Any]) -> None:
        say_region(partner=partner, region=given["region"], by=by, at=at)

    return _asked(request, form, _SAYS["move"], act, (line.name,))


@serves(*_WORK, posts=True)
def end(request: HttpRequest, *, by: Viewer, at: Instant, partner: UUID) -> HttpResponse:
    """Ask once more, then end the agreement."""
    line = _line(partner, by, at)

    def act(_given: dict[str, Any]) -> None:
        end_agreement(partner=partner, by=by, at=at)

    return _asked(request, Ending(request.POST or None), _SAYS["end"], act, (line.name,))


@serves(*_WORK, posts=True)
def tokens(request: HttpRequest, *, by: Viewer, at: Instant, partner: UUID) -> HttpResponse:
    """Ask once more, then end every token of a partner."""
    line = _line(partner, by, at)

    def act(_given: dict[str, Any]) -> None:
        end_partners_tokens(partner=partner, by=by, at=at)

    return _asked(request, Locking(request.POST or None), _SAYS["tokens"], act, (line.name,))


@serves(*_WORK, posts=True)
def let_in(request: HttpRequest, *, by: Viewer, at: Instant, partner: UUID) -> HttpResponse:
    """Make an account for somebody of a partner; show its code once."""
    line, form = _line(partner, by, at), Inviting(request.POST or None)
    if form.is_valid():
        try:
            made = let_partner_in(partner=partner, name=form.cleaned_data["name"], by=by, at=at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return page(
                request, "caseworker/partner_invited.html", title=_INVITED, says=_INVITED_SAYS,
                back=addresses.PARTNERS, made=made,
            )  # fmt: skip
    return page(
        request, "form.html", title=_LET_IN, form=form, back=addresses.PARTNERS,
        intro=(line.name,), button=_SAVE, cancel=addresses.PARTNERS,
    )  # fmt: skip


@serves(*_WORK, posts=True)
def waiting(request: HttpRequest, *, by: Viewer, at: Instant, offer: UUID) -> HttpResponse:
    """Show a vacancy that was set aside; posted, let it through or close it."""
    there = {one.vacancy.key: one for one in every_partner(by=by, at=at).waiting}
    if offer not in there:
        raise Http404
    one, form = there[offer].vacancy, Settling(request.POST or None)
    if form.is_valid():
        settle_vacancy(vacancy=offer, through=form.cleaned_data["what"] == "through", by=by, at=at)
        return HttpResponseRedirect(addresses.PARTNERS)
    return page(
        request, "caseworker/partner_waiting.html", title=one.title, form=form, button=_SAVE,
        back=addresses.PARTNERS, by_whom=one.by,
        lines=lines_of(one, language_of(request)), because=_because(there[offer]),
    )  # fmt: skip


@serves(*_WORK, posts=True)
def course(request: HttpRequest, *, by: Viewer, at: Instant, lesson: UUID) -> HttpResponse:
    """Show a course that was set aside; posted, let it through or close it."""
    there = {held.key: (held, words) for held, words in courses_aside(by=by, at=at)}
    if lesson not in there:
        raise Http404
    held, words = there[lesson]

    def settle(through: bool) -> None:
        settle_course(course=lesson, through=through, by=by, at=at)

    lines = course_lines(held, language_of(request))
    return _settling(request, held.course.title, held.by, lines, words, settle)


@serves(*_WORK, posts=True)
def support(request: HttpRequest, *, by: Viewer, at: Instant, aid: UUID) -> HttpResponse:
    """Show a programme of support that was set aside; posted, let it through or close it."""
    there = {held.key: (held, words) for held, words in support_aside(by=by, at=at)}
    if aid not in there:
        raise Http404
    held, words = there[aid]

    def settle(through: bool) -> None:
        settle_support(support=aid, through=through, by=by, at=at)

    lines = support_lines(held, language_of(request))
    return _settling(request, held.programme.title, held.by, lines, words, settle)


def _settling(
    request: HttpRequest,
    title: str,
    by_whom: str,
    lines: list[tuple[Sentence, Any]],
    words: str,
    settle: Callable[[bool], None],
) -> HttpResponse:
    form = Settling(request.POST or None)
    if form.is_valid():
        settle(form.cleaned_data["what"] == "through")
        return HttpResponseRedirect(addresses.PARTNERS)
    return page(
        request, "caseworker/partner_waiting.html", title=title, form=form, button=_SAVE,
        back=addresses.PARTNERS, by_whom=by_whom, lines=lines, because=_BECAUSE.of(words=words),
    )  # fmt: skip


def _because(one: Waiting) -> Sentence:
    return _TWIN.of(partner=one.twin) if one.twin else _BECAUSE.of(words=one.words)


_TWIN = _("It was set aside because {partner} offers the same already.")
_BECAUSE = _("It was set aside because of these words: “{words}”.")


def _line(partner: UUID, by: Viewer, at: Instant) -> PartnerLine:
    there = {one.partner: one for one in every_partner(by=by, at=at).lines}
    if partner not in there:
        raise Http404
    return there[partner]
