"""Where records stand that are removed by age, room by room, in the order in which they go."""

from muster.config.shelves import assessments, care, detection, people, programmes
from muster.config.shelves.shelf import Shelf

SHELVES: tuple[Shelf, ...] = (
    *care.SHELVES,
    *assessments.SHELVES,
    *detection.SHELVES,
    *programmes.SHELVES,
    *people.SHELVES,
)

__all__ = ["SHELVES", "Shelf"]
