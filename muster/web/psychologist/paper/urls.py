"""The addresses of paper forms."""

from django.urls import path

from muster.web import converters  # noqa: F401 — the kinds of object that addresses hold
from muster.web.psychologist.paper import choosing, listing, typing, typing_again

urlpatterns = [
    path("paper", listing.papers),
    path("paper/new", choosing.choose),
    path("paper/new/<person:person>", choosing.choose_form),
    path("paper/new/<person:person>/<slug:instrument>", typing.type_form),
    path("paper/<person:person>/<sitting:sitting>", typing_again.second_key),
]
