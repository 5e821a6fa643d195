"""Backups: what is kept here, another one made, and each tried by restoring it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.commands.errands import ask_backup, ask_trial
from muster.access.errands import ErrandKind, Known, ended_well
from muster.access.roles import ADMINISTRATOR
from muster.access.viewers import Viewer
from muster.journal.reading import last_written
from muster.kernel.time import Instant
from muster.kernel.words import _, _p
from muster.vault.backup import kept_backups
from muster.vault.installation import installation
from muster.vault.zones import Audience
from muster.web import errands
from muster.web.administrator import addresses as here
from muster.web.administrator.naming import zone_of
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.fragments import fragment, is_part
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.reading import read_as

_TITLE = _("Backups")
UNTRIED = Status(_p("backup", "never tried"), "amber")
HOLDS = Status(_p("backup", "restored, and holds"), "green")
FAILS = Status(_p("backup", "does not hold"), "red")
MOST_TRIALS = 50
WORDS = {
    "says": _(
        "A backup holds the whole database and none of the keys. It is only as good as its last "
        "restore: try it, which restores it beside the house, proves its journal, erases again "
        "whoever was erased, and throws it away."
    ),
    "make": _("Make a backup"),
    "try": _("Try it"),
    "last": _("Last backup, wherever it was made:"),
    "never": _("none was ever made"),
    "here": _("What is kept on this machine"),
    "none": _("No backup is kept in the installation's own folder."),
    "elsewhere": _(
        "Carry a copy to another machine in another building, and keep the keys' recovery copy "
        "where no backup is."
    ),
    "restore": _("To bring the house back from one"),
    "restore_says": _(
        "Restoring replaces everything, so it is done on the command line of the server, by "
        "somebody who can reach it: stop the service and the worker, then type"
    ),
    "restore_after": _(
        "What stood there before is kept as a backup of its own. Afterwards ask the doctor."
    ),
    "made": _p("column", "Made"),
    "file": _p("column", "File"),
    "size": _p("column", "Size"),
    "entries": _p("column", "Journal entries"),
    "trial": _p("column", "Last trial"),
    "making": _("A backup is being made"),
    "trying": _("A backup is being tried"),
    "mb": _("{size} MB"),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup in the installation's folder, and what its last trial said, in one language."""

    file: str
    made_at: Instant
    size: float
    entries: int
    status: Status
    tried_at: Instant | None
    says: tuple[str, ...]


@serves(ADMINISTRATOR)
def backups(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """List the backups kept here, with how each stood its last trial."""
    making = errands.last_of(ErrandKind.BACK_UP, at)
    trying = errands.last_of(ErrandKind.TRY_BACKUP, at)
    last, trials = read_as(
        Audience.PLATFORM,
        lambda: (last_written("access.back-up"), ended_well(ErrandKind.TRY_BACKUP, MOST_TRIALS)),
    )
    given = {
        "texts": WORDS,
        "making": making,
        "trying": trying,
        "busy": bool((making and making.open) or (trying and trying.open)),
        "progress_words": errands.WORDS,
        "looks_at": here.BACKUPS,
        "last": last,
        "kept": _kept(trials, language_of(request)),
        "zone": zone_of(by),
    }
    if is_part(request):
        return fragment(request, "administrator/backups_part.html", **given)
    return page(
        request, "administrator/backups.html", title=_TITLE, back=here.ADMINISTRATION, **given
    )


@serves(ADMINISTRATOR, posts=True, fresh=True)
def make(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask for a backup."""
    if request.method == "POST":
        ask_backup(by=by, at=at)
    return HttpResponseRedirect(here.BACKUPS)


@serves(ADMINISTRATOR, posts=True, fresh=True)
def try_one(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask for a trial of one of the backups that are kept here."""
    if request.method == "POST":
        wanted = request.POST.get("file", "")
        if wanted not in {file.name for file, _manifest in kept_backups(installation().home)}:
            raise Http404
        ask_trial(file=wanted, by=by, at=at)
    return HttpResponseRedirect(here.BACKUPS)


def _kept(trials: list[Known], language: str) -> list[Kept]:
    latest: dict[str, Known] = {}
    for one in trials:
        latest.setdefault(str(one.given.get("file")), one)
    return [
        _one(file.name, manifest.made_at, manifest.size, manifest.entries,
             latest.get(file.name), language)
        for file, manifest in kept_backups(installation().home)
    ]  # fmt: skip


def _one(
    file: str, made_at: str, size: int, entries: int, trial: Known | None, language: str
) -> Kept:
    told = (trial.told or {}) if trial else {}
    status = UNTRIED if not told else HOLDS if told["holds"] else FAILS
    says = tuple(told["says"][language]) if told else ()
    made = datetime.fromisoformat(made_at)
    return Kept(
        file, made, round(size / 1e6, 1), entries, status, trial.ended_at if trial else None, says
    )
