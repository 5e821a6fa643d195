"""What can be wrong with a task that a partner itself is to read."""

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _

TASK_NOT_AGREED = ProblemKind(
    "transition.task-not-agreed",
    says=_("A partner reads whom a task is for only if the person agreed to that."),
    do=_("Ask the person, and confirm it; or name the organisation and ask it by letter."),
)
