"""A psychologist's addresses."""

from django.urls import path

from muster.web import converters  # noqa: F401 — the kinds of object that addresses hold
from muster.web.psychologist.alerts import banner, channels
from muster.web.psychologist.alerts import listing as alerts
from muster.web.psychologist.person import answers, comparing, finding, printing, record
from muster.web.psychologist.queue import acting, counting, listing

urlpatterns = [
    path("queue", listing.queue),
    path("queue/news", listing.queue_news),
    path("queue/units", counting.units),
    path("queue/<person:person>/take", acting.take_person),
    path("queue/<person:person>/call", acting.record_call),
    path("queue/<person:person>/hand-on", acting.hand_on),
    path("queue/<person:person>/close", acting.close_person),
    path("queue/<person:person>/tier", acting.set_tier),
    path("people", finding.find_page),
    path("people/<person:person>", record.person_page),
    path("people/<person:person>/answers/<sitting:sitting>", answers.answers_page),
    path("people/<person:person>/compare", comparing.compare_page),
    path("people/<person:person>/summary", printing.summary_page),
    path("alerts", alerts.alerts),
    path("alerts/banner", banner.renewed),
    path("alerts/channels", channels.channels),
    path("alerts/channels/seen", channels.see_test),
    path("alerts/channels/<unit:unit>/test", channels.test),
    path("alerts/channels/address", channels.own_address),
    path("alerts/<person:person>/answer", alerts.answer),
    path("alerts/<person:person>/hand-on", alerts.hand_on),
]
