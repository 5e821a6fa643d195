"""The paper forms that wait for a second key, or on which two keys differ."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse

from muster.access.roles import ASSESSMENT_TEAM, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.assessments.papers import Paper
from muster.assessments.queries import open_papers
from muster.assessments.rules.paper import Check
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.people.queries import names_of
from muster.web import addresses
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.pages import page
from muster.web.psychologist.naming import instrument_name

STANDINGS: Mapping[Check, Status] = {
    Check.WAITING: Status(_("Waits for a second key"), "blue"),
    Check.DISAGREED: Status(_("Two keys differ"), "red"),
}
_TITLE = _("Paper forms")
_SAYS = _(
    "A form counts as soon as it is typed in. What has to be acted on is typed a second time by "
    "somebody else; until both agree, the more serious answer counts."
)
_NEW = _("Type in a form")
_NONE = _("No form waits for a second key.")
_OPEN = _("Forms to look at")
_HEAD = (_("Who"), _("Questionnaire"), _("Typed in"), _("State"), _("What to do"))
_OWN = _("typed by you")
_ALONE = _("both times by one hand")
_TYPE_AGAIN, _SETTLE = _("Type again"), _("Look at the paper")
_DONE: Mapping[str, Sentence] = {
    "typed": _("The form is entered."),
    "agreed": _("Both keys agree. The form is checked."),
    "settled": _("It is settled what stands on the paper."),
}


@serves(UNIT_PSYCHOLOGIST, ASSESSMENT_TEAM)
def papers(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """List the forms that somebody still has to look at."""
    waiting = open_papers(by=by, at=at)
    names = names_of(persons=[one.person for one in waiting], by=by, at=at) if waiting else {}
    return page(
        request,
        "psychologist/paper/list.html",
        title=_TITLE,
        says=_SAYS,
        new=_NEW,
        to_new=f"{addresses.PAPER}/new",
        nothing=_NONE,
        caption=_OPEN,
        head=_HEAD,
        rows=[_row(one, names, by) for one in waiting],
        done=_DONE.get(request.GET.get("done", "")),
    )


def _row(paper: Paper, names: Mapping[PersonId, str], by: Viewer) -> dict[str, object]:
    marks = [_OWN] if paper.typed_by == by.account else []
    return {
        "who": names.get(paper.person) or "–",
        "form": instrument_name(paper.specification.instrument),
        "typed": paper.typed_at,
        "status": STANDINGS[paper.check],
        "marks": [*marks, *([_ALONE] if paper.alone else [])],
        "does": _SETTLE if paper.check is Check.DISAGREED else _TYPE_AGAIN,
        "address": f"{addresses.PAPER}/{paper.person}/{paper.sitting}",
    }
