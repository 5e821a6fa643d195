"""Which column of a file holds what, chosen by whoever brought it where no heading says it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import ADMINISTRATOR, PERSONNEL_OFFICER
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.commands.bringing import AT_ONCE, choose_columns, open_file
from muster.people.filing import VOCABULARIES, read_in
from muster.people.queries.brought import file as file_brought
from muster.web.administrator.files import PLACES
from muster.web.doors import serves
from muster.web.forms import Form, Pick
from muster.web.pages import page

_TITLE = _("What do the columns hold?")
_INTRO = _(
    "Choose a field for each column that the report could not place. Leave a column empty to leave "
    "it unread."
)


@serves(ADMINISTRATOR, PERSONNEL_OFFICER, posts=True)
def columns(request: HttpRequest, *, by: Viewer, at: Instant, file_id: UUID) -> HttpResponse:
    """Ask of each column what it holds, and read the file again."""
    found = file_brought(file=file_id, by=by, at=at)
    address = f"{PLACES[found.kind]}/{file_id}"
    names = list((found.report or {}).get("columns", []))
    if not names:
        return HttpResponseRedirect(address)
    vocabulary = VOCABULARIES[found.kind]
    form = Form(request.POST or None, initial=_known(names, found.chosen, vocabulary))
    for place, name in enumerate(names):
        options = [(field, title) for field, title in vocabulary.titles.items()]
        form.fields[f"column-{place}"] = Pick(asks=name, options=options)
    form.marks_optional = False
    if form.is_valid():
        said = {
            name: form.cleaned_data[f"column-{place}"]
            for place, name in enumerate(names)
            if form.cleaned_data[f"column-{place}"]
        }
        try:
            choose_columns(file=file_id, columns=said, by=by, at=at)
            _kind, data, _chosen = open_file(file=file_id, by=by, at=at)
            if len(data) <= AT_ONCE:
                read_in(file_id, by=by)
            return HttpResponseRedirect(address)
        except Refused as refusal:
            form.refuse(refusal)
    return page(
        request, "form.html", title=_TITLE, form=form, back=address, intro=[_INTRO],
        button=_("Read it again"),
    )  # fmt: skip


def _known(names, chosen, vocabulary) -> dict[str, str]:
    """Return the fields that the columns are taken for as it stands."""
    known = {}
    for place, name in enumerate(names):
        fields = vocabulary.fields_of(name)
        field = chosen.get(name) or (fields[0] if len(fields) == 1 else "")
        known[f"column-{place}"] = field
    return known
