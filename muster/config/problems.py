"""What the command line refuses, and what to do then."""

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _

NOT_SET_UP = ProblemKind(
    "config.not-set-up",
    says=_("This installation is not set up yet: its database holds nothing of Muster's."),
    do=_('Run “muster setup --administrator NAME --unit "NAME OF THE FORCE"”.'),
)
NO_DATABASE = ProblemKind(
    "config.no-database",
    says=_("The database at {address} does not answer."),
    do=_("Check DATABASE_URL and that the server runs; “muster doctor” says more."),
)
DATABASE_BEHIND = ProblemKind(
    "config.database-behind",
    says=_("The database is not the one this version of Muster was written for."),
    do=_("Run “muster upgrade”, which makes a backup first."),
)
BROKEN = ProblemKind(
    "config.broken",
    says=_("Muster stopped because of a fault of its own ({kind}). Nothing half-done was kept."),
    do=_("Send the place of the fault, in {log}, to whoever looks after Muster."),
)
LINE_FAILED = ProblemKind(
    "config.line-failed",
    says=_("“muster {line}” ended with status {status} and said nothing that could be read."),
    do=_("Run it on the command line of the server to see why."),
)
OWNER_NOT_NAMED = ProblemKind(
    "config.owner-not-named",
    says=_("DATABASE_URL names a server, and nothing names the owner's login on it."),
    do=_("Give the owner's address in MUSTER_OWNER_URL for this one command."),
)
NO_PLACE_FOR_TRIALS = ProblemKind(
    "config.no-place-for-trials",
    says=_("DATABASE_URL names a server, and nothing names an empty database for trials on it."),
    do=_("Name one in MUSTER_TRIAL_URL, with its owner's login."),
)
TRIAL_NOT_EMPTY = ProblemKind(
    "config.trial-not-empty",
    says=_("The database “{database}” that MUSTER_TRIAL_URL names is not empty."),
    do=_("Name an empty one; a trial throws away whatever stands in it."),
)
NOT_THE_EMBEDDED = ProblemKind(
    "config.not-the-embedded",
    says=_("DATABASE_URL names a server, so this is for its administrator to do."),
    do=_(
        "Hand over what “muster database prepare” prints; unset DATABASE_URL for the embedded one."
    ),
)
NAME_IS_THE_OPERATORS = ProblemKind(
    "config.name-is-the-operators",
    says=_("“{name}” is the account of the command line, not of a person."),
    do=_("Choose the administrator's own name."),
)
COPY_IN_THE_HOUSE = ProblemKind(
    "config.copy-in-the-house",
    says=_("{file} lies in {home}, beside the keys themselves: what takes one takes the other."),
    do=_("Write the copy to another disk or another machine."),
)
FILE_STANDS = ProblemKind(
    "config.file-stands",
    says=_("The file {file} exists already; it is not overwritten."),
    do=_("Choose another name, or move that file away."),
)
FILE_UNREADABLE = ProblemKind(
    "config.file-unreadable",
    says=_("The file {file} cannot be read or written: {why}."),
    do=_("Check its name, its folder and who may use them."),
)
NO_SUCH_TIME_ZONE = ProblemKind(
    "config.no-such-time-zone",
    says=_("“{zone}” is not a time zone."),
    do=_("Write it as “Europe/Moscow” or “America/Chicago”."),
)
NO_SUCH_COUNTRY = ProblemKind(
    "config.no-such-country",
    says=_("The public holidays of “{country}” are not known."),
    do=_("Write the country's two letters, such as RU or US, or leave it out."),
)
NO_SUCH_UNIT = ProblemKind(
    "config.no-such-unit",
    says=_("No unit has the code “{unit}”."),
    do=_("Check the code with “muster people units”."),
)
NOT_AN_ID = ProblemKind(
    "config.not-an-id",
    says=_("“{text}” is not an id."),
    do=_("Copy the id from the list; “muster queue --json” shows it whole."),
)
CANNOT_LISTEN = ProblemKind(
    "config.cannot-listen",
    says=_("Nothing can be served at {host}, port {port}: {why}."),
    do=_("Stop what listens there, or choose another address with --host and --port."),
)
NO_SUCH_COMMAND = ProblemKind(
    "config.no-such-command",
    says=_("There is no command “{command}” here."),
    do=_("See “{line} --help” for those there are."),
)
NO_SUCH_OPTION = ProblemKind(
    "config.no-such-option",
    says=_("“{line}” has no option “{option}”."),
    do=_("See “{line} --help” for those it has."),
)
WORD_MISSING = ProblemKind(
    "config.word-missing",
    says=_("{name} is missing from the line."),
    do=_("See “{line} --help” for what it needs."),
)
UNFIT = ProblemKind(
    "config.unfit-value",
    says=_("What was given for {name} does not fit."),
    do=_("See “{line} --help” for what fits; a file has to exist and be readable."),
)
UNCLEAR = ProblemKind(
    "config.unclear-line",
    says=_("The line after “{line}” was not understood."),
    do=_("See “{line} --help” for how it is written."),
)
RULE_UNREADABLE = ProblemKind(
    "config.rule-unreadable",
    says=_("“{said}” does not say what follows what."),
    do=_("Write two instruments with a colon, such as gad-7:isi."),
)
ROOM_UNREADABLE = ProblemKind(
    "config.room-unreadable",
    says=_("“{said}” is no room with its seats."),
    do=_("Write the room's name, a colon and its seats, such as “Classroom 2:12”."),
)
