"""Courses that fit one, and why; asking for a place; taking it back; and the certificate."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.roles import THEMSELVES
from muster.access.viewers import Viewer
from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _, _n
from muster.transition.commands.places import ask_for_place, take_place_back
from muster.transition.queries.courses import MyPlace, own_course, own_courses
from muster.transition.queries.places import own_certificate
from muster.transition.rules.places import FOLLOWS, OVER, Act
from muster.web.doors import serves
from muster.web.forms import Choice, Form, Question, Tick
from muster.web.language import language_of
from muster.web.member import own
from muster.web.member.certificate import as_pdf
from muster.web.pages import page
from muster.web.partner.shown import PLACE_STAGES, course_lines, place_reason

_SAYS = {
    "courses": _("Courses that fit you, paid ones first"),
    "no_course": _("No course that fits can be begun at the moment."),
    "asked_courses": _("Places you asked for"),
    "read_course": _("Read it, and ask for a place"),
    "full": _("All places are taken; you would be put on the waiting list."),
    "why": _("Why it fits"),
    "would_send": _("What the school would read"),
    "only": _(
        "This school reads these words and nothing else. You may take it back until you have "
        "completed the course; from that moment it reads nothing more."
    ),
    "make": _("Make your packet first"),
    "back_course": _("Take it back"),
    "certificate": _("Certificate (PDF)"),
    "report": _("This partner asked me something it may not ask"),
}
_LOOKED = _n("Looked through {count} course.", "Looked through {count} courses.")
_ATTENDED = _n(
    "You were there on {count} day of {days}.", "You were there on {count} days of {days}."
)
_AHEAD = _n(
    "{count} person was before you when you were put on the waiting list.",
    "{count} people were before you when you were put on the waiting list.",
)
_MOVED = _("It was moved: it is now from {begins} to {ends}.")
_ASK, _SAVE = _("Ask for a place"), _("Put on record")


class Asking(Form):
    agreed = Tick(asks=_("This school may read my packet, as it stands here, for this course"))


class Back(Question):
    sure = Choice(
        asks=_("Take it back?"),
        options=[("back", _("Take it back; the place is given to somebody else"))],
        required=_("Select it, or go back"),
    )  # fmt: skip


def courses_of(by: Viewer, at: Instant, language: str) -> dict[str, Any]:
    """Return what the page of work shows of courses, by the names of its part."""
    found = own_courses(person=own.own(by), by=by, at=at)
    waits = {one.held.key for one in found.asked if one.state.stage not in OVER}
    return {
        "course_says": _SAYS,
        "courses_looked": _LOOKED.of(count=found.looked),
        "courses": [
            (one, course_lines(one.held, language), f"{own.WORK}/courses/{one.held.key}")
            for one in found.fits
            if one.held.key not in waits
        ],
        "places": [_place(one, language) for one in found.asked],
    }


def _place(one: MyPlace, language: str) -> tuple[object, ...]:
    says = [place_reason(one.state, language)]
    if one.state.days:
        says.append(_ATTENDED.of(count=one.state.attended, days=len(one.state.days)))
    if one.state.ahead is not None:
        says.append(_AHEAD.of(count=one.state.ahead))
    if one.held.was is not None and one.state.stage not in OVER:
        says.append(_MOVED.of(begins=one.held.course.begins, ends=one.held.course.ends))
    here = f"{own.WORK}/places/{one.place}"
    return (
        one, PLACE_STAGES[one.state.stage], [*filter(None, says), *filter(None, [one.certificate])],
        here if one.state.stage in FOLLOWS[Act.TAKEN_BACK] else "",
        f"{here}/certificate" if one.state.completed else "",
        f"{own.WORK}/report/{one.held.partner}",
    )  # fmt: skip


@serves(*THEMSELVES, posts=True, fresh=True)
def course(request: HttpRequest, *, by: Viewer, at: Instant, lesson: UUID) -> HttpResponse:
    """Show one course, why it fits and what would be sent; posted, ask for a place."""
    person, language = own.own(by), language_of(request)
    fit, words = own_course(person=person, course=lesson, by=by, at=at)
    form = Asking(request.POST or None)
    if form.is_valid():
        try:
            ask_for_place(
                person=person, course=lesson, place=new_id(),
                agreed=bool(form.cleaned_data["agreed"]), by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal, "agreed")
        else:
            return own.to(own.WORK)
    return page(
        request, "member/course.html", title=fit.held.course.title, says=_SAYS, back=own.WORK,
        fit=fit, lines=course_lines(fit.held, language), form=form, button=_ASK,
        packet_at=own.PACKET, report_at=f"{own.WORK}/report/{fit.held.partner}",
        words_sent=own.sent_lines(words, by),
    )  # fmt: skip


@serves(*THEMSELVES, posts=True, fresh=True)
def answer(request: HttpRequest, *, by: Viewer, at: Instant, place: UUID) -> HttpResponse:
    """Ask once more, then take back what one asked for."""
    person = own.own(by)
    asked = own_courses(person=person, by=by, at=at).asked
    one = next((mine for mine in asked if mine.place == place), None)
    if one is None or one.state.stage not in FOLLOWS[Act.TAKEN_BACK]:
        raise Http404
    form = Back(request.POST or None)
    if form.is_valid():
        take_place_back(person=person, place=place, by=by, at=at)
        return own.to(own.WORK)
    return page(
        request, "form.html", title=one.held.course.title, form=form, back=own.WORK,
        intro=(one.held.by,), button=_SAVE,
    )  # fmt: skip


@serves(*THEMSELVES, fresh=True)
def certificate(request: HttpRequest, *, by: Viewer, at: Instant, place: UUID) -> HttpResponse:
    """Hand over the certificate of a course that one completed."""
    found = own_certificate(person=own.own(by), place=place, by=by, at=at)
    response = HttpResponse(as_pdf(found), content_type="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="certificate.pdf"'
    return response
