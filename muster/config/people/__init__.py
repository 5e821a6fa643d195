"""`muster people`: rosters, units and persons at the command line."""

from muster.config.people.duties import duty
from muster.config.people.group import people
from muster.config.people.persons import find
from muster.config.people.rosters import import_
from muster.config.people.service import exposed
from muster.config.people.units import units

__all__ = ["duty", "exposed", "find", "import_", "people", "units"]
