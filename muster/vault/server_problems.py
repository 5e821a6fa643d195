"""What can be wrong with a database's address and with the embedded server."""

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _

NOT_POSTGRESQL = ProblemKind(
    "vault.not-postgresql",
    says=_("The database address begins with “{scheme}”; Muster stands on PostgreSQL alone."),
    do=_("Write the address as postgresql://user:password@host:port/database."),
)
NOT_A_DATABASE_URL = ProblemKind(
    "vault.not-a-database-url",
    says=_("The database address cannot be read, or it names no login or no database."),
    do=_(
        "Write the address as postgresql://user:password@host:port/database, "
        "with special characters of the password as percent codes."
    ),
)
POSTGRES_WILL_NOT_START = ProblemKind(
    "vault.postgres-will-not-start",
    says=_("The embedded PostgreSQL in {folder} does not start: {reason}"),
    do=_("Read the server's last words in {log}; a full disk is the usual cause."),
)
POSTGRES_WILL_NOT_STOP = ProblemKind(
    "vault.postgres-will-not-stop",
    says=_("The embedded PostgreSQL in {folder} does not stop: {reason}"),
    do=_("Wait for its last work to end and try again; {log} says what it is doing."),
)
POSTGRES_NOT_RUNNING = ProblemKind(
    "vault.postgres-not-running",
    says=_("The embedded PostgreSQL in {folder} is not running."),
    do=_("Start it with “muster database start”."),
)
POSTGRES_IS_ANOTHERS = ProblemKind(
    "vault.postgres-is-anothers",
    says=_("The embedded PostgreSQL in {folder} belongs to another account of this machine."),
    do=_("Run the command as that account, or name a folder of your own in MUSTER_HOME."),
)
POSTGRES_OF_ANOTHER_AGE = ProblemKind(
    "vault.postgres-of-another-age",
    says=_("The data in {folder} belongs to PostgreSQL {version}, which is not installed here."),
    do=_("Make a backup with the version of Muster that wrote it, and restore the backup here."),
)
SOCKET_FOLDER_IS_NOT_OURS = ProblemKind(
    "vault.socket-folder-is-not-ours",
    says=_("The folder {folder} belongs to somebody else or is open to others."),
    do=_("Remove that folder, or choose a shorter MUSTER_HOME so that it is not needed."),
)
NO_PROGRAMS = ProblemKind(
    "vault.no-programs",
    says=_("The programs of PostgreSQL {version} (pg_dump, pg_restore, psql) are not here."),
    do=_("Install them, on Debian the package postgresql-client-{version}."),
)
