"""What a signed-in reader may go to from every page: the first pages of each role they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from muster.access.roles import (
    ADMINISTRATOR,
    ARMOURER,
    ASSESSMENT_TEAM,
    AUDITOR,
    CASE_MANAGER,
    CASEWORKER,
    COMMANDER,
    HEAD_OF_OFFICE,
    HEAD_OF_SERVICE,
    MEMBER,
    NEWCOMER,
    PARTNER,
    PEER_SUPPORTER,
    PERSONNEL_OFFICER,
    PHYSICIAN,
    PRIVACY_OFFICER,
    PROGRAMME_COORDINATOR,
    TEAM_LEAD,
    UNIT_PSYCHOLOGIST,
)
from muster.kernel.words import Sentence, _
from muster.web import addresses
from muster.web.partner.lines import LINES, lines_for
from muster.web.standing import reader_of

EVALUATIONS_ASKED = (_("Evaluations you asked for"), addresses.COMMAND_EVALUATIONS)
EVALUATIONS = (_("Evaluations asked for"), addresses.EVALUATIONS)
NOTICED = (_("Tell what you noticed"), addresses.NOTICED)

# By the role's key: the words of the link and its address. A reader's folder adds its own lines.
DOORS: Mapping[str, tuple[tuple[Sentence, str], ...]] = {
    MEMBER.key: ((_("Your page"), addresses.MEMBER), NOTICED),
    NEWCOMER.key: ((_("Your page"), addresses.MEMBER),),
    COMMANDER.key: (
        (_("Turnout of assessments"), addresses.COMMAND),
        (_("What to do for your people"), addresses.COMMAND_NOTICES),
        (_("What your unit is asked"), addresses.DUTY),
        (_("What came of programmes"), addresses.COMMAND_PROGRAMMES),
        NOTICED,
        (_("Posts for a time"), addresses.COMMAND_MOVES),
        EVALUATIONS_ASKED,
    ),
    ARMOURER.key: ((_("Who gets no weapon"), addresses.ARMOURY),),
    AUDITOR.key: (
        (_("Journal"), addresses.JOURNAL),
        (_("Out of the ordinary"), addresses.ODDITIES),
        (_("Opened in an emergency"), addresses.OPENINGS),
        (_("Complaints"), addresses.COMPLAINTS),
        (_("Evaluations asked for"), addresses.EVALUATION_COPIES),
        (_("Career actions near care"), addresses.CAREERS),
        (_("Verification"), addresses.VERIFICATION),
    ),
    PRIVACY_OFFICER.key: (
        (_("Opened in an emergency"), addresses.OPENINGS),
        (_("Journal"), addresses.JOURNAL),
    ),
    ADMINISTRATOR.key: ((_("Administration"), addresses.ADMINISTRATION),),
    PERSONNEL_OFFICER.key: ((_("Administration"), addresses.ADMINISTRATION),),
    PHYSICIAN.key: (
        (_("Your cases"), addresses.CASES),
        (_("Who needs you now"), addresses.QUEUE),
        (_("Alerts"), addresses.ALERTS),
        (_("Open crises"), addresses.CRISES),
        EVALUATIONS,
        (_("Find a person"), addresses.PEOPLE),
        (_("Programmes"), addresses.PROGRAMMES),
        NOTICED,
    ),
    CASE_MANAGER.key: (
        (_("Your cases"), addresses.CASES),
        (_("Programmes"), addresses.PROGRAMMES),
        NOTICED,
    ),
    PROGRAMME_COORDINATOR.key: (
        (_("Who waits"), f"{addresses.PROGRAMMES}/waiting"),
        (_("Programmes"), addresses.PROGRAMMES),
    ),
    CASEWORKER.key: (
        (_("Who leaves service"), addresses.AFTER_SERVICE),
        (_("Partners"), addresses.PARTNERS),
    ),
    PARTNER.key: LINES["employer"],
    HEAD_OF_OFFICE.key: (
        (_("How the office works"), addresses.OFFICE),
        (_("Who leaves service"), addresses.AFTER_SERVICE),
        (_("Partners"), addresses.PARTNERS),
    ),
    PEER_SUPPORTER.key: ((_("Whom to talk to"), addresses.TALKS),),
    HEAD_OF_SERVICE.key: (
        (_("Your service"), addresses.SERVICE),
        (_("Late, on whom, why"), addresses.LATE),
        (_("Handovers"), addresses.HANDOVERS),
        EVALUATIONS,
        (_("The path of cases"), addresses.PATHS),
        (_("What came of programmes"), addresses.COMMAND_PROGRAMMES),
    ),
    UNIT_PSYCHOLOGIST.key: (
        (_("Who needs you now"), addresses.QUEUE),
        (_("Your cases"), addresses.CASES),
        (_("Programmes"), addresses.PROGRAMMES),
        (_("Peers after an event"), addresses.EVENTS),
        (_("Alerts"), addresses.ALERTS),
        (_("Open crises"), addresses.CRISES),
        EVALUATIONS,
        (_("Find a person"), addresses.PEOPLE),
        (_("Campaigns"), addresses.CAMPAIGNS),
        (_("Visits"), addresses.VISITS),
        (_("Appointments"), addresses.HOURS),
        (_("Paper forms"), addresses.PAPER),
        (_("Files of answers"), addresses.IMPORTING),
    ),
    TEAM_LEAD.key: (
        (_("Campaigns"), addresses.CAMPAIGNS),
        (_("Visits"), addresses.VISITS),
        (_("Assessment teams"), addresses.TEAMS),
        (_("Plan of the year"), addresses.PLAN),
    ),
    ASSESSMENT_TEAM.key: (
        (_("Visits"), addresses.VISITS),
        (_("Campaigns"), addresses.CAMPAIGNS),
        (_("Appointments"), addresses.HOURS),
        (_("Paper forms"), addresses.PAPER),
        (_("Files of answers"), addresses.IMPORTING),
    ),
}


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the navigation; `current` where the page under way stands below it."""

    says: Sentence
    address: str
    current: bool


def navigation(request: HttpRequest) -> list[Link]:
    """Return where this reader may go; empty on pages for everyone and on a shared device."""
    reader = reader_of(request)
    if reader is None or reader.kiosk:
        return []
    held = dict.fromkeys(
        line
        for key, viewer in reader.roles.items()
        for line in (lines_for(viewer) if key == PARTNER.key else DOORS.get(key, ()))
    )
    here = _nearest(request.path, [address for _says, address in held])
    return [Link(says, address, address == here) for says, address in held]


def _nearest(path: str, doors: Sequence[str]) -> str | None:
    """Return the door below which a page stands: of several, the one that names most of its way."""
    above = [one for one in doors if path == one or path.startswith(f"{one}/")]
    return max(above, key=len, default=None)
