"""Rosters, lists of units, posts and service entries: what came in, and bringing another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.queries import accounts_by_id
from muster.access.roles import ADMINISTRATOR, PERSONNEL_OFFICER
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _p
from muster.people.arrivals import Arrived
from muster.people.brought import MOST_BYTES, Brought, FileKind, FileState
from muster.people.commands.bringing import AT_ONCE, bring_file
from muster.people.filing import read_in
from muster.people.queries import arrivals
from muster.people.queries.brought import files as files_brought
from muster.people.reports import State
from muster.web.administrator import addresses as here
from muster.web.administrator.naming import zone_of
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.forms import Form, Upload
from muster.web.pages import page

STATES: Mapping[FileState, Status] = {
    FileState.READING: Status(FileState.READING.says, "blue"),
    FileState.READ: Status(FileState.READ.says, "amber"),
    FileState.WRITING: Status(FileState.WRITING.says, "blue"),
    FileState.WRITTEN: Status(FileState.WRITTEN.says, "green"),
    FileState.REFUSED: Status(FileState.REFUSED.says, "red"),
    FileState.DROPPED: Status(FileState.DROPPED.says, "grey"),
}
ROSTER_STATES: Mapping[State, Status] = {
    State.WAITING: Status(_p("roster", "waiting"), "amber"),
    State.CONFIRMED: Status(_p("roster", "confirmed"), "green"),
    State.DROPPED: Status(_p("roster", "dropped"), "grey"),
    State.REFUSED: Status(_p("roster", "refused"), "red"),
}
TITLES: Mapping[FileKind, Sentence] = {
    FileKind.ROSTER: _("Rosters of people"),
    FileKind.UNITS: _("Lists of units"),
    FileKind.POSTS: _("Lists of posts"),
    FileKind.ENTRIES: _("Lists of service entries"),
}
PLACES: Mapping[FileKind, str] = {
    FileKind.ROSTER: here.ROSTERS, FileKind.UNITS: here.UNIT_LISTS, FileKind.POSTS: here.POST_LISTS,
    FileKind.ENTRIES: here.ENTRY_LISTS,
}  # fmt: skip
SAYS: Mapping[FileKind, Sentence] = {
    FileKind.ROSTER: _(
        "A roster is read whole and compared with who is known. You see what it would change, and "
        "each row that cannot be taken with its reason, before anything is written. The same file "
        "twice changes nothing."
    ),
    FileKind.UNITS: _(
        "A list of units is read whole and compared with the tree. You see what it would change "
        "before anything is written. The same list twice changes nothing."
    ),
    FileKind.POSTS: _(
        "A list of posts says what each post demands: functions, nights, exposure, place, "
        "qualifications, ranks, strength, and whether it may be swapped. Each row is all that its "
        "post demands. The same list twice changes nothing."
    ),
    FileKind.ENTRIES: _(
        "A list of service entries says what people learned, held and did: trade, course, licence, "
        "language, vehicle, and how many they led. Each row has a service number, its kind, and "
        "what it is about; days, a code and a number where there are any. Nothing is taken away by "
        "a list, and the same list twice changes nothing. Words of health are not taken."
    ),
}
WORDS = {
    "bring": _("Bring a file in"),
    "read": _("Read this file"),
    "came": _("What came in"),
    "none": _("Nothing came in yet."),
    "when": _p("column", "When"),
    "who": _p("column", "By whom"),
    "state": _p("column", "State"),
    "open": _("Look at it"),
    "everything": _("Every roster that arrived, from the command line too"),
    "rows": _p("column", "Rows"),
    "refused": _p("column", "Refused"),
    "digest": _p("column", "Its checksum begins"),
}
SHORT = 12


class Bring(Form):
    """The file itself."""

    file = Upload(
        asks=_("The file"),
        hint=_(
            "A table as CSV or Excel (XLSX), as the personnel office sends it. Its headings may be "
            "English or Russian, its encoding what it is."
        ),
        required=_("Choose a file"),
        kinds=".csv,.tsv,.txt,.xlsx,.parquet",
        largest=MOST_BYTES,
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A file as the list shows it."""

    href: str
    at: Instant
    who: str
    state: Status


@serves(ADMINISTRATOR, PERSONNEL_OFFICER, posts=True)
def rosters(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """List the rosters that came in, and take another."""
    return _listed(request, FileKind.ROSTER, by, at)


@serves(ADMINISTRATOR, PERSONNEL_OFFICER, posts=True)
def unit_lists(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """List the lists of units that came in, and take another."""
    return _listed(request, FileKind.UNITS, by, at)


@serves(ADMINISTRATOR, PERSONNEL_OFFICER, posts=True)
def post_lists(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """List the lists of posts that came in, and take another."""
    return _listed(request, FileKind.POSTS, by, at)


@serves(ADMINISTRATOR, PERSONNEL_OFFICER, posts=True)
def entry_lists(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """List the lists of service entries that came in, and take another."""
    return _listed(request, FileKind.ENTRIES, by, at)


def _listed(request: HttpRequest, kind: FileKind, by: Viewer, at: Instant) -> HttpResponse:
    posted = request.method == "POST"
    form = Bring(request.POST if posted else None, request.FILES if posted else None)
    if form.is_valid():
        try:
            return HttpResponseRedirect(_taken(kind, form.cleaned_data["file"].read(), by, at))
        except Refused as refusal:
            form.refuse(refusal, "file")
    names = accounts_by_id()
    return page(
        request,
        "administrator/files.html",
        title=TITLES[kind],
        back=here.UNITS if kind is FileKind.UNITS else here.ADMINISTRATION,
        says=SAYS[kind],
        texts=WORDS,
        form=form,
        rows=[_row(one, names) for one in files_brought(kind=kind, by=by, at=at)],
        arrived=_arrived(arrivals(by=by, at=at)) if kind is FileKind.ROSTER else [],
        zone=zone_of(by),
    )


def _taken(kind: FileKind, data: bytes, by: Viewer, at: Instant) -> str:
    """Keep a file, read it at once where it is small, and return where its page is."""
    made = bring_file(kind=kind, data=data, by=by, at=at)
    if len(data) <= AT_ONCE:
        read_in(made, by=by)
    return f"{PLACES[kind]}/{made}"


def _row(one: Brought, names: Mapping[str, str]) -> Row:
    who = names.get(str(one.brought_by), "")
    return Row(f"{PLACES[one.kind]}/{one.id}", one.arrived_at, who, STATES[one.state])


def _arrived(found: list[Arrived]) -> list[tuple[Instant, str, Status, int, int]]:
    return [
        (one.arrived_at, one.digest[:SHORT], ROSTER_STATES[one.state], one.rows, one.refused)
        for one in found
    ]
