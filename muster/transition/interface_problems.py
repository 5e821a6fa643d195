"""What can be wrong with a token, and with what a partner's program asks."""

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _

NO_TOKEN = ProblemKind(
    "transition.no-token",
    says=_("A token needs a name of at most {most} signs, something it may do, and an end."),
    do=_("Say what the program is called, what it may do, and for how many days, at most {days}."),
)
TOO_MANY_TOKENS = ProblemKind(
    "transition.too-many-tokens",
    says=_("Your organisation has {most} tokens already."),
    do=_("End one that is no longer used."),
)
NOT_BY_TOKEN = ProblemKind(
    "transition.not-by-token",
    says=_("No token that holds came with the question."),
    do=_("Send it as “Authorization: Bearer” and the token; make another where it has ended."),
)
NOT_IN_SCOPE = ProblemKind(
    "transition.not-in-scope",
    says=_("The token may not do this: it lacks “{scope}”."),
    do=_("Make a token that may."),
)
TOO_OFTEN = ProblemKind(
    "transition.too-often",
    says=_("The token was shown more than {most} times in this minute."),
    do=_("Wait until the next minute."),
)
UNREADABLE = ProblemKind(
    "transition.interface-unreadable",
    says=_("What was sent cannot be read: {detail}."),
    do=_("Send it as the description of the interface says."),
)
FEED_TOO_LARGE = ProblemKind(
    "transition.feed-too-large",
    says=_("The feed is larger than {most} MB, holds too many vacancies, or nests too deeply."),
    do=_("Divide it into several files, each with vacancies alone."),
)
FEED_UNREADABLE = ProblemKind(
    "transition.feed-unreadable",
    says=_("The feed cannot be read from this place on: {place}."),
    do=_("Send it whole, without a document type and without entities of its own."),
)
NO_FEED = ProblemKind(
    "transition.no-feed",
    says=_("The file holds no “{name}”."),
    do=_("Send a feed of vacancies as its description says, or JobPosting of schema.org."),
)
