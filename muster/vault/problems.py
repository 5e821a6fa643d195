"""What the vault refuses, and what to do then."""

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _

LOGIN_TOO_STRONG = ProblemKind(
    "vault.login-too-strong",
    says=_("The database login “{login}” may do more than Muster allows itself: {why}."),
    do=_("Start with the app or worker login; “muster database prepare” prints how to make them."),
)
KEYS_MISSING = ProblemKind(
    "vault.keys-missing",
    says=_("There is no node key in {folder}, and the database already holds sealed records."),
    do=_("Bring the recovery copy back with “muster keys import FILE”, then start again."),
)
KEYS_UNREADABLE = ProblemKind(
    "vault.keys-unreadable",
    says=_("The key file {path} cannot be used: {why}."),
    do=_("Bring the recovery copy back with “muster keys import FILE”."),
)
KEYS_STAND = ProblemKind(
    "vault.keys-stand",
    says=_("There are already keys in {folder}; they are not overwritten."),
    do=_("Move that folder away first if you are sure that it belongs to another installation."),
)
WRONG_PASSPHRASE = ProblemKind(
    "vault.wrong-passphrase",
    says=_("The recovery copy does not open with this passphrase, or it was changed."),
    do=_("Check the passphrase; try the other copy if there is one."),
)
WEAK_PASSPHRASE = ProblemKind(
    "vault.weak-passphrase",
    says=_("The passphrase is shorter than {least} characters."),
    do=_("Choose a longer one, such as five unrelated words."),
)
SEAL_BROKEN = ProblemKind(
    "vault.seal-broken",
    says=_("A sealed field of {table} does not open: it was changed, moved, or sealed elsewhere."),
    do=_("Run “muster journal verify” and “muster doctor”, and restore the row from a backup."),
)
PERSON_ERASED = ProblemKind(
    "vault.person-erased",
    says=_("This person was erased; nothing more can be recorded about them."),
    do=_("Register the person anew if they have come back."),
)
TOO_LONG = ProblemKind(
    "vault.too-long",
    says=_("The text is longer than the {limit} characters that fit here."),
    do=_("Shorten it."),
)
DATABASE_AHEAD = ProblemKind(
    "vault.database-ahead",
    says=_("The database was written by a later version of Muster: {first} is not known here."),
    do=_("Install that version; to go back, restore a backup made before the upgrade."),
)
NO_GROUND = ProblemKind(
    "vault.no-ground",
    says=_("“{ground}” is not the code of a ground for an erasure."),
    do=_("Write a code of the profile, such as “asked-for”: small letters, digits and hyphens."),
)
BACKUP_STANDS = ProblemKind(
    "vault.backup-stands",
    says=_("The file {file} exists already; it is not overwritten."),
    do=_("Choose another name, or move that file away."),
)
BACKUP_UNWRITABLE = ProblemKind(
    "vault.backup-unwritable",
    says=_("The file {file} cannot be read or written: {why}."),
    do=_("Check its name, its folder, the space left, and who may use them."),
)
DUMP_FAILED = ProblemKind(
    "vault.dump-failed",
    says=_("pg_dump ended with status {status}; no backup was made."),
    do=_("Check the owner's login and the space left; the server's log says why."),
)
NOT_A_BACKUP = ProblemKind(
    "vault.not-a-backup",
    says=_("The file {file} is not a backup made by Muster, or it was cut short."),
    do=_("Use another backup; nothing was changed."),
)
BACKUP_DAMAGED = ProblemKind(
    "vault.backup-damaged",
    says=_("The backup {file} is not what was written: its checksum differs."),
    do=_("Use another copy of it, or another backup; nothing was changed."),
)
BACKUP_TOO_NEW = ProblemKind(
    "vault.backup-too-new",
    says=_("The backup was made by a later version of Muster ({version})."),
    do=_("Install that version or a later one, then restore."),
)
BACKUP_OF_ANOTHER_NODE = ProblemKind(
    "vault.backup-of-another-node",
    says=_("The backup belongs to another installation: these keys do not open its records."),
    do=_("Bring that installation's keys into an empty MUSTER_HOME with “muster keys import”."),
)
DATABASE_NOT_EMPTY = ProblemKind(
    "vault.database-not-empty",
    says=_("The database holds tables already; a backup is restored into an empty one."),
    do=_("Say --replace to put the backup in its place; a safety backup is made first."),
)
RESTORE_FAILED = ProblemKind(
    "vault.restore-failed",
    says=_("The restore failed ({why}, status {status}); the database is as it was before."),
    do=_("Look up the state in PostgreSQL's manual, appendix A; a full disk is the usual cause."),
)
