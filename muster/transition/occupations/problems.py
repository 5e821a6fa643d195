"""What can be wrong with an archive of occupations."""

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _

_WHOLE = _("Fetch the archive again from its publisher; nothing of this one was taken in.")

NO_SUCH_ARCHIVE = ProblemKind(
    "occupations.no-such-file",
    says=_("There is no file “{file}” that could be read."),
    do=_("Give the path of the archive as its publisher gives it out."),
)
CUT_SHORT = ProblemKind(
    "occupations.cut-short",
    says=_("The archive “{file}” is cut short or damaged."),
    do=_WHOLE,
)
UNKNOWN = ProblemKind(
    "occupations.unknown-archive",
    says=_("“{file}” is none of the archives that Muster reads."),
    do=_(
        "Give ESCO as CSV, O*NET as text, the military crosswalk, the ESCO-O*NET crosswalk, the "
        "wages by occupation, or a list with the columns “code”, “language” and “title”."
    ),
)
PART_MISSING = ProblemKind(
    "occupations.part-missing",
    says=_("The archive “{file}” holds no “{part}”."),
    do=_WHOLE,
)
TOO_LARGE = ProblemKind(
    "occupations.too-large",
    says=_("“{part}” in the archive “{file}” would unpack to more than {most} megabytes."),
    do=_WHOLE,
)
COLUMNS_CHANGED = ProblemKind(
    "occupations.columns-changed",
    says=_("“{part}” has no column “{column}”, so its columns have changed."),
    do=_("Use a release that this version of Muster knows, or a newer Muster. Found: {found}."),
)
OTHER_VERSION = ProblemKind(
    "occupations.other-version",
    says=_("“{part}” is made for {found}, and Muster reads it for {expected}."),
    do=_("Fetch the release that goes with the other archives."),
)
NOT_ALONE = ProblemKind(
    "occupations.parts-disagree",
    says=_("“{part}” names “{key}”, which “{other}” does not list; one of them is cut short."),
    do=_WHOLE,
)
NO_ROWS = ProblemKind(
    "occupations.no-rows",
    says=_("“{part}” lists nothing that could be read."),
    do=_WHOLE,
)
DATA_MISSING = ProblemKind(
    "occupations.data-missing",
    says=_("The archive “{file}” is not in “{folder}”."),
    do=_("Put the published archives there, or name their folder in MUSTER_DATA."),
)
OTHER_KIND = ProblemKind(
    "occupations.other-kind",
    says=_("“{file}” is another archive than was said: “{found}”, and not “{expected}”."),
    do=_("Give the right file, or leave its kind out: it is told by what the file holds."),
)
NO_TERMS = ProblemKind(
    "occupations.no-terms",
    says=_("A national list is shown with its publisher and terms, and none were given."),
    do=_("Name the publisher and the terms of use in a sentence."),
)
TERMS_TOO_LONG = ProblemKind(
    "occupations.terms-too-long",
    says=_("The publisher and terms are longer than {most} signs."),
    do=_("Say them in one short sentence."),
)
VERSION_TOO_LONG = ProblemKind(
    "occupations.version-too-long",
    says=_("The version is longer than {most} signs."),
    do=_("Enter it as its publisher writes it, such as 1.1.1."),
)
