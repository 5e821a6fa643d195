"""An auditor's addresses."""

from django.urls import path

from muster.web import addresses, converters
from muster.web.auditor import (
    careers,
    complaints,
    evaluations,
    listing,
    oddities,
    openings,
    verifying,
)

KINDS = converters.KINDS  # read here, so that `<oddity:…>` is known

urlpatterns = [
    path(addresses.JOURNAL[1:], listing.journal),
    path("journal/export", listing.as_table),
    path(addresses.VERIFICATION[1:], verifying.verification),
    path(addresses.ODDITIES[1:], oddities.oddities),
    path("journal/oddities/<oddity:oddity_id>", oddities.one_oddity),
    path(addresses.OPENINGS[1:], openings.openings_page),
    path("journal/openings/<opening:opening>", openings.opening_page),
    path(addresses.EVALUATION_COPIES[1:], evaluations.copies),
    path("journal/evaluations/<copy:copy>/noted", evaluations.noted),
    path(addresses.CAREERS[1:], careers.careers_page),
    path("journal/careers/lists/<careers:file>", careers.list_page),
    path("journal/careers/lists/<careers:file>/confirm", careers.confirm),
    path("journal/careers/lists/<careers:file>/drop", careers.drop),
    path("journal/careers/<career:action>", careers.action_page),
    path(addresses.COMPLAINTS[1:], complaints.complaints),
    path("journal/complaints/<complaint:complaint_id>", complaints.complaint),
]
