"""What can be wrong with a list of adverse career actions, or with a review of one."""

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _

NO_CAREER_KIND = ProblemKind(
    "care.no-career-kind",
    says=_("“{value}” is no kind of career action that the force's profile knows."),
    do=_("Write one of these: {known}."),
)
NO_PSEUDONYM = ProblemKind(
    "care.no-pseudonym",
    says=_("This is not a pseudonym of this installation, or a letter of it was changed."),
    do=_("Copy it as “muster careers pseudonyms” wrote it, or write the service number."),
)
CAREER_OF_NOBODY = ProblemKind(
    "care.career-of-nobody",
    says=_("The row names nobody, neither by service number nor by pseudonym."),
    do=_("Write one of the two."),
)
NO_NAMING_COLUMN = ProblemKind(
    "care.no-naming-column",
    says=_("No column holds service numbers, and none holds pseudonyms."),
    do=_("Add one of the two, headed “Service number” or “Pseudonym”."),
)
TWO_PEOPLE_NAMED = ProblemKind(
    "care.two-people-named",
    says=_("The pseudonym in this row is not that of its service number."),
    do=_("Write one of the two."),
)
ACTION_TO_COME = ProblemKind(
    "care.action-to-come",
    says=_("The day of the action is still to come."),
    do=_("Correct the day, or bring the list in again once it was ordered."),
)
ACTION_TOO_OLD = ProblemKind(
    "care.action-too-old",
    says=_("The action lies more than {years} years back; so old ones are not kept."),
    do=_("Leave the row out, or correct the day."),
)
REVIEWED_CAREER = ProblemKind(
    "care.career-reviewed",
    says=_("This action was reviewed already."),
    do=_("Load it anew to see what was concluded."),
)
REVIEW_WITHOUT_WORDS = ProblemKind(
    "care.career-review-without-words",
    says=_("A review says in words what it rests on."),
    do=_("Write which papers you saw, or whom you asked."),
)
