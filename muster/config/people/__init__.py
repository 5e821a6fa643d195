"""`muster people`: rosters, units and persons at the command line."""

from muster.config.people.duties import duty
from muster.config.people.duty_channels import tested
from muster.config.people.entries import entries, import_entries
from muster.config.people.group import people
from muster.config.people.moves import moves, place
from muster.config.people.persons import find
from muster.config.people.posts import import_posts
from muster.config.people.rosters import import_
from muster.config.people.service import exposed
from muster.config.people.units import units

__all__ = [
    "duty", "entries", "exposed", "find", "import_", "import_entries", "import_posts", "moves",
    "people", "place", "tested", "units",
]  # fmt: skip
