"""Every write of the room."""

from muster.assessments.commands.asking import ask_for_help
from muster.assessments.commands.campaigns import open_campaign
from muster.assessments.commands.importing import Landed, import_sittings
from muster.assessments.commands.submitting import correct, submit

__all__ = [
    "Landed",
    "ask_for_help",
    "correct",
    "import_sittings",
    "open_campaign",
    "submit",
]
