"""What one likes and wants: the thirty questions on interests, and what matters at work."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.roles import THEMSELVES
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.transition.commands.ideas import answer_interests, say_wants
from muster.transition.guidance.starter import starter
from muster.transition.profile.questions import PAGES, on_page
from muster.transition.queries.profile import own_profile
from muster.transition.rules.ideas import MOVES, VALUES, Wants
from muster.transition.rules.interests import ANSWERS
from muster.web.doors import serves
from muster.web.forms import Choice, Choices, Form, Number, Tick
from muster.web.language import language_of
from muster.web.member import own
from muster.web.pages import page
from muster.web.partner.shown import options

INTERESTS, WANTS = f"{own.PROFILE}/interests", f"{own.PROFILE}/wants"
INTERESTS_TITLE, WANTS_TITLE = _("What interests you"), _("What matters to you at work")
_OF = _("Page {number} of {pages}")
_LIKE = _("Would you like to do this at work? Never mind whether you can, or what it pays.")
_ANY = _("You may leave any out.")
_SAVE = _("Put on record")


class Wanting(Form):
    values = Choices(
        asks=_("What matters most to you at work?"), options=options(VALUES),
        hint=_("Three at most"),
    )  # fmt: skip
    needs = Choices(
        asks=_("What do you need at work?"), hint=_("Only what you need, and never why")
    )
    avoids = Choices(asks=_("What would you not want?"))
    moves = Choice(asks=_("Would you move for work?"), options=options(MOVES))
    months = Number(
        asks=_("For how many months at most could you learn something new?"),
        at_least=1, at_most=99,
    )  # fmt: skip
    earning = Tick(asks=_("I must be paid while I learn"))


class Thirty(Form):
    """Six of the thirty questions; that any may be left out stands on the page once."""

    marks_optional = False


@serves(*THEMSELVES, posts=True, fresh=True)
def interests(request: HttpRequest, *, by: Viewer, at: Instant, number: int) -> HttpResponse:
    """Ask six of the thirty questions; posted, keep the answers and go on."""
    person, items = own.own(by), on_page(number)
    if not items:
        raise Http404
    answers = own_profile(person=person, by=by, at=at).answers
    form = _asking(request, number, answers)
    if form.is_valid():
        given = {key: int(said) for key, said in form.cleaned_data.items() if said}
        if given:
            answer_interests(person=person, answers=given, by=by, at=at)
        return own.to(f"{INTERESTS}/{number + 1}" if number < PAGES else own.PROFILE)
    back = f"{INTERESTS}/{number - 1}" if number > 1 else own.PROFILE
    return page(
        request, "form.html", title=INTERESTS_TITLE, form=form, back=back,
        intro=(_LIKE, _ANY, _OF.of(number=number, pages=PAGES)), cancel=own.PROFILE,
    )  # fmt: skip


def _asking(request: HttpRequest, number: int, answers: Any) -> Form:
    """Return the form of one page, a choice for each of its items."""
    language = language_of(request)
    initial = {one.key: str(answers[one.key]) for one in on_page(number) if one.key in answers}
    form = Thirty(request.POST or None, initial=initial)
    for one in on_page(number):
        form.fields[one.key] = Choice(
            asks=one.says[language], options=options(ANSWERS), inline=True
        )
    return form


@serves(*THEMSELVES, posts=True, fresh=True)
def wants(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask what matters, what is needed and what is not wanted; posted, keep it."""
    person, language = own.own(by), language_of(request)
    one = own_profile(person=person, by=by, at=at).wants
    form = Wanting(request.POST or None, initial={
        "values": list(one.values), "needs": list(one.needs), "avoids": list(one.avoids),
        "moves": one.moves, "months": one.months, "earning": one.earning,
    })  # fmt: skip
    conditions = [(key, said[language]) for key, said in starter().conditions.items()]
    form.options(needs=conditions, avoids=conditions)
    if form.is_valid():
        try:
            say_wants(person=person, wants=_said(form.cleaned_data), by=by, at=at)
        except Refused as refusal:
            form.refuse(refusal, "values")
        else:
            return own.to(own.PROFILE)
    return page(
        request, "form.html", title=WANTS_TITLE, form=form, back=own.PROFILE, button=_SAVE,
        cancel=own.PROFILE,
    )  # fmt: skip


def _said(given: dict[str, Any]) -> Wants:
    return Wants(
        tuple(given["needs"]), tuple(given["avoids"]), tuple(given["values"]), given["moves"],
        given["months"], bool(given["earning"]),
    )  # fmt: skip
