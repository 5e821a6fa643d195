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
    SUPPORT = "peer support"
    RETURN = "return to civilian life"


class Scope(enum.StrEnum):
    """How far a role reaches."""

    OWN_PERSON = "the holder's own person"
    UNIT = "the unit the role was given for, and all below it"
    PARTNER = "the organisation the role was given for"
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

    @property
    def needs_second_factor(self) -> bool:
        """Does it see other people's data? A password alone is then too little to come in with."""
        return self.audience is not Audience.MEMBER


MEMBER = Role(
    "member", _("Service member"), Audience.MEMBER, Scope.OWN_PERSON, Purpose.OWN,
    frozenset({
        P.ANSWER_LETTER, P.KEEP_FEED,
        P.SUBMIT_ASSESSMENT, P.ASK_FOR_HELP, P.READ_RESULT, P.READ_OWN_JOURNAL, P.READ_OWN_RECORD,
        P.CONSENT, P.COMPLAIN, P.READ_OWN_STEPS, P.SET_OWN_ADDRESS, P.READ_DUE, P.BOOK,
        P.COMMENT_ON_LIMITATION, P.READ_SAFETY_PLAN, P.BOOK_PLACE, P.READ_PLACES, P.SAY_OF_MOVE,
        P.ANSWER_SWAP, P.DECLINE_TALK, P.OWN_TRACK, P.SEEK_WORK, P.SAY_FARING,
    }),
)  # fmt: skip
# Who never served here and came to an office for help into work: their own pages for that, and no
# assessment, limitation, post or programme. Nobody is given it: it follows from their record.
NEWCOMER = Role(
    "newcomer", _("Newcomer: somebody from outside who never served here"), Audience.MEMBER,
    Scope.OWN_PERSON, Purpose.OWN,
    frozenset({
        P.READ_OWN_JOURNAL, P.READ_OWN_RECORD, P.CONSENT, P.COMPLAIN, P.SET_OWN_ADDRESS,
        P.OWN_TRACK, P.SEEK_WORK, P.SAY_FARING,
    }),
)  # fmt: skip
THEMSELVES = (MEMBER, NEWCOMER)
"""Whoever reads about themselves alone, and is somebody by their record and not by a grant."""
UNIT_PSYCHOLOGIST = Role(
    "unit-psychologist", _("Unit psychologist"), Audience.CLINICIAN, Scope.UNIT, Purpose.CARE,
    frozenset({
        P.FIND_PERSON, P.READ_PERSON, P.ISSUE_CODE, P.RECORD_CONSENT, P.RECORD_SERVICE,
        P.OPEN_CAMPAIGN, P.SUBMIT_ASSESSMENT, P.IMPORT_SITTINGS, P.CORRECT_SITTING,
        P.READ_RESULT, P.READ_ANSWERS, P.ASK_FOR_HELP, P.READ_QUEUE, P.WORK_QUEUE,
        P.NOTICE_MISSED, P.PREVIEW_POLICY, P.TYPE_PAPER,
        P.READ_CAMPAIGN, P.READ_DUE, P.KEEP_VISIT, P.OFFER_HOURS, P.BOOK,
        P.ANSWER_ALERT, P.CARRY_ALERT, P.TEST_CHANNELS, P.SET_OWN_ADDRESS,
        P.OPEN_CASE, P.READ_CASE, P.WORK_CASE, P.READ_LATE, P.ORDER_LIMITATION,
        P.KEEP_PLAN, P.READ_SAFETY_PLAN, P.SETTLE_REPORT, P.INTERVIEW, P.DECIDE, P.KEEP_LOAD,
        P.READ_PLACES, P.WORK_CRISIS, P.DISCLOSE, P.BREAK_GLASS, P.ASK_MOVE,
        P.ANSWER_EVALUATION, P.NAME_PEERS,
    }),
)  # fmt: skip
PHYSICIAN = Role(
    "physician", _("Physician"), Audience.CLINICIAN, Scope.UNIT, Purpose.CARE,
    frozenset({
        P.FIND_PERSON, P.READ_PERSON, P.RECORD_CONSENT, P.READ_RESULT, P.READ_ANSWERS,
        P.ASK_FOR_HELP, P.READ_QUEUE, P.WORK_QUEUE, P.SET_OWN_ADDRESS,
        P.ANSWER_ALERT, P.CARRY_ALERT, P.TEST_CHANNELS,
        P.OPEN_CASE, P.READ_CASE, P.WORK_CASE, P.READ_LATE, P.ORDER_LIMITATION,
        P.KEEP_PLAN, P.READ_SAFETY_PLAN, P.REFER, P.INTERVIEW, P.DECIDE, P.KEEP_LOAD,
        P.READ_PLACES, P.WORK_CRISIS, P.DISCLOSE, P.BREAK_GLASS, P.ASK_MOVE,
        P.ANSWER_EVALUATION,
    }),
)  # fmt: skip
CASE_MANAGER = Role(
    "case-manager", _("Case manager"), Audience.CLINICIAN, Scope.UNIT, Purpose.CARE,
    frozenset({
        P.FIND_PERSON, P.READ_PERSON, P.SET_OWN_ADDRESS, P.READ_CASE, P.WORK_CASE, P.READ_LATE,
        P.KEEP_LOAD, P.KEEP_PLAN, P.READ_SAFETY_PLAN,
        P.READ_PLACES,
    }),
)  # fmt: skip
HEAD_OF_SERVICE = Role(
    "head-of-service", _("Head of service"), Audience.CLINICIAN, Scope.UNIT, Purpose.CARE,
    frozenset({
        P.SET_OWN_ADDRESS, P.READ_CASE, P.WORK_CASE, P.READ_LATE, P.NOTE_LATE, P.END_LIMITATIONS,
        P.READ_SERVICE, P.REROUTE_CASES, P.KEEP_LOAD,
        P.READ_OUTCOMES, P.ANSWER_EVALUATION, P.READ_PEER_FIGURES,
    }),
)  # fmt: skip
PROGRAMME_COORDINATOR = Role(
    "programme-coordinator", _("Programme coordinator"), Audience.COORDINATOR, Scope.UNIT,
    Purpose.PLANNING,
    frozenset({
        P.KEEP_GROUPS, P.KEEP_PLACES, P.BOOK_PLACE, P.READ_WAITING, P.READ_PLACES,
        P.SET_OWN_ADDRESS,
    }),
)  # fmt: skip
# Talks with those who were there: reads a name, how to reach them, and by when, and nothing else.
PEER_SUPPORTER = Role(
    "peer-supporter", _("Peer supporter"), Audience.PEER, Scope.OWN_PERSON, Purpose.SUPPORT,
    frozenset({P.TALK}),
)  # fmt: skip
# Walks with somebody from before discharge until work has lasted; reads nobody's health.
CASEWORKER = Role(
    "caseworker", _("Caseworker"), Audience.CASEWORKER, Scope.UNIT, Purpose.RETURN,
    frozenset({
        P.READ_TRACK, P.WORK_TRACK, P.TAKE_IN, P.SET_OWN_ADDRESS, P.KEEP_PARTNERS, P.OFFER_WORK,
    }),
)  # fmt: skip
# An employer, a school, a local authority: what it offers, and who asked it for that themselves.
PARTNER = Role(
    "partner", _("Partner: an employer, a school or a local authority"), Audience.PARTNER,
    Scope.PARTNER, Purpose.RETURN,
    frozenset({
        P.OFFER_WORK, P.ANSWER_ASKED, P.ANSWER_TASKS, P.KEEP_TOKENS, P.SET_OWN_ADDRESS,
    }),
)  # fmt: skip
HEAD_OF_OFFICE = Role(
    "head-of-office", _("Head of an office for the return to civilian life"),
    Audience.CASEWORKER, Scope.UNIT, Purpose.RETURN,
    frozenset({
        P.READ_TRACK, P.WORK_TRACK, P.TAKE_IN, P.READ_OFFICE, P.SET_OWN_ADDRESS,
        P.KEEP_PARTNERS, P.OFFER_WORK,
    }),
)  # fmt: skip
ASSESSMENT_TEAM = Role(
    "assessment-team", _("Assessment team"), Audience.CLINICIAN, Scope.UNIT, Purpose.OPERATION,
    frozenset({
        P.ISSUE_CODE, P.IMPORT_SITTINGS, P.SUBMIT_ASSESSMENT, P.OPEN_CAMPAIGN, P.CORRECT_SITTING,
        P.TYPE_PAPER, P.FIND_PERSON, P.READ_PERSON,
        P.READ_CAMPAIGN, P.READ_DUE, P.KEEP_VISIT, P.OFFER_HOURS, P.TEST_CHANNELS,
        P.COUNT_TURNOUT,
        P.SET_OWN_ADDRESS,
    }),
)  # fmt: skip
TEAM_LEAD = Role(
    "assessment-team-lead", _("Lead of the assessment teams"), Audience.CLINICIAN, Scope.UNIT,
    Purpose.PLANNING,
    frozenset({
        P.OPEN_CAMPAIGN, P.READ_CAMPAIGN, P.KEEP_VISIT, P.ISSUE_CODE, P.KEEP_TEAMS, P.PLAN_YEAR,
        P.TEST_CHANNELS, P.SET_OWN_ADDRESS,
    }),
)  # fmt: skip
# What command may know of assessments: how many came, who is late, and nothing else of anybody.
COMMANDER = Role(
    "commander", _("Commander"), Audience.COMMANDER, Scope.UNIT, Purpose.COMMAND,
    frozenset({
        P.READ_TURNOUT, P.GIVE_TIME, P.READ_OUTCOMES, P.READ_NOTICE, P.ANSWER_DUTY, P.DECIDE_MOVE,
        P.ASK_EVALUATION,
    }),
)  # fmt: skip
# Keeps the weapons, and reads who gets none until when; not one line of why or what else.
ARMOURER = Role(
    "armourer", _("Armourer"), Audience.COMMANDER, Scope.UNIT, Purpose.COMMAND,
    frozenset({P.READ_WEAPON_HOLD}),
)  # fmt: skip
PERSONNEL_OFFICER = Role(
    "personnel-officer", _("Personnel officer"), Audience.ADMINISTRATOR, Scope.UNIT,
    Purpose.ADMINISTRATION,
    frozenset({
        P.IMPORT_PEOPLE, P.SHAPE_UNITS, P.FIND_PERSON, P.READ_PERSON, P.MOVE_PERSON,
        P.MERGE_PEOPLE, P.RECORD_SERVICE, P.ASK_RECALL, P.ASK_MOVE, P.ASSIGN_MOVES,
        P.TAKE_DOWN_SWAP, P.WRITE_PSEUDONYMS,
    }),
)  # fmt: skip
ADMINISTRATOR = Role(
    "administrator", _("Administrator"), Audience.ADMINISTRATOR, Scope.UNIT,
    Purpose.ADMINISTRATION,
    frozenset({
        P.GIVE_ROLE, P.READ_ROLES, P.INVITE, P.KEEP_SIGN_IN, P.KEEP_HOUSE, P.IMPORT_PEOPLE,
        P.SHAPE_UNITS, P.FIND_PERSON, P.READ_PERSON, P.MOVE_PERSON, P.MERGE_PEOPLE,
        P.ERASE_PERSON, P.RECORD_CONSENT, P.RECORD_SERVICE, P.LINK_ACCOUNT, P.KEEP_ROSTER,
        P.ADD_INSTRUMENT_TEXT, P.ADOPT_PROFILE, P.VERIFY_CRISIS_NUMBER, P.APPLY_RETENTION,
        P.SET_ADDRESS, P.SET_OWN_ADDRESS, P.TEST_CHANNELS, P.BRING_OCCUPATIONS,
    }),
)  # fmt: skip
AUDITOR = Role(
    "auditor", _("Auditor"), Audience.AUDITOR, Scope.INSTALLATION, Purpose.OVERSIGHT,
    frozenset({
        P.READ_JOURNAL, P.CONCLUDE_ODDITY, P.READ_COMPLAINTS, P.ANSWER_COMPLAINT, P.READ_GLASS,
        P.REVIEW_GLASS, P.CHECK_CAREERS,
    }),
)  # fmt: skip
# Reads whose record was opened, by whom, and why; and no record itself.
PRIVACY_OFFICER = Role(
    "privacy-officer", _("Privacy officer"), Audience.AUDITOR, Scope.INSTALLATION,
    Purpose.OVERSIGHT, frozenset({P.READ_JOURNAL, P.READ_GLASS, P.REVIEW_GLASS}),
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
    frozenset({
        P.SEND_CARING,
        P.NOTICE_MISSED, P.NOTICE_SILENCE, P.REMIND, P.COUNT_TURNOUT, P.NOTE_LATE,
        P.END_LIMITATIONS, P.FOLLOW_MOVES, P.TEND_WAITING, P.COUNT_OUTCOMES, P.TEND_MOVES,
        P.PASS_TALK_ON, P.ASK_FOR_HELP,
    }),
)  # fmt: skip

# Nor this one: the job that counts how long each step of casework takes.
TRACK_WATCH = Role(
    "track-watch", _("The watch over casework"), Audience.CASEWORKER, Scope.UNIT,
    Purpose.OPERATION,
    frozenset({P.CARRY_TASKS, P.REACH_PEOPLE, P.TEND_OFFERS, P.COUNT_TRACK, P.ASK_FARING}),
)  # fmt: skip

# Nor this: whoever tells at a unit's door what they noticed, signed in or not. They add, and read
# nothing: the installation brings it to whom it means.
TELLER = Role(
    "teller", _("Whoever tells what they noticed"), Audience.CLINICIAN, Scope.UNIT, Purpose.CARE,
    frozenset({P.REPORT_CHANGE}),
)  # fmt: skip

# Nor this: the door itself, which writes down for each account that it came, went, or was refused.
SIGN_IN = Role(
    "sign-in", _("Sign-in"), Audience.PLATFORM, Scope.INSTALLATION, Purpose.OPERATION,
    frozenset({P.KEEP_SIGN_IN}),
)  # fmt: skip

# Nor this: the job that carries an alert up the ladder while nobody has answered it.
ALARM = Role(
    "alarm", _("The alarm that goes on until somebody answers"), Audience.CLINICIAN, Scope.UNIT,
    Purpose.OPERATION,
    frozenset({P.CARRY_ALERT}),
)  # fmt: skip

# Nobody is given this one: a clinician is it while one record is open to them in an emergency.
BREAK_GLASS = Role(
    "break-glass", _("Clinician in an emergency"), Audience.CLINICIAN, Scope.UNIT, Purpose.CARE,
    frozenset({P.READ_PERSON, P.READ_RESULT, P.READ_CASE, P.READ_SAFETY_PLAN}),
)  # fmt: skip

# Nor this one: the job that looks in the journal for what an auditor should look at.
OVERSEER = Role(
    "overseer", _("The watch over the journal"), Audience.CLINICIAN, Scope.UNIT, Purpose.OVERSIGHT,
    frozenset({P.KEEP_HOUSE}),
)  # fmt: skip

# Nor this: a civilian clinician, without an account, who was sent a link that holds once.
OUTSIDE_CLINICIAN = Role(
    "outside-clinician", _("Clinician outside the force, by a link"), Audience.CLINICIAN,
    Scope.UNIT, Purpose.CARE,
    frozenset({P.ANSWER_OUTSIDE}),
)  # fmt: skip

# Nor this: somebody who follows the link that asks how they fare, and says that alone.
FARING = Role(
    "faring", _("Whoever says by a link how they fare"), Audience.MEMBER, Scope.OWN_PERSON,
    Purpose.OWN, frozenset({P.SAY_FARING, P.ASK_FOR_HELP}),
)  # fmt: skip

ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        MEMBER,
        NEWCOMER,
        UNIT_PSYCHOLOGIST,
        PHYSICIAN,
        CASE_MANAGER,
        HEAD_OF_SERVICE,
        PROGRAMME_COORDINATOR,
        PEER_SUPPORTER,
        CASEWORKER,
        HEAD_OF_OFFICE,
        PARTNER,
        ASSESSMENT_TEAM,
        COMMANDER,
        ARMOURER,
        TEAM_LEAD,
        PERSONNEL_OFFICER,
        ADMINISTRATOR,
        AUDITOR,
        PRIVACY_OFFICER,
    )
}

# What stands in the journal: the roles that can be given, and the house's own.
ALL_ROLES: dict[str, Role] = {
    **ROLES,
    **{
        role.key: role
        for role in (
            HOUSE, WATCH, SIGN_IN, ALARM, OVERSEER, TELLER, OUTSIDE_CLINICIAN, TRACK_WATCH, FARING,
        )
    },
}  # fmt: skip
