"""The doctor: what is wrong with an installation, how bad it is, and what to do about it."""

from muster.config.doctor.examination import examine
from muster.config.doctor.findings import Colour, Finding

__all__ = ["Colour", "Finding", "examine"]
