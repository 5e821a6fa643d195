"""Every address of the pages, each with the reader it serves."""

from django.urls import include, path, re_path

from muster.web.everyone.components import components
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
    path("components", components),
    path("", include("muster.web.member.sitting.urls")),
    path("", include("muster.web.member.urls")),
    path("", include("muster.web.commander.urls")),
    path("", include("muster.web.psychologist.urls")),
    path("", include("muster.web.team.urls")),
    path("", include("muster.web.noticed.urls")),
    path("", include("muster.web.care.crises.urls")),
    path("", include("muster.web.care.glass.urls")),
    path("", include("muster.web.care.evaluations.urls")),
    path("", include("muster.web.care.urls")),
    path("", include("muster.web.member.care.urls")),
    path("", include("muster.web.member.profile.urls")),
    path("", include("muster.web.member.programmes.urls")),
    path("", include("muster.web.coordinator.urls")),
    path("", include("muster.web.peer.urls")),
    path("", include("muster.web.caseworker.urls")),
    path("", include("muster.web.partner.urls")),
    path("", include("muster.web.partner.api.urls")),
    path("", include("muster.web.outside.urls")),
    path("", include("muster.web.commander.notices.urls")),
    path("", include("muster.web.commander.duty.urls")),
    path("", include("muster.web.commander.moves.urls")),
    path("", include("muster.web.commander.evaluations.urls")),
    path("", include("muster.web.psychologist.paper.urls")),
    path("", include("muster.web.psychologist.importing.urls")),
    path("", include("muster.web.auditor.urls")),
    path("", include("muster.web.administrator.urls")),
    path("looks/<slug:digest>/<str:name>", looks),
    path("", include("muster.web.sign_in.urls")),
]
