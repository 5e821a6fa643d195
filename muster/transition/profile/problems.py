"""What can be wrong with what somebody says of themselves for work."""

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _

TOO_MANY_SKILLS = ProblemKind(
    "profile.too-many-skills",
    says=_("More than {most} skills are more than anybody reads."),
    do=_("Keep those that you would like to use at work."),
)
TOO_LONG = ProblemKind(
    "profile.too-long",
    says=_("This is longer than {most} signs."),
    do=_("Say it in fewer."),
)
TOO_MANY_VALUES = ProblemKind(
    "profile.too-many-values",
    says=_("More than {most} things cannot all matter most."),
    do=_("Select those that matter most."),
)
_AS_ANOTHER = _("Bring it as a PDF, a Word document (DOCX) or plain text, or paste its words.")
_PASTE = _("Copy its words and paste them instead.")
EMPTY = ProblemKind(
    "profile.file-empty",
    says=_("The file is empty."),
    do=_AS_ANOTHER,
)
TOO_LARGE = ProblemKind(
    "profile.file-too-large",
    says=_("The file is larger than {most} MB; a CV never is."),
    do=_PASTE,
)
WRONG_KIND = ProblemKind(
    "profile.file-of-another-kind",
    says=_("The file is neither a PDF, nor a Word document (DOCX), nor plain text."),
    do=_AS_ANOTHER,
)
A_PICTURE = ProblemKind(
    "profile.file-is-a-picture",
    says=_("The file is a picture, and words in pictures are not read."),
    do=_PASTE,
)
A_SCAN = ProblemKind(
    "profile.file-without-text",
    says=_("There is no text in the file: it holds pictures of pages, as a scanner makes them."),
    do=_PASTE,
)
OLD_WORD = ProblemKind(
    "profile.file-of-old-word",
    says=_("The file is a document of Word 97–2003."),
    do=_("Save it as DOCX or PDF and bring that."),
)
PROTECTED = ProblemKind(
    "profile.file-protected",
    says=_("The file is protected by a password."),
    do=_("Save it without a password, or paste its words."),
)
MACROS = ProblemKind(
    "profile.file-with-macros",
    says=_("The document holds macros, which are programs; it was not opened."),
    do=_("Save it as a plain DOCX without macros, or paste its words."),
)
UNPACKS_TOO_LARGE = ProblemKind(
    "profile.file-unpacks-too-large",
    says=_("The document would unpack to more than {most} MB; it was not opened."),
    do=_PASTE,
)
TOO_MANY_PAGES = ProblemKind(
    "profile.file-too-many-pages",
    says=_("The file has {pages} pages; a CV of more than {most} is not read."),
    do=_("Bring the pages that tell what you did, or paste their words."),
)
DAMAGED = ProblemKind(
    "profile.file-damaged",
    says=_("The file is damaged, or was cut short."),
    do=_("Save it anew and bring that, or paste its words."),
)
NOTHING_FOUND = ProblemKind(
    "profile.nothing-found",
    says=_("No skill was found in these words."),
    do=_("Write what you did in short sentences, one for each thing."),
)
