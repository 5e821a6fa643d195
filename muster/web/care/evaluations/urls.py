"""The addresses of evaluations that commanders asked for."""

from django.urls import path

from muster.web import converters  # noqa: F401 — the kinds of object that addresses hold
from muster.web.care.evaluations.evaluations import accept, decline, evaluation, listed, report

_ONE = "evaluations/<person:person>/<evaluation:evaluation>"

urlpatterns = [
    path("evaluations", listed),
    path(_ONE, evaluation),
    path(f"{_ONE}/accept", accept),
    path(f"{_ONE}/decline", decline),
    path(f"{_ONE}/report", report),
]
