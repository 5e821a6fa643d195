"""Which column of a list of career actions holds what, where its headings do not say it.

Nothing of a list is kept before it can be read: a column that is not understood may hold service
numbers, and none is stored. So the file is asked for once more beside the questions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse

from muster.care.rules.careers import CAREERS
from muster.kernel.words import _
from muster.people.brought import MOST_BYTES
from muster.web import addresses
from muster.web.auditor.career_words import LIST
from muster.web.forms import Form, Hidden, Pick, Upload
from muster.web.pages import page

MOST_COLUMNS = 60
"""A list with more columns than that is none of this kind."""
_TITLE = _("What do the columns of this list hold?")
_INTRO = (
    _(
        "The headings of this list do not say where everything stands. Choose it for each column "
        "that counts, and leave the others empty: kind, day and unit are needed, and the service "
        "number or the pseudonym."
    ),
    _("Nothing of the list was kept, so choose the file once more."),
)
_AGAIN = _("Read it again")
_STILL = _(
    "The list still cannot be read: kind, day, unit, and a number or a pseudonym are needed, each "
    "from one column."
)


class Bring(Form):
    """The list itself."""

    file = Upload(
        asks=LIST["file"],
        hint=LIST["hint"],
        required=LIST["required"],
        kinds=".csv,.tsv,.txt,.xlsx,.parquet",
        largest=MOST_BYTES,
    )


def chosen_in(said: Mapping[str, str]) -> dict[str, str]:
    """Return which heading holds which field, as the questions were answered."""
    return {
        heading: said[f"column-{place}"]
        for place in range(MOST_COLUMNS)
        if (heading := said.get(f"heading-{place}")) and said.get(f"column-{place}")
    }


def headings_in(said: Mapping[str, str]) -> list[str]:
    """Return the headings about which the questions were asked; [] where none were."""
    found = [said.get(f"heading-{place}", "") for place in range(MOST_COLUMNS)]
    return [heading for heading in found if heading]


def which_columns(request: HttpRequest, headings: Sequence[str]) -> HttpResponse:
    """Ask of each column what it holds, and for the file once more."""
    again = bool(headings_in(request.POST))
    form = Bring(request.POST, request.FILES) if again else Bring()
    form.marks_optional = False
    options, start = list(CAREERS.titles.items()), {}
    for place, heading in enumerate(headings[:MOST_COLUMNS]):
        form.fields[f"heading-{place}"] = Hidden()
        form.fields[f"column-{place}"] = Pick(asks=heading, options=options)
        known = CAREERS.fields_of(heading)
        start |= {
            f"heading-{place}": heading,
            f"column-{place}": known[0] if len(known) == 1 else "",
        }
    form.initial = start
    form.order_fields([name for name in form.fields if name != "file"])
    if again and form.is_valid():
        form.refuse(_STILL)
    return page(
        request, "form.html", title=_TITLE, form=form, back=addresses.CAREERS, intro=_INTRO,
        button=_AGAIN,
    )  # fmt: skip
