"""Every address of the house, and the pages for what goes wrong."""

from django.urls import include, path

handler400 = "muster.web.everyone.faults.bad_request"
handler404 = "muster.web.everyone.faults.not_found"
handler500 = "muster.web.away.fault"

urlpatterns = [path("", include("muster.web.urls"))]
