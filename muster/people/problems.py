"""What can be wrong with a roster, a list of units, a move or a merge, and what to do about it.

Sentences about people never repeat the cell itself: a report is read over shoulders, and the row
and the column are enough to find it. Codes of units and words from a closed list are repeated.
"""

from __future__ import annotations

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _

# The file and its columns -------------------------------------------------------------------------

COLUMN_MISSING = ProblemKind(
    "people.column-missing",
    says=_("No column is headed “{field}”."),
    do=_("Add a column with this heading, or name the column that holds it with --column."),
)
COLUMN_TWICE = ProblemKind(
    "people.column-twice",
    says=_("This column and the column “{other}” both mean “{field}”."),
    do=_("Keep one of the two columns, or name the one that counts with --column."),
)
COLUMN_PASSED_OVER = ProblemKind(
    "people.column-passed-over",
    says=_("The column was not read, because another one was named for “{field}”."),
    do=_("Nothing needs to be done if that is what you want."),
)
COLUMN_AMBIGUOUS = ProblemKind(
    "people.column-ambiguous",
    says=_("The heading can mean “{one}” or “{other}”. The column was not read."),
    do=_("Write a heading that can mean only one of the two, or name it with --column."),
)
COLUMN_UNKNOWN = ProblemKind(
    "people.column-unknown",
    says=_("The heading is not known. The column was not read."),
    do=_("If the column is needed, correct its heading or name it with --column."),
)
COLUMN_ALMOST_KNOWN = ProblemKind(
    "people.column-almost-known",
    says=_("The heading is not known. The column was not read."),
    do=_("If “{heading}” is meant, write it so, or name the column with --column."),
)
NO_SUCH_COLUMN = ProblemKind(
    "people.no-such-column",
    says=_("The file has no column “{heading}”, which --column names."),
    do=_("Copy the heading from the file exactly as it stands there."),
)
NO_SUCH_FIELD = ProblemKind(
    "people.no-such-field",
    says=_("“{field}” is not something that can be read from a column."),
    do=_("Use one of these names: {known}."),
)
COLUMN_CHOICE = ProblemKind(
    "people.column-choice",
    says=_("“{said}” does not say which column holds what."),
    do=_("Write --column “HEADING=FIELD”, for example --column “Номер=service_number”."),
)
NOTHING_TO_READ = ProblemKind(
    "people.nothing-to-read",
    says=_("The file has no rows under its headings."),
    do=_("Check that the right file and the right sheet were sent."),
)

# One cell -----------------------------------------------------------------------------------------

EMPTY_CELL = ProblemKind(
    "people.empty-cell",
    says=_("The cell is empty."),
    do=_("Fill the cell in; without it the row cannot be used."),
)
NO_SERVICE_NUMBER = ProblemKind(
    "people.no-service-number",
    says=_("This is not a service number."),
    do=_("Write letters and digits only, with at least one digit."),
)
SERVICE_NUMBER_LENGTH = ProblemKind(
    "people.service-number-length",
    says=_("A service number has {shortest} to {longest} letters and digits; this has not."),
    do=_("Check the number. A spreadsheet may have cut zeros off its beginning."),
)
SERVICE_NUMBER_MANGLED = ProblemKind(
    "people.service-number-mangled",
    says=_("A spreadsheet has rounded this number, so its last digits are lost."),
    do=_("Format the column as text and enter the numbers again."),
)
NO_NAME = ProblemKind(
    "people.no-name",
    says=_("This is not a name: a name has letters, spaces, hyphens and apostrophes only."),
    do=_("Correct the name. If the whole row is like this, its cells may have shifted."),
)
INITIALS_ONLY = ProblemKind(
    "people.initials-only",
    says=_("There are initials in place of a name."),
    do=_("Write the name in full; two people can share initials."),
)
NAME_NOT_DIVIDED = ProblemKind(
    "people.name-not-divided",
    says=_("It cannot be told which word is the surname."),
    do=_("Write “Surname, Given name”, or give surname and given name columns of their own."),
)
TOO_LONG = ProblemKind(
    "people.too-long",
    says=_("The cell is longer than {longest} characters."),
    do=_("Shorten it to at most {longest} characters."),
)
NOT_PLAIN_TEXT = ProblemKind(
    "people.not-plain-text",
    says=_("The cell holds a formula or characters that cannot be printed."),
    do=_("Replace the cell with plain text."),
)
NO_DATE = ProblemKind(
    "people.no-date",
    says=_("This is not a date."),
    do=_("Write day.month.year or year-month-day, the year with four digits."),
)
DATE_ORDER_UNSURE = ProblemKind(
    "people.date-order-unsure",
    says=_("Day and month cannot be told apart: other dates in this column have the month first."),
    do=_("Write the whole column as year-month-day."),
)
DATE_IN_FUTURE = ProblemKind(
    "people.date-in-future",
    says=_("The date lies in the future."),
    do=_("Correct the date."),
)
DATE_TOO_FAR_AHEAD = ProblemKind(
    "people.date-too-far-ahead",
    says=_("The date lies more than {days} days ahead."),
    do=_("Correct the date, or send the row again nearer to that day."),
)
DATE_ABSURD = ProblemKind(
    "people.date-absurd",
    says=_("No serving person can have this date: {least} to {most} years of age are expected."),
    do=_("Correct the date; the year may be mistyped."),
)
DATE_TOO_OLD = ProblemKind(
    "people.date-too-old",
    says=_("The date lies more than {years} years back."),
    do=_("Correct the date; the year may be mistyped."),
)
NO_SEX = ProblemKind(
    "people.no-sex",
    says=_("“{value}” does not say male or female."),
    do=_("Write M or F (in Russian М or Ж), or leave the cell empty if it is not known."),
)
NO_PHONE = ProblemKind(
    "people.no-phone",
    says=_("This is not a telephone number that can be called."),
    do=_("Write one number with 5 to 15 digits, best with “+” and the country code."),
)
NO_EMAIL = ProblemKind(
    "people.no-email",
    says=_("This is not an e-mail address."),
    do=_("Write one address such as name@example.org, or leave the cell empty."),
)
NO_LANGUAGE = ProblemKind(
    "people.no-language",
    says=_("Muster does not speak the language “{value}”."),
    do=_("Write English or Russian, or leave the cell empty."),
)

# One row against the others and against what is known ---------------------------------------------

ENDS_BEFORE_BEGINNING = ProblemKind(
    "people.ends-before-beginning",
    says=_("The last day lies before the first day."),
    do=_("Correct one of the two dates."),
)
BEGAN_AS_A_CHILD = ProblemKind(
    "people.began-as-a-child",
    says=_("By the date of birth the person was under {least} when this began."),
    do=_("Correct one of the two dates."),
)
REPEATED_ROW = ProblemKind(
    "people.repeated-row",
    says=_("The row repeats row {first}."),
    do=_("Nothing needs to be done: the first of the two was read."),
)
NUMBER_TWICE = ProblemKind(
    "people.number-twice",
    says=_("The rows {rows} have one service number and differ."),
    do=_("Keep the row that is right; none of them was read."),
)
NO_SUCH_UNIT = ProblemKind(
    "people.no-such-unit",
    says=_("No unit has the code “{unit}”."),
    do=_("Correct the code, or add the unit first with “muster people import-units”."),
)
PERHAPS_UNIT = ProblemKind(
    "people.perhaps-unit",
    says=_("No unit has the code “{unit}”."),
    do=_("If “{perhaps}” is meant, write it so; otherwise add the unit first."),
)
NEW_PERSON_WITHOUT_NAME = ProblemKind(
    "people.new-person-without-name",
    says=_("Nobody is known by this service number, and the row has no surname and given name."),
    do=_("Check the number, or give the names so that the person can be added."),
)
NUMBER_OF_ANOTHER = ProblemKind(
    "people.number-of-another",
    says=_("The service number belongs to a person with another name or date of birth."),
    do=_("Check the number. If it is the same person, correct that record first."),
)
NUMBER_ELSEWHERE = ProblemKind(
    "people.number-elsewhere",
    says=_("The service number belongs to a person in a unit that you do not look after."),
    do=_("Ask the headquarters above both units to send this row; then the person is moved."),
)
OLDER_THAN_KNOWN = ProblemKind(
    "people.older-than-known",
    says=_("The row is older than what is known: a later posting begins on {since}."),
    do=_("Send the present roster, or correct the date on which this posting begins."),
)
PERHAPS_KNOWN = ProblemKind(
    "people.perhaps-known",
    says=_("A person with the same name and date of birth has another service number."),
    do=_("If it is one person, merge the two records with “muster people merge”."),
)
PERHAPS_TWICE = ProblemKind(
    "people.perhaps-twice",
    says=_("Row {other} has the same name and date of birth and another service number."),
    do=_("Check both numbers; if it is one person, keep one row."),
)

# Units and their tree -----------------------------------------------------------------------------

NO_UNIT_CODE = ProblemKind(
    "people.no-unit-code",
    says=_("This is not a unit's code."),
    do=_("Write up to {longest} letters, digits, spaces, slashes, dashes or full stops."),
)
UNIT_WITHOUT_NAME = ProblemKind(
    "people.unit-without-name",
    says=_("The new unit has no name."),
    do=_("Write its name in English or in Russian."),
)
NO_UNIT_KIND = ProblemKind(
    "people.no-unit-kind",
    says=_("“{value}” is not a kind of unit."),
    do=_("Use one of these kinds: {known}."),
)
NO_TIME_ZONE = ProblemKind(
    "people.no-time-zone",
    says=_("“{value}” is not a time zone."),
    do=_("Write a name of the IANA time zone database, such as Europe/Moscow."),
)
NO_COUNTRY = ProblemKind(
    "people.no-country",
    says=_("No public holidays are known for the country “{value}”."),
    do=_("Write a two-letter code of ISO 3166, such as RU or GB, or leave the cell empty."),
)
UNIT_TWICE = ProblemKind(
    "people.unit-twice",
    says=_("The rows {rows} have one unit code and differ in name, kind, time zone or country."),
    do=_("Say the same about the unit in each of its rows; only its place may differ."),
)
UNIT_PLACES_UNDATED = ProblemKind(
    "people.unit-places-undated",
    says=_("The rows {rows} place one unit, and not all of them say from when."),
    do=_("Give the first day in each of these rows."),
)
TWO_PARENTS = ProblemKind(
    "people.two-parents",
    says=_("The unit “{unit}” would stand in two places at once from {since}."),
    do=_("End the earlier place on the day before, or correct the dates."),
)
UNIT_RING = ProblemKind(
    "people.unit-ring",
    says=_("From {since} the units would stand under each other in a ring: {ring}."),
    do=_("Correct the parent of one of these units."),
)
NO_SUCH_PARENT = ProblemKind(
    "people.no-such-parent",
    says=_("The parent unit “{parent}” is not known."),
    do=_("Correct the parent's code, or add the parent in the same file."),
)
PARENT_NOT_THERE = ProblemKind(
    "people.parent-not-there",
    says=_("The parent unit “{parent}” does not stand on {day}."),
    do=_("Correct the dates, or place the unit under another parent from that day."),
)
LEAVES_ORPHANS = ProblemKind(
    "people.leaves-orphans",
    says=_("The unit “{unit}” would be left without its parent from {day}."),
    do=_("Place that unit under another parent first, or in the same file."),
)
PARENT_REFUSED = ProblemKind(
    "people.parent-refused",
    says=_("The row of the parent unit “{parent}” was refused."),
    do=_("Correct the parent's row first."),
)
UNIT_BEYOND = ProblemKind(
    "people.unit-beyond",
    says=_("The unit “{unit}” does not belong to the units you look after."),
    do=_("Ask whoever looks after the unit above both to send this row."),
)
UNIT_CODE_TAKEN = ProblemKind(
    "people.unit-code-taken",
    says=_("The code “{unit}” belongs to another unit."),
    do=_("Choose another code."),
)
UNIT_GAP = ProblemKind(
    "people.unit-gap",
    says=_("The unit “{unit}” has no place from {first} to {last}."),
    do=_("Nothing needs to be done if the unit was stood down; otherwise close the gap."),
)

# Merging two records of one person ----------------------------------------------------------------

MERGE_WITH_ITSELF = ProblemKind(
    "people.merge-with-itself",
    says=_("A record cannot be merged with itself."),
    do=_("Name two records."),
)
ALREADY_MERGED = ProblemKind(
    "people.already-merged",
    says=_("The two records are merged already."),
    do=_("Nothing needs to be done."),
)
RECORD_ABSORBED = ProblemKind(
    "people.record-absorbed",
    says=_("One of the records has been merged into the record {current}."),
    do=_("Merge with that record, or part the two first."),
)
NOT_MERGED = ProblemKind(
    "people.not-merged",
    says=_("The record is not merged into another one."),
    do=_("Name the record that was absorbed, not the one that was kept."),
)

# Rosters that wait -------------------------------------------------------------------------------

NO_SUCH_ARRIVAL = ProblemKind(
    "people.no-such-arrival",
    says=_("No roster with this digest is waiting to be confirmed."),
    do=_("Import the file again; “muster people arrivals” lists what is waiting."),
)
NO_UNITS_OF_ONES_OWN = ProblemKind(
    "people.no-units-of-ones-own",
    says=_("The role was given for no unit that is known, so nobody can be placed."),
    do=_("Ask the administrator to give the role for a unit that exists."),
)

# One person, one duty ----------------------------------------------------------------------------

NO_SUCH_PERSON = ProblemKind(
    "people.no-such-person",
    says=_("Nobody within your units has this id or service number."),
    do=_("Find the person first with “muster people find”."),
)
NO_SUCH_POINT = ProblemKind(
    "people.no-such-point",
    says=_("“{said}” is not a field and its value."),
    do=_("Write FIELD=VALUE; the fields are: {known}."),
)
ERASURE_REFUSED = ProblemKind(
    "people.erasure-refused",
    says=_("The person cannot be erased now: {why}"),
    do=_("Wait until the time of keeping is over, or name the order that demands it."),
)
NO_POSTING = ProblemKind(
    "people.no-posting",
    says=_("The person serves in no unit, so there is no posting to end."),
    do=_("Check the person's history."),
)
CONSENT_TOO_LONG = ProblemKind(
    "people.consent-too-long",
    says=_("A consent ends on a day that lies ahead, at most {days} days from now."),
    do=_("Name an earlier day; it can be given again."),
)
NO_SUCH_EXPOSURE = ProblemKind(
    "people.no-such-exposure",
    says=_("The person has no such deployment or exposure."),
    do=_("Check its id in the person's history."),
)
NO_SUCH_TURN = ProblemKind(
    "people.no-such-turn",
    says=_("A turn of duty begins before it ends, ends ahead, and lasts at most {days} days."),
    do=_("Correct its beginning or its end."),
)
NO_SUCH_DUTY = ProblemKind(
    "people.no-such-duty",
    says=_("There is no such turn of duty."),
    do=_("Check its id in the list of duties."),
)
ACCOUNT_TAKEN = ProblemKind(
    "people.account-taken",
    says=_("The account “{account}” and this person cannot be joined: one of them has another."),
    do=_("Choose an account that nobody signs in with, or leave the person with their own."),
)
NOTHING_SAID = ProblemKind(
    "people.nothing-said",
    says=_("There is nothing in it to be read."),
    do=_("Write at least a few words."),
)
TOO_MUCH_SAID = ProblemKind(
    "people.too-much-said",
    says=_("That is more than {most} characters."),
    do=_("Say it in fewer words; more can be added afterwards."),
)
PACKET_EMPTY = ProblemKind(
    "people.packet-empty",
    says=_("The packet is empty."),
    do=_("Fill in at least one field, or leave the page."),
)
PACKET_TOO_LONG = ProblemKind(
    "people.packet-too-long",
    says=_("What stands under “{question}” is longer than {most} characters."),
    do=_("Say it in fewer words."),
)
PACKET_OF_HEALTH = ProblemKind(
    "people.packet-of-health",
    says=_("“{word}” may speak of health, which has no place in what you take along to work."),
    do=_("Say it in another way, or leave it out."),
)
CONSENT_NOT_ALONE = ProblemKind(
    "people.consent-not-alone",
    says=_("A consent is given without a superior present."),
    do=_("Come back when you are by yourself. Nothing was written down."),
)
NOBODY_ON_DUTY = ProblemKind(
    "people.nobody-on-duty",
    says=_("Nobody is on duty for the unit “{unit}” at the moment."),
    do=_("Enter who has the duty with “muster people duty give”, then test the channels."),
)
TOO_MANY_CODES = ProblemKind(
    "people.too-many-codes",
    says=_("Codes are given to at most {most} people at once."),
    do=_("Give them unit by unit, to those who are expected."),
)
FILE_TOO_LARGE = ProblemKind(
    "people.file-too-large",
    says=_("The file is larger than {most} MB, which is the most that a page takes."),
    do=_("Import it on the command line of the server, with “muster people import”."),
)
FILE_FORGOTTEN = ProblemKind(
    "people.file-forgotten",
    says=_("This file no longer waits: it was written, dropped, or its time was over."),
    do=_("Look into the list of files; bring it in again if it is still needed."),
)
NEVER_SERVED = ProblemKind(
    "people.never-served",
    says=_("This record is of somebody from outside, who never served here."),
    do=_(
        "Leave it with the office that helps them into work. Whoever turns out to be in personnel "
        "begins a case from that record, and the one from outside is erased when they ask."
    ),
)
