"""What the room refuses."""

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _

NO_SUCH_SITTING = ProblemKind(
    "assessments.no-such-sitting",
    says=_("There is no sitting by that id that this role may see."),
    do=_("Check the id in the person's list of sittings."),
)
ALREADY_CORRECTED = ProblemKind(
    "assessments.already-corrected",
    says=_("This sitting has been corrected already."),
    do=_("Correct the newer sitting, if that one is wrong too."),
)
NOBODY_ON_DUTY = ProblemKind(
    "assessments.nobody-on-duty",
    says=_("Nobody has the duty for this unit, so nobody would answer whoever is in danger."),
    do=_("Give the duty and its deputy to clinicians first: muster people duty give."),
)
NO_SUCH_INSTRUMENT = ProblemKind(
    "assessments.campaign-without-instruments",
    says=_("A campaign asks something: no instrument was named."),
    do=_("Name at least one instrument."),
)
CAMPAIGN_BACKWARDS = ProblemKind(
    "assessments.campaign-backwards",
    says=_("The campaign would close on {closes}, before it opens."),
    do=_("Name a later day."),
)
NOT_A_SITTING = ProblemKind(
    "assessments.not-a-sitting",
    says=_("A form with no answer at all is not a sitting."),
    do=_("If the person did not come, record the missed screen instead."),
)
FUTURE_DATE = ProblemKind(
    "assessments.future-date",
    says=_("The answers are dated {date}, which has not come yet."),
    do=_("Correct the date; the row was not scored."),
)
NO_DATE = ProblemKind(
    "assessments.no-date",
    says=_("“{text}” is not a date."),
    do=_("Write the date of answering as 2026-11-23; the row was not scored."),
)
NO_SUCH_PERSON = ProblemKind(
    "assessments.no-such-person",
    says=_("Nobody in these units has the service number in this row."),
    do=_("Correct the number, or import the person first; the row was not scored."),
)
DUPLICATE_ID = ProblemKind(
    "assessments.duplicate-id",
    says=_("The id of this row stands in row {first} already."),
    do=_("Keep one of the two rows; the first was taken, this one was not scored."),
)
NO_ID = ProblemKind(
    "assessments.no-id",
    says=_("The row has no id."),
    do=_("Fill in the id; the row was not scored, because nobody could be called."),
)
ID_TOO_LONG = ProblemKind(
    "assessments.id-too-long",
    says=_("The id is longer than {most} bytes, so it is no id."),
    do=_("Check that the right column was named with --id; the row was not scored."),
)
NO_SUCH_COLUMN = ProblemKind(
    "assessments.no-such-column",
    says=_("The file has no column called “{name}”."),
    do=_("Its columns are: {known}."),
)
MATCHING_NEEDS_IDS = ProblemKind(
    "assessments.matching-needs-ids",
    says=_("People can be matched by their service number only where the file has it."),
    do=_("Name the column of service numbers with --id."),
)
UNKNOWN_CORRECTION = ProblemKind(
    "assessments.unknown-correction",
    says=_("“{reason}” is not one of the coded reasons for a correction."),
    do=_("Choose one of the codes: {known}."),
)
LANDED_OTHERWISE = ProblemKind(
    "assessments.landed-otherwise",
    says=_("“{file}” was entered on {day}, and its columns were read otherwise then."),
    do=_("Name the same columns as then, or correct the sittings that were read wrongly."),
)
