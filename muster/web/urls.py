"""Every address of the pages, each with the reader it serves."""

from django.urls import path, re_path

from muster.web.everyone.front import front
from muster.web.everyone.health import health
from muster.web.everyone.help_now import help_now
from muster.web.everyone.leaving import leave
from muster.web.files import looks

urlpatterns = [
    path("", front),
    # A slash too many must not stand between a person and help.
    re_path(r"^help-now/?$", help_now),
    path("exit", leave),
    path("health", health),
    path("looks/<slug:digest>/<str:name>", looks),
]
