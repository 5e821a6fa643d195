"""Somebody's places in programmes as their clinicians see them, and putting them on a list."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import CASE_MANAGER, PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.commands.programmes import put_on_programme
from muster.care.queries.eligibility import eligibility_of
from muster.kernel.ids import PersonId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.programmes.enrolling import ANYWHERE, Wish
from muster.programmes.offered import catalogue, offered
from muster.programmes.queries.own import OwnPlace, places_of
from muster.programmes.rules.enrolments import Priority
from muster.programmes.rules.programme import Programme
from muster.web import addresses
from muster.web import forms as fields
from muster.web.care.cases.listing import way_back
from muster.web.care.limitations.person import about
from muster.web.coordinator.drawing import LANGUAGES
from muster.web.coordinator.own import name_of, programme_options
from muster.web.coordinator.words import PRIORITIES, STAGES
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page

_TITLE = _("Programmes of this person")
_SAYS = {
    "none": _("This person is on no list and in no programme."),
    "put": _("Put on the list of a programme"),
    "programme": _("Programme"),
    "stands": _("Where it stands"),
    "since": _("Waits since"),
    "line": _("In line"),
    "expected": _("Expected to begin"),
    "attended": _("Attended"),
}
_PROPOSED = _("A latest score is positive and speaks for yes; you decide after the interview.")
_STAYS = _(
    "The coordinator reads the programme, how soon, and your name. What you answer here stays in "
    "care."
)
_PUT = _("Put on the list")


class Which(fields.Question):
    programme = fields.Pick(
        asks=_("For which programme?"), options=[], required=_("Select the programme")
    )


class Wished(fields.Form):
    """How soon, and what the person wishes of a group; the programme's questions come before."""

    priority = fields.Choice(
        asks=_("How soon is a place needed?"),
        options=[(str(one.value), says) for one, says in PRIORITIES.items()],
        required=_("Select how soon"),
    )
    language = fields.Choice(
        asks=_("In which language?"), options=list(LANGUAGES.items()),
        required=_("Select the language"), inline=True,
    )  # fmt: skip
    furthest = fields.Choice(
        asks=_("How far would the person go?"),
        options=[
            ("0", _("The own unit only")), ("1", _("One unit further up the tree")),
            (str(ANYWHERE), _("Anywhere")),
        ],
        required=_("Select how far the person would go"),
    )  # fmt: skip
    video = fields.Tick(asks=_("A group on video is fine"))
    own_sex_only = fields.Tick(asks=_("Only a group for men, or for women, as the person is"))


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER)
def programmes(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Show where the person waits, takes part, or has completed."""
    who, language = about(PersonId(person), by, at), language_of(request)
    found = places_of(person=PersonId(person), by=by, at=at)
    return page(
        request, "care/programmes.html", title=_TITLE, who=who, says=_SAYS,
        back=way_back(PersonId(person), by, at), put_at=f"{request.path}/put",
        rows=[_row(one, language) for one in found],
    )  # fmt: skip


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, posts=True)
def choose(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Ask for which programme; what it asks comes on the next page."""
    who = about(PersonId(person), by, at)
    form = Which(request.POST or None)
    form.options(programme=programme_options(language_of(request)))
    if form.is_valid():
        return HttpResponseRedirect(f"{request.path}/{form.cleaned_data['programme']}")
    return page(
        request, "care/about.html", title=_SAYS["put"], form=form, who=who, intro=(),
        back=_of(person), button=None,
    )  # fmt: skip


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, posts=True)
def put(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, programme: str
) -> HttpResponse:
    """Ask what the programme asks, and put the person on its list."""
    who, found = about(PersonId(person), by, at), offered(programme)
    if found is None:
        raise Http404
    language = language_of(request)
    form = _form(request, found, language, eligibility_of(person=PersonId(person), by=by, at=at))
    if form.is_valid():
        try:
            _put(form.cleaned_data, PersonId(person), found, by, at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(_of(person))
    return page(
        request, "care/about.html", title=found.name.said_in(language), form=form, who=who,
        intro=(_STAYS,), back=_of(person), button=_PUT,
    )  # fmt: skip


def _form(
    request: HttpRequest, found: Programme, language: str, proposed: frozenset[str]
) -> Wished:
    start = {"priority": "3", "language": language, "furthest": str(ANYWHERE), "video": True}
    form = Wished(request.POST or None, initial=start)
    asked = catalogue().codes.eligibility
    for code in found.eligibility:
        form.fields[code] = fields.YesNo(
            asks=asked[code].asks.said_in(language),
            hint=_PROPOSED if code in proposed else None,
            required=_("Answer what the programme asks"),
        )
    form.order_fields([*found.eligibility, *Wished.base_fields])
    return form


def _put(
    given: dict[str, Any], person: PersonId, found: Programme, by: Viewer, at: Instant
) -> None:
    wish = Wish(given["language"], int(given["furthest"]), given["video"], given["own_sex_only"])
    put_on_programme(
        person=person, enrolment=new_id(), programme=found.key,
        answers={code: bool(given[code]) for code in found.eligibility}, wish=wish,
        priority=Priority(int(given["priority"])), by=by, at=at,
    )  # fmt: skip


def _of(person: UUID) -> str:
    return f"{addresses.PEOPLE}/{person}/programmes"


def _row(one: OwnPlace, language: str) -> dict[str, Any]:
    return {
        "one": one,
        "name": name_of(one.programme, language),
        "status": STAGES[one.stage],
    }
