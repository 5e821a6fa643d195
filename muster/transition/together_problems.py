"""What can be wrong where two people want to be placed together."""

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _

TOGETHER_ALREADY = ProblemKind(
    "transition.together-already",
    says=_("You agreed with somebody already to be placed together."),
    do=_("Take that back first."),
)
NO_SUCH_CODE = ProblemKind(
    "transition.no-such-pair-code",
    says=_("This code is not one that holds, or it is your own."),
    do=_("Ask the other one for the digits again; a code holds for seven days, and once."),
)
