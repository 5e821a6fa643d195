"""The addresses of programmes as the person reads them."""

from django.urls import path

from muster.web import converters  # noqa: F401 — the kinds of object that addresses hold
from muster.web.member.programmes import catalogue, certificate, places

_PLACE = "me/programmes/places/<enrolment:enrolment>"

urlpatterns = [
    path("me/programmes", catalogue.programmes),
    path("me/programmes/offered/<slug:programme>", catalogue.programme),
    path("me/programmes/offered/<slug:programme>/book", places.take_part),
    path("me/programmes/code", places.come),
    path("me/programmes/places", places.places),
    path(f"{_PLACE}/give-up", places.give_up),
    path(f"{_PLACE}/leave", places.go),
    path(f"{_PLACE}/certificate", certificate.certificate),
    path(f"{_PLACE}/instead/<slug:programme>", places.instead),
]
