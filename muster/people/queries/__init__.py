"""Every reading of a person's data in this room, each with its entry in the journal."""

from muster.people.cards import Card
from muster.people.queries.complaints import complaints, own_complaints
from muster.people.queries.duties import ListedDuty, duties
from muster.people.queries.finding import Found, Match, by_service_number, card, find, names_of
from muster.people.queries.histories import Post, Record, history
from muster.people.queries.listing import Listed, listed
from muster.people.queries.merged import Joined, joined
from muster.people.queries.own import (
    OwnConsents,
    OwnPlace,
    OwnRecord,
    own_consents,
    own_place,
    own_record,
)
from muster.people.queries.units import ListedUnit, arrivals, units

__all__ = [
    "Card",
    "Found",
    "Joined",
    "Listed",
    "ListedDuty",
    "ListedUnit",
    "Match",
    "OwnConsents",
    "OwnPlace",
    "OwnRecord",
    "Post",
    "Record",
    "arrivals",
    "by_service_number",
    "card",
    "complaints",
    "duties",
    "find",
    "history",
    "joined",
    "listed",
    "names_of",
    "own_complaints",
    "own_consents",
    "own_place",
    "own_record",
    "units",
]
