"""What can be wrong with answers, totals, packs and licensed texts."""

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _

UNKNOWN_INSTRUMENT = ProblemKind(
    "instruments.unknown-instrument",
    says=_("Muster has no instrument “{instrument}”."),
    do=_("Choose one of: {known}."),
)
UNKNOWN_LANGUAGE = ProblemKind(
    "instruments.unknown-language",
    says=_("The instrument “{instrument}” has no wording in the language “{language}”."),
    do=_("Choose one of: {known}. A licensed wording is added with “muster instruments add”."),
)
UNKNOWN_ITEM = ProblemKind(
    "instruments.unknown-item",
    says=_("The instrument “{instrument}” has no item “{item}”."),
    do=_("Use the item codes of the instrument: {known}."),
)
UNKNOWN_CODE = ProblemKind(
    "instruments.unknown-code",
    says=_("“{value}” is not an answer to the item “{item}”."),
    do=_("Give one of the answer codes or their values: {known}."),
)
OUT_OF_RANGE = ProblemKind(
    "instruments.out-of-range",
    says=_("The value {value} lies outside the answers to the item “{item}”."),
    do=_("Give one of the answer codes or their values: {known}."),
)
NOT_WHOLE = ProblemKind(
    "instruments.not-whole",
    says=_("The value {value} for the item “{item}” is not a whole number."),
    do=_("Give the answer itself, never an average: {known}."),
)
NOT_A_NUMBER = ProblemKind(
    "instruments.not-a-number",
    says=_("The value “{value}” for the item “{item}” is no finite number."),
    do=_("Leave an unanswered item empty; otherwise give one of: {known}."),
)
TRUTH_VALUE = ProblemKind(
    "instruments.truth-value",
    says=_("The item “{item}” was answered with a true-or-false value, which is not an answer."),
    do=_("Give one of the answer codes or their values: {known}."),
)
UNKNOWN_SEX = ProblemKind(
    "instruments.unknown-sex",
    says=_("“{value}” is not a sex for which a cut-off is published."),
    do=_("Give “female” or “male”, or leave it empty where it is not known."),
)
TOTAL_WITHOUT_ITEMS = ProblemKind(
    "instruments.total-without-items",
    says=_("A total of {total} was given for “{scale}” without the answers behind it."),
    do=_("Send the item answers; a total alone is never taken as a score."),
)
TOTAL_AGAINST_ITEMS = ProblemKind(
    "instruments.total-against-items",
    says=_("The total of {total} given for “{scale}” does not follow from its items: {possible}."),
    do=_("Check the answers against the original form, and correct them or the total."),
)
TOTAL_UNREADABLE = ProblemKind(
    "instruments.total-unreadable",
    says=_("“{total}” is not a total for “{scale}”."),
    do=_("Give a number, or leave the total out: it is made from the answers."),
)
UNSOUND_PACK = ProblemKind(
    "instruments.unsound-pack",
    says=_("The scoring rules of the instrument “{instrument}” are not sound: {fault}"),
    do=_("Put the published pack back; nothing is scored by this one."),
)
WORDING_CHANGED = ProblemKind(
    "instruments.wording-changed",
    says=_(
        "The wording of “{instrument}” in the language “{language}” is not the wording that was"
        " checked: its checksum is {found}."
    ),
    do=_("Put the published wording back. A new wording is a new version of the instrument."),
)
WORDING_INCOMPLETE = ProblemKind(
    "instruments.wording-incomplete",
    says=_(
        "The wording of “{instrument}” does not match its codes. Missing: {missing}. Unknown:"
        " {unknown}."
    ),
    do=_("Give each item and each answer exactly one wording, under the instrument's own codes."),
)
TEXT_NOT_UTF8 = ProblemKind(
    "instruments.text-not-utf8",
    says=_("The licensed text file is not written in UTF-8: byte {place} belongs to no letter."),
    do=_("Save the file as UTF-8 and add it again."),
)
TEXT_NOT_TOML = ProblemKind(
    "instruments.text-not-toml",
    says=_("The licensed text file breaks the rules of TOML in line {line}, column {column}."),
    do=_("Look for a missing quotation mark, bracket or equals sign there or just before."),
)
TEXT_OF_ANOTHER_FORM = ProblemKind(
    "instruments.text-of-another-form",
    says=_("In the licensed text file “{field}” is missing, unknown or of the wrong kind."),
    do=_("Begin with the blank file that “muster instruments blank” writes, and fill it in."),
)
TEXT_TOO_DEEP = ProblemKind(
    "instruments.text-too-deep",
    says=_("The licensed text file nests its tables deeper than any questionnaire does."),
    do=_("Begin with the blank file that “muster instruments blank” writes, and fill it in."),
)
TEXT_TOO_LARGE = ProblemKind(
    "instruments.text-too-large",
    says=_("The licensed text file holds {count} bytes; no questionnaire is that long."),
    do=_("Check that this is the right file; at most {most} bytes are read."),
)
TEXT_WITHOUT_TERMS = ProblemKind(
    "instruments.text-without-terms",
    says=_("The licensed text file does not say: {missing}."),
    do=_("Fill in where the wording was published, in what year, the licence's terms and holder."),
)
TEXT_NOT_PROTECTED = ProblemKind(
    "instruments.text-not-protected",
    says=_("The wording of “{instrument}” in the language “{language}” comes with Muster."),
    do=_(
        "Use the wording that is there; only instruments shipped without it take a licensed text."
    ),
)
NO_SUCH_COLUMN = ProblemKind(
    "instruments.no-such-column",
    says=_("The file has no column called “{name}”."),
    do=_("Name the columns of the items with --items. The file has: {known}."),
)
WRONG_NUMBER_OF_COLUMNS = ProblemKind(
    "instruments.wrong-number-of-columns",
    says=_("{given} columns were named, and the instrument “{instrument}” has {items} items."),
    do=_("Name one column for each item, in the printed order."),
)
