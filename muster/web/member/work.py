"""Vacancies that fit one, and why; asking for one; and what became of it."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.roles import THEMSELVES
from muster.access.viewers import Viewer
from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n
from muster.transition.commands.candidacies import (
    answer_offer,
    ask_for,
    report_question,
    say_wishes,
)
from muster.transition.commands.reaching import see_new
from muster.transition.notes import LONGEST
from muster.transition.queries.days import own_days
from muster.transition.queries.vacancies import (
    Mine,
    OwnWork,
    own_vacancies,
    own_vacancy,
    partner_name,
)
from muster.transition.rules.candidacies import AWAIT_AN_ANSWER, FOLLOWS, OVER, Act, Stage
from muster.transition.rules.fitting import AWAY, Wishes
from muster.transition.rules.terms import CONDITIONS, LICENCES, OFFERS
from muster.web import addresses
from muster.web.doors import serves
from muster.web.forms import Choice, Choices, Day, Form, LongText, Number, Question, Text, Tick
from muster.web.ical import TYPE, as_ical
from muster.web.language import language_of
from muster.web.member import own
from muster.web.member.courses import courses_of
from muster.web.pages import page
from muster.web.partner.shown import STAGES, lines_of, options, pay_of, reason_of
from muster.web.printing import sent

WORK = own.WORK
_TITLE, _WISHES = _("Vacancies that fit you"), _("What work you would do")
_SAYS = {
    "intro": _(
        "Found among vacancies of partners that a caseworker has checked. First come licences, "
        "conditions, the place and the day from which you are free: nothing outweighs them. Then "
        "the order follows words of yours that stand in the vacancy, what you need, the pay, and "
        "places that are kept for people who served."
    ),
    "alone": _("No partner can search for you, and none learns of you unless you ask it."),
    "wishes": _("Say what work you would do"),
    "no_wishes": _("You have not said yet what you would do, so little is left out."),
    "no_packet": _("You have given no packet; what you did in service is not compared yet."),
    "packet": _("Your packet for work after service"),
    "none": _("Nothing fits at the moment."),
    "why": _("Why it fits"),
    "away": _("What was left out"),
    "asked": _("What you asked for"),
    "together": _("Be placed together with somebody"),
    "read": _("Read it, and ask"),
    "by": _("From"),
    "report": _("This partner asked me something it may not ask"),
    "accept": _("Accept the offer"),
    "back": _("Take it back"),
    "would_send": _("What the partner would read"),
    "only": _(
        "This partner reads these words and nothing else. You may take it back until you begin; "
        "from that moment it reads nothing more."
    ),
    "make": _("Make your packet first"),
    "profile": _("Your profile for work"),
    "new": _("Came in lately, and fits"),
    "days": _("Days ahead for you: a talk, a course, something to bring"),
    "take_days": _("Take them along as a file for your calendar; it says only “Appointment”"),
    "search": _("Look for vacancies by words"),
}
_SAYS_OUTSIDE = {
    **_SAYS,
    "no_packet": _("You have given no packet; what you did before is not compared yet."),
    "packet": _("Your packet"),
}
_OUT_OF = _n("Looked through {count} vacancy.", "Looked through {count} vacancies.")
_ASK, _SAVE, _SEND = _("Ask for it"), _("Put on record"), _("Send")
_REPORT_INTRO = (_("A caseworker reads it, and the partner does not. You need not give a name."),)


_REPORTED = _("It was reported. Caseworkers read it, and the partner does not.")
_TALK = _("They would like to talk to you on {day}.")
_CLOSED = _("Nobody else can ask for it since {day}; you are still to be answered.")


class Wishing(Form):
    words = LongText(
        asks=_("What would you like to do, and what can you do?"),
        hint=_("Your packet is compared besides; nothing of anybody's health"), longest=LONGEST,
    )  # fmt: skip
    licences = Choices(asks=_("Which licences do you hold?"), options=options(LICENCES))
    regions = Text(
        asks=_("In which towns or regions would you work?"),
        hint=_("Separated by commas; left empty: anywhere"),
    )  # fmt: skip
    avoids = Choices(asks=_("What would you not bear?"), options=options(CONDITIONS))
    needs = Choices(
        asks=_("What must the work offer you?"), options=options(OFFERS),
        hint=_("Only what you need, and never why"),
    )  # fmt: skip
    pay = Number(asks=_("How much do you need in a month, at least?"), at_least=0, wide=10)
    free_from = Day(asks=_("From which day are you free?"))


class Asking(Form):
    agreed = Tick(asks=_("This partner may read my packet, as it stands here, for this vacancy"))


class Back(Question):
    sure = Choice(
        asks=_("What do you say?"), options=[], required=_("Select it, or go back"),
    )  # fmt: skip


class Report(Question):
    text = LongText(
        asks=_("What were you asked?"), required=_("Write what you were asked"), longest=LONGEST,
    )  # fmt: skip


@serves(*THEMSELVES, fresh=True)
def work(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the vacancies that fit, each with its reasons, and what was asked for."""
    found, language = own_vacancies(person=own.own(by), by=by, at=at), language_of(request)
    fits, learning = found.fits, courses_of(by, at, language)
    waits = {one.vacancy for one in found.asked if one.state.stage not in OVER}
    if found.new:
        see_new(person=own.own(by), by=by, at=at)
    return page(
        request, "member/work.html", title=_TITLE,
        says=_SAYS_OUTSIDE if own.is_outside(by) else _SAYS, back=addresses.MEMBER, found=found,
        fits=[
            (one, pay_of(one.vacancy), f"{WORK}/{one.vacancy.key}")
            for one in fits.best
            if one.vacancy.key not in waits
        ],
        looked=_OUT_OF.of(count=fits.looked),
        away=[AWAY[name].of(count=count) for name, count in fits.kept_away.items()],
        asked=[_asked(one, language) for one in found.asked],
        new=[(one, pay_of(one.vacancy), f"{WORK}/{one.vacancy.key}") for one in found.new],
        days=own_days(person=own.own(by), by=by, at=at), days_at=f"{WORK}/calendar",
        search_at=f"{WORK}/search", together_at=f"{WORK}/together", wishes_at=f"{WORK}/wishes",
        packet_at=own.PACKET, profile_at=own.PROFILE, **learning,
        done=_REPORTED if request.GET.get("done") == "reported" else None,
    )  # fmt: skip


@serves(*THEMSELVES, fresh=True)
def calendar(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Give the days ahead as a file for one's own calendar; each says one word."""
    days = own_days(person=own.own(by), by=by, at=at)
    return sent(as_ical([], days, language_of(request), at), TYPE, "calendar.ics")


def _asked(one: Mine, language: str) -> tuple[object, ...]:
    stage = one.state.stage
    may = [act for act in (Act.ACCEPTED, Act.TAKEN_BACK) if stage in FOLLOWS[act]]
    return (
        one, STAGES[stage], _told(one, language),
        f"{WORK}/asked/{one.candidacy}" if may else "",
        _SAYS["accept"] if Act.ACCEPTED in may else _SAYS["back"],
        f"{WORK}/report/{one.partner}",
    )  # fmt: skip


def _told(one: Mine, language: str) -> Sentence | str:
    """Return the day of a talk, why it was declined, or that it was closed before an answer."""
    if one.closed is not None and one.state.stage in AWAIT_AN_ANSWER:
        return _CLOSED.of(day=one.closed.date())
    if one.state.stage is Stage.INVITED and one.state.talk is not None:
        return _TALK.of(day=one.state.talk)
    return reason_of(one.state, language)


@serves(*THEMSELVES, posts=True, fresh=True, takes_late=True)
def wishes(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask what work one would do; posted, keep it."""
    person = own.own(by)
    found = own_vacancies(person=person, by=by, at=at)
    form = Wishing(request.POST or None, initial=_begins(found))
    if form.is_valid():
        try:
            say_wishes(person=person, wishes=_said(form.cleaned_data), by=by, at=at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return own.to(WORK)
    return page(
        request, "form.html", title=_WISHES, form=form, back=WORK, button=_SAVE, cancel=WORK,
        intro=(_SAYS["alone"],),
    )  # fmt: skip


def _begins(found: OwnWork) -> dict[str, Any]:
    one = found.wishes
    if one is None:
        return {}
    return {
        "words": one.words, "licences": list(one.licences), "regions": ", ".join(one.regions),
        "avoids": list(one.avoids), "needs": list(one.needs), "pay": one.pay,
        "free_from": one.free_from,
    }  # fmt: skip


def _said(given: dict[str, Any]) -> Wishes:
    regions = tuple(filter(None, map(str.strip, re.split("[,;\n]", given["regions"]))))
    return Wishes(
        tuple(given["licences"]), regions, tuple(given["avoids"]), tuple(given["needs"]),
        given["pay"] or None, given["free_from"], given["words"],
    )  # fmt: skip


@serves(*THEMSELVES, posts=True, fresh=True)
def vacancy(request: HttpRequest, *, by: Viewer, at: Instant, offer: UUID) -> HttpResponse:
    """Show one vacancy, why it fits and what would be sent; posted, ask for it."""
    person, language = own.own(by), language_of(request)
    fit, words = own_vacancy(person=person, vacancy=offer, by=by, at=at)
    form = Asking(request.POST or None)
    if form.is_valid():
        try:
            ask_for(
                person=person, vacancy=offer, candidacy=new_id(),
                agreed=bool(form.cleaned_data["agreed"]), by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal, "agreed")
        else:
            return own.to(WORK)
    return page(
        request, "member/vacancy.html", title=fit.vacancy.title, says=_SAYS, back=WORK, fit=fit,
        lines=lines_of(fit.vacancy, language), form=form, button=_ASK, packet_at=own.PACKET,
        words_sent=own.sent_lines(words, by), report_at=f"{WORK}/report/{fit.vacancy.partner}",
    )  # fmt: skip


@serves(*THEMSELVES, posts=True, fresh=True)
def answer(request: HttpRequest, *, by: Viewer, at: Instant, candidacy: UUID) -> HttpResponse:
    """Accept what was offered, or take back what one asked for."""
    person = own.own(by)
    asked = own_vacancies(person=person, by=by, at=at).asked
    one = next((mine for mine in asked if mine.candidacy == candidacy), None)
    if one is None:
        raise Http404
    form, says = Back(request.POST or None), {Act.ACCEPTED: "accept", Act.TAKEN_BACK: "back"}
    form.options(sure=[
        (act.value, _SAYS[name]) for act, name in says.items() if one.state.stage in FOLLOWS[act]
    ])  # fmt: skip
    if form.is_valid():
        act = Act(form.cleaned_data["sure"])
        answer_offer(person=person, candidacy=candidacy, act=act, by=by, at=at)
        return own.to(WORK)
    return page(
        request, "form.html", title=one.title, form=form, back=WORK, intro=(one.by,), button=_SAVE
    )


@serves(*THEMSELVES, posts=True, fresh=True, takes_late=True)
def report(request: HttpRequest, *, by: Viewer, at: Instant, partner: UUID) -> HttpResponse:
    """Report that a partner asked what it may not ask."""
    person, form = own.own(by), Report(request.POST or None)
    name = partner_name(person=person, partner=partner, by=by, at=at)
    if form.is_valid():
        try:
            report_question(
                person=person, partner=partner, text=form.cleaned_data["text"], by=by, at=at
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return own.to(f"{WORK}?done=reported")
    return page(
        request, "form.html", title=_SAYS["report"], form=form, back=WORK, button=_SEND,
        intro=_REPORT_INTRO if request.method == "POST" else (name, *_REPORT_INTRO),
    )  # fmt: skip
