"""A certificate as a one-page PDF, in both languages; it says that a course was completed."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from django.http import HttpResponse

from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import LANGUAGES, _, _n
from muster.programmes.enrolling import programme_of
from muster.programmes.queries.own import Completed, completed_course
from muster.web.coordinator.drawing import dose_says
from muster.web.printing import typeset

_SOURCE = Path(__file__).with_name("certificate.typ")
_TITLE = _("Certificate")
_SAYS = _("{name} {says}.")
_WHEN = _n(
    "Completed on {day}, after {count} session.", "Completed on {day}, after {count} sessions."
)
_DOSE = _("Its dose: {dose}.")
_NOTHING_ELSE = _("It says that the course was completed, and nothing else about anybody.")


def certificate_of(
    person: PersonId, enrolment: UUID, zone: str, by: Viewer, at: Instant
) -> HttpResponse:
    """Return the document; Refused where the course was not completed or has no certificate."""
    found = completed_course(person=person, enrolment=enrolment, by=by, at=at)
    response = HttpResponse(as_pdf(found, zone), content_type="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="certificate.pdf"'
    return response


def as_pdf(found: Completed, zone: str) -> bytes:
    """Return the page: each language says the same, one above the other."""
    programme = programme_of(found.programme)
    if programme.certificate is None:
        raise ValueError(f"{found.programme} has no certificate")
    day = found.completed_at.astimezone(ZoneInfo(zone)).date()
    said = [
        {
            "language": language,
            "title": _TITLE.said_in(language),
            "lines": [
                _SAYS.of(name=found.name, says=programme.certificate.said_in(language)),
                _WHEN.of(day=day, count=found.attended),
                _DOSE.of(dose=dose_says(programme.dose)),
                _NOTHING_ELSE,
            ],
        }
        for language in LANGUAGES
    ]
    plain = [
        {**one, "lines": [line.said_in(one["language"]) for line in one["lines"]]} for one in said
    ]
    return typeset({"main.typ": _SOURCE.read_bytes(), "said.json": msgspec.json.encode(plain)})
