"""The ways to an occupation: cheapest, fastest, best paid, each as a picture and as a list."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.roles import THEMSELVES
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n, _p
from muster.transition.guidance.starter import starter
from muster.transition.pathways import named
from muster.transition.queries.profile import OwnWays, own_ways
from muster.transition.rules.pathways import Aim, Chain, Sort, Step
from muster.web.charts.way import Box, way
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.member import own
from muster.web.member.profile.ideas import IDEAS
from muster.web.pages import page

TITLE = _("The way to: {job}")
_SAYS = {
    "intro": _(
        "What you can do already shortens a course; how much of it a school recognises, the "
        "school decides. Months and costs are our rough figures: ask before you begin."
    ),
    "steps": _("Step by step"),
    "work": _("Work on the way: {job}"),
    "licence": _("A licence: {name}"),
    "arrives": _("You can work as: {job}"),
    "back": _("Back to your ideas"),
    "cost": _("Cost of all steps together, each from 0 (free) to 4 (dear): {cost}"),
}
_AIMS: Mapping[Aim, Status] = {
    Aim.FASTEST: Status(_p("a way to an occupation", "Fastest"), "blue"),
    Aim.CHEAPEST: Status(_p("a way to an occupation", "Cheapest"), "turquoise"),
    Aim.BEST_PAID: Status(_p("a way to an occupation", "Earns most meanwhile"), "green"),
}
_LASTS = _n("{count} month or so", "{count} months or so")
_WHOLE = _n("{count} month or so in all", "{count} months or so in all")
_UNPAID = _n("of it {count} month without pay", "of it {count} months without pay")
_PAID, _NOT_PAID = _("paid meanwhile"), _("not paid")
_SPARED = _("{share} % of it you bring already")
_TONES = {Sort.LESSON: 1, Sort.LICENCE: 2, Sort.WORK: 3}


@serves(*THEMSELVES, fresh=True)
def ways(request: HttpRequest, *, by: Viewer, at: Instant, occupation: str) -> HttpResponse:
    """Show the ways to an occupation from what one brings."""
    job = starter().jobs.get(occupation)
    if job is None:
        raise Http404
    found = own_ways(person=own.own(by), target=occupation, by=by, at=at)
    language = language_of(request)
    title = TITLE.of(job=job.title[language])
    return page(
        request, "member/profile/ways.html", title=title, says=_SAYS, back=IDEAS,
        ways=[
            _shown(number, aims, chain, job.title[language], found, language)
            for number, (aims, chain) in enumerate(found.ways)
        ],
    )  # fmt: skip


def _shown(
    number: int, aims: tuple[Aim, ...], chain: Chain, job: str, found: OwnWays, language: str
) -> dict[str, object]:
    lines = [(_name(one, found, language), _below(one, language)) for one in chain.steps]
    boxes = [
        Box(says, below, _TONES[one.sort])
        for one, (says, below) in zip(chain.steps, lines, strict=True)
    ]
    boxes.append(Box(_SAYS["arrives"].of(job=job).said_in(language), "", 1))
    said = "; ".join(f"{says} ({below})" for says, below in lines)
    tags = [_AIMS[one] for one in aims]
    title = ", ".join(one.word.said_in(language) for one in tags)
    whole = [_months(_WHOLE, chain.months)]
    if chain.unpaid:
        whole.append(_months(_UNPAID, chain.unpaid))
    return {
        "tags": tags, "lines": lines,
        "picture": way(boxes, key=f"way-{number}", title=title, description=said),
        "whole": ", ".join(one.said_in(language) for one in whole),
        "cost": _SAYS["cost"].of(cost=chain.cost),
    }  # fmt: skip


def _name(one: Step, found: OwnWays, language: str) -> str:
    book = starter()
    if one.sort is Sort.LICENCE:
        return _SAYS["licence"].of(name=book.licences[one.key][language]).said_in(language)
    if one.sort is Sort.WORK:
        job = book.jobs[one.code].title[language]
        return _SAYS["work"].of(job=job).said_in(language)
    name = named(found.offered, one.key, language)
    return name[:1].upper() + name[1:]


def _below(one: Step, language: str) -> str:
    said: list[Sentence] = [_months(_LASTS, one.months), _PAID if one.paid else _NOT_PAID]
    if one.spared:
        said.append(_SPARED.of(share=round(100 * one.spared)))
    return ", ".join(each.said_in(language) for each in said)


def _months(says: Sentence, months: float) -> Sentence:
    return says.of(count=max(1, round(months)))
