"""What care refuses in a crisis, of what is told, and of evaluations; the rest is in `problems`."""

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _

CRISIS_OVER = ProblemKind(
    "care.crisis-over",
    says=_("This crisis is over."),
    do=_("What happens from now on belongs to the case; a new alarm opens a new crisis."),
)
NO_CHECK_SENT = ProblemKind(
    "care.no-check-sent",
    says=_("Nobody was sent to see the person."),
    do=_("Put on record who goes, then what they found."),
)
NOT_REACHED_YET = ProblemKind(
    "care.not-reached-yet",
    says=_("Nobody has spoken with the person or seen them yet."),
    do=_("Put the call or the visit on record first."),
)
IN_HOSPITAL = ProblemKind(
    "care.in-hospital",
    says=_("The person is in hospital."),
    do=_("Put on record first that they have left it."),
)
NOT_IN_HOSPITAL = ProblemKind(
    "care.not-in-hospital",
    says=_("The person is not in hospital."),
    do=_("Put the admission on record first."),
)
NOT_EVALUATED = ProblemKind(
    "care.not-evaluated",
    says=_("The evaluation of the same day is not on record yet."),
    do=_("Put on record what it came to; then the crisis can be handed on or ended."),
)
VISIT_TOO_LATE = ProblemKind(
    "care.visit-too-late",
    says=_("The next appointment has to lie ahead, and no later than {latest}."),
    do=_("Choose an earlier day, or ask a colleague who has one."),
)
NOT_ACCEPTED = ProblemKind(
    "care.not-accepted",
    says=_("The first visit is kept by whoever has accepted by name."),
    do=_("Let the colleague accept first; until then you answer for the person."),
)
PROTOCOL_UNFINISHED = ProblemKind(
    "care.protocol-unfinished",
    says=_("The protocol of a threat to others is not finished."),
    do=_("Put every point of it on record; “need not be” is an answer too."),
)
NOT_TO_BE_TOLD = ProblemKind(
    "care.not-to-be-told",
    says=_("The force's profile does not allow this to be told to them on this ground."),
    do=_("Tell only what stands in the list for this recipient."),
)
TELL_BY_NOTICE = ProblemKind(
    "care.tell-by-notice",
    says=_("Nothing was chosen that is to be told."),
    do=_("Select at least one thing; limitations go to command by a notice."),
)
NO_CRISIS = ProblemKind(
    "care.no-crisis",
    says=_("No crisis of this person is open."),
    do=_("An alarm opens one by itself; a threat to others is put on record on their page."),
)
GLASS_WITHOUT_REASON = ProblemKind(
    "care.glass-without-reason",
    says=_("A record is opened in an emergency for one of the coded reasons alone."),
    do=_("Choose the reason that fits best; where none fits, call the person's own clinician."),
)
GLASS_WITHOUT_WORDS = ProblemKind(
    "care.glass-without-words",
    says=_("The reason is too short to be understood by whoever reviews it."),
    do=_("Write in a sentence what has happened and why it cannot wait."),
)
WITHIN_REACH = ProblemKind(
    "care.within-reach",
    says=_("This person serves in your units; their record is open to you as it is."),
    do=_("Look for them under “Find a person”."),
)
REVIEWED_BY_ONESELF = ProblemKind(
    "care.reviewed-by-oneself",
    says=_("Nobody reviews what they opened themselves."),
    do=_("Let another auditor or the privacy officer look at it."),
)
REVIEWED_ALREADY = ProblemKind(
    "care.reviewed-already",
    says=_("A second person has reviewed this already."),
    do=_("Read what they concluded; it stands as it was written."),
)
CONSULTED_AFTERWARDS = ProblemKind(
    "care.consulted-afterwards",
    says=_("A clinician is consulted before the person gets the notice, not after it."),
    do=_("Speak with a clinician first, then hand the notice over."),
)
EVALUATION_AHEAD = ProblemKind(
    "care.evaluation-ahead",
    says=_("The talk with the clinician and the notice have to lie behind you."),
    do=_("Ask for the evaluation once both have happened."),
)
NOTICE_WITHOUT_PLACE = ProblemKind(
    "care.notice-without-place",
    says=_("Where the notice was handed over is missing, or longer than {most} characters."),
    do=_("Enter the place in a few words, and nothing else."),
)
NOT_YOUR_PERSON = ProblemKind(
    "care.not-your-person",
    says=_("Nobody in your units has this service number."),
    do=_("Check the number; only somebody's own commander asks for an evaluation."),
)
NOT_A_CLINICIAN = ProblemKind(
    "care.not-a-clinician",
    says=_("Whoever was chosen is no clinician who serves this person's unit."),
    do=_("Choose a psychologist or a physician from the list."),
)
EVALUATION_OPEN = ProblemKind(
    "care.evaluation-open",
    says=_("An evaluation of this person was asked for already and is not over."),
    do=_("Wait for its result; in an emergency call the duty clinician."),
)
EVALUATION_ANSWERED = ProblemKind(
    "care.evaluation-answered",
    says=_("This request was answered already."),
    do=_("Read what was answered; it stands as it was written."),
)
REPORTED_ELSEWHERE = ProblemKind(
    "care.reported-elsewhere",
    says=_("A commander asked for this evaluation, so its result is reported, not only noted."),
    do=_("Open the evaluation and report it there; the case ends with the report."),
)
EVALUATOR_TREATS = ProblemKind(
    "care.evaluator-treats",
    says=_("Whoever treats a person does not evaluate them for command."),
    do=_("Name another psychologist or physician."),
)
NOTICE_TOO_SHORT = ProblemKind(
    "care.notice-too-short",
    says=_("The person has time to prepare: not before {earliest}."),
    do=_("Choose a later time."),
)
NOT_THE_EVALUATOR = ProblemKind(
    "care.not-the-evaluator",
    says=_("An evaluation is reported by the evaluator who was named, once, after it has begun."),
    do=_("Ask the evaluator; nobody reports in their place."),
)
DECLINE_WITHOUT_REASON = ProblemKind(
    "care.decline-without-reason",
    says=_("An evaluation is declined for one of the coded reasons alone."),
    do=_("Choose the reason that fits best; command reads none of it."),
)
