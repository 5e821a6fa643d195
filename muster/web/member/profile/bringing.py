"""What one brings: the page where everything of the profile stands, skills, short questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

from muster.access.roles import THEMSELVES
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n, _p
from muster.transition.commands.profile import answer_service, settle_skills, word_skill
from muster.transition.guidance.starter import starter
from muster.transition.profile.questions import kinds
from muster.transition.profile.record import said_of
from muster.transition.queries.profile import OwnProfile, own_profile
from muster.transition.rules.ideas import Wants
from muster.transition.rules.interests import scored
from muster.transition.rules.profile import LONGEST_WORDS, Line, Source
from muster.transition.rules.recorded import Recorded, open_to
from muster.transition.rules.service_asked import LONGEST, RUNS, STUDIES, Service
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.forms import Choice, Choices, Form, LongText, Number, Text
from muster.web.language import language_of
from muster.web.member import own
from muster.web.member.profile.recorded import RECORD
from muster.web.member.profile.recorded import SAYS as RECORD_SAYS
from muster.web.member.profile.recorded import TITLE as RECORD_TITLE
from muster.web.member.profile.shown import grounds, name_of
from muster.web.member.profile.texts import TEXT
from muster.web.member.profile.texts import TITLE as TEXT_TITLE
from muster.web.member.profile.wanting import INTERESTS, INTERESTS_TITLE, WANTS, WANTS_TITLE
from muster.web.pages import page
from muster.web.partner.shown import options

PROFILE = own.PROFILE
SKILLS, SERVICE = f"{PROFILE}/skills", f"{PROFILE}/service"

_TITLE = _("Your profile for work")
_SAYS = {
    "intro": _(
        "What you bring and what you want, as you say it. Nobody else reads it: it is yours, and "
        "helps to find ideas and to write a CV. Nothing of your health can be in it."
    ),
    "skills": _("What you can do"),
    "skills_says": _("Each skill says where it was found; you keep it, word it, or say no."),
    "service": _("Short questions about your service"),
    "service_says": _("Your trade, whom you led, what you drove, courses, licences, languages."),
    "text_says": _("Skills are looked for in it; of the file nothing else is kept."),
    "interests_says": _("Thirty short questions; no answer is right, and you may leave any out."),
    "wants_says": _("What counts, what you need and would not want, how long you could learn."),
    "wishes": _("Where, from when and for what pay: say what work you would do"),
    "ideas": _("Ideas for you"),
    "cv": _("Your civilian CV"),
    "yours": _("Skills that are yours"),
    "none": _("You have kept no skill yet."),
    "change": _("Change the words"),
}
_SAYS_OUTSIDE = {**_SAYS, "service": _("Short questions about what you did")}
_KEPT = _n("{count} skill is yours", "{count} skills are yours")
_NOT_LOOKED = _n("{count} to look at", "{count} to look at")
_OPEN = _n("{count} was found", "{count} were found")
_BEGUN, _NOT_BEGUN = (
    Status(_p("a part of a profile", "Answered"), "green"),
    Status(_p("a part of a profile", "Not yet"), "grey"),
)
_NOTHING = _(
    "Nothing was found in your record yet. Answer the short questions first, or bring a text."
)
_PICK_SAYS = (
    _("Tick what you can do and would like to use at work. What you leave is not kept."),
    _("It was found in what your record and your own words say; that proves nothing by itself."),
)
_PICK_SAYS_OUTSIDE = (
    _PICK_SAYS[0],
    _("It was found in your packet and in your own words; that proves nothing by itself."),
)
_NOTHING_OUTSIDE = _(
    "Nothing was found in your packet yet. Answer the short questions first, or bring a text."
)
_SAVE = _("Put on record")


class Picking(Form):
    skills = Choices(asks=_("Which of these can you do?"))


class Wording(Form):
    words = Text(
        asks=_("How would you say it yourself?"), longest=LONGEST_WORDS,
        hint=_("Left empty: as it stands above"),
    )  # fmt: skip


class Asking(Form):
    """The short questions."""

    trades = LongText(
        asks=_("What were you in service?"), rows=3, longest=LONGEST,
        hint=_("A trade as your papers have it, such as “infantry squad leader”; one in each line"),
    )  # fmt: skip
    led = Number(asks=_("How many people have you led at most?"), at_least=0, at_most=100_000)
    months = Number(asks=_("For how many months altogether?"), at_least=0, at_most=600)
    runs = Choices(asks=_("What have you driven or run?"), options=options(RUNS))
    licences = Choices(asks=_("Which licences do you hold?"))
    courses = LongText(
        asks=_("Which courses have you passed?"), rows=3, longest=LONGEST,
        hint=_("One in each line, in plain words"),
    )  # fmt: skip
    languages = Text(
        asks=_("Which languages do you speak besides your own?"), longest=200,
        hint=_("Separated by commas"),
    )  # fmt: skip
    studies = Choice(asks=_("How far have you studied?"), options=options(STUDIES))


class AskingOutside(Asking):
    """The same, for somebody who never served here."""

    trades = LongText(
        asks=_("What were you, in work or in service elsewhere?"), rows=3, longest=LONGEST,
        hint=_("A trade in your own words, such as “driver of a fuel truck”; one in each line"),
    )  # fmt: skip


@serves(*THEMSELVES, fresh=True)
def profile(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show what stands in the profile, and what may be done next."""
    found, language = own_profile(person=own.own(by), by=by, at=at), language_of(request)
    theirs, waiting = len(found.theirs), len(found.open)
    kept = Status(_KEPT.of(count=theirs), "green") if theirs else _NOT_BEGUN
    tasks = [
        *_of_record(found.recorded),
        {
            "title": _says(by)["service"], "href": SERVICE, "hint": _SAYS["service_says"],
            "status": _NOT_BEGUN if found.service == Service() else _BEGUN,
        },
        {
            "title": _SAYS["skills"], "href": SKILLS, "hint": _SAYS["skills_says"],
            "status": Status(_OPEN.of(count=waiting), "blue") if waiting and not theirs else kept,
        },
        {
            "title": TEXT_TITLE, "href": TEXT, "hint": _SAYS["text_says"],
            "status": _BEGUN if _from_text(found.theirs) else _NOT_BEGUN,
        },
        {
            "title": INTERESTS_TITLE, "href": f"{INTERESTS}/1", "hint": _SAYS["interests_says"],
            "status": _BEGUN if scored(found.answers, kinds()) else _NOT_BEGUN,
        },
        {
            "title": WANTS_TITLE, "href": WANTS, "hint": _SAYS["wants_says"],
            "status": _NOT_BEGUN if found.wants == Wants() else _BEGUN,
        },
    ]  # fmt: skip
    return page(
        request, "member/profile/profile.html", title=_TITLE, says=_SAYS, back=own.WORK,
        tasks=tasks, wishes_at=f"{own.WORK}/wishes", ideas_at=f"{own.WORK}/ideas",
        cv_at=f"{own.WORK}/cv",
        skills=[
            (name_of(one, language), grounds(one, language), f"{SKILLS}/{one.key}")
            for one in found.theirs
        ],
    )  # fmt: skip


def _of_record(recorded: Sequence[Recorded]) -> list[dict[str, Any]]:
    """Return the way to what the service record says, where it says anything."""
    if not recorded:
        return []
    waiting = sum(one.theirs is None for one in recorded)
    status = Status(_NOT_LOOKED.of(count=waiting), "blue") if waiting else _BEGUN
    return [{"title": RECORD_TITLE, "href": RECORD, "hint": RECORD_SAYS, "status": status}]


def _says(by: Viewer) -> dict[str, Sentence]:
    return _SAYS_OUTSIDE if own.is_outside(by) else _SAYS


def _picking(by: Viewer, *, some: bool) -> tuple[Sentence, ...]:
    """Return what stands above the skills that were found: only in a record where there is one."""
    if own.is_outside(by):
        return _PICK_SAYS_OUTSIDE if some else (_NOTHING_OUTSIDE,)
    return _PICK_SAYS if some else (_NOTHING,)


def _from_text(skills: Sequence[Line]) -> bool:
    return any(proof.source is Source.TEXT for one in skills for proof in one.proofs)


@serves(*THEMSELVES, posts=True, fresh=True)
def skills(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Offer what was found; posted, keep what is ticked."""
    person, language = own.own(by), language_of(request)
    found = own_profile(person=person, by=by, at=at)
    form = Picking(request.POST or None, initial={"skills": [one.key for one in found.theirs]})
    form.options(skills=[
        (one.key, name_of(one, language), grounds(one, language)) for one in found.skills
    ])  # fmt: skip
    if form.is_valid():
        try:
            settle_skills(person=person, ticked=form.cleaned_data["skills"], by=by, at=at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return own.to(PROFILE)
    return page(
        request, "member/profile/skills.html", title=_SAYS["skills"], form=form, back=PROFILE,
        intro=_picking(by, some=bool(found.skills)), button=_SAVE, some=bool(found.skills),
        service_at=SERVICE, service=_says(by)["service"],
    )  # fmt: skip


@serves(*THEMSELVES, posts=True, fresh=True)
def skill(request: HttpRequest, *, by: Viewer, at: Instant, skill: str) -> HttpResponse:
    """Show one skill of one's own and where it was found; posted, keep one's own words for it."""
    person, language = own.own(by), language_of(request)
    found = own_profile(person=person, by=by, at=at).theirs
    one = next((line for line in found if line.key == skill), None)
    if one is None:
        return own.to(SKILLS)
    form = Wording(request.POST or None, initial={"words": one.words})
    if form.is_valid():
        try:
            word_skill(
                person=person, skill=skill, words=form.cleaned_data["words"], by=by, at=at
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return own.to(PROFILE)
    return page(
        request, "form.html", title=starter().skills[skill][language], form=form, back=PROFILE,
        intro=tuple(grounds(one, language).split("; ")), button=_SAVE, cancel=PROFILE,
    )  # fmt: skip


@serves(*THEMSELVES, posts=True, fresh=True)
def service(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask the short questions; posted, keep the answers and show what they speak of."""
    person, language = own.own(by), language_of(request)
    found = own_profile(person=person, by=by, at=at)
    asking = AskingOutside if own.is_outside(by) else Asking
    form = asking(request.POST or None, initial=_begins(found.service))
    form.options(
        licences=[(key, said[language]) for key, said in starter().licences.items()]
    )  # fmt: skip
    if form.is_valid():
        try:
            answer_service(person=person, service=_said(form.cleaned_data), by=by, at=at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return own.to(SKILLS)
    return page(
        request, "form.html", title=_says(by)["service"], form=form, back=PROFILE, button=_SAVE,
        intro=tuple(_known(found, language)), cancel=PROFILE,
    )  # fmt: skip


_FROM_RECORD = _("Your record has these posts already: {posts}.")
_FROM_ENTRIES = _("Your record says this already, so you need not say it again: {entries}.")


def _known(found: OwnProfile, language: str) -> Iterator[Sentence]:
    """Yield what the record says already of that for which the questions ask."""
    if found.posts:
        yield _FROM_RECORD.of(posts="; ".join(found.posts))
    entries = "; ".join(said_of(one, language) for one in open_to(found.recorded))
    if entries:
        yield _FROM_ENTRIES.of(entries=entries)


def _begins(one: Service) -> dict[str, Any]:
    return {
        "trades": one.trades, "led": one.led, "months": one.months, "runs": list(one.runs),
        "licences": list(one.licences), "courses": one.courses, "languages": one.languages,
        "studies": one.studies,
    }  # fmt: skip


def _said(given: dict[str, Any]) -> Service:
    return Service(
        given["trades"], given["led"], given["months"], tuple(given["runs"]),
        tuple(given["licences"]), given["courses"], given["languages"], given["studies"],
    )  # fmt: skip
