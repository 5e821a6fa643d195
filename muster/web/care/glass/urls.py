"""The addresses of a record opened in an emergency."""

from django.urls import path

from muster.web import addresses, converters
from muster.web.care.glass import breaking, reading

KINDS = converters.KINDS  # read here, so that `<opening:…>` is known

urlpatterns = [
    path(addresses.GLASS[1:], breaking.break_page),
    path("break-glass/<opening:opening>", reading.record),
]
