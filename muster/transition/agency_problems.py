"""What can be wrong with a task that a partner itself is to read, and with reminders of any."""

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _

TASK_NOT_AGREED = ProblemKind(
    "transition.task-not-agreed",
    says=_("A partner reads whom a task is for only if the person agreed to that."),
    do=_("Ask the person, and confirm it; or name the organisation and ask it by letter."),
)
TOO_MANY_REMINDERS = ProblemKind(
    "transition.too-many-reminders",
    says=_("On one case there are {most} reminders at most."),
    do=_("Say of some of them that they are done."),
)
NOT_A_DAY_AHEAD = ProblemKind(
    "transition.not-a-day-ahead",
    says=_("That is no day from today to two years ahead."),
    do=_("Enter the day on which it is to be done."),
)
NOT_THE_PERSONS = ProblemKind(
    "transition.not-the-persons-task",
    says=_("This task is not the person's own to do."),
    do=_("Whoever was given it says when it is done; write to your caseworker."),
)
