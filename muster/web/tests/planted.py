"""The pages' addresses, and one whose view breaks."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

handler500 = "muster.web.everyone.faults.broken"


def breaks(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError("planted: a soldier said nothing of this")


urlpatterns = [path("", include("muster.web.urls")), path("breaks", breaks)]
