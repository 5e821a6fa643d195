"""What care refuses, and what to do then."""

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _

CASE_ENDED = ProblemKind(
    "care.case-ended",
    says=_("This case is over."),
    do=_("Open a new case if the person needs help again; the old one stays on record."),
)
CASE_OPEN = ProblemKind(
    "care.case-open",
    says=_("This person has an open case already."),
    do=_("Work on the open case; a second one would have a second owner."),
)
NOT_A_BEGINNING = ProblemKind(
    "care.not-a-beginning",
    says=_("A case cannot begin there."),
    do=_("Choose one of the beginnings of the force's path."),
)
BEFORE_THE_LAST_STEP = ProblemKind(
    "care.before-the-last-step",
    says=_("This is dated before the last step of the case."),
    do=_("Check the date and the time."),
)
NO_SUCH_STEP = ProblemKind(
    "care.no-such-step",
    says=_("From where the case stands, the path knows no such step."),
    do=_("Load the case anew; somebody may have moved it on in the meantime."),
)
NOT_THIS_HAND = ProblemKind(
    "care.not-this-hand",
    says=_("This step belongs to somebody else."),
    do=_("Ask whoever the path names for it, or offer them the case."),
)
INTERVIEW_EXPECTED = ProblemKind(
    "care.interview-expected",
    says=_("No structured interview of this case is finished."),
    do=_("Hold it first, or choose the reason why there is none."),
)
REASON_NEEDED = ProblemKind(
    "care.reason-needed",
    says=_("This needs one of the coded reasons."),
    do=_("Choose the reason that fits best."),
)
SIGNATURE_MISSING = ProblemKind(
    "care.signature-missing",
    says=_("Two disciplines sign this step, and one is still missing."),
    do=_("Sign it, and ask the other discipline to sign."),
)
SIGNED_ALREADY = ProblemKind(
    "care.signed-already",
    says=_("This discipline, or this person, has signed already."),
    do=_("Ask somebody of another discipline to sign."),
)
NO_SIGNATURE_NEEDED = ProblemKind(
    "care.no-signature-needed",
    says=_("This step needs no second signature."),
    do=_("Take the step itself."),
)
NOBODY_NAMED = ProblemKind(
    "care.nobody-named",
    says=_("Nobody else was named to take the case over."),
    do=_("Name the colleague who is to take it."),
)
NOT_OFFERED = ProblemKind(
    "care.not-offered",
    says=_("This case was not offered to you, or the offer was taken back."),
    do=_("Ask its owner to offer it."),
)
HANDOVER_OPEN = ProblemKind(
    "care.handover-open",
    says=_("This case is being handed over already."),
    do=_("Go on with that handover, or call it off first."),
)
HANDOVER_OVER = ProblemKind(
    "care.handover-over",
    says=_("This handover is over."),
    do=_("Read in the case who has it now."),
)
HANDOVER_ACCEPTED = ProblemKind(
    "care.handover-accepted",
    says=_("A colleague has accepted this handover by name."),
    do=_("Leave it with them, or call the handover off."),
)
HANDOVER_NOT_OFFERED = ProblemKind(
    "care.handover-not-offered",
    says=_("This handover was not offered to you, or the offer was taken back."),
    do=_("Ask whoever has the case to offer it."),
)
HANDOVER_NOT_ACCEPTED = ProblemKind(
    "care.handover-not-accepted",
    says=_("Only whoever accepted the handover by name can say that the first contact was kept."),
    do=_("Accept it first, then meet the person."),
)
HANDOVER_NEEDED = ProblemKind(
    "care.handover-needed",
    says=_(
        "The person is, or will be by what is on record, where the case's owner does not serve."
    ),
    do=_("Offer the handover to a clinician there; or have the posting corrected if it is wrong."),
)
HANDOVER_EARLY = ProblemKind(
    "care.handover-early",
    says=_("The person has not arrived in your unit yet."),
    do=_("Stay in touch with whoever has the case, and say it when they have arrived."),
)
HANDOVER_BACKWARDS = ProblemKind(
    "care.handover-backwards",
    says=_("The day of the handover lies in the past."),
    do=_("Choose today or a later day."),
)
RECALL_WITHOUT_ORDER = ProblemKind(
    "care.recall-without-order",
    says=_("The order under which you ask is missing, or longer than {most} characters."),
    do=_("Enter its number and date; the person reads it."),
)
LETTER_EMPTY = ProblemKind(
    "care.letter-empty",
    says=_("The letter says nothing yet."),
    do=_("Answer at least one of its questions."),
)
LETTER_TOO_LONG = ProblemKind(
    "care.letter-too-long",
    says=_("What stands under “{question}” is longer than {most} characters."),
    do=_("Keep what whoever takes over needs at the first visit."),
)
NO_LETTER = ProblemKind(
    "care.no-letter",
    says=_("There is no letter to agree to, or a newer one has taken its place."),
    do=_("Load the page anew and read the letter that stands there now."),
)
NOT_OUTSIDE = ProblemKind(
    "care.not-outside",
    says=_("This handover stays within the force."),
    do=_("Ask a clinician of the unit that takes over by name."),
)
OUTSIDE_UNNAMED = ProblemKind(
    "care.outside-unnamed",
    says=_("It is not said who takes over, and how they are reached."),
    do=_("Enter a name and a number."),
)
OUTSIDE_VISIT_PAST = ProblemKind(
    "care.outside-visit-past",
    says=_("The day of the first visit is missing or lies in the past."),
    do=_("Enter the day on which the person is seen for the first time."),
)
NO_CONSENT_OUTSIDE = ProblemKind(
    "care.no-consent-outside",
    says=_("The person has not agreed that their care is passed on to a civil clinic."),
    do=_("Ask them; they agree on the page of their consents, or before you as a witness."),
)
LINK_OVER = ProblemKind(
    "care.link-over",
    says=_("This link was used, was taken back, or is too old."),
    do=_("Call whoever sent it to you; they can send another one."),
)
NOT_PAUSED = ProblemKind(
    "care.not-paused",
    says=_("No pause is running in this case."),
    do=_("Leave it as it is."),
)
PAUSED_ALREADY = ProblemKind(
    "care.paused-already",
    says=_("A pause is running in this case already."),
    do=_("End that pause first."),
)
PAUSE_WITHOUT_END = ProblemKind(
    "care.pause-without-end",
    says=_("A pause has a last day, and it lies ahead."),
    do=_("Name the day on which the clock goes on."),
)
LIMITATION_WITHOUT_BASIS = ProblemKind(
    "care.limitation-without-basis",
    says=_("A questionnaire alone is no ground for a limitation."),
    do=_("See the person, write the assessment, and order the limitation on that."),
)
LIMITATION_OF_NOTHING = ProblemKind(
    "care.limitation-of-nothing",
    says=_("The limitation names no function."),
    do=_("Choose at least one thing that the person cannot or should not do."),
)
UNKNOWN_CODE = ProblemKind(
    "care.unknown-code",
    says=_("“{code}” is not one of the codes for this."),
    do=_("Choose one of these: {known}."),
)
NO_WAY_BACK = ProblemKind(
    "care.no-way-back",
    says=_("The limitation does not say how the person comes back to full duty."),
    do=_("Choose one of these: {known}."),
)
LIMITATION_BACKWARDS = ProblemKind(
    "care.limitation-backwards",
    says=_("The last day lies before the first."),
    do=_("Correct one of the two days."),
)
LIMITATION_TOO_LONG = ProblemKind(
    "care.limitation-too-long",
    says=_("A limitation holds {days} days at most."),
    do=_("Choose an earlier last day; it can be renewed at a review."),
)
REVIEW_TOO_LATE = ProblemKind(
    "care.review-too-late",
    says=_("The review has to be held while the limitation holds, by {latest} at the latest."),
    do=_("Choose an earlier day for the review."),
)
INTERIM_TOO_LONG = ProblemKind(
    "care.interim-too-long",
    says=_("An interim limitation ends after {hours} hours at the latest."),
    do=_("Choose an earlier end, or order an ordinary limitation after an assessment."),
)
WRITTEN_LATE = ProblemKind(
    "care.written-late",
    says=_("What was ordered by voice has to be written down within {hours} h."),
    do=_("Order it anew now; the first order has lapsed."),
)
ACTION_NEEDS_HARM = ProblemKind(
    "care.action-needs-harm",
    says=_("An escort and keeping weapons away are said on the ground of serious harm alone."),
    do=_("Leave them out, or choose that ground if it is the true one."),
)
NOBODY_READS = ProblemKind(
    "care.nobody-reads",
    says=_("The notice names no reader."),
    do=_("Name each person in command who needs it to act."),
)
NO_CALL_BACK = ProblemKind(
    "care.no-call-back",
    says=_("The notice does not say whom command may call."),
    do=_("Enter a number where a clinician on duty answers."),
)
NOTICE_TOO_LONG = ProblemKind(
    "care.notice-too-long",
    says=_("The words of a notice may be {most} characters long at most."),
    do=_("Say what to do, and leave the rest out."),
)
PERSON_NOT_TOLD = ProblemKind(
    "care.person-not-told",
    says=_("The person has not seen the notice yet."),
    do=_("Show it to the person first; they may add a comment."),
)
WORD_BLOCKED = ProblemKind(
    "care.word-blocked",
    says=_("“{word}” has no place in what command reads."),
    do=_("Say what the person should not do and for how long; never why."),
)
LIMITATION_OVER = ProblemKind(
    "care.limitation-over",
    says=_("This limitation is over."),
    do=_("Order a new one if it is needed again."),
)
NOTHING_SAID = ProblemKind(
    "care.nothing-said",
    says=_("There are no words in this comment."),
    do=_("Write what you want to add, or leave the page."),
)
PART_EMPTY = ProblemKind(
    "care.safety-part-empty",
    says=_("Nothing stands yet under “{question}”."),
    do=_("Ask the person, and write what they say in their own words."),
)
PART_TOO_LONG = ProblemKind(
    "care.safety-part-too-long",
    says=_("What stands under “{question}” is longer than {most} characters."),
    do=_("Keep what helps in the moment; nobody reads a page then."),
)
NO_PERSONAL_CONTACT = ProblemKind(
    "care.no-personal-contact",
    says=_("The plan names nobody of the person's own whom they can call."),
    do=_("Write at least one name with a number."),
)
NO_PROFESSIONAL_CONTACT = ProblemKind(
    "care.no-professional-contact",
    says=_("The plan names no professional whom the person can call."),
    do=_("Write at least one, with a number that answers by night."),
)
NO_PLAN = ProblemKind(
    "care.no-plan",
    says=_("There is no plan in this case yet."),
    do=_("Make the plan first."),
)
NO_MEASURE = ProblemKind(
    "care.no-measure",
    says=_("A plan cannot be measured by this questionnaire."),
    do=_("Choose one whose words are installed and whose change has a constant."),
)
REVIEW_IN_THE_PAST = ProblemKind(
    "care.review-in-the-past",
    says=_("The next review lies in the past, or later than the profile allows."),
    do=_("Choose a day by {latest}."),
)
NOBODY_MEANT = ProblemKind(
    "care.nobody-meant",
    says=_("It does not say whom it is about."),
    do=_("Write their name, or their service number."),
)
NOTHING_SEEN = ProblemKind(
    "care.nothing-seen",
    says=_("Nothing is chosen of what can be noticed."),
    do=_("Choose at least one thing that you have seen."),
)
WORDS_TOO_LONG = ProblemKind(
    "care.words-too-long",
    says=_("Your own words may be {most} characters long at most."),
    do=_("Keep what you saw or heard; a clinician can ask for the rest."),
)
TOO_MANY_REPORTS = ProblemKind(
    "care.too-many-reports",
    says=_("More reports came in at this address within an hour than anybody can read."),
    do=_("Please call: the numbers stand under “Get help now”."),
)
PROFILE_NOT_KEPT = ProblemKind(
    "care.profile-not-kept",
    says=_("No such version of the force's profile is kept here."),
    do=_("Choose a version that was adopted, or the one in force."),
)
REFERRAL_ANSWERED = ProblemKind(
    "care.referral-answered",
    says=_("It is on record already what became of this referral."),
    do=_("Refer anew if the person is to be sent again."),
)
REFERRAL_BACKWARDS = ProblemKind(
    "care.referral-backwards",
    says=_("The appointed day lies in the past, or is missing."),
    do=_("Choose today or a later day."),
)
NOTHING_FOUND = ProblemKind(
    "care.nothing-found",
    says=_("Nothing is chosen in this part."),
    do=_("Choose what you found, or that there is nothing."),
)
FOUND_AND_NOT = ProblemKind(
    "care.found-and-not",
    says=_("One answer says that there is nothing, and another that there is something."),
    do=_("Leave one of them out."),
)
OWN_WORDS_MISSING = ProblemKind(
    "care.own-words-missing",
    says=_("This needs words."),
    do=_("Write a sentence; the person's own words are best."),
)
PARTS_MISSING = ProblemKind(
    "care.parts-missing",
    says=_("Parts of the interview that are not on record yet: {count}."),
    do=_("Go through them, or leave the interview open and come back to it."),
)
PROPOSAL_UNDECIDED = ProblemKind(
    "care.proposal-undecided",
    says=_("A limitation is proposed, and nothing was decided on it."),
    do=_("Say that you order one, or that it is not needed and why."),
)
NO_OPTION = ProblemKind(
    "care.no-option",
    says=_("Nothing is proposed."),
    do=_("Choose at least one option."),
)
CARE_AND_NONE = ProblemKind(
    "care.care-and-none",
    says=_("Care and no care are proposed at once."),
    do=_("Leave one of them out."),
)
NO_DECISION_HERE = ProblemKind(
    "care.no-decision-here",
    says=_("Where the case stands, nothing is decided by two disciplines."),
    do=_("Move the case on to its decision first."),
)
ANOTHER_BOARD = ProblemKind(
    "care.another-board",
    says=_("Something else was put to the table in the meantime."),
    do=_("Load the page anew, and read what is proposed now."),
)
SAID_ALREADY = ProblemKind(
    "care.said-already",
    says=_("You have signed this, or dissented from it, already."),
    do=_("Put something else to the table if you think otherwise now."),
)
DUTY_ANSWERED = ProblemKind(
    "care.duty-answered",
    says=_("This has been answered already."),
    do=_("Call whoever asked if the answer has changed."),
)
NO_SUCH_POST = ProblemKind(
    "care.no-such-post",
    says=_("A post is between 1 and 100 % of a full one."),
    do=_("Enter how much of a full post it is."),
)
NOT_YOURS = ProblemKind(
    "care.not-yours",
    says=_("This belongs to somebody else."),
    do=_("Ask them, or the head of service, to do it."),
)
NOT_IN_POOL = ProblemKind(
    "care.not-in-pool",
    says=_("This case is not in the pool any more: {who} has it."),
    do=_("Load the pool anew."),
)
LOAD_FULL = ProblemKind(
    "care.load-full",
    says=_("You would carry more than the cap that keeps waits short."),
    do=_("Leave it to a colleague who carries less, or speak with the head of service."),
)
NOTHING_TO_OFFER = ProblemKind(
    "care.nothing-to-offer",
    says=_("There is no open case that could be offered."),
    do=_("Look among the handovers for those that are under way."),
)
NO_CLINICIAN_HERE = ProblemKind(
    "care.no-clinician-here",
    says=_("This account works on no case of your units."),
    do=_("Choose one of the clinicians of your units."),
)
NO_OPEN_CASE = ProblemKind(
    "care.no-open-case",
    says=_("Nobody is put on the list of a programme by a clinician without an open case."),
    do=_("Open a case first, or let the person book what needs no referral."),
)
POST_OUTLASTS_LIMITATION = ProblemKind(
    "care.post-outlasts-limitation",
    says=_("The post would last longer than the limitation, which ends on {ends}."),
    do=_("Name an earlier last day, or carry the limitation on first."),
)
