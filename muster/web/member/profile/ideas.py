"""Occupations that fit one, and why; and one's no to an idea, from which the list learns."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.roles import THEMSELVES
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n, _p
from muster.transition.commands.ideas import refuse_idea
from muster.transition.guidance.starter import Way, starter
from muster.transition.profile.suggested import Idea, said_of, why
from muster.transition.queries.profile import own_ideas
from muster.transition.rules.ideas import REASONS
from muster.transition.rules.interests import KINDS
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.forms import Choice, Question
from muster.web.language import language_of
from muster.web.member import own
from muster.web.pages import page
from muster.web.partner.shown import options

IDEAS = f"{own.WORK}/ideas"
TITLE = _("Ideas for you")
_NAMED = 6
_SAYS = {
    "intro": _(
        "Occupations that use what you say you can do, the rarer a skill the more it counts. No "
        "idea is a verdict: say no and why, and the list is made anew at once."
    ),
    "no_skills": _("Keep some skills in your profile first: ideas are made from them alone."),
    "profile": _("Your profile for work"),
    "on": _("How to go on"),
    "vacancies": _("Vacancies and courses that fit you"),
    "search": _("Look for vacancies by words"),
    "better": _("Say more about yourself, and get better ideas"),
    "cv": _("Your civilian CV"),
    "held": _("You already bring"),
    "missing": _("What is missing"),
    "gap": _("What closes the gap"),
    "licences": _("Licences it needs"),
    "place": _("What it is like"),
    "against": _("What you did not want, or need and do not get"),
    "way": _("See the way there"),
    "no": _("This is not for me"),
    "noes": _("What you said no to"),
    "back": _("Take the no back"),
    "all_held": _("Nothing: you bring every skill that it asks for."),
    "interests": _("What interests you most: {kinds}."),
}
_LASTS = _n("{way}, {count} month or so", "{way}, {count} months or so")
_PAID = Status(_p("an idea for work", "Paid while you learn"), "green")
_SURPRISING = Status(_p("an idea for work", "Surprising but plausible"), "blue")
_SAY_NO = _("Say no")


class SayingNo(Question):
    reason = Choice(
        asks=_("Why is it not for you?"), options=options(REASONS),
        required=_("Select why, so that the list can learn from it"),
    )  # fmt: skip


@serves(*THEMSELVES, fresh=True)
def ideas(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the ideas with their reasons, and what one said no to."""
    found, language = own_ideas(person=own.own(by), by=by, at=at), language_of(request)
    liked = ", ".join(KINDS[one.kind].said_in(language) for one in found.interests[:3])
    jobs = starter().jobs
    return page(
        request, "member/profile/ideas.html", title=TITLE, says=_SAYS, back=own.PROFILE,
        ideas=[_shown(one, language) for one in found.ideas], profile_at=own.PROFILE,
        on=[
            (_SAYS["vacancies"], own.WORK), (_SAYS["search"], f"{own.WORK}/search"),
            (_SAYS["cv"], f"{own.WORK}/cv"), (_SAYS["better"], own.PROFILE),
        ],
        interests=_SAYS["interests"].of(kinds=liked) if liked else "",
        noes=[
            (jobs[one.code].title[language], REASONS[one.reason], f"{IDEAS}/{one.code}/back")
            for one in found.noes
        ],
    )  # fmt: skip


def _shown(one: Idea, language: str) -> dict[str, object]:
    """Return an idea as its card shows it."""
    book, job = starter(), one.job
    tags = [_SURPRISING] if one.surprising else []
    rows: list[tuple[Sentence, str | Sentence]] = [
        (_SAYS["held"], "; ".join(said_of(book.skills, one.held[:_NAMED], language))),
        (_SAYS["missing"], "; ".join(said_of(book.skills, one.missing[:_NAMED], language))
         or _SAYS["all_held"]),
        (_SAYS["gap"], _lasts(one.way, language)),
        (_SAYS["licences"], "; ".join(said_of(book.licences, one.lacking, language))),
        (_SAYS["place"], "; ".join(said_of(book.conditions, job.conditions, language))),
        (_SAYS["against"], "; ".join(said_of(book.conditions, one.against, language))),
    ]  # fmt: skip
    return {
        "title": job.title[language], "tags": [*tags, _PAID] if one.way.paid else tags,
        "why": why(one, language), "rows": [row for row in rows if row[1]],
        "no_at": f"{IDEAS}/{job.isco}/no", "way_at": f"{IDEAS}/{job.isco}/way",
    }  # fmt: skip


def _lasts(way: Way, language: str) -> Sentence:
    return _LASTS.of(way=way.says[language], count=way.months)


@serves(*THEMSELVES, posts=True, fresh=True)
def no(request: HttpRequest, *, by: Viewer, at: Instant, occupation: str) -> HttpResponse:
    """Ask why an idea is not for one; posted, make the list anew without it."""
    person, job = own.own(by), starter().jobs.get(occupation)
    if job is None:
        raise Http404
    form = SayingNo(request.POST or None)
    if form.is_valid():
        refuse_idea(
            person=person, code=occupation, reason=form.cleaned_data["reason"], by=by, at=at
        )  # fmt: skip
        return own.to(IDEAS)
    return page(
        request, "form.html", title=_SAYS["no"], form=form, back=IDEAS, button=_SAY_NO,
        intro=(job.title[language_of(request)],), cancel=IDEAS,
    )  # fmt: skip


@serves(*THEMSELVES, posts=True, fresh=True)
def back(request: HttpRequest, *, by: Viewer, at: Instant, occupation: str) -> HttpResponse:
    """Take one's no back."""
    if request.method == "POST" and occupation in starter().jobs:
        refuse_idea(person=own.own(by), code=occupation, reason="", by=by, at=at)
    return own.to(IDEAS)
