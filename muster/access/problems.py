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
SET_UP_ALREADY = ProblemKind(
    "access.set-up-already",
    says=_("The holder of “{account}” has set a password already."),
    do=_("Who lost a password or a device is let in again by two people: ask for a recovery."),
)
NO_INVITATION = ProblemKind(
    "access.no-invitation",
    says=_("This invitation lets nobody in: it was used, it is too old, or another replaced it."),
    do=_("Ask whoever invited you for another one."),
)
NO_RECOVERY = ProblemKind(
    "access.no-recovery",
    says=_("No such recovery waits for a second person: it was decided, or it is too old."),
    do=_("See what is waiting; if the holder still cannot sign in, ask again."),
)
RECOVERY_BY_ONE = ProblemKind(
    "access.recovery-by-one",
    says=_("Whoever asked for a recovery does not approve it."),
    do=_("Let another administrator look at it."),
)
RECOVERY_BY_HOLDER = ProblemKind(
    "access.recovery-by-holder",
    says=_("Nobody approves the recovery of their own account."),
    do=_("Let another administrator look at it."),
)
RECOVERY_AT_ONE_TERMINAL = ProblemKind(
    "access.recovery-at-one-terminal",
    says=_("This recovery was asked for on the command line, where one person can be everybody."),
    do=_("Let an administrator approve it on the pages, signed in as themselves."),
)
PASSWORD_SHORT = ProblemKind(
    "access.password-short",
    says=_("The password is shorter than {least} characters."),
    do=_("Take a longer one: four words that have nothing to do with each other are easy to keep."),
)
PASSWORD_LONG = ProblemKind(
    "access.password-long",
    says=_("The password is longer than {most} characters."),
    do=_("Take a shorter one."),
)
PASSWORD_COMMON = ProblemKind(
    "access.password-common",
    says=_("This password is among the first that anybody would try."),
    do=_("Take four words that have nothing to do with each other."),
)
PASSWORD_NAME = ProblemKind(
    "access.password-name",
    says=_("The password is little more than the name of the account."),
    do=_("Take four words that have nothing to do with each other."),
)
NO_SUCH_CHANNEL = ProblemKind(
    "access.no-such-channel",
    says=_("MUSTER_CHANNELS names a channel that cannot be loaded: {channel}."),
    do=_("Name smtp, webhook, or an installed one as “module:Class”, with commas between them."),
)
CHANNEL_UNREADABLE = ProblemKind(
    "access.channel-unreadable",
    says=_("These settings do not describe a channel: {setting}."),
    do=_("docs/settings.md shows how each is written; then start the worker again."),
)
CHANNEL_IN_THE_CLEAR = ProblemKind(
    "access.channel-in-the-clear",
    says=_("{setting} would send messages to another machine without encryption."),
    do=_("Use an address with TLS; without it Muster speaks to this machine alone."),
)
NOT_AN_ADDRESS = ProblemKind(
    "access.not-an-address",
    says=_("This is no address of this kind: {kind}."),
    do=_("Write name@example.org, or a number of 3 to 20 digits."),
)
CONCLUDED_ALREADY = ProblemKind(
    "access.concluded-already",
    says=_("Another auditor has concluded something about this already."),
    do=_("Read what it was; a conclusion stands as it was written."),
)
