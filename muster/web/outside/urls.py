"""The addresses for whoever follows a link: clinicians outside, and who is asked how they fare."""

from django.urls import path

from muster.web import addresses
from muster.web.outside import faring
from muster.web.outside.answering import answer, outside

urlpatterns = [
    path(addresses.OUTSIDE_CARE[1:], outside),
    path(addresses.OUTSIDE_CARE_ANSWER[1:], answer),
    path(addresses.FARING[1:], faring.faring),
    path(addresses.FARING_ANSWER[1:], faring.answer),
    path(addresses.FARING_CALL[1:], faring.call),
]
