"""What can be wrong with a case of somebody who leaves service, and with what is asked of it."""

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _, _p

STEP_NOT_HERE = ProblemKind(
    "transition.step-not-here",
    says=_("This step does not lead on from where the case stands."),
    do=_("Open the case again: somebody may have moved it meanwhile."),
)
CASE_OVER = ProblemKind(
    "transition.case-over",
    says=_p("on the way into work", "This case is over."),
    do=_("Take it up again first, if the person wishes it."),
)
CASE_THERE = ProblemKind(
    "transition.case-there",
    says=_("A case of this person is under way already."),
    do=_("Go on with that one."),
)
NO_PACKET = ProblemKind(
    "transition.no-packet",
    says=_("This person has given no packet, or took it back."),
    do=_("Only what somebody gives themselves opens a case; ask them for a packet."),
)
LINK_OVER = ProblemKind(
    "transition.link-over",
    says=_("This link was used, or is too old."),
    do=_("Sign in and say it on your own page, or wait until you are asked again."),
)
NOT_PLACED = ProblemKind(
    "transition.not-placed",
    says=_("Nobody is followed along before they began work or training."),
    do=_("Put on record first that the person began."),
)
REASON_NEEDED = ProblemKind(
    "transition.reason-needed",
    says=_("This needs a reason out of the list."),
    do=_("Select a reason."),
)
NO_TASK = ProblemKind(
    "transition.no-task",
    says=_("The case has no such task."),
    do=_("Open the case again and select one of its tasks."),
)
TASK_OPEN = ProblemKind(
    "transition.task-open",
    says=_("This task is under way; it cannot begin anew."),
    do=_("Put on record first that it is done."),
)
TASK_OVER = ProblemKind(
    "transition.task-over",
    says=_("This task is done, or no longer needed."),
    do=_("Let it begin anew, if more is to be done."),
)
LATE_WITHOUT_REASON = ProblemKind(
    "transition.late-without-reason",
    says=_("This took longer than its standard, and no reason is on record."),
    do=_("Select why it took longer; “No reason was given” is one."),
)
NOT_A_TASK = ProblemKind(
    "transition.not-a-task",
    says=_("No such task can be given to such a partner."),
    do=_("Select a kind of task, and a partner that may have it."),
)
NO_PARTNER = ProblemKind(
    "transition.no-partner",
    says=_("The partner's name is missing, or longer than {most} signs."),
    do=_("Enter the organisation's name."),
)
SPEAKS_OF_HEALTH = ProblemKind(
    "transition.speaks-of-health",
    says=_("“{word}” speaks of health, which has no place here."),
    do=_("Say what is needed, and not why: “sitting work”, “a quiet place”."),
)
NOT_AGREED = ProblemKind(
    "transition.not-agreed",
    says=_("Whether somebody is in contact with care is kept only if they agree to that."),
    do=_("Ask the person, and confirm that they agree; or leave it empty."),
)
NOT_A_CODE = ProblemKind(
    "transition.not-a-code",
    says=_("“{code}” is not one of the codes that the profile knows here."),
    do=_("Use one of these: {known}."),
)
NOTHING_SAID = ProblemKind(
    "transition.nothing-said",
    says=_("The message is empty, or longer than {most} signs."),
    do=_("Write what you want to say, in fewer signs."),
)
NOT_A_CASEWORKER = ProblemKind(
    "transition.not-a-caseworker",
    says=_("Whoever is to take the case is no caseworker for this person."),
    do=_("Select one of the caseworkers who are offered."),
)
NO_SUCH_CHANGE = ProblemKind(
    "transition.no-such-change",
    says=_("So large a change is beyond what the past can answer for."),
    do=_("Add at most {workers} caseworkers, and let at most {intake} times as many people come."),
)
TOO_FEW_CASES = ProblemKind(
    "transition.too-few-cases",
    says=_("Fewer than {least} people of this office have come to work so far."),
    do=_("Ask again when more have; an answer from fewer would be a guess."),
)
NOT_LIKE_ITSELF = ProblemKind(
    "transition.not-like-itself",
    says=_(
        "Played through as it is, half of this office's cases take {played} days; really they took "
        "{real}. So an answer would mislead."
    ),
    do=_("Ask again when the office has worked for longer as it works now."),
)
NO_TITLE = ProblemKind(
    "transition.vacancy-without-title",
    says=_("The vacancy has no title."),
    do=_("Enter what the work is called."),
)
NO_REGION = ProblemKind(
    "transition.vacancy-without-region",
    says=_("It is not said where the work is."),
    do=_("Enter the town or region."),
)
ABSURD_PAY = ProblemKind(
    "transition.absurd-pay",
    says=_("Nobody can be paid {pay} a month."),
    do=_("Enter the pay of a month in whole units, above 0 and at most {most}, or leave it empty."),
)
PAY_APART = ProblemKind(
    "transition.pay-apart",
    says=_("Pay from {low} to {high} says nothing."),
    do=_("Enter a highest pay that is not below the lowest, nor more than ten times as much."),
)
BEGAN_ALREADY = ProblemKind(
    "transition.began-already",
    says=_("The last day on which work may begin, {day}, is over."),
    do=_("Enter today or a later day."),
)
TOO_FAR_OFF = ProblemKind(
    "transition.too-far-off",
    says=_("Work that may begin until {day} is more than two years away."),
    do=_("Put the vacancy in when it comes nearer."),
)
NOT_PLACES = ProblemKind(
    "transition.not-places",
    says=_("The number of places is not between 1 and {most}."),
    do=_("Enter how many people are looked for."),
)
TOO_MANY_RESERVED = ProblemKind(
    "transition.too-many-reserved",
    says=_("More places are kept for people who served than there are places."),
    do=_("Enter a number between 0 and the number of places."),
)
TOO_LONG = ProblemKind(
    "transition.too-long",
    says=_("The text is longer than {most} signs."),
    do=_("Shorten it."),
)
NOT_A_NUMBER = ProblemKind(
    "transition.not-a-number",
    says=_("“{said}” is not a whole number."),
    do=_("Enter digits alone."),
)
NOT_A_DAY = ProblemKind(
    "transition.not-a-day",
    says=_("“{said}” is not a day."),
    do=_("Enter a day like 2026-03-27 or 27.03.2026."),
)
NOT_A_TERM = ProblemKind(
    "transition.not-a-term",
    says=_("“{said}” is not one of the codes that are known here."),
    do=_("Use one of these: {known}."),
)
THERE_ALREADY = ProblemKind(
    "transition.vacancy-there",
    says=_("“{title}” stands already, with the same place, pay and first day."),
    do=_("It came twice, or from two feeds; nothing needs to be done."),
)
NO_COLUMN = ProblemKind(
    "transition.no-column",
    says=_("The file has no column “{name}”."),
    do=_("Add it, or call it by one of the names in the description of the file."),
)
TOO_MANY_ROWS = ProblemKind(
    "transition.too-many-rows",
    says=_("The file has more than {most} rows."),
    do=_("Divide it into several files."),
)
NO_SUCH_PARTNER = ProblemKind(
    "transition.no-such-partner",
    says=_("No partner is called “{name}”."),
    do=_("Check the name, or register the partner first."),
)
PARTNER_THERE = ProblemKind(
    "transition.partner-there",
    says=_("A partner called “{name}” is registered already."),
    do=_("Open that one, or give this one a name of its own."),
)
NO_AGREEMENT = ProblemKind(
    "transition.no-agreement",
    says=_("No agreement with this partner holds today."),
    do=_("A caseworker checks the partner and enters until when the agreement holds."),
)
ENDS_BEFORE = ProblemKind(
    "transition.agreement-ends-before",
    says=_("The agreement would end before it begins, or hold for more than three years."),
    do=_("Enter a last day after the first, at most three years away."),
)
VACANCY_GONE = ProblemKind(
    "transition.vacancy-gone",
    says=_("This vacancy is closed, or its partner has no agreement any more."),
    do=_("Choose another vacancy."),
)
ASKED_ALREADY = ProblemKind(
    "transition.asked-already",
    says=_("You asked for this vacancy already."),
    do=_("See on your page what became of it."),
)
PACKET_FIRST = ProblemKind(
    "transition.packet-first",
    says=_("You have given no packet, so there is nothing that the partner could read."),
    do=_("Make your packet first; you choose what goes in."),
)
NOT_SURE = ProblemKind(
    "transition.not-sure",
    says=_("Nothing is sent to a partner unless you say so yourself."),
    do=_("Confirm that this partner may read your packet, or go back."),
)
ANSWER_NOT_HERE = ProblemKind(
    "transition.answer-not-here",
    says=_("This does not follow on what was said before."),
    do=_("Open it again: the person may have taken it back, or somebody answered meanwhile."),
)
MARK_NOT_REACHED = ProblemKind(
    "transition.mark-not-reached",
    says=_("{days} days after the first day of work are not over yet."),
    do=_("Report it on that day or later."),
)
NOT_A_DAY_TO_TALK = ProblemKind(
    "transition.not-a-day-to-talk",
    says=_("The day of the talk is over, or lies more than {days} days ahead."),
    do=_("Enter a day from today on, or leave it empty and agree on one with the person."),
)
NOT_THE_FIRST_DAY = ProblemKind(
    "transition.not-the-first-day",
    says=_("The first day of work lies ahead, or before the vacancy was asked for."),
    do=_("Enter the day on which the person began."),
)
NAME_TAKEN = ProblemKind(
    "transition.name-taken",
    says=_("An account called “{name}” exists already."),
    do=_("Choose another name."),
)
ROUND_CHANGED = ProblemKind(
    "transition.round-changed",
    says=_("Somebody asked or answered while you looked at the round."),
    do=_("Look at it again; nothing was offered yet."),
)
_AS_A_WHOLE = _("Correct the file and bring it in again; nothing of it was kept.")
UNREADABLE_CASE = ProblemKind(
    "transition.case-unreadable",
    says=_("Line {number} is no case: {detail}."),
    do=_AS_A_WHOLE,
)
TOO_MANY_CASES = ProblemKind(
    "transition.too-many-cases",
    says=_("More than {most} cases are too many at once."),
    do=_("Bring them in as several files."),
)
NOT_FROM_ITS_BEGINNING = ProblemKind(
    "transition.not-from-its-beginning",
    says=_("Case {number} does not begin with its opening."),
    do=_AS_A_WHOLE,
)
NOT_THIS_WAY = ProblemKind(
    "transition.not-this-way",
    says=_("Case {number} cannot have gone on with “{what}”, or not at that time."),
    do=_AS_A_WHOLE,
)
NO_NAME = ProblemKind(
    "transition.no-name",
    says=_("A name of at most {most} characters is needed, by which the office knows the person."),
    do=_("Enter the name that the person gave."),
)
CAME_IN_ALREADY = ProblemKind(
    "transition.came-in-already",
    says=_("This person came in already and has set a password."),
    do=_("If they lost it, an administrator and a second one let them in again."),
)
