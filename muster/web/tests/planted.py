"""The house's addresses, and one whose view breaks."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from muster.config.urls import handler400, handler404, handler500
from muster.config.urls import urlpatterns as ours

__all__ = ["handler400", "handler404", "handler500", "urlpatterns"]


def breaks(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError("planted: a soldier said nothing of this")


urlpatterns = [*ours, path("breaks", breaks)]
