"""What `muster score` refuses beside what is wrong with the file and its answers."""

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _

OUT_SUFFIX = ProblemKind(
    "config.out-suffix",
    says=_("The name “{name}” does not say how the results are to be written."),
    do=_("End it in one of these: {known}."),
)
OUT_IS_IN = ProblemKind(
    "config.out-is-in",
    says=_("The results would take the place of the answers in “{name}”."),
    do=_("Give the results another name."),
)
FHIR_COLUMN = ProblemKind(
    "config.fhir-column",
    says=_("FHIR documents have no columns, so there is nothing of this name."),
    do=_("Leave the option out; --id takes “subject” or “id” here."),
)
