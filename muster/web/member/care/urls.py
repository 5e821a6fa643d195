"""The addresses of what a person keeps of their own care."""

from django.urls import path

from muster.web.member.care.calendar import calendar, end, feed, make
from muster.web.member.care.handover import handover, summary, summary_as_fhir
from muster.web.member.care.safety import kept, printed, safety
from muster.web.member.care.under_way import care

urlpatterns = [
    path("me/care", care),
    path("me/safety-plan", safety),
    path("me/safety-plan/kept", kept),
    path("me/safety-plan/pdf", printed),
    path("me/calendar", calendar),
    path("me/calendar/make", make),
    path("me/calendar/end", end),
    path("calendar/<str:secret>", feed),
    path("me/handover", handover),
    path("me/handover/summary", summary),
    path("me/handover/summary/fhir", summary_as_fhir),
]
