"""The addresses of what command is asked."""

from django.urls import path

from muster.web import converters  # noqa: F401 — the kinds of object that addresses hold
from muster.web.commander.duty.asked import answer, asked

urlpatterns = [
    path("command/duty", asked),
    path("command/duty/<person:person>/<duty:question>", answer),
]
