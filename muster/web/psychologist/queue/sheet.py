"""The page on which something is recorded about one person: who they are and why on top, the form
below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.permissions import Permission
from muster.access.queries.colleagues import Colleague, colleagues
from muster.access.viewers import Viewer
from muster.detection.problems import NOT_OPEN
from muster.detection.queries import call_of
from muster.kernel.ids import PersonId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.people.formation import units_above
from muster.people.queries import listed
from muster.policy.rules.profile import Label
from muster.vault.zones import Audience
from muster.web import addresses
from muster.web.forms import Form
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.psychologist.queue.rows import Row, rows_of
from muster.web.psychologist.queue.wanting import kept_wishes, list_address
from muster.web.reading import read_as

_WORDS = {
    "why": _("Why"),
    "reach": _("How to reach"),
    "by_when": _("By when"),
    "who_calls": _("Who calls"),
    "record": _("See the whole record"),
    "save": _("Put on record"),
}
NEXT_OUTCOME = "outcome"
"""What `carry_out` returns where the page that asks for the outcome comes next."""


def sheet(
    request: HttpRequest,
    form: Form,
    carry_out: Callable[[dict[str, Any]], str],
    title: Sentence,
    *,
    person: PersonId,
    by: Viewer,
    at: Instant,
) -> HttpResponse:
    """Show the form, or do what it says and go back to the list that the reader came from.

    `carry_out` is given what was filled in, and returns the word by which the list says what was
    done (listing.DONE).
    """
    query = kept_wishes(request.GET.urlencode())
    if form.is_valid():
        try:
            done = carry_out(form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(_leads_to(done, person, query))
    row = row_about(person, language_of(request), by=by, at=at)
    if row is None:
        raise NOT_OPEN.refused()
    return page(
        request,
        "psychologist/sheet.html",
        title=title,
        form=form,
        back=list_address(query),
        row=row,
        texts=_WORDS,
        record=f"{addresses.PEOPLE}/{person}",
    )


def _leads_to(done: str, person: PersonId, query: str) -> str:
    if done == NEXT_OUTCOME:
        return f"{addresses.QUEUE}/{person}/close{f'?{query}' if query else ''}"
    return list_address(query, done=done)


def row_about(
    person: PersonId, language: str, *, by: Viewer, at: Instant, shown: bool = False
) -> Row | None:
    """Return the person's line, None where nothing is open about them.

    `shown`: the reader has just acted on this very line, which is in the journal already.
    """
    known = [person] if shown else []
    call = call_of(person=person, already_shown=known, by=by, at=at)
    if call is None:
        return None
    [row] = rows_of([call], language, by=by, at=at, already_shown=known)
    return row


def coded(labels: Mapping[str, Label], request: HttpRequest) -> list[tuple[str, str]]:
    """Return coded reasons as a field's options, in the reader's language."""
    language = language_of(request)
    return [(code, getattr(label, language)) for code, label in labels.items()]


def colleagues_for(person: PersonId, *, by: Viewer, at: Instant) -> list[Colleague]:
    """Return who else may call this person: by a role for their unit, or for one above it."""
    found = listed(persons=[person], already_shown=[person], by=by, at=at).get(person)
    unit = found.card.unit if found else None
    if unit is None:
        return []
    return [
        one
        for one in read_as(
            Audience.PLATFORM,
            lambda: colleagues(Permission.WORK_QUEUE, units_above(unit), at),
        )
        if one.account != by.account
    ]
