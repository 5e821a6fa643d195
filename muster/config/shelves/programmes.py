"""Places in programmes and talks with peers: when their records go."""

from muster.config.shelves.shelf import Shelf

_ENROLMENT_OVER = (
    "NOT EXISTS (SELECT FROM programmes_enrolmentrow e "
    "WHERE e.enrolment_id = {enrolment} AND e.ended_at IS NULL)"
)

SHELVES = (
    Shelf(
        "attendance", "programmes_enrolmentfact", "id", "t.at::date",
        besides=_ENROLMENT_OVER.format(enrolment="t.enrolment_id"),
    ),
    Shelf(
        "attendance", "programmes_companywish", "id", "t.at::date",
        besides=_ENROLMENT_OVER.format(enrolment="t.enrolment_id"),
    ),
    Shelf(
        "attendance", "programmes_enrolment", "id", "t.asked_at::date",
        besides=_ENROLMENT_OVER.format(enrolment="t.id"),
    ),
    Shelf(
        "attendance", "programmes_enrolmentrow", "enrolment_id", "t.since::date",
        besides="t.ended_at IS NOT NULL",
    ),
    Shelf("peer-talks", "programmes_peerfact", "id", "t.at::date"),
    Shelf("peer-talks", "programmes_peertalk", "id", "t.due_on"),
)  # fmt: skip
