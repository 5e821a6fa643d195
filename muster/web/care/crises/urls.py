"""The addresses of crises."""

from django.urls import path

from muster.web import converters  # noqa: F401 — the kinds of object that addresses hold
from muster.web.care.crises import acting, one

_OF_PERSON = "people/<person:person>/crisis"

urlpatterns = [
    path("crises", one.crises),
    path(_OF_PERSON, one.crisis),
    path(f"{_OF_PERSON}/threat", acting.threat),
    path(f"{_OF_PERSON}/tell", acting.to_whom),
    path(f"{_OF_PERSON}/tell/<slug:ground>/<slug:recipient>", acting.tell),
    path(f"{_OF_PERSON}/<slug:what>", acting.act),
]
