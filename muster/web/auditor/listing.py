"""The journal as whole sentences, newest first, page by page; and as a table to take along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from muster.access.queries import browse, export
from muster.access.roles import AUDITOR, PRIVACY_OFFICER
from muster.access.telling import said_of
from muster.access.viewers import Viewer
from muster.journal.rules.traces import Trace
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n, _p
from muster.web import addresses
from muster.web.auditor.filtering import chosen, kept
from muster.web.auditor.naming import KINDS, PURPOSES, SHORT, Names, names, role_name
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.tables import as_csv

A_PAGE = 50
MOST_EXPORTED = 50_000
_TITLE = _("The journal")
WORDS = {
    "intro": _(
        "Who did or read what, in which role, why, when and about whom. What was read or written "
        "stays sealed; nobody reads it here."
    ),
    "filter": _("Show only some entries"),
    "apply": _("Show these"),
    "none": _("No entry is like this."),
    "newest": _("Newest entries"),
    "older": _("Older entries"),
    "export": _("Take these along as a table (CSV)"),
    "when": _p("column", "When"),
    "what": _p("column", "What"),
    "who": _p("column", "Who"),
    "about": _p("column", "About whom"),
    "as_role": _("as {role}, for {purpose}"),
    "zone": _("Times are those of {zone}."),
}
_PERSON = _p("journal", "person {person}")
_SEVERAL = _n("{count} person", "{count} people")
_HEADS = (
    "id", "at", "kind", "command", "sentence", "account", "account_id", "role", "purpose", "person",
    "people", "zone",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as the page shows it. `person` is the whole id, for the link to all about it."""

    id: UUID
    at: Instant
    kind: Status
    says: Sentence
    who: Sentence | str
    capacity: Sentence | None
    about: Sentence | None
    person: UUID | None


@serves(AUDITOR, PRIVACY_OFFICER)
def journal(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show a page of the journal; `before` in the address is the last entry of the page before."""
    known = names()
    asked = chosen(request, known)
    mark = _mark(request)
    found = browse(wanted=asked.wanted, mark=mark, most=A_PAGE + 1, by=by, at=at)
    shown = found[:A_PAGE]
    return page(
        request,
        "auditor/journal.html",
        title=_TITLE,
        form=asked.form,
        texts=WORDS,
        narrowed=asked.narrowed,
        lines=[line(one, known) for one in shown],
        zone=known.zone,
        newest=f"{addresses.JOURNAL}{kept(request)}" if mark else None,
        older=(
            f"{addresses.JOURNAL}{kept(request, before=str(shown[-1].id))}"
            if len(found) > A_PAGE
            else None
        ),
        table=f"{addresses.JOURNAL}/export{kept(request)}" if by.role == AUDITOR else None,
    )


@serves(AUDITOR)
def as_table(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Return the wanted entries as CSV: what the page shows, and ids in full; nothing sealed."""
    known = names()
    asked = chosen(request, known)
    found = export(wanted=asked.wanted, most=MOST_EXPORTED, by=by, at=at)
    language = language_of(request)
    rows = (_row(one, known, language) for one in found)
    return as_csv(f"journal-{at:%Y%m%dT%H%M%S}.csv", _HEADS, rows)


def line(trace: Trace, known: Names) -> Line:
    """Return an entry as a page shows it."""
    role, purpose = role_name(trace.role), PURPOSES.get(trace.purpose, trace.purpose)
    return Line(
        trace.id, trace.at, KINDS[trace.kind], said_of(trace.command, trace.kind),
        known.account(trace.actor),
        WORDS["as_role"].of(role=role, purpose=purpose) if trace.role else None,
        about(trace), trace.person,
    )  # fmt: skip


def about(trace: Trace) -> Sentence | None:
    """Return whom an entry was about: one person by the start of their id, several by number."""
    if trace.person is not None:
        return _PERSON.of(person=short(trace.person))
    if trace.people:
        return _SEVERAL.of(count=len(trace.people))
    return None


def short(one: UUID) -> str:
    """Return an opaque id's last digits: its first ones are a time, and alike for many."""
    return str(one)[-SHORT:]


def _mark(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("before", ""))
    except ValueError:
        return None


def _row(trace: Trace, known: Names, language: str) -> Iterator[str]:
    people: Sequence[UUID] = trace.people or ()
    account = known.account(trace.actor)
    yield from (
        str(trace.id), trace.at.isoformat(), trace.kind, trace.command,
        said_of(trace.command, trace.kind).said_in(language),
        account.said_in(language) if isinstance(account, Sentence) else account,
        str(trace.actor), trace.role, trace.purpose,
        "" if trace.person is None else str(trace.person), " ".join(map(str, people)), trace.zone,
    )  # fmt: skip
