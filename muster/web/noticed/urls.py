"""The addresses of what others noticed."""

from django.urls import path

from muster.web import converters  # noqa: F401 — the kinds of object that addresses hold
from muster.web.noticed import clinician, telling

urlpatterns = [
    path("noticed", telling.own),
    path("noticed/received", telling.received),
    path("noticed/<slug:door>", telling.at_door),
    path("cases/noticed", clinician.reports),
    path("cases/noticed/addresses", clinician.doors),
    path("cases/noticed/<report:report>", clinician.report),
    path("cases/noticed/<report:report>/<person:person>", clinician.match),
    path("people/<person:person>/noticed", clinician.observed),
]
