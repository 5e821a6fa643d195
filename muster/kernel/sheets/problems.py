"""What can be wrong with a sheet: the file, a column, a row or a cell.

A problem that refuses a row, or the whole file, says so in its sentence; the last four kinds are
notes that refuse nothing.
"""

from __future__ import annotations

from muster.kernel.problems import Problem, ProblemKind
from muster.kernel.words import _, _n

LISTED = 10_000

NO_SUCH_FILE = ProblemKind(
    "sheets.no-such-file",
    says=_("There is no readable file “{name}”."),
    do=_("Check the name, the folder and the right to read it."),
)
EMPTY = ProblemKind(
    "sheets.empty",
    says=_("The file is empty."),
    do=_("Export the table again and send the new file."),
)
NOT_A_TABLE = ProblemKind(
    "sheets.not-a-table",
    says=_("The file is not a table that can be read here; it is {what}."),
    do=_("Export the table as CSV in UTF-8, as XLSX or as Parquet, and send that file."),
)
ENCODING = ProblemKind(
    "sheets.encoding",
    says=_("The text of the file is encoded as {encoding}, which is not accepted."),
    do=_("Save the file again as UTF-8; UTF-16 and Windows-1251 are read as well."),
)
UNKNOWN_ENCODING = ProblemKind(
    "sheets.unknown-encoding",
    says=_("The encoding of the file's text could not be recognised."),
    do=_("Save the file again as UTF-8; UTF-16 and Windows-1251 are read as well."),
)
TRUNCATED = ProblemKind(
    "sheets.truncated",
    says=_("The file is cut off: its end is missing."),
    do=_("Save or copy the file again and compare its size with the original."),
)
DAMAGED = ProblemKind(
    "sheets.damaged",
    says=_("The file is damaged inside, in its part “{part}”."),
    do=_("Open the table in the program it came from, save it again and send the new file."),
)
UNPACKS_TOO_LARGE = ProblemKind(
    "sheets.unpacks-too-large",
    says=_("The file would unpack to more than {limit} MB, far more than a table of its size."),
    do=_("Export the table as CSV in UTF-8, or send it in several files."),
)
NO_HEADER = ProblemKind(
    "sheets.no-header",
    says=_("The first row holds numbers only, so the columns have no names."),
    do=_("Write the names of the columns into the first row."),
)
NO_TABLE = ProblemKind(
    "sheets.no-table",
    says=_("The file holds no row with the names of columns."),
    do=_("Put the table on the first sheet, with the names of the columns in its first row."),
)
TOO_MANY_COLUMNS = ProblemKind(
    "sheets.too-many-columns",
    says=_("The header has {found} columns; at most {limit} are read."),
    do=_("Remove the columns that are not needed, or check what separates the columns."),
)
NO_SUCH_COLUMN = ProblemKind(
    "sheets.no-such-column",
    says=_("The file has no column of this name; it has: {columns}."),
    do=_("Correct the name of the column in the file or in the command."),
)

HEADER_TWICE = ProblemKind(
    "sheets.header-twice",
    says=_("More than one column has this name, so none of them is read."),
    do=_("Give each column a name of its own."),
)
HEADER_BLANK = ProblemKind(
    "sheets.header-blank",
    says=_("Column number {number} has no name and is not read."),
    do=_("Write its name into the first row, or remove the column."),
)
COLUMN_TYPE = ProblemKind(
    "sheets.column-type",
    says=_("The column holds values of the type {type}, which are not cells, and is not read."),
    do=_("Export the column as text, numbers or dates."),
)

TOO_FEW_CELLS = ProblemKind(
    "sheets.too-few-cells",
    says=_("The row has too few cells ({found} instead of {expected}) and is refused."),
    do=_("Add the missing cells, blank ones too, so that each stands below its name."),
)
TOO_MANY_CELLS = ProblemKind(
    "sheets.too-many-cells",
    says=_("The row has too many cells ({found} instead of {expected}) and is refused."),
    do=_("Put cells that contain the separator between quotation marks."),
)
QUOTE = ProblemKind(
    "sheets.quote",
    says=_n(
        "A quotation mark is not closed, or stands inside a quoted cell; {count} line is refused.",
        "A quotation mark is not closed, or stands inside a quoted cell; {count} lines from here "
        "are refused.",
    ),
    do=_("Close the quotation mark, and write one that belongs to the text twice."),
)
ROW_TOO_LONG = ProblemKind(
    "sheets.row-too-long",
    says=_("The row is longer than {limit} characters and is refused."),
    do=_("Check that the row ends with a line break and holds one record only."),
)

CELL_TOO_LARGE = ProblemKind(
    "sheets.cell-too-large",
    says=_("The cell is longer than {limit} characters."),
    do=_("Shorten the text, or check for a quotation mark that is not closed."),
)
FORMULA = ProblemKind(
    "sheets.formula",
    says=_("The cell holds a formula, which is never calculated here."),
    do=_("Replace the formula by its value; a text must not begin with =, +, - or @."),
)
CONTROL_CHARACTER = ProblemKind(
    "sheets.control-character",
    says=_("The cell holds an invisible control character (code {character})."),
    do=_("Delete the content of the cell and type it again."),
)
UNREADABLE_TEXT = ProblemKind(
    "sheets.unreadable-text",
    says=_("The cell holds characters that are not valid in the file's encoding."),
    do=_("Type the cell again, or save the whole file as UTF-8."),
)
CELL_ERROR = ProblemKind(
    "sheets.cell-error",
    says=_("The cell holds the spreadsheet's error {error}."),
    do=_("Replace the error by a value, or clear the cell."),
)
MERGED = ProblemKind(
    "sheets.merged",
    says=_("The cell is part of the merged cells {range}, so its value is not certain."),
    do=_("Separate the merged cells and write the value into each of them."),
)
DIGITS_LOST = ProblemKind(
    "sheets.digits-lost",
    says=_("The cell is stored as a number of more than 15 digits, so its last digits are lost."),
    do=_("Format the column as text and enter the value again."),
)

OTHER_SHEETS = ProblemKind(
    "sheets.other-sheets",
    says=_("Only the sheet “{read}” is read; not read: {others}."),
    do=_("Send other sheets that are needed as files of their own."),
)
MACROS = ProblemKind(
    "sheets.macros",
    says=_("The workbook contains macros; they are ignored."),
    do=_("Nothing needs to be done; next time save the workbook without macros (XLSX)."),
)
ABOVE_HEADER = ProblemKind(
    "sheets.above-header",
    says=_n(
        "{count} row above the header is not read.", "{count} rows above the header are not read."
    ),
    do=_("Check that the names of the columns were found in the right row."),
)
MORE = ProblemKind(
    "sheets.more",
    says=_n(
        "{count} more problem was met and is not listed.",
        "{count} more problems were met and are not listed.",
    ),
    do=_("Correct the listed problems first and send the file again."),
)


class Findings(list[Problem]):
    """The problems of one reading, in order; at most `LISTED` of them, the rest only counted.

    A file of ten million faulty rows must not fill the memory with their descriptions. `refused`
    counts the rows that were refused.
    """

    def __init__(self, known: list[Problem] | None = None) -> None:
        super().__init__(known or [])
        self.unlisted = 0
        self.refused = 0

    def add(self, problem: Problem) -> None:
        """List one more problem, or count it where the list is full."""
        if len(self) < LISTED:
            self.append(problem)
        else:
            self.unlisted += 1

    def close(self) -> None:
        """End the list; say how many problems are not on it."""
        if self.unlisted:
            self.append(MORE.at(count=self.unlisted))
            self.unlisted = 0
