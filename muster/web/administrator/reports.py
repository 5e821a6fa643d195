"""The report on one file: what it would change, each row that cannot be taken, and what then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.errands import ErrandKind
from muster.access.roles import ADMINISTRATOR, PERSONNEL_OFFICER
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n, _p
from muster.people.brought import Brought, FileKind, FileState
from muster.people.commands.bringing import confirm_file, drop_file
from muster.people.filing import write_in
from muster.people.queries.brought import file as file_brought
from muster.web import errands
from muster.web.administrator.files import PLACES, STATES, TITLES
from muster.web.administrator.naming import zone_of
from muster.web.doors import serves
from muster.web.fragments import fragment, is_part
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.tables import as_csv

SHOWN = 100
"""How many problems the page names; the table to take along holds all that were kept."""

COUNTS: Mapping[FileKind, Mapping[str, Sentence]] = {
    FileKind.ROSTER: {
        "new": _n("{count} person is new.", "{count} people are new."),
        "moved": _n("{count} person moves.", "{count} people move."),
        "returned": _n("{count} person comes back.", "{count} people come back."),
        "left": _n("{count} person leaves.", "{count} people leave."),
        "corrected": _n("{count} record is corrected.", "{count} records are corrected."),
        "unchanged": _n("{count} row changes nothing.", "{count} rows change nothing."),
    },
    FileKind.UNITS: {
        "new": _n("{count} unit is new.", "{count} units are new."),
        "placed": _n(
            "{count} unit stands elsewhere than before.",
            "{count} units stand elsewhere than before.",
        ),
        "described": _n("{count} unit is described anew.", "{count} units are described anew."),
        "unchanged": _n("{count} unit stays as it is.", "{count} units stay as they are."),
    },
    FileKind.POSTS: {
        "new": _n(
            "{count} post is described for the first time.",
            "{count} posts are described for the first time.",
        ),
        "described": _n("{count} post is described anew.", "{count} posts are described anew."),
        "unchanged": _n("{count} post stays as it is.", "{count} posts stay as they are."),
    },
    FileKind.ENTRIES: {
        "new": _n("{count} entry is new.", "{count} entries are new."),
        "described": _n("{count} entry is described anew.", "{count} entries are described anew."),
        "unchanged": _n("{count} entry stays as it is.", "{count} entries stay as they are."),
    },
}
READ_ROWS = _n("{count} row was read.", "{count} rows were read.")
REFUSED_ROWS = _n("{count} row was refused.", "{count} rows were refused.")
MORE = _n("{count} more stands in the table.", "{count} more stand in the table.")
WORDS = {
    "would": _("What it would change"),
    "did": _("What it changed"),
    "nothing": _("Nothing is written yet."),
    "write": _("Write it"),
    "write_says": _("Rows that were refused are left out; all others are written, or none."),
    "drop": _("Forget this file"),
    "written": _("It is written."),
    "repeated": _("This was written before; nothing was changed."),
    "cannot": _("What cannot be taken, and why"),
    "cannot_none": _("Every row can be taken."),
    "notes": _("What was not read"),
    "table": _("Take all of this along as a table (CSV)"),
    "columns": _("Say what the columns hold"),
    "forgotten": _("The file and the report on it are no longer kept."),
    "state": _p("column", "State"),
    "row": _p("column", "Row"),
    "column": _p("column", "Column"),
    "why": _p("column", "Why"),
    "do": _p("column", "What to do"),
    "dropped": _("It was forgotten; none of it was written."),
    "refused": _("None of it can be written. Put right what is named below, and bring it again."),
}
_HEADS = ("row", "column", "code", "why", "what to do")


@dataclass(frozen=True, slots=True)
class Fault:
    """One problem or remark: where, why, and what to do, in the reader's language."""

    row: str
    column: str
    why: str
    do: str


@serves(ADMINISTRATOR, PERSONNEL_OFFICER)
def one_file(request: HttpRequest, *, by: Viewer, at: Instant, file_id: UUID) -> HttpResponse:
    """Show how far a file is, and the report on it once it was read."""
    found = file_brought(file=file_id, by=by, at=at)
    given = _given(request, found, by, at)
    if is_part(request):
        return fragment(request, "administrator/file_part.html", **given)
    title = TITLES[found.kind]
    return page(request, "administrator/file.html", title=title, back=PLACES[found.kind], **given)


@serves(ADMINISTRATOR, PERSONNEL_OFFICER, posts=True)
def confirm(request: HttpRequest, *, by: Viewer, at: Instant, file_id: UUID) -> HttpResponse:
    """Let what a file says be written: at once where it is small, else by the worker."""
    found = file_brought(file=file_id, by=by, at=at)
    if request.method == "POST" and confirm_file(file=file_id, by=by, at=at):
        write_in(file_id, digest=found.digest, by=by)
    return HttpResponseRedirect(f"{PLACES[found.kind]}/{file_id}")


@serves(ADMINISTRATOR, PERSONNEL_OFFICER, posts=True)
def drop(request: HttpRequest, *, by: Viewer, at: Instant, file_id: UUID) -> HttpResponse:
    """Forget a file; one that was written meanwhile stays written."""
    found = file_brought(file=file_id, by=by, at=at)
    if request.method == "POST":
        try:
            drop_file(file=file_id, by=by, at=at)
        except Refused as refusal:
            if refusal.problem.code != "people.file-forgotten":
                raise
    return HttpResponseRedirect(f"{PLACES[found.kind]}/{file_id}")


@serves(ADMINISTRATOR, PERSONNEL_OFFICER)
def as_table(request: HttpRequest, *, by: Viewer, at: Instant, file_id: UUID) -> HttpResponse:
    """Return everything that is wrong with a file as CSV, for whoever sent it."""
    found = file_brought(file=file_id, by=by, at=at)
    language, report = language_of(request), found.report or {}
    rows = (
        (fault.row, fault.column, str(one["code"]), fault.why, fault.do)
        for one in (*report.get("problems", ()), *report.get("notes", ()))
        for fault in (_fault(one, language),)
    )
    return as_csv(f"report-{file_id}.csv", _HEADS, rows)


def _given(request: HttpRequest, found: Brought, by: Viewer, at: Instant) -> dict[str, Any]:
    """Return what the page and its part are made of."""
    language, report = language_of(request), found.report or {}
    problems, notes = report.get("problems", ()), report.get("notes", ())
    kind = ErrandKind.WRITE_FILE if found.state is FileState.WRITING else ErrandKind.READ_FILE
    errand = errands.last_of(kind, at, {"file": str(found.id)}) if found.state.at_work else None
    address = f"{PLACES[found.kind]}/{found.id}"
    left = max(0, len(problems) - SHOWN) + report.get("more", 0)
    return {
        "texts": WORDS,
        "found": found,
        "report": found.report,
        "state": STATES[found.state],
        "waits": found.state is FileState.READ,
        "written": found.state is FileState.WRITTEN,
        "refused": found.state is FileState.REFUSED,
        "was_dropped": found.state is FileState.DROPPED,
        "counts": list(_counts(found)),
        "faults": [_fault(one, language) for one in problems[:SHOWN]],
        "notes": [_fault(one, language) for one in notes[:SHOWN]],
        "more": MORE.of(count=left) if left else None,
        "address": address,
        "columns": bool(report.get("columns")) and (found.state is FileState.REFUSED or notes),
        "errand": errand,
        "at_work": found.state.at_work,
        "progress_words": errands.WORDS,
        "looks_at": address,
        "zone": zone_of(by),
    }


def _counts(found: Brought) -> Iterator[Sentence]:
    report = found.report
    if report is None or not report["rows"]:
        return
    yield READ_ROWS.of(count=report["rows"])
    if report["refused"]:
        yield REFUSED_ROWS.of(count=report["refused"])
    for name, sentence in COUNTS[found.kind].items():
        if report["outcomes"].get(name):
            yield sentence.of(count=report["outcomes"][name])


def _fault(one: Mapping[str, Any], language: str) -> Fault:
    said = one[language]
    row = "" if one["row"] is None else str(one["row"])
    return Fault(row, one["column"] or "", said["says"], said["do"])
