"""The addresses for clinicians outside the force."""

from django.urls import path

from muster.web import addresses
from muster.web.outside.answering import answer, outside

urlpatterns = [
    path(addresses.OUTSIDE_CARE[1:], outside),
    path(addresses.OUTSIDE_CARE_ANSWER[1:], answer),
]
