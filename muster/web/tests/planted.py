"""The pages' addresses, one whose view breaks, and one whose database is away."""

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

handler500 = "muster.web.away.fault"


def breaks(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError("planted: a soldier said nothing of this")


def loses_database(_request: HttpRequest) -> HttpResponse:
    raise OperationalError("planted: the connection is lost")


urlpatterns = [
    path("", include("muster.web.urls")),
    path("breaks", breaks),
    path("loses-database", loses_database),
]
