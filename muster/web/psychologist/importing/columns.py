"""Which columns of a file mean what: guessed from their names, and chosen by a person."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.problems import NOT_FOUND
from muster.access.roles import ASSESSMENT_TEAM, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.assessments.batches import Layout
from muster.assessments.commands.arriving import read_file_as
from muster.assessments.matched import columns_in, read_arrival
from muster.assessments.problems import NO_SUCH_FILE
from muster.assessments.queries.arriving import Arrival, file_content
from muster.assessments.rules.headings import guessed_items
from muster.instruments.packs import pack
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.policy.queries import in_force
from muster.web import addresses
from muster.web.doors import serves
from muster.web.forms import Form, Pick, Text, Tick
from muster.web.pages import page

_TITLE = _("What do the columns of this file mean?")
_SAYS = _("The columns of {file}: {columns}.")


class Columns(Form):
    marks_optional = False

    items = Text(
        asks=_("Columns of the items"),
        hint=_(
            "A pattern such as phq{{}}, which stands for phq1, phq2 and so on, or the columns in "
            "the order of the form, with commas between them"
        ),
        required=_("Enter the columns of the items"),
        longest=2000,
    )
    id = Pick(asks=_("Column of ids"))
    match = Tick(
        asks=_("The ids are service numbers"),
        hint=_("Then the answers go to those people. Else every row is somebody without a name."),
    )
    answered_on = Pick(asks=_("Column of the days on which the form was filled in"))
    sex = Pick(asks=_("Column of the sex, for cut-offs that depend on it"))
    total = Pick(asks=_("Column of totals, to be held against the items"))


def content_of(arrival: UUID, by: Viewer, at: Instant) -> tuple[Arrival, bytes]:
    """Return a file that waits; what does not exist, or was settled, answers like nothing."""
    try:
        return file_content(arrival=arrival, by=by, at=at)
    except Refused as refusal:
        if refusal.problem.code == NO_SUCH_FILE.code:
            raise NOT_FOUND.refused() from None
        raise


@serves(UNIT_PSYCHOLOGIST, ASSESSMENT_TEAM, posts=True)
def choose(request: HttpRequest, *, by: Viewer, at: Instant, arrival: UUID) -> HttpResponse:
    """Ask which columns mean what, and read the file by them."""
    found, data = content_of(arrival, by, at)
    try:
        known = columns_in(data)
    except Refused as refusal:
        return _unreadable(request, refusal, found)
    form = Columns(request.POST if request.method == "POST" else None,
                   initial=_chosen(found, known))  # fmt: skip
    offered = [(name, name) for name in known]
    form.options(id=offered, sex=offered, answered_on=offered, total=offered)
    if form.is_valid():
        chosen = {name: form.cleaned_data[name] or None for name in _NAMED}
        chosen["items"] = form.cleaned_data["items"]
        matched = form.cleaned_data["match"]
        if _read(form, found, data, Layout(**chosen), matched, by, at):
            return HttpResponseRedirect(f"{addresses.IMPORTING}/{found.id}", status=303)
    return page(
        request,
        "form.html",
        title=_TITLE,
        form=form,
        intro=[_SAYS.of(file=found.name, columns=", ".join(known))],
        back=addresses.IMPORTING,
    )


_NAMED = ("id", "sex", "answered_on", "total")


def _chosen(found: Arrival, known: list[str]) -> dict[str, object]:
    """Return what was chosen before, else what the columns' names suggest."""
    layout = found.layout
    if layout.items:
        named = {name: getattr(layout, name) or "" for name in _NAMED}
        return {**named, "items": layout.items, "match": found.matched}
    return {"items": guessed_items(pack(found.instrument).specification, known)}


def _read(
    form: Columns,
    found: Arrival,
    data: bytes,
    layout: Layout,
    matched: bool,
    by: Viewer,
    at: Instant,
) -> bool:
    """Read the file by these columns and keep the choice; else the form says what is wrong."""
    arrival = replace(found, layout=layout, matched=matched)
    try:
        file = read_arrival(arrival, data, profile=in_force(), by=by, at=at)
    except Refused as refusal:
        form.refuse(refusal, "id" if matched and layout.id is None else "items")
        return False
    columns: dict[str, str | None] = {name: getattr(layout, name) for name in ("items", *_NAMED)}
    columns["match"] = "service-number" if matched else None
    read_file_as(
        arrival=found.id, columns=columns, rows=file.rows, refused=file.refused, by=by, at=at
    )
    return True


def _unreadable(request: HttpRequest, refusal: Refused, found: Arrival) -> HttpResponse:
    """Say why a file is no table; it can only be dropped."""
    return page(
        request,
        "psychologist/importing/unreadable.html",
        title=_("This file cannot be read"),
        problem=refusal.problem,
        drop=_("Drop the file"),
        to_drop=f"{addresses.IMPORTING}/{found.id}/drop",
        back=addresses.IMPORTING,
    )
