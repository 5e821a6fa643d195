"""The addresses of a commander's pages: there are no others."""

from django.urls import path

from muster.web import converters  # noqa: F401 — the kinds of object that addresses hold
from muster.web.commander import giving, outcomes, turnout

urlpatterns = [
    path("command/programmes", outcomes.programmes),
    path("command", turnout.command),
    path("command/<unit:unit>", turnout.of_unit),
    path("command/<unit:unit>/time/<campaign:campaign>/<str:window>", giving.give),
]
