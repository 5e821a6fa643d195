"""The head of an office: how long each step takes, where it waits, on whom, and why. No names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

from babel.numbers import format_decimal
from django.http import HttpRequest, HttpResponse
from markupsafe import Markup

from muster.access.roles import HEAD_OF_OFFICE
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _p
from muster.transition.queries.office import Office
from muster.transition.queries.office import office as figures_of
from muster.transition.rules.durations import Times
from muster.transition.rules.process import Process, Queue
from muster.web.charts.process import Passage, Stage
from muster.web.charts.process import process as drawing
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page

_TITLE = _("How the office works")
_SAYS = {
    "from": _(
        "Counted from every step of the last two years, those that still go on among them. A "
        "median stands only where enough cases are behind it that it tells of nobody."
    ),
    "steps": _("Steps"),
    "step": _("Step"),
    "visits": _("How often"),
    "open": _("Open"),
    "late": _("Late"),
    "ever_late": _("Went over time"),
    "again": _("Done anew"),
    "median": _("Half within, days"),
    "most": _("Nine in ten within, days"),
    "lost": _("Days beyond the standard, in all"),
    "bottleneck": _("Most time is lost at: {step}."),
    "no_bottleneck": _("No step takes longer than its standard."),
    "flow": _("Which step follows which"),
    "before": _p("a step", "First"),
    "after": _p("a step", "Then"),
    "agencies": _("Partners: what waits with whom"),
    "owners": _("Caseworkers: what waits with whom"),
    "name": _("Who"),
    "oldest": _("Oldest, days"),
    "months": _("Pending, in months of work"),
    "four": _("Four weeks ago"),
    "why": _("Why steps took longer"),
    "reason": _("Reason"),
    "count": _("How often"),
    "nobody": _("Nobody yet"),
    "never": _("nothing ended lately"),
    "grown": _("Clearly longer than four weeks ago: {queues}."),
    "ask": _("Ask “what if”"),
    "staying": _("Who stays in work"),
}
_HOLDS = _("open: {open}; went over time: {late}; half within {days} days")
_PASSES = _("× {count}")
GREW = Status(_p("a queue", "Grows"), "red")
_FIGURES = {
    "cases": _("cases in two years"),
    "open": _("under way"),
    "oldest": _("days: the oldest case"),
    "months": _("months of work pending"),
    "hands": _("hand-offs for each case, on average"),
    "anew": _("% with a step done anew"),
}


@serves(HEAD_OF_OFFICE)
def office(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the process as it really runs."""
    found, language = figures_of(by=by, at=at), language_of(request)
    process, named = found.process, _names(found, language)
    worst = process.bottleneck
    return page(
        request, "caseworker/office.html", title=_TITLE, says=_SAYS, found=found,
        figures=list(_figures(found, language)),
        bottleneck=_SAYS["no_bottleneck"] if worst is None
        else _SAYS["bottleneck"].of(step=named[worst]),
        grown=_grown(found, language),
        nodes=[(named[one.key], one, *_days(one.times)) for one in process.nodes],
        edges=[
            (named[one.before], named[one.after], one.count, _whole(one.median))
            for one in process.edges
        ],
        chart=_chart(process, named, language),
        agencies=[(one.name, one, *_queue(one, language)) for one in process.agencies],
        owners=[(_owner(one, found), one, *_queue(one, language)) for one in process.owners],
        reasons=[
            (found.profile.reasons.late[code].said_in(language), count)
            for code, count in found.late_for if code in found.profile.reasons.late
        ],
        grew=GREW,
    )  # fmt: skip


def _chart(found: Process, named: Mapping[str, str], language: str) -> Markup:
    """Draw which step follows which; where most time is lost is darkest."""
    own = {key for one in found.edges for key in (one.before, one.after)}
    stages = [
        Stage(
            one.key, named[one.key],
            _HOLDS.of(open=one.open, late=one.late, days=_days(one.times)[0]).said_in(language),
                4 if one.key == found.bottleneck else 1,
        )
        for one in found.nodes
        if one.key in own
    ]  # fmt: skip
    passages = [
        Passage(one.before, one.after, one.count, _PASSES.of(count=one.count).said_in(language))
        for one in found.edges
    ]
    described = "; ".join(f"{named[one.before]} → {named[one.after]}: {one.count}"
                          for one in found.edges)  # fmt: skip
    title = _SAYS["flow"].said_in(language)
    return drawing(stages, passages, key="process", title=title, description=described)


def _grown(found: Office, language: str) -> Sentence | str:
    """Name the queues that grew, with their length now and then; "" where none did."""
    owners = [(_owner(one, found), one) for one in found.process.owners]
    queues = [*((one.name, one) for one in found.process.agencies), *owners]
    said = [
        f"{name if isinstance(name, str) else name.said_in(language)} ({one.before} → {one.open})"
        for name, one in queues
        if one.grew
    ]
    return _SAYS["grown"].of(queues=", ".join(said)) if said else ""


def _names(found: Office, language: str) -> dict[str, str]:
    track = found.profile.track
    states = {key: one.name.said_in(language) for key, one in track.path.states.items()}
    return {**states, **{key: one.name.said_in(language) for key, one in track.tasks.items()}}


def _figures(found: Office, language: str) -> Iterator[tuple[str, Sentence]]:
    whole = found.process.office
    yield str(found.process.cases), _FIGURES["cases"]
    yield str(whole.open), _FIGURES["open"]
    yield f"{whole.oldest:.0f}", _FIGURES["oldest"]
    yield _tenths(whole.months, language), _FIGURES["months"]
    yield _tenths(found.hands, language), _FIGURES["hands"]
    yield f"{100 * found.process.anew:.0f}", _FIGURES["anew"]


def _days(times: Times | None) -> tuple[str, str]:
    return ("–", "–") if times is None else (_whole(times.median), _whole(times.most))


def _whole(days: float | None) -> str:
    return "–" if days is None else f"{days:.0f}"


def _tenths(value: float | None, language: str) -> str:
    return "–" if value is None else str(format_decimal(value, "0.0", locale=language))


def _queue(one: Queue, language: str) -> tuple[str, str]:
    return f"{one.oldest:.0f}", _tenths(one.months, language)


def _owner(one: Queue, found: Office) -> Sentence | str:
    if not one.name:
        return _SAYS["nobody"]
    return found.owners.get(AccountId(UUID(one.name)), one.name)
