"""Posts for all who wait, at once: the trade-off between three ways, and who is not placed."""

from __future__ import annotations

from collections.abc import Mapping

from babel.numbers import format_decimal
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import PERSONNEL_OFFICER
from muster.access.viewers import Viewer
from muster.kernel.ids import UnitId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n, _p
from muster.people.commands.temporary import propose_moves
from muster.people.queries.several import Asking, Several, several
from muster.people.rules.fitting import Hindrance
from muster.people.rules.placing import Aim, Placing
from muster.web.administrator import addresses as here
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page

AIMS: Mapping[Aim, Sentence] = {
    Aim.NEAREST: _("The nearest posts"),
    Aim.BETWEEN: _("Between the two"),
    Aim.CHEAPEST: _("The least cost to the units"),
}
HINDRANCES: Mapping[Hindrance, Sentence] = {
    Hindrance.DEMANDS: _n(
        "{count} post demands what is to be spared.", "{count} posts demand what is to be spared."
    ),
    Hindrance.RANK: _n("{count} post is for another rank.", "{count} posts are for other ranks."),
    Hindrance.QUALIFICATIONS: _n(
        "{count} post requires a qualification that is not there.",
        "{count} posts require qualifications that are not there.",
    ),
    Hindrance.FAR: _n("{count} post is too far away.", "{count} posts are too far away."),
    Hindrance.FULL: _n(
        "{count} post is neither vacant nor can be swapped.",
        "{count} posts are neither vacant nor can be swapped.",
    ),
}
_OTHERS = _n(
    "{count} post fits, and goes to somebody else.", "{count} posts fit, and go to others."
)
_NO_POSTS = _("No list of posts was imported for these units.")
_TITLE = _("Posts for all who wait")
_SAYS = {
    "intro": _(
        "As many as possible are placed under each aim; the aims differ in what counts after that. "
        "What you propose stands on each form, and command decides each by itself."
    ),
    "none": _("Nobody waits for a post at the moment."),
    "compare": _("What each aim comes to"),
    "aim": _p("column", "What counts"),
    "served": _p("column", "Placed"),
    "km": _p("column", "Kilometres in all"),
    "longest": _p("column", "Longest way, km"),
    "cost": _p("column", "Cost to units, days of a post"),
    "who": _p("column", "Who"),
    "post": _p("column", "Post"),
    "away": _p("column", "Km"),
    "days": _p("column", "Cost"),
    "propose": _("Propose these to command"),
    "left": _("Not placed, and why"),
    "everybody": _("Everybody is placed."),
}


@serves(PERSONNEL_OFFICER, posts=True)
def placed(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Compare the aims; posted, propose the posts of one of them."""
    found, language = several(by=by, at=at), language_of(request)
    aim = request.POST.get("aim", "")
    if request.method == "POST" and aim in list(Aim):
        chosen = {
            request: option.post for request, option in found.placings[Aim(aim)].chosen.items()
        }
        propose_moves(chosen=chosen, by=by, at=at)
        return HttpResponseRedirect(here.MOVES)
    return page(
        request,
        "administrator/placing.html",
        title=_TITLE,
        back=here.MOVES,
        says=_SAYS,
        place=f"{here.MOVES}/several",
        waiting=len(found.asking),
        compared=[_compared(found.placings[one], language) for one in AIMS],
        ways=[_way(found, found.placings[one], language) for one in AIMS],
    )


def _compared(one: Placing, language: str) -> tuple[object, ...]:
    numbers = (one.km, one.longest)
    km, longest = (format_decimal(each, format="#,##0.#", locale=language) for each in numbers)
    return AIMS[one.aim], one.served, km, longest, one.cost


def _way(found: Several, one: Placing, language: str) -> dict[str, object]:
    return {
        "aim": one.aim.value,
        "title": AIMS[one.aim],
        "rows": [_row(each, found, one, language) for each in found.asking if _has(each, one)],
        "left": [
            (each.name, each.unit, _why(each)) for each in found.asking if not _has(each, one)
        ],
    }


def _has(one: Asking, placing: Placing) -> bool:
    return one.request in placing.chosen


def _row(one: Asking, found: Several, placing: Placing, language: str) -> tuple[object, ...]:
    option = placing.chosen[one.request]
    post = f"{option.title}, {found.names[UnitId(option.unit)].code}"
    km = "–" if option.km is None else format_decimal(option.km, format="0.#", locale=language)
    return f"{one.name}, {one.unit}", post, km, option.cost


def _why(one: Asking) -> list[Sentence]:
    """Return why somebody is not placed: who else has the posts that fit, or what hinders."""
    if one.fitting:
        return [_OTHERS.of(count=one.fitting)]
    said = [HINDRANCES[key].of(count=count) for key, count in one.hindered.items()]
    return said or [_NO_POSTS]
