"""What can be wrong with a question for guidance."""

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _

NO_ROLE_LIKE_IT = ProblemKind(
    "guidance.no-title",
    says=_("“{title}” holds no word to look for."),
    do=_("Give a military title in English or Russian, such as “infantry squad leader”."),
)
UNKNOWN_CONDITION = ProblemKind(
    "guidance.unknown-condition",
    says=_("There is no working condition called “{condition}”."),
    do=_("Use one of these: {known}."),
)
