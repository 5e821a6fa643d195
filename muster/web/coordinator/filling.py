"""Groups filled from the whole list: two ways side by side, their difference in plain words."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import PROGRAMME_COORDINATOR
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n, _p
from muster.programmes.commands.allocating import allocate
from muster.programmes.offered import offered
from muster.programmes.queries.board import board
from muster.programmes.queries.proposals import Proposed, proposed
from muster.programmes.rules.allocation import Proposal, Variant
from muster.web import forms as fields
from muster.web.coordinator import own
from muster.web.coordinator.words import PRIORITIES
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page

_TITLE = _("Fill groups from the list")
VARIANTS = {
    Variant.STABLE: _("So that nobody has reason to object"),
    Variant.TOTAL: _("So that all together gain the most"),
}
_EXPLAINED = {
    Variant.STABLE: _(
        "Whoever is urgent, then whoever has waited longest, gets the group they wish most, as "
        "long as a place is free."
    ),
    Variant.TOTAL: _(
        "As many as can be get a place, even if somebody has to take a group they wish less."
    ),
}
SAYS = {
    "choose": _("Whose groups do you want to fill?"),
    "waiting": _n("{count} person waits", "{count} people wait"),
    "free": _n("{count} place is free", "{count} places are free"),
    "nothing": _("Nobody waits where a place is free."),
    "ways": _("Two ways to fill them"),
    "placed": _n("{count} of them gets a place.", "{count} of them get a place."),
    "first": _n(
        "{count} gets what they wish most: near and soon.",
        "{count} get what they wish most: near and soon.",
    ),
    "nobody": _("Nobody has reason to object."),
    "objecting": _n(
        "{count} person would have reason to object: somebody behind them sits where they would "
        "rather be.",
        "{count} people would have reason to object: somebody behind them sits where they would "
        "rather be.",
    ),
    "steps": _n(
        "Together they travel {count} step up the tree of units.",
        "Together they travel {count} steps up the tree of units.",
    ),
    "parted": _n(
        "{count} party that wanted to be together found no group with room for all.",
        "{count} parties that wanted to be together found no group with room for all.",
    ),
    "apart": _n(
        "{count} seat was passed over to keep two people apart.",
        "{count} seats were passed over to keep two people apart.",
    ),
    "same": _("Both ways come to the same."),
    "more": _n(
        "This way {count} more person gets a place than in the other.",
        "This way {count} more people get a place than in the other.",
    ),
    "left": _("Who goes on waiting"),
    "none_left": _("Nobody."),
    "who": _("Who would sit where"),
    "soon": _("How soon"),
    "name": _p("a person", "Name"),
    "unit": _("Unit"),
    "groups": _("Groups"),
}
_FILL = _("Give these places")
_WHICH = _("Which way?")


class Deciding(fields.Form):
    way = fields.Choice(
        asks=_WHICH, options=[(one.value, VARIANTS[one], _EXPLAINED[one]) for one in Variant],
        required=_("Select the way"),
    )  # fmt: skip
    digest = fields.Hidden()


@serves(PROGRAMME_COORDINATOR)
def choose(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the programmes for which somebody waits and a place is free."""
    language = language_of(request)
    found = board(programme="", already_shown=(), by=by, at=at)
    waiting = Counter(one.programme for one in found.waiting)
    free: Counter[str] = Counter()
    for one in found.groups:
        free[one.programme] += one.free
    rows = [
        (
            own.fill_at(key), own.name_of(key, language), SAYS["waiting"].of(count=count),
            SAYS["free"].of(count=free[key]),
        )
        for key, count in waiting.most_common()
        if free[key]
    ]  # fmt: skip
    return page(
        request, "coordinator/fill_choose.html", title=_TITLE, says=SAYS, back=own.WAITING,
        rows=rows,
    )  # fmt: skip


@serves(PROGRAMME_COORDINATOR, posts=True)
def fill(request: HttpRequest, *, by: Viewer, at: Instant, programme: str) -> HttpResponse:
    """Show both ways and their difference; posted, give the places of the one that was chosen."""
    if offered(programme) is None:
        raise Http404
    found = proposed(programme=programme, by=by, at=at)
    form = Deciding(
        request.POST or None, initial={"digest": found.digest, "way": Variant.STABLE.value}
    )
    if form.is_valid():
        try:
            allocate(
                programme=programme, variant=Variant(form.cleaned_data["way"]),
                digest=form.cleaned_data["digest"], by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form = Deciding(initial={"digest": found.digest, "way": Variant.STABLE.value})
            return _page(request, found, form, programme, refusal.problem.kind.says)
        else:
            return HttpResponseRedirect(own.WAITING)
    return _page(request, found, form, programme, None)


def _page(
    request: HttpRequest,
    found: Proposed,
    form: Deciding,
    programme: str,
    changed: Sentence | None,
) -> HttpResponse:
    language = language_of(request)
    stable = found.ways[Variant.STABLE]
    same = stable.placed == found.ways[Variant.TOTAL].placed
    return page(
        request, "coordinator/fill.html", title=own.name_of(programme, language), says=SAYS,
        back=own.FILL, form=form, button=_FILL, changed=changed, same=same,
        waiting=SAYS["waiting"].of(count=len(found.people)),
        free=SAYS["free"].of(count=sum(one.free for one in found.groups.values())),
        ways=[_way(found, one) for one in ([stable] if same else found.ways.values())],
        fillable=bool(stable.placed),
    )  # fmt: skip


def _way(found: Proposed, one: Proposal) -> dict[str, Any]:
    others = [way for way in found.ways.values() if way is not one]
    more = len(one.placed) - max((len(way.placed) for way in others), default=0)
    return {
        "title": VARIANTS[one.variant],
        "explained": _EXPLAINED[one.variant],
        "lines": list(_lines(one, more)),
        "groups": [
            (group, [found.people[key] for key, at in one.placed.items() if at == group.group])
            for group in found.groups.values()
        ],
        "left": [found.people[key] for key in one.left if key in found.people],
        "soon": {one.value: says for one, says in PRIORITIES.items()},
    }


def _lines(one: Proposal, more: int) -> list[Sentence]:
    said = [SAYS["placed"].of(count=len(one.placed)), SAYS["first"].of(count=one.first)]
    if one.objecting:
        said.append(SAYS["objecting"].of(count=one.objecting))
    else:
        said.append(SAYS["nobody"])
    said.append(SAYS["steps"].of(count=one.steps))
    counted = {"more": max(more, 0), "parted": one.parted, "apart": one.kept_apart}
    return [*said, *(SAYS[key].of(count=count) for key, count in counted.items() if count)]
