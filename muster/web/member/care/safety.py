"""The person's own safety plan: to read, to print, and to keep where there is no network."""

from __future__ import annotations

from babel.dates import format_date
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string

from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.care.queries.plans import safety_plan_of
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.web import addresses
from muster.web.care.plans.safety import parts_of
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.member import own
from muster.web.pages import page
from muster.web.printing import as_pdf, sent
from muster.web.speaking import speaking_to

_TITLE = _("My safety plan")
_SAYS = {
    "none": _("You have not made a safety plan with anybody yet."),
    "how": _("Whoever you talk with can make one with you; it takes half an hour."),
    "keep": _("Keep it on this phone, for when there is no network"),
    "made": _("Made on"),
    "pdf": _("Keep it as a PDF"),
    "now": _("If you are in danger now, call the first number under “Get help now”."),
}


_FOOTER = _("Made on {day}. It is yours alone.")


@serves(MEMBER, fresh=True)
def safety(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the person's own plan."""
    found = safety_plan_of(person=own.own(by), by=by, at=at)
    return page(
        request,
        "member/safety.html",
        title=_TITLE,
        back=addresses.MEMBER,
        says=_SAYS,
        parts=parts_of(found[0]) if found else [],
        made_at=found[1] if found else None,
        keep_at=f"{request.path}/kept",
        pdf_at=f"{request.path}/pdf",
    )


@serves(MEMBER, fresh=True)
def printed(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Give the plan on paper."""
    found = safety_plan_of(person=own.own(by), by=by, at=at)
    if found is None:
        raise Http404
    language = language_of(request)
    sections = [
        (
            asks.said_in(language),
            [*words.splitlines(), *(f"{c.name}: {c.number}" for c in contacts)],
        )
        for asks, words, contacts in parts_of(found[0])
    ]
    facts, made = [_SAYS["now"].said_in(language)], own.place(by, at).calendar.local_date(found[1])
    footer = _FOOTER.of(day=format_date(made, "d MMMM y", locale=language))
    return sent(as_pdf(_TITLE, facts, sections, footer, language), "application/pdf", "plan.pdf")


@serves(MEMBER, fresh=True)
def kept(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Give the plan as one file that needs no network and asks for none."""
    found = safety_plan_of(person=own.own(by), by=by, at=at)
    if found is None:
        raise Http404
    with speaking_to(request) as reading:
        html = render_to_string(
            "member/safety_kept.html",
            {"language": reading.language, "title": _TITLE, "says": _SAYS,
             "parts": parts_of(found[0]), "made_at": found[1]},
            request=request,
        )  # fmt: skip
    response = HttpResponse(html)
    response.headers["Content-Disposition"] = 'attachment; filename="plan.html"'
    return response
