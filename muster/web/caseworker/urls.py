"""The addresses of casework: the morning, a case, its tasks, and the office in figures."""

from django.urls import path

from muster.web import converters  # noqa: F401 — the kinds of object that addresses hold
from muster.web.caseworker import (
    acting,
    board,
    case,
    newcomers,
    office,
    partners,
    reminders,
    rounds,
    staying,
    tasks,
    what_if,
)

urlpatterns = [
    path("after-service", board.board),
    path("after-service/newcomer", newcomers.new),
    path("after-service/office", office.office),
    path("after-service/office/what-if", what_if.asking),
    path("after-service/office/staying", staying.staying),
    path("after-service/partners", partners.partners),
    path("after-service/partners/round", rounds.choose),
    path("after-service/partners/new", partners.new),
    path("after-service/partners/waiting/<offer:offer>", partners.waiting),
    path("after-service/partners/courses/<lesson:lesson>", partners.course),
    path("after-service/partners/<partner:partner>/check", partners.check),
    path("after-service/partners/<partner:partner>/account", partners.let_in),
    path("after-service/partners/<partner:partner>/tokens", partners.tokens),
    path("after-service/partners/<partner:partner>/end", partners.end),
    path("after-service/<person:person>", case.case),
    path("after-service/<person:person>/packet", case.packet),
    path("after-service/<person:person>/invitation", newcomers.again),
    path("after-service/<person:person>/step/<slug:step>", acting.step),
    path("after-service/<person:person>/contact", acting.contact),
    path("after-service/<person:person>/check", acting.check),
    path("after-service/<person:person>/conference", acting.conference),
    path("after-service/<person:person>/give", acting.give),
    path("after-service/<person:person>/message", acting.message),
    path("after-service/<person:person>/needs", acting.needs),
    path("after-service/<person:person>/why-late", tasks.why_late),
    path("after-service/<person:person>/reminders/new", reminders.new),
    path("after-service/<person:person>/reminders/<reminder:reminder>", reminders.reminder),
    path("after-service/<person:person>/tasks/new", tasks.new),
    path("after-service/<person:person>/tasks/<task:task>", tasks.task),
]
