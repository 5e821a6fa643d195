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
