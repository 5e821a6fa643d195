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
    do=_(
        "The administrator gives the duty and its deputy to two psychologists whose role reaches "
        "the unit, on the page of duties or with “muster people duty give”."
    ),
)
NO_SUCH_INSTRUMENT = ProblemKind(
    "assessments.campaign-without-instruments",
    says=_("A campaign asks something: no instrument was named."),
    do=_("Name at least one instrument."),
)
NOT_A_SITTING = ProblemKind(
    "assessments.not-a-sitting",
    says=_("A form with no answer at all is not a sitting."),
    do=_("If the person did not come, record the missed screen instead."),
)
OLD_DATE = ProblemKind(
    "assessments.old-date",
    says=_("The answers are dated {date}, more than {years} years ago."),
    do=_("Correct the date, or leave it empty where it is not known; the row was not scored."),
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
NOT_DUE = ProblemKind(
    "assessments.not-due",
    says=_("Nothing of this campaign is to be answered now."),
    do=_("Look on the page of what is due. You can ask to talk to someone at any time."),
)
NO_TEXT_TO_ASK = ProblemKind(
    "assessments.no-text-to-ask",
    says=_("None of the questionnaires of this campaign has its words on this installation."),
    do=_("An administrator adds the licensed texts: muster instruments add."),
)
NOT_ASKED = ProblemKind(
    "assessments.not-asked",
    says=_("This question is not asked in this sitting, or is not asked any more."),
    do=_("Go on with the question that is shown. The answers given so far are kept."),
)
NOT_OFFERED = ProblemKind(
    "assessments.not-offered",
    says=_("This is none of the answers to choose from."),
    do=_("Choose one of the answers on the page."),
)
NOT_ALL_ASKED = ProblemKind(
    "assessments.not-all-asked",
    says=_("Some questions were neither answered nor passed over."),
    do=_("Go back to them, and answer or choose “I would rather not answer”."),
)
ANSWERED_ALREADY = ProblemKind(
    "assessments.answered-already",
    says=_("Questions of this sitting were answered already."),
    do=_("Go on, and choose “I would rather not answer” for the rest, or leave it here."),
)
SITTING_ENDED = ProblemKind(
    "assessments.sitting-ended",
    says=_("These answers were sent already and cannot be changed any more."),
    do=_("If something is wrong, tell the psychologist of your unit: it can be set right."),
)
SITTING_EXPIRED = ProblemKind(
    "assessments.sitting-expired",
    says=_("These questions were left for more than 72 hours, so they can no longer be answered."),
    do=_("Begin again from the page of what is due."),
)
NOT_A_CALL_BACK_NUMBER = ProblemKind(
    "assessments.not-a-call-back-number",
    says=_("This is not a number that can be called."),
    do=_("Write it as you would dial it, such as 555-0123 or +380 44 555 0123."),
)
PLACE_TOO_LONG = ProblemKind(
    "assessments.place-too-long",
    says=_("The place has more than {most} characters."),
    do=_("Write it more briefly: the building and the room, or the street."),
)
PAPER_CHECKED = ProblemKind(
    "assessments.paper-checked",
    says=_("The critical items of this form were typed a second time already."),
    do=_("If an answer is still wrong, correct the sitting."),
)
ANOTHER_HAND = ProblemKind(
    "assessments.another-hand",
    says=_("You typed this form yourself, so somebody else types its critical items again."),
    do=_("Ask a colleague. If nobody else is there, say so, and type them again from the paper."),
)
PAPER_AGREES = ProblemKind(
    "assessments.paper-agrees",
    says=_("Nothing on this form was typed in two different ways, or it was settled already."),
    do=_("If an answer is wrong all the same, correct the sitting."),
)
NO_SUCH_FILE = ProblemKind(
    "assessments.no-such-file",
    says=_("There is no such file of answers, or it was entered or dropped already."),
    do=_("Look at the list of files that were brought in, or bring it in again."),
)
NO_SUCH_TIME = ProblemKind(
    "assessments.no-such-time",
    says=_("Time is given from a beginning to an end that lies ahead, for at most {days} days."),
    do=_("Correct the day or the hours."),
)
FILE_TOO_LARGE = ProblemKind(
    "assessments.file-too-large",
    says=_("The file is larger than {most} MB, which is more than a page takes."),
    do=_("Enter it on the command line: muster screen FILE."),
)
