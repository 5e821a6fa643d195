"""A school's courses: put in by a form or a file, closed, and each with everybody who asked."""

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
from muster.transition.commands.course_changes import move_course, withdraw_course
from muster.transition.commands.courses import close_course, import_courses, put_course
from muster.transition.commands.places import mark_attendance
from muster.transition.queries.courses import (
    Learner,
    Register,
    SchoolLine,
    course_register,
    school_courses,
)
from muster.transition.rules.courses import COLUMNS, LANGUAGES, LONGEST_TEXT, MOST_PLACES, Course
from muster.transition.rules.places import Stage
from muster.transition.rules.sorting import Sorted
from muster.transition.rules.terms import LICENCES
from muster.transition.vacancy_files import course_rows_of
from muster.web import addresses
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.forms import Choice, Choices, Day, Form, LongText, Number, Question, Text
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.partner.filing import Filing, Rows, filed
from muster.web.partner.shown import PLACE_STAGES, course_lines, options
from muster.web.partner.vacancies import KINDS

COURSES = f"{addresses.PARTNER}/courses"
OPEN = Status(_p("a course", "Open"), "green")
FULL = Status(_p("a course", "Full"), "blue")
CLOSED = Status(_p("a course", "Closed"), "grey")
ASIDE = Status(_p("a course", "A caseworker reads it first"), "amber")
_TITLE, _NEW, _FILE = _("Your courses"), _("Put in a course"), _("Bring a file of courses")
_CLOSE, _KEEP, _SAVE = _("Close the course"), _("Put it in"), _("Put on record")
_MOVE = _("Move it to other days")
_TOLD = _("Whoever has a place keeps it, and is told; they may take it back.")
_COLUMNS = _(
    "A table with a heading row, as CSV or a workbook. It needs the columns title, region, begins, "
    "ends and places; it may have text, occupation, skills, gives, language, licences, entry, "
    "shortens, exempts, stipend and price. Lists of words are separated by a semicolon."
)
_GOOD = _n("{count} course can be put in.", "{count} courses can be put in.")
_ASIDE = _n(
    "{count} course is set aside until a caseworker has read it:",
    "{count} courses are set aside until a caseworker has read them:",
)
_SAYS = {
    "new": _NEW,
    "file": _FILE,
    "course": _("Course"),
    "region": _("Where"),
    "days": _("From and until"),
    "taken": _("Places taken"),
    "asked": _("Asked for it"),
    "waiting": _("In line for a place"),
    "stands": _("Where it stands"),
    "none": _("You have put in no course yet."),
    "taken_of": _("{taken} of {places}"),
    "span": _("{begins} to {ends}"),
    "who": _("Who asked"),
    "nobody": _("Nobody has asked yet."),
    "since": _p("a candidate", "Asked on"),
    "attended": _("Was there, days"),
    "certificate": _("Certificate"),
    "first": _("First on the waiting list"),
    "unnamed": _("Somebody without a name in the packet"),
    "attendance": _("Who was there"),
    "close": _CLOSE,
    "move": _MOVE,
    "fair": _(
        "You read what somebody sent you themselves. Ask nobody about their health, their family "
        "or their beliefs: such a question can be reported."
    ),
}
_HINT_LIST = _("Separated by semicolons, or each on a line of its own")


class Offering(Form):
    title = Text(
        asks=_("What is the course called?"), longest=200,
        required=_("Enter what the course is called"),
    )  # fmt: skip
    text = LongText(asks=_("What is learned there?"), longest=LONGEST_TEXT)
    occupation = Text(asks=_("Which occupation does it lead to?"), longest=200)
    skills = LongText(
        asks=_("Which skills does it give?"), hint=_HINT_LIST, rows=3, longest=LONGEST_TEXT
    )
    gives = Choices(asks=_("Which licences are had at its end?"), options=options(LICENCES))
    region = Text(
        asks=_("In which town or region?"), longest=80, required=_("Enter the town or region")
    )
    language = Choice(asks=_("In which language is it taught?"), options=options(LANGUAGES))
    begins = Day(asks=_("On which day does it start?"), required=_("Enter its first day"))
    ends = Day(asks=_("On which day does it end?"), required=_("Enter its last day"))
    places = Number(
        asks=_("How many can take part?"), at_least=1, at_most=MOST_PLACES,
        required=_("Enter how many can take part"),
    )  # fmt: skip
    licences = Choices(asks=_("Which licences are needed to begin?"), options=options(LICENCES))
    entry = LongText(
        asks=_("Which other rules are there for entry?"), rows=3, longest=600,
        hint=_("What is asked of what somebody can do, and not of the person"),
    )  # fmt: skip
    shortens = LongText(
        asks=_("Which skills from service shorten it?"), hint=_HINT_LIST, rows=3,
        longest=LONGEST_TEXT,
    )  # fmt: skip
    exempts = LongText(
        asks=_("Which skills from service need not be learned again?"), hint=_HINT_LIST, rows=3,
        longest=LONGEST_TEXT,
    )  # fmt: skip
    stipend = Number(asks=_("What does it pay a month to whoever learns?"), at_least=0, wide=10)
    price = Number(asks=_("What does it cost altogether?"), at_least=0, wide=10)


class Closing(Question):
    sure = Choice(
        asks=_("Close the course?"),
        options=[
            ("close", _("Close it; whoever has a place keeps it")),
            ("withdraw", _("It does not take place; whoever has a place or asked is told")),
        ],
        required=_("Select it, or go back"),
    )  # fmt: skip


class Moving(Form):
    begins = Day(asks=_("On which day does it start?"), required=_("Enter its first day"))
    ends = Day(asks=_("On which day does it end?"), required=_("Enter its last day"))


class Attending(Form):
    day = Day(asks=_("On which day of the course?"), required=_("Enter the day"))
    there = Choices(
        asks=_("Who was there?"), options=[], hint=_("Whoever is not selected counts as absent")
    )


@serves(PARTNER)
def courses(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show one's courses, how full each is, and how many wait."""
    found = school_courses(by=by, at=at)
    return page(
        request, "partner/courses.html", title=_TITLE, says=_SAYS, back=addresses.PARTNER,
        new_at=f"{COURSES}/new", file_at=f"{COURSES}/file",
        lines=[
            (one, f"{COURSES}/{one.held.key}", _status(one),
             _SAYS["taken_of"].of(taken=one.held.taken, places=one.held.course.places),
             span_of(one.held.course))
            for one in found.courses
        ],
    )  # fmt: skip


def span_of(one: Course) -> Sentence:
    """Return from when until when a course lasts."""
    return _SAYS["span"].of(begins=one.begins, ends=one.ends)


def _status(one: SchoolLine | Register) -> Status:
    if one.closed:
        return CLOSED
    if one.aside:
        return ASIDE
    return FULL if one.held.full else OPEN


@serves(PARTNER, posts=True)
def new(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask what is taught; posted, put it in."""
    form = Offering(request.POST or None, initial={"language": "en"})
    if form.is_valid():
        try:
            put_course(partner=by.units[0], said=_said(form.cleaned_data), by=by, at=at)
        except Refused as refusal:
            column = refusal.problem.column
            form.refuse(refusal, column if column in COLUMNS else None)
        else:
            return HttpResponseRedirect(COURSES)
    return page(
        request, "form.html", title=_NEW, form=form, back=COURSES, button=_KEEP, cancel=COURSES
    )


def _said(given: Mapping[str, Any]) -> dict[str, str]:
    said = {}
    for name in COLUMNS:
        value = given[name]
        if isinstance(value, list):
            said[name] = ",".join(value)
        else:
            said[name] = "" if value is None else str(value)
    return said


@serves(PARTNER, posts=True)
def file(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask for a file; posted, show what it would put in; confirmed, put that in."""

    def carry(rows: Rows, digest: str, confirm: bool) -> Sorted[Course]:
        return import_courses(
            partner=by.units[0], rows=rows, digest=digest, confirm=confirm, by=by, at=at
        )

    here = f"{COURSES}/file"
    return filed(
        request, Filing(_FILE, _COLUMNS, _GOOD, _ASIDE, COURSES, here, KINDS, course_rows_of, carry)
    )


@serves(PARTNER, posts=True)
def course(request: HttpRequest, *, by: Viewer, at: Instant, course: UUID) -> HttpResponse:
    """Show who asked for a course and who was there; posted, put attendance on record."""
    found = course_register(course=course, by=by, at=at)
    seated = [one for one in found.learners if one.state.stage is Stage.ADMITTED]
    begun = found.held.course.begins <= found.today
    form = Attending(request.POST or None, initial={"day": found.today})
    form.options(there=[(str(one.place), _name(one)) for one in seated])
    if seated and form.is_valid():
        try:
            mark_attendance(
                course=course, day=form.cleaned_data["day"],
                there=[UUID(one) for one in form.cleaned_data["there"]], by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal, "day")
        else:
            return HttpResponseRedirect(f"{COURSES}/{course}", status=303)
    return page(
        request, "partner/course.html", title=found.held.course.title, says=_SAYS, back=COURSES,
        found=found, stands=_status(found), button=_SAVE,
        lines=course_lines(found.held, language_of(request)),
        learners=[
            (one, _name(one), f"{addresses.PARTNER}/places/{one.place}",
             PLACE_STAGES[one.state.stage])
            for one in found.learners
        ],
        form=form if seated and begun else None, close_at=f"{COURSES}/{course}/close",
        move_at=f"{COURSES}/{course}/move",
    )  # fmt: skip


def _name(one: Learner) -> Sentence | str:
    return one.name or _SAYS["unnamed"]


@serves(PARTNER, posts=True)
def close(request: HttpRequest, *, by: Viewer, at: Instant, course: UUID) -> HttpResponse:
    """Ask once more, then close a course."""
    found = course_register(course=course, by=by, at=at)
    if found.closed:
        raise Http404
    form = Closing(request.POST or None)
    if form.is_valid():
        ends = close_course if form.cleaned_data["sure"] == "close" else withdraw_course
        ends(course=course, by=by, at=at)
        return HttpResponseRedirect(COURSES)
    return page(
        request, "form.html", title=_CLOSE, form=form, back=f"{COURSES}/{course}",
        intro=(found.held.course.title,), button=_CLOSE,
    )  # fmt: skip


@serves(PARTNER, posts=True)
def move(request: HttpRequest, *, by: Viewer, at: Instant, course: UUID) -> HttpResponse:
    """Ask for the days on which a course takes place instead; posted, move it."""
    found = course_register(course=course, by=by, at=at)
    if found.closed:
        raise Http404
    here, one = f"{COURSES}/{course}", found.held.course
    form = Moving(request.POST or None, initial={"begins": one.begins, "ends": one.ends})
    if form.is_valid():
        given = form.cleaned_data
        try:
            move_course(course=course, begins=given["begins"], ends=given["ends"], by=by, at=at)
        except Refused as refusal:
            form.refuse(refusal, refusal.problem.column)
        else:
            return HttpResponseRedirect(here, status=303)
    return page(
        request, "form.html", title=_MOVE, form=form, back=here, intro=(one.title, _TOLD),
        button=_SAVE, cancel=here,
    )  # fmt: skip
