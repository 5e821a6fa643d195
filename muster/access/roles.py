"""Every role on one screen. What a role is not given here, it may not do."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from muster.access.permissions import Permission as P
from muster.kernel.words import Sentence, _
from muster.vault.zones import Audience


class Purpose(enum.StrEnum):
    """Why a role acts; it stands in every entry of the journal."""

    OWN = "own record"
    CARE = "care"
    COMMAND = "command"
    PLANNING = "planning"
    OVERSIGHT = "oversight"
    ADMINISTRATION = "administration"
    OPERATION = "operation"


class Scope(enum.StrEnum):
    """How far a role reaches."""

    OWN_PERSON = "the holder's own person"
    UNIT = "the unit the role was given for, and all below it"
    INSTALLATION = "no person's record, only the installation"


@dataclass(frozen=True, slots=True)
class Role:
    """A role as it is given for a unit and a time."""

    key: str
    name: Sentence
    audience: Audience
    within: Scope
    purpose: Purpose
    may: frozenset[P]


MEMBER = Role(
    "member", _("Service member"), Audience.MEMBER, Scope.OWN_PERSON, Purpose.OWN,
    frozenset({P.SUBMIT_ASSESSMENT, P.ASK_FOR_HELP, P.READ_RESULT, P.READ_OWN_JOURNAL}),
)  # fmt: skip
UNIT_PSYCHOLOGIST = Role(
    "unit-psychologist", _("Unit psychologist"), Audience.CLINICIAN, Scope.UNIT, Purpose.CARE,
    frozenset({
        P.FIND_PERSON, P.READ_PERSON, P.RECORD_CONSENT, P.RECORD_SERVICE, P.OPEN_CAMPAIGN,
        P.SUBMIT_ASSESSMENT, P.IMPORT_SITTINGS, P.CORRECT_SITTING, P.READ_RESULT, P.READ_ANSWERS,
        P.ASK_FOR_HELP, P.READ_QUEUE, P.WORK_QUEUE, P.NOTICE_MISSED, P.PREVIEW_POLICY,
    }),
)  # fmt: skip
ASSESSMENT_TEAM = Role(
    "assessment-team", _("Assessment team"), Audience.CLINICIAN, Scope.UNIT, Purpose.OPERATION,
    frozenset({P.IMPORT_SITTINGS, P.SUBMIT_ASSESSMENT, P.OPEN_CAMPAIGN, P.CORRECT_SITTING}),
)  # fmt: skip
PERSONNEL_OFFICER = Role(
    "personnel-officer", _("Personnel officer"), Audience.ADMINISTRATOR, Scope.UNIT,
    Purpose.ADMINISTRATION,
    frozenset({
        P.IMPORT_PEOPLE, P.SHAPE_UNITS, P.FIND_PERSON, P.READ_PERSON, P.MOVE_PERSON,
        P.MERGE_PEOPLE, P.RECORD_SERVICE,
    }),
)  # fmt: skip
ADMINISTRATOR = Role(
    "administrator", _("Administrator"), Audience.ADMINISTRATOR, Scope.UNIT,
    Purpose.ADMINISTRATION,
    frozenset({
        P.GIVE_ROLE, P.READ_ROLES, P.KEEP_HOUSE, P.IMPORT_PEOPLE, P.SHAPE_UNITS, P.FIND_PERSON,
        P.READ_PERSON, P.MOVE_PERSON, P.MERGE_PEOPLE, P.ERASE_PERSON, P.RECORD_CONSENT,
        P.RECORD_SERVICE, P.KEEP_ROSTER, P.ADD_INSTRUMENT_TEXT, P.VERIFY_CRISIS_NUMBER,
        P.APPLY_RETENTION,
    }),
)  # fmt: skip
AUDITOR = Role(
    "auditor", _("Auditor"), Audience.AUDITOR, Scope.INSTALLATION, Purpose.OVERSIGHT,
    frozenset({P.READ_JOURNAL}),
)  # fmt: skip

# Nobody holds it and nobody can be given it: the installation acts for itself, in its jobs and
# while it is being restored or upgraded, when no account may be relied on.
HOUSE = Role(
    "house", _("The installation itself"), Audience.ADMINISTRATOR, Scope.INSTALLATION,
    Purpose.ADMINISTRATION,
    frozenset({P.KEEP_HOUSE, P.APPLY_RETENTION, P.SHAPE_UNITS, P.MOVE_PERSON}),
)  # fmt: skip

# Nobody holds this one either: the job that looks, for all units, for screenings that were missed.
WATCH = Role(
    "watch", _("The watch over missed screenings"), Audience.CLINICIAN, Scope.UNIT,
    Purpose.OPERATION,
    frozenset({P.NOTICE_MISSED}),
)  # fmt: skip

ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        MEMBER,
        UNIT_PSYCHOLOGIST,
        ASSESSMENT_TEAM,
        PERSONNEL_OFFICER,
        ADMINISTRATOR,
        AUDITOR,
    )
}
