"""What can be wrong with a FHIR document that brings answers."""

from __future__ import annotations

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _

MALFORMED = ProblemKind(
    "fhir.malformed",
    says=_("The document is not valid JSON, from byte {byte} on."),
    do=_("Export the document again; nothing of it was taken."),
)
TOO_LARGE = ProblemKind(
    "fhir.too-large",
    says=_("The document is larger than {limit} KiB, which no questionnaire is."),
    do=_("Send one response per line, without attachments."),
)
TOO_DEEP = ProblemKind(
    "fhir.too-deep",
    says=_("The document is nested deeper than {limit} levels."),
    do=_("Send the response as the questionnaire orders its items; nothing of it was taken."),
)
NOT_A_RESPONSE = ProblemKind(
    "fhir.not-a-response",
    says=_("The document is not a QuestionnaireResponse but “{type}”."),
    do=_("Send QuestionnaireResponses of FHIR R4: one, a Bundle of them, or one in each line."),
)
NO_RESPONSES = ProblemKind(
    "fhir.no-responses",
    says=_("The file holds no QuestionnaireResponse."),
    do=_("Send QuestionnaireResponses of FHIR R4: one, a Bundle of them, or one in each line."),
)
PASSED_OVER = ProblemKind(
    "fhir.passed-over",
    says=_("The entry is a “{type}” and was passed over."),
    do=_("Nothing needs to be done; only QuestionnaireResponses are read."),
)
OTHER_QUESTIONNAIRE = ProblemKind(
    "fhir.other-questionnaire",
    says=_("The response answers the questionnaire “{found}”, not “{expected}”."),
    do=_("Send it to the instrument that it answers, or correct the questionnaire's name."),
)
NO_QUESTIONNAIRE = ProblemKind(
    "fhir.no-questionnaire",
    says=_("The response does not name the questionnaire that it answers."),
    do=_("Name it in the element “questionnaire”, such as {example}."),
)
STATUS = ProblemKind(
    "fhir.status",
    says=_("The response has the status “{status}” and is not scored."),
    do=_("Send it when it is “completed”, “amended” or “stopped”."),
)
UNKNOWN_LINK = ProblemKind(
    "fhir.unknown-link",
    says=_("The questionnaire “{instrument}” has no item with the linkId “{link}”."),
    do=_("Use the linkIds of the questionnaire: {known}."),
)
TWICE = ProblemKind(
    "fhir.twice",
    says=_("The item “{link}” stands in the response more than once."),
    do=_("Send each item once; nobody here can tell which of the answers is meant."),
)
SEVERAL_ANSWERS = ProblemKind(
    "fhir.several-answers",
    says=_("The item “{link}” has {count} answers; only one may be given."),
    do=_("Send the one answer that was given."),
)
WRONG_TYPE = ProblemKind(
    "fhir.wrong-type",
    says=_("The element “{element}” is not of the type that FHIR asks for there ({type})."),
    do=_("Correct the type of the element; nothing of the document was taken."),
)
UNKNOWN_SYSTEM = ProblemKind(
    "fhir.unknown-system",
    says=_("The answer comes from the code system “{system}”, which the item does not use."),
    do=_("Answer from {expected}."),
)
MODIFIER = ProblemKind(
    "fhir.modifier",
    says=_("The element “{element}” carries a modifier extension, which may change its meaning."),
    do=_("Send the response without modifier extensions."),
)
DATE = ProblemKind(
    "fhir.date",
    says=_("“{text}” is not a date and time of FHIR."),
    do=_("Write it as 2026-03-01T10:00:00Z, or a date alone."),
)
FUTURE = ProblemKind(
    "fhir.future",
    says=_("The response is dated {date}, which is in the future."),
    do=_("Correct the date, or the clock of the device that wrote it."),
)
