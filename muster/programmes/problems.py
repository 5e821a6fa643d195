"""What can be wrong with a catalogue, a group, a place or a talk."""

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _

_CORRECT = _("Correct the file; nothing of it is used until then.")

UNREADABLE = ProblemKind(
    "programmes.file-unreadable",
    says=_("The programme's file “{file}” cannot be read as TOML: {detail}."),
    do=_CORRECT,
)
UNKNOWN = ProblemKind(
    "programmes.key-unknown",
    says=_("In the programme's file “{file}”, at [{table}], Muster does not know “{key}”."),
    do=_("Correct the spelling, or remove it. Known here: {known}."),
)
MISSING = ProblemKind(
    "programmes.key-missing",
    says=_("In the programme's file “{file}”, at [{table}], “{key}” is missing."),
    do=_CORRECT,
)
WRONG_VALUE = ProblemKind(
    "programmes.value-wrong",
    says=_(
        "In the programme's file “{file}”, at [{table}], “{key}” is “{value}”, which is not "
        "{expected}."
    ),
    do=_CORRECT,
)
NO_SUCH_CODE = ProblemKind(
    "programmes.code-unknown",
    says=_("In the programme's file “{file}”, “{key}” names “{code}”, which is not known."),
    do=_("Use one of these: {known}."),
)
NO_DOSE = ProblemKind(
    "programmes.dose-impossible",
    says=_("In the programme's file “{file}”, no dose has such a “{key}”."),
    do=_("State sessions, weeks, minutes from and to, and after how many it is completed."),
)
CLOSED_DOOR = ProblemKind(
    "programmes.door-closed",
    says=_("In the programme's file “{file}”, one may book oneself where no door leads."),
    do=_("Name the door, “sleep” or “performance”, and ask for no eligibility."),
)
NOBODYS = ProblemKind(
    "programmes.open-to-nobody",
    says=_("In the programme's file “{file}”, nobody says for whom the treatment is."),
    do=_("List eligibility codes, or let people book themselves."),
)
CERTIFICATE = ProblemKind(
    "programmes.certificate-out-of-place",
    says=_("The programme's file “{file}”: a course has a certificate, and nothing else has one."),
    do=_("Add the certificate's words to a course, or remove them from what is none."),
)
NO_WORDS = ProblemKind(
    "programmes.words-missing",
    says=_("In the programme's file “{file}”, “{key}” has no words in “{language}”."),
    do=_("Write it in both languages."),
)
NO_SOURCE = ProblemKind(
    "programmes.source-missing",
    says=_("In the programme's file “{file}”, something is claimed without a source."),
    do=_("Name who found it; write “ours” where it is our own choice."),
)
NO_SUCH_PROGRAMME = ProblemKind(
    "programmes.programme-unknown",
    says=_("No programme has the key “{key}”."),
    do=_("Choose one of those that are offered."),
)
ENDED = ProblemKind(
    "programmes.enrolment-ended",
    says=_("This enrolment has ended."),
    do=_("Put the person on the list anew."),
)
NOT_WAITING = ProblemKind(
    "programmes.not-waiting",
    says=_("This person has a place already."),
    do=_("Give the place up first, if another is wanted."),
)
NO_PLACE = ProblemKind(
    "programmes.no-place",
    says=_("This person has no place that could be used or given up."),
    do=_("Give the person a place first."),
)
GROUP_FULL = ProblemKind(
    "programmes.group-full",
    says=_("No place is free in this group any more."),
    do=_("Choose another group, or wait for the next one."),
)
GROUP_OVER = ProblemKind(
    "programmes.group-over",
    says=_("This group has begun or was called off."),
    do=_("Choose another group."),
)
OTHER_PROGRAMME = ProblemKind(
    "programmes.group-of-another",
    says=_("This group is for another programme."),
    do=_("Choose a group of the programme that the person waits for."),
)
NOT_FOR_THEM = ProblemKind(
    "programmes.group-not-for-them",
    says=_("This group is for others: its language, or whom it is for, does not fit."),
    do=_("Choose another group."),
)
ALREADY = ProblemKind(
    "programmes.already-enrolled",
    says=_("The person is on the list of this programme already, or takes part in it."),
    do=_("Nothing need be done."),
)
NOT_ELIGIBLE = ProblemKind(
    "programmes.not-eligible",
    says=_("What this programme asks first was not answered with yes."),
    do=_("Choose another programme, or answer each question after the interview."),
)
NO_DOOR = ProblemKind(
    "programmes.no-self-booking",
    says=_("Nobody books this programme themselves."),
    do=_("Ask to talk to someone; a clinician puts you on the list together with you."),
)
NOT_A_GROUP = ProblemKind(
    "programmes.group-impossible",
    says=_("A group needs a place, at least one seat, and sessions that lie ahead."),
    do=_("Correct what is missing; the first session lies in the future."),
)
WRONG_CODE = ProblemKind(
    "programmes.code-wrong",
    says=_("This is not the code of a session of yours that is held now."),
    do=_("Ask whoever leads the session for the code; it is valid around the session."),
)
REASON_NEEDED = ProblemKind(
    "programmes.reason-needed",
    says=_("Why somebody leaves a programme has to be said by one of the codes."),
    do=_("Select a reason."),
)
LIST_CHANGED = ProblemKind(
    "programmes.list-changed",
    says=_("The list or the places have changed since this proposal was made."),
    do=_("Look at the new proposal, and confirm that one."),
)
NOT_COMPLETED = ProblemKind(
    "programmes.not-completed",
    says=_("There is no certificate: the course was not completed, or it has none."),
    do=_("Attend the sessions that are missing."),
)
NOT_AN_EVENT = ProblemKind(
    "programmes.event-impossible",
    says=_("An event has a day that is not ahead, a place in a word, and somebody who was there."),
    do=_("Correct what is missing."),
)
NO_PEER = ProblemKind(
    "programmes.no-peer",
    says=_("No peer is left for somebody who was there; nobody is their own peer."),
    do=_("Name another peer."),
)
TALK_SETTLED = ProblemKind(
    "programmes.talk-settled",
    says=_("This talk was held or declined already."),
    do=_("Nothing need be done."),
)
NOT_AGREED = ProblemKind(
    "programmes.not-agreed",
    says=_("Without their consent nothing is passed on."),
    do=_("Ask them first; if a life may be in danger, call the duty clinician at once."),
)
