"""One's papers that run out, and the list of what one may ask for after service."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.roles import THEMSELVES
from muster.access.viewers import Viewer
from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _, _p
from muster.transition.commands.papers import drop_paper, keep_paper, say_of_benefits
from muster.transition.queries.papers import OwnLists, own_lists
from muster.transition.rules.benefits import STANDS
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.forms import Choice, Day, Form, Pick
from muster.web.language import language_of
from muster.web.member import own
from muster.web.pages import page
from muster.web.partner.shown import options

PAPERS, BENEFITS = f"{own.TRACK}/papers", f"{own.TRACK}/benefits"
TITLE, TITLE_BENEFITS = _("Your papers that run out"), _("What you may ask for")
_SAYS = {
    "intro": _(
        "Put down which papers you have and until when they hold. You are reminded a month before "
        "one runs out. The paper itself is not kept here."
    ),
    "none": _("There is no paper on your list."),
    "what": _("Paper"),
    "until": _("Holds until the day"),
    "stands": _("Where it stands"),
    "for_good": _("does not run out"),
    "drop": _("Take it off the list"),
    "add": _("Put a paper on the list"),
}
_SOON = Status(_p("a paper", "Runs out soon"), "yellow")
_OVER = Status(_p("a paper", "Over"), "red")
_HOLDS = Status(_p("a paper", "Holds"), "green")
_ADD, _SAVE = _("Add this paper"), _("Put on record")
_INTRO = (
    _("Go through it once; most of it is paid from the day on which it was asked for."),
    _("Nobody reads your answers. Your caseworker can help with any of them if you ask."),
)


class Adding(Form):
    kind = Pick(asks=_("Which paper?"), options=[], required=_("Select which paper"))
    until = Day(asks=_("Until which day does it hold?"), hint=_("Leave it empty if it lasts"))


class Listed(Form):
    """A choice for each benefit; that any may be left out stands on the page once."""

    marks_optional = False


@serves(*THEMSELVES, posts=True, fresh=True)
def papers(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the papers and ask for one more; posted, put it on the list."""
    person, language = own.own(by), language_of(request)
    found, today = own_lists(person=person, by=by, at=at), own.place(by, at).calendar.local_date(at)
    form = Adding(request.POST or None)
    form.options(kind=[(key, one.said_in(language)) for key, one in found.track.papers.items()])
    if form.is_valid():
        given = form.cleaned_data
        try:
            keep_paper(
                person=person, paper=new_id(), kind=given["kind"], until=given["until"], by=by,
                at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return own.to(PAPERS)
    soon = found.track.papers_remind.count
    return page(
        request, "member/papers.html", title=TITLE, says=_SAYS, form=form, back=own.TRACK,
        button=_ADD,
        papers=[
            (
                found.track.papers[one.kind].said_in(language), one.until,
                _stands(None if one.until is None else (one.until - today).days, soon),
                f"{PAPERS}/{one.paper}/drop",
            )
            for one in found.papers
            if one.kind in found.track.papers
        ],
    )  # fmt: skip


def _stands(days: int | None, soon: int) -> Status:
    if days is None or days > soon:
        return _HOLDS
    return _OVER if days < 0 else _SOON


@serves(*THEMSELVES, posts=True, fresh=True)
def drop(request: HttpRequest, *, by: Viewer, at: Instant, paper: UUID) -> HttpResponse:
    """Take a paper off the list."""
    person = own.own(by)
    if paper not in {one.paper for one in own_lists(person=person, by=by, at=at).papers}:
        raise Http404
    if request.method == "POST":
        drop_paper(person=person, paper=paper, by=by, at=at)
    return own.to(PAPERS)


@serves(*THEMSELVES, posts=True, fresh=True)
def benefits(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Go through what one may ask for; posted, keep how each stands."""
    person = own.own(by)
    found = own_lists(person=person, by=by, at=at)
    form = _asking(request, found)
    if form.is_valid():
        stands = {key: code for key, code in form.cleaned_data.items() if code}
        say_of_benefits(person=person, stands=stands, by=by, at=at)
        return own.to(f"{own.TRACK}?done=benefits")
    return page(
        request, "form.html", title=TITLE_BENEFITS, form=form, back=own.TRACK, intro=_INTRO,
        button=_SAVE,
    )  # fmt: skip


def _asking(request: HttpRequest, found: OwnLists) -> Form:
    """Return the form: a choice for each benefit of the force's own list."""
    language = language_of(request)
    form = Listed(request.POST or None, initial=dict(found.benefits))
    for key, one in found.track.benefits.items():
        form.fields[key] = Choice(
            asks=one.name.said_in(language), options=options(STANDS), inline=True,
            hint=one.says.said_in(language),
        )  # fmt: skip
    return form
