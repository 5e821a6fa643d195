"""The addresses of programmes, as clinicians and coordinators reach them."""

from django.urls import path

from muster.web import converters  # noqa: F401 — the kinds of object that addresses hold
from muster.web.coordinator import board, catalogue, filling, groups

_WAITER = "programmes/waiting/<person:person>/<enrolment:enrolment>"
_GROUP = "programmes/groups/<group:group>"

urlpatterns = [
    path("programmes", catalogue.programmes),
    path("programmes/offered/<slug:programme>", catalogue.programme),
    path("programmes/waiting", board.waiting),
    path(_WAITER, board.waiter),
    path(f"{_WAITER}/place", board.give),
    path(f"{_WAITER}/contacted", board.contacted),
    path(f"{_WAITER}/given-up", board.given_up),
    path(f"{_WAITER}/leave", board.take_off),
    path(f"{_WAITER}/certificate", board.certificate),
    path(f"{_WAITER}/company", board.company),
    path("programmes/fill", filling.choose),
    path("programmes/fill/<slug:programme>", filling.fill),
    path("programmes/groups/new", groups.open_group),
    path(_GROUP, groups.group),
    path(f"{_GROUP}/off", groups.off),
    path(f"{_GROUP}/sessions/<int:number>", groups.session),
]
