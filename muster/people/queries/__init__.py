"""Every reading of a person's data in this room, each with its entry in the journal."""

from muster.people.cards import Card
from muster.people.queries.duties import ListedDuty, duties
from muster.people.queries.finding import Found, Match, by_service_number, card, find, names_of
from muster.people.queries.histories import Post, Record, history
from muster.people.queries.units import ListedUnit, arrivals, units

__all__ = [
    "Card",
    "Found",
    "ListedDuty",
    "ListedUnit",
    "Match",
    "Post",
    "Record",
    "arrivals",
    "by_service_number",
    "card",
    "duties",
    "find",
    "history",
    "names_of",
    "units",
]
