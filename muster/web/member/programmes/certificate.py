"""The certificate of a course that the person completed."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.web.coordinator.certificate import certificate_of
from muster.web.doors import serves
from muster.web.member import own


@serves(MEMBER, fresh=True)
def certificate(request: HttpRequest, *, by: Viewer, at: Instant, enrolment: UUID) -> HttpResponse:
    """Answer with the document."""
    return certificate_of(own.own(by), enrolment, own.place(by, at).calendar.zone, by, at)
