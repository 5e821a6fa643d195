"""What a role may be allowed to do, each with the words a person reads."""

from __future__ import annotations

import enum

from muster.kernel.words import Sentence, _


class Permission(enum.Enum):
    """One thing that can be done, named by its key; `says` is its name for people."""

    says: Sentence

    def __new__(cls, key: str, says: Sentence) -> Permission:
        member = object.__new__(cls)
        member._value_ = key
        member.says = says
        return member

    GIVE_ROLE = "access.give-role", _("Give a role for a unit and a time")
    READ_ROLES = "access.read-roles", _("Read who holds which role")
    KEEP_HOUSE = "access.keep-house", _("Set up, check, back up and upgrade the installation")

    READ_JOURNAL = "journal.read", _("Read the journal")
    READ_OWN_JOURNAL = "journal.read-own", _("Read who looked at one's own record")

    IMPORT_PEOPLE = "people.import", _("Import people and units")
    SHAPE_UNITS = "people.shape-units", _("Change the tree of units")
    FIND_PERSON = "people.find", _("Find a person by name or service number")
    READ_PERSON = "people.read", _("Read who a person is and where they serve")
    MOVE_PERSON = "people.move", _("Move a person to another post")
    MERGE_PEOPLE = "people.merge", _("Merge two records of one person, and undo it")
    ERASE_PERSON = "people.erase", _("Erase a person")
    RECORD_CONSENT = "people.record-consent", _("Record a person's consent or its withdrawal")
    RECORD_SERVICE = "people.record-service", _("Record deployments and other exposures")
    KEEP_ROSTER = "people.keep-roster", _("Keep the roster of duty clinicians")

    ADD_INSTRUMENT_TEXT = "instruments.add-text", _("Add a licensed text of an instrument")

    VERIFY_CRISIS_NUMBER = "policy.verify-crisis-number", _("Record and verify crisis numbers")
    PREVIEW_POLICY = "policy.preview", _("Preview what another profile would change")
    APPLY_RETENTION = "policy.apply-retention", _("Remove records whose time is over")

    OPEN_CAMPAIGN = "assessments.open-campaign", _("Open a campaign")
    SUBMIT_ASSESSMENT = "assessments.submit", _("Submit a sitting")
    IMPORT_SITTINGS = "assessments.import", _("Import sittings from a file")
    CORRECT_SITTING = "assessments.correct", _("Correct a sitting entered wrongly")
    READ_RESULT = "assessments.read-result", _("Read a person's results")
    READ_ANSWERS = "assessments.read-answers", _("Read a person's answers item by item")
    ASK_FOR_HELP = "assessments.ask-for-help", _("Ask to talk with someone")

    READ_QUEUE = "detection.read-queue", _("Read who is to be called")
    NOTICE_MISSED = "detection.notice-missed", _("Look for missed screenings")
    WORK_QUEUE = "detection.work-queue", _("Take, assign and record calls")
