"""The addresses of talks after an event: the peer's, the psychologist's, the person's own."""

from django.urls import path

from muster.web import converters  # noqa: F401 — the kinds of object that addresses hold
from muster.web.peer import events, own, talks

urlpatterns = [
    path("talks", talks.talks),
    path("talks/<talk:talk>", talks.talk),
    path("events", events.events),
    path("events/new", events.where),
    path("events/new/<unit:unit>", events.enter),
    path("events/<event:event>", events.event),
    path("me/talks", own.talks),
    path("me/talks/<event:event>/decline", own.decline),
]
