"""The addresses of a sitting. Pages are counted and never named: an address stands in histories."""

from django.urls import path

from muster.web import converters  # noqa: F401 — the kinds of object that addresses hold
from muster.web.member.sitting import asking, checking, ending, help_asked, reaching, starting

urlpatterns = [
    path("me/sitting", starting.what_is_due),
    path("me/sitting/<sitting:sitting>", starting.go_on),
    path("me/sitting/<sitting:sitting>/before", starting.before),
    path("me/sitting/<sitting:sitting>/reach", reaching.reach),
    path("me/sitting/<sitting:sitting>/<int:place>", asking.ask),
    path("me/sitting/<sitting:sitting>/check", checking.check),
    path("me/sitting/<sitting:sitting>/end", ending.end),
    path("me/help", help_asked.ask_for_help),
    path("me/help/asked", help_asked.asked),
    path("me/help/now", help_asked.now),
]
