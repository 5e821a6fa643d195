"""What can be wrong with a list of posts or a temporary move, and what to do about it."""

from __future__ import annotations

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _

POST_TWICE = ProblemKind(
    "people.post-twice",
    says=_("The same post of the same unit stands in the rows {rows}, and they differ."),
    do=_("Keep one of the rows; a post with several seats is one row with its strength."),
)
RANKS_BACKWARDS = ProblemKind(
    "people.ranks-backwards",
    says=_("The lowest rank stands above the highest."),
    do=_("Correct one of the two."),
)
HALF_A_PLACE = ProblemKind(
    "people.half-a-place",
    says=_("A place needs both its latitude and its longitude."),
    do=_("Write both, or leave both empty; the distance is then not known."),
)
NO_FUNCTION = ProblemKind(
    "people.no-function",
    says=_("“{value}” is not a function of the force."),
    do=_("Use these, parted by semicolons: {known}."),
)
NO_WHOLE_NUMBER = ProblemKind(
    "people.no-whole-number",
    says=_("“{value}” is not a whole number from 0 to {most}."),
    do=_("Write the number in figures."),
)
NO_DEGREES = ProblemKind(
    "people.no-degrees",
    says=_("“{value}” is not a number of degrees between -{most} and {most}."),
    do=_("Write degrees with a decimal point, for example 48.46."),
)
NO_EXPOSURE = ProblemKind(
    "people.no-exposure",
    says=_("“{value}” is not a degree of exposure."),
    do=_("Write “low”, “some” or “high”, or 0, 1 or 2."),
)
NO_RANK = ProblemKind(
    "people.no-rank",
    says=_("The rank “{value}” does not stand on the ladder of ranks."),
    do=_("Write the rank in full, or its NATO grade, for example OR-3 or OF-2."),
)
NO_YES_OR_NO = ProblemKind(
    "people.no-yes-or-no",
    says=_("“{value}” is neither yes nor no."),
    do=_("Write “yes” or “no”."),
)
NOTHING_SPARED = ProblemKind(
    "people.nothing-spared",
    says=_("A temporary post is asked for by what it is not to demand, and nothing is named."),
    do=_("Choose at least one function."),
)
MOVE_BEGINS_WRONG = ProblemKind(
    "people.move-begins-wrong",
    says=_("A temporary move begins today or within {days} days."),
    do=_("Correct its first day."),
)
MOVE_TOO_LONG = ProblemKind(
    "people.move-too-long",
    says=_("A temporary move ends after it begins, and lasts at most {days} days."),
    do=_("Name an earlier last day; a longer one is a posting."),
)
MOVE_REVIEW_WRONG = ProblemKind(
    "people.move-review-wrong",
    says=_("A temporary move is reviewed by {latest} at the latest."),
    do=_("Name a day for the review between its first day and that one."),
)
MOVE_ASKED_ALREADY = ProblemKind(
    "people.move-asked-already",
    says=_("A temporary move is asked for or under way for this person already."),
    do=_("Withdraw or end that one first."),
)
NOTHING_TO_RETURN_TO = ProblemKind(
    "people.nothing-to-return-to",
    says=_("No present post is known to which the person would return."),
    do=_("Record where the person serves, from before the first day of the move."),
)
POSTING_IN_BETWEEN = ProblemKind(
    "people.posting-in-between",
    says=_("Another posting, or its end, is known for these days."),
    do=_("Let the temporary move end before it."),
)
MOVE_NOT_SO_FAR = ProblemKind(
    "people.move-not-so-far",
    says=_("The move does not stand where this could be done."),
    do=_("Look at it again; somebody may have been quicker."),
)
MOVE_END_WRONG = ProblemKind(
    "people.move-end-wrong",
    says=_("The last day lies between {earliest} and {latest}."),
    do=_("Name a day between the two."),
)
NO_SUCH_OPTION = ProblemKind(
    "people.no-such-option",
    says=_("This post is not among those that fit."),
    do=_("Choose one of the posts that are listed."),
)
POST_BEYOND = ProblemKind(
    "people.post-beyond",
    says=_("This post belongs to a unit that you do not lead."),
    do=_("Whoever leads both units decides; they read the same request."),
)
SWAP_NOT_AGREED = ProblemKind(
    "people.swap-not-agreed",
    says=_("Whoever holds this post has not agreed to swap."),
    do=_("Let them be asked first; once they agree, the post can be chosen."),
)
SWAP_ANSWERED_THEMSELVES = ProblemKind(
    "people.swap-answered-themselves",
    says=_("They have answered this themselves."),
    do=_("Nothing is to be taken down; whoever answered can answer otherwise on their own page."),
)
NOBODY_TO_ASK = ProblemKind(
    "people.nobody-to-ask",
    says=_("Nobody is to be asked about this post."),
    do=_("Look at it again: a seat is vacant, or whoever holds it was asked already."),
)
DECIDED_ALREADY = ProblemKind(
    "people.decided-already",
    says=_("This request was decided already."),
    do=_("Look at it again to see what was decided."),
)
