"""The addresses of partners outside."""

from django.urls import path

from muster.web import converters  # noqa: F401 — the kinds of object that addresses hold
from muster.web.partner import (
    asked,
    board,
    courses,
    feeds,
    home,
    interface,
    places,
    support,
    tasks,
    vacancies,
)

urlpatterns = [
    path("partner", home.home),
    path("partner/vacancies", board.vacancies),
    path("partner/vacancies/new", vacancies.new),
    path("partner/vacancies/file", vacancies.file),
    path("partner/vacancies/<vacancy:vacancy>/close", vacancies.close),
    path("partner/vacancies/feed/<slug:shape>", feeds.vacancies),
    path("partner/courses", courses.courses),
    path("partner/courses/new", courses.new),
    path("partner/courses/file", courses.file),
    path("partner/courses/<course:course>", courses.course),
    path("partner/courses/<course:course>/close", courses.close),
    path("partner/courses/<course:course>/move", courses.move),
    path("partner/places/<learning:place>", places.place),
    path("partner/support", support.programmes),
    path("partner/support/new", support.new),
    path("partner/support/file", support.file),
    path("partner/support/<support:support>", support.programme),
    path("partner/support/<support:support>/close", support.close),
    path("partner/asks/<ask:ask>", support.asked),
    path("partner/tasks", tasks.tasks),
    path("partner/tasks/<assignment:task>", tasks.task),
    path("partner/interface", interface.interface),
    path("partner/interface/new", interface.new),
    path("partner/interface/<opener:token>", interface.end),
    path("partner/asked/<candidacy:candidacy>", asked.asked),
]
