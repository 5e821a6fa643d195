"""The certificate of a school's course as a one-page PDF, in both languages."""

from __future__ import annotations

from pathlib import Path

import msgspec

from muster.kernel.words import LANGUAGES, _, _n
from muster.transition.queries.places import Certificate
from muster.web import coordinator
from muster.web.printing import typeset

_SOURCE = Path(coordinator.__file__).with_name("certificate.typ")
_TITLE = _("Certificate")
_DONE = _("{name} completed “{course}”.")
_UNNAMED = _("The holder completed “{course}”.")
_SAYS = _("What it says: {says}.")
_WHEN = _n(
    "{school}, {day}, after {count} day on which they were there.",
    "{school}, {day}, after {count} days on which they were there.",
)
_FROM = _("Put on record by the school itself.")


def as_pdf(found: Certificate) -> bytes:
    """Return the page: each language says the same, one above the other."""
    done = _DONE.of(name=found.name, course=found.course)
    lines = [
        done if found.name else _UNNAMED.of(course=found.course),
        _SAYS.of(says=found.says),
        _WHEN.of(school=found.school, day=found.day, count=found.attended),
        _FROM,
    ]
    said = [
        {
            "language": language,
            "title": _TITLE.said_in(language),
            "lines": [line.said_in(language) for line in lines],
        }
        for language in LANGUAGES
    ]
    return typeset({"main.typ": _SOURCE.read_bytes(), "said.json": msgspec.json.encode(said)})
