"""Another version of the path beside the cases that run: what it would change, and the move."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import HEAD_OF_SERVICE
from muster.access.viewers import Viewer
from muster.care.commands.rerouting import reroute
from muster.care.queries.rerouting import Moves, preview_path
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n, _p
from muster.policy.versions import adopted, in_force, profile_or_in_force
from muster.web import addresses
from muster.web.care.cases.listing import said_state
from muster.web.doors import serves
from muster.web.forms import Form, Pick, Tick
from muster.web.language import language_of
from muster.web.pages import page

_TITLE = _("Running cases and the force's path")
_MOVE = _("Move the running cases to this version")
_SAYS = {
    "says": _(
        "A case that runs keeps the path it began with: its steps, its clocks, who is told when it "
        "is late. Here you see what another adopted version would change, and move the cases of "
        "your units to it if that is meant."
    ),
    "version": _("Which version?"),
    "show": _("Show what it would change"),
    "caption": _("What this version would change"),
    "none": _("Every running case of your units goes by this version."),
    "move": _MOVE,
    "state": _p("column", "Where the cases stand"),
    "cases": _p("column", "Cases"),
    "sooner": _p("column", "Due sooner"),
    "later": _p("column", "Due later"),
    "same": _p("column", "Due as before"),
    "late": _p("column", "Late at once"),
    "unknown": _p("column", "Stay on their path"),
    "stay": _(
        "Cases that stand in a state which the version does not have stay on the path they go by."
    ),
    "sure": _("I have looked at what changes, and mean to move them"),
    "tick": _("Say that you mean to move them"),
}
_MOVED = _n("{count} case goes by it now.", "{count} cases go by it now.")


class Ask(Form):
    """Which version to look at."""

    marks_optional = False
    version = Pick(asks=_SAYS["version"], options=[])


class Move(Form):
    """A move is meant: it changes deadlines that people were told."""

    sure = Tick(asks=_SAYS["sure"], required=_SAYS["tick"])


@serves(HEAD_OF_SERVICE)
def paths(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show, state by state, what a version would change for the running cases."""
    language, form = language_of(request), Ask(request.GET or None)
    known = _versions(language)
    form.options(version=list(known.items()))
    asked = request.GET.get("version", "")
    lines: list[Moves] = []
    if asked in known:
        then = profile_or_in_force(asked)
        lines = preview_path(then=then, profile=then.key, by=by, at=at)
    moved = request.GET.get("moved", "")
    return page(
        request,
        "care/paths.html",
        title=_TITLE,
        back=addresses.LATE,
        says=_SAYS,
        form=form,
        here=request.path,
        done=_MOVED.of(count=int(moved)) if moved.isdecimal() and len(moved) < 7 else None,
        asked=known.get(asked),
        rows=[_row(one, language) for one in lines],
        move=f"{addresses.PATHS}/{asked}" if any(one.unknown < one.all for one in lines) else None,
    )


@serves(HEAD_OF_SERVICE, posts=True, fresh=True)
def move(request: HttpRequest, *, by: Viewer, at: Instant, digest: str) -> HttpResponse:
    """Move the running cases of the viewer's units."""
    form = Move(request.POST or None)
    if form.is_valid():
        count = reroute(digest=digest, by=by, at=at)
        return HttpResponseRedirect(f"{addresses.PATHS}?moved={count}")
    back = f"{addresses.PATHS}?version={digest}"
    return page(request, "form.html", title=_MOVE, form=form, back=back, intro=(_SAYS["stay"],))


def _versions(language: str) -> dict[str, str]:
    """Return what each version is called, by digest, that in force first."""
    here = in_force()
    named = {here.digest: f"{here.name.said_in(language)} ({here.version})"}
    for one in reversed(adopted()):
        name = profile_or_in_force(one.digest).name.said_in(language)
        named.setdefault(one.digest, f"{name} ({one.version}), {one.starts.isoformat()}")
    return named


def _row(one: Moves, language: str) -> tuple[Sentence | str | int, ...]:
    state = said_state(one.state, language)
    return (state, one.all, one.sooner, one.later, one.same, one.late, one.unknown)
