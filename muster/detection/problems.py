"""What can be wrong with a stored reason, and with something asked of a signal."""

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _

UNKNOWN_FINDING = ProblemKind(
    "detection.finding-unknown",
    says=_("This version of Muster does not know the reason “{code}”."),
    do=_("Update Muster; the reason was written by a newer one."),
)
REASON_WITHOUT_VALUES = ProblemKind(
    "detection.reason-without-values",
    says=_("The reason “{code}” lacks the values that say what was found."),
    do=_("Run “muster doctor”; the record may be damaged."),
)
NOT_OPEN = ProblemKind(
    "detection.signal-not-open",
    says=_("This signal is no longer open."),
    do=_("Reload the queue. If a newer signal took its place, work on that one."),
)
UNKNOWN_REASON = ProblemKind(
    "detection.reason-not-in-profile",
    says=_("“{reason}” is not one of the coded reasons for this."),
    do=_("Choose one of these: {known}."),
)
NOT_SPOKEN_WITH = ProblemKind(
    "detection.not-spoken-with",
    says=_("A red signal stays red until a clinician has spoken with the person."),
    do=_("Record that the person was reached, or keep calling up the crisis ladder."),
)
BEFORE_IT_WAS_RAISED = ProblemKind(
    "detection.before-it-was-raised",
    says=_("This is dated before the signal was raised."),
    do=_("Check the date and the time."),
)
SAME_TIER = ProblemKind(
    "detection.same-tier",
    says=_("The signal already stands in this tier."),
    do=_("Choose another tier, or leave it as it is."),
)
NOBODY_NAMED = ProblemKind(
    "detection.nobody-named",
    says=_("Nobody was named to take this signal over."),
    do=_("Name the clinician who takes it."),
)
TAKEN_BY_ANOTHER = ProblemKind(
    "detection.taken-by-another",
    says=_("{who} took this person on at {when}."),
    do=_("Ask {who}, or have the person assigned to you."),
)
NO_ALERT = ProblemKind(
    "detection.no-alert",
    says=_("No alert about this person waits for an answer."),
    do=_("Look into the queue; what is open about the person stands there."),
)
ALERT_ANSWERED = ProblemKind(
    "detection.alert-answered",
    says=_("{who} answered this alert at {when}."),
    do=_("Ask {who} whether they need you; the person stays in the queue until spoken with."),
)
