"""What the doors refuse."""

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _

NOT_FOUND = ProblemKind(
    "access.not-found",
    says=_("There is nothing here by that name that this role may see."),
    do=_("Check the id; if it should be visible, ask the administrator about the role."),
)
NOT_PERMITTED = ProblemKind(
    "access.not-permitted",
    says=_("The role “{role}” may not do this: {permission}."),
    do=_("Ask somebody who holds a role for it, or the administrator."),
)
NO_ROLE = ProblemKind(
    "access.no-role",
    says=_("The account “{account}” holds no role for this at the moment."),
    do=_("Ask the administrator to give the role for a unit and a time."),
)
NO_ACCOUNT = ProblemKind(
    "access.no-account",
    says=_("There is no account called “{account}”."),
    do=_("Check the name; “muster setup” makes the first one."),
)
ENDLESS_ROLE = ProblemKind(
    "access.endless-role",
    says=_("A role is given for a time: until {until} is not after {start}, or is too far off."),
    do=_("Name an end within {days} days."),
)
NO_SUCH_ROLE = ProblemKind(
    "access.no-such-role",
    says=_("There is no role called “{role}”."),
    do=_("Choose one of: {known}."),
)
ALREADY_SET_UP = ProblemKind(
    "access.already-set-up",
    says=_("This installation has its first administrator already."),
    do=_("Sign in as that administrator to make others."),
)
