"""What can be wrong with a programme of support, and with asking for it."""

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _

NO_SUPPORT_TITLE = ProblemKind(
    "transition.support-without-title",
    says=_("The programme has no title."),
    do=_("Enter what the programme is called."),
)
ENDS_BEFORE = ProblemKind(
    "transition.support-ends-before",
    says=_("The programme ends before it starts, or lasts for more than ten years."),
    do=_("Check its first and its last day."),
)
SUPPORT_OVER = ProblemKind(
    "transition.support-over",
    says=_("The programme was over on {day}."),
    do=_("Enter a last day that lies ahead."),
)
NOT_BETWEEN = ProblemKind(
    "transition.support-number",
    says=_("“{name}” is not between 1 and {most}."),
    do=_("Enter a whole number: places as the quota has them, days as the standard has them."),
)
NOT_AN_AUTHORITY = ProblemKind(
    "transition.not-an-authority",
    says=_("Only a local authority puts in programmes of support."),
    do=_("Ask a caseworker to register the organisation as one."),
)
SUPPORT_GONE = ProblemKind(
    "transition.support-gone",
    says=_("This programme is closed or over, or its authority has no agreement any more."),
    do=_("Choose another programme."),
)
ASKED_FOR_SUPPORT = ProblemKind(
    "transition.asked-for-support",
    says=_("It was asked for already."),
    do=_("See what became of it, or take it back first."),
)
WAITS_IN_LINE = ProblemKind(
    "transition.waits-in-line",
    says=_("No place of the quota is left; the person waits in line."),
    do=_("Wait until a place comes free, or put the programme in anew with a larger quota."),
)
NO_WORDS = ProblemKind(
    "transition.support-without-words",
    says=_("The name, or what is needed, is missing, or longer than {most} signs."),
    do=_("Enter both; of what is needed, and not why."),
)
ANSWERED_WITH_TASK = ProblemKind(
    "transition.answered-with-task",
    says=_("A caseworker gave it as a task, and it is answered there."),
    do=_("Open the task, and say what became of it."),
)
