"""What a role may be allowed to do, each with the words a person reads."""

from __future__ import annotations

import enum

from muster.kernel.words import Sentence, _


class Permission(enum.Enum):
    """One thing that can be done, named by its key; `says` is its name for people."""

    says: Sentence

    def __new__(cls, key: str, says: Sentence) -> Permission:
        member = object.__new__(cls)
        member._value_ = key
        member.says = says
        return member

    GIVE_ROLE = "access.give-role", _("Give a role for a unit and a time")
    READ_ROLES = "access.read-roles", _("Read who holds which role")
    INVITE = "access.invite", _("Invite somebody to sign in, or in again with a second person")
    KEEP_SIGN_IN = "access.keep-sign-in", _("Record who came and went, and end sign-ins")
    SET_ADDRESS = "access.set-address", _("Give an account an address for messages")
    SET_OWN_ADDRESS = "access.set-own-address", _("Set one's own address for messages")
    KEEP_HOUSE = "access.keep-house", _("Set up, check, back up and upgrade the installation")

    READ_JOURNAL = "journal.read", _("Read the journal")
    CONCLUDE_ODDITY = "journal.conclude-oddity", _("Conclude what the watch over the journal found")
    READ_OWN_JOURNAL = "journal.read-own", _("Read who looked at one's own record")

    IMPORT_PEOPLE = "people.import", _("Import people and units")
    SHAPE_UNITS = "people.shape-units", _("Change the tree of units")
    FIND_PERSON = "people.find", _("Find a person by name or service number")
    READ_PERSON = "people.read", _("Read who a person is and where they serve")
    MOVE_PERSON = "people.move", _("Move a person to another post")
    MERGE_PEOPLE = "people.merge", _("Merge two records of one person, and undo it")
    ERASE_PERSON = "people.erase", _("Erase a person")
    RECORD_CONSENT = "people.record-consent", _("Record a person's consent or its withdrawal")
    READ_OWN_RECORD = "people.read-own", _("Read what is kept about oneself")
    CONSENT = "people.consent", _("Give a consent of one's own, and take it back")
    COMPLAIN = "people.complain", _("Ask the ombudsman, and complain")
    READ_COMPLAINTS = "people.read-complaints", _("Read what people told the ombudsman")
    ANSWER_COMPLAINT = "people.answer-complaint", _("Answer people as the ombudsman")
    LINK_ACCOUNT = "people.link-account", _("Give a person the account they sign in with")
    ISSUE_CODE = "people.issue-code", _("Give people a code for a shared device")
    RECORD_SERVICE = "people.record-service", _("Record deployments and other exposures")
    ASK_MOVE = "people.ask-move", _("Ask for a post for a time, review it, and end it early")
    ASSIGN_MOVES = (
        "people.assign-moves",
        _("Read the temporary moves of a unit, and propose posts for several people at once"),
    )
    DECIDE_MOVE = "people.decide-move", _("Decide on a request for a post for a time")
    SAY_OF_MOVE = "people.say-of-move", _("Read one's own temporary moves, and say how they were")
    ANSWER_SWAP = (
        "people.answer-swap",
        _("Say whether one would swap posts with somebody for a time"),
    )
    TAKE_DOWN_SWAP = (
        "people.take-down-swap",
        _("Take down what somebody said who was asked to swap posts for a time"),
    )
    TEND_MOVES = "people.tend-moves", _("Find posts for a time, and carry out what was decided")
    TEST_CHANNELS = "people.test-channels", _("Test the channels by which alerts come")
    KEEP_ROSTER = "people.keep-roster", _("Keep the roster of duty clinicians")

    ADD_INSTRUMENT_TEXT = "instruments.add-text", _("Add a licensed text of an instrument")

    VERIFY_CRISIS_NUMBER = "policy.verify-crisis-number", _("Record and verify crisis numbers")
    ADOPT_PROFILE = "policy.adopt-profile", _("Adopt a force profile for a later day")
    PREVIEW_POLICY = "policy.preview", _("Preview what another profile would change")
    APPLY_RETENTION = "policy.apply-retention", _("Remove records whose time is over")

    OPEN_CAMPAIGN = "assessments.open-campaign", _("Open a campaign")
    READ_CAMPAIGN = "assessments.read-campaign", _("Read campaigns, plans, and counts of who came")
    READ_DUE = "assessments.read-due", _("Read what is due for a person")
    KEEP_VISIT = "assessments.keep-visit", _("Plan visits, and note who came")
    OFFER_HOURS = "assessments.offer-hours", _("Offer hours for appointments")
    BOOK = "assessments.book", _("Book an appointment for a second stage")
    KEEP_TEAMS = "assessments.keep-teams", _("Keep assessment teams")
    PLAN_YEAR = "assessments.plan-year", _("Plan the year of the assessment teams")
    COUNT_TURNOUT = "assessments.count-turnout", _("Count who came, for command")
    READ_TURNOUT = "assessments.read-turnout", _("Read how many came, and who is late")
    GIVE_TIME = "assessments.give-time", _("Give a unit time for its assessment")
    REMIND = "assessments.remind", _("Remind people of what is due")
    SUBMIT_ASSESSMENT = "assessments.submit", _("Submit a sitting")
    IMPORT_SITTINGS = "assessments.import", _("Import sittings from a file")
    CORRECT_SITTING = "assessments.correct", _("Correct a sitting entered wrongly")
    TYPE_PAPER = "assessments.type-paper", _("Type in paper forms, and check what others typed")
    NOTICE_SILENCE = "assessments.notice-silence", _("Notice that a follow-up fell silent")
    READ_RESULT = "assessments.read-result", _("Read a person's results")
    READ_ANSWERS = "assessments.read-answers", _("Read a person's answers item by item")
    ASK_FOR_HELP = "assessments.ask-for-help", _("Ask to talk with someone")

    READ_OWN_STEPS = "detection.read-own", _("Read what happens next for oneself")
    READ_QUEUE = "detection.read-queue", _("Read who is to be called")
    NOTICE_MISSED = "detection.notice-missed", _("Look for missed screenings")
    ANSWER_ALERT = "detection.answer-alert", _("Answer an alert")
    CARRY_ALERT = "detection.carry-alert", _("Carry an alert on to the next on the ladder")
    WORK_QUEUE = "detection.work-queue", _("Take, assign and record calls")

    KEEP_GROUPS = "programmes.keep-groups", _("Open groups of a programme, and call them off")
    KEEP_PLACES = (
        "programmes.keep-places",
        _("Give places, note contacts, and note who came to a session"),
    )
    BOOK_PLACE = "programmes.book-place", _("Book a place, give it up, or leave a programme")
    READ_WAITING = "programmes.read-waiting", _("Read who waits for a place, and who missed it")
    READ_PLACES = "programmes.read-places", _("Read a person's places in programmes")
    TEND_WAITING = "programmes.tend-waiting", _("Look after the waiting lists")
    READ_OUTCOMES = "programmes.read-outcomes", _("Read what came of programmes, in sums")
    NAME_PEERS = (
        "programmes.name-peers",
        _("Enter an event, and name who was there and the peers who talk with them"),
    )
    TALK = "programmes.talk", _("Read whom to talk to by when, and note that one did")
    DECLINE_TALK = "programmes.decline-talk", _("Read which peer was asked for one, and decline")
    PASS_TALK_ON = (
        "programmes.pass-talk-on",
        _("Pass on that somebody wants to talk to a clinician, as they agreed"),
    )
    READ_PEER_FIGURES = (
        "programmes.read-peer-figures",
        _("Read how many talks with peers were held, in sums"),
    )
    COUNT_OUTCOMES = "care.count-outcomes", _("Count what came of programmes")

    OPEN_CASE = "care.open-case", _("Open a case")
    READ_CASE = "care.read-case", _("Read a person's case")
    WORK_CASE = "care.work-case", _("Move a case on, offer it, accept it, let its clock rest")
    ORDER_LIMITATION = (
        "care.order-limitation",
        _("Order a limitation of duty, and tell command what it is to do"),
    )
    COMMENT_ON_LIMITATION = "care.comment", _("Comment on a limitation of one's own")
    KEEP_PLAN = "care.keep-plan", _("Make plans, note sessions, hold reviews, make safety plans")
    WORK_CRISIS = "care.work-crisis", _("Work on a crisis, from the call to the hand-off")
    DISCLOSE = "care.disclose", _("Record what was told on a ground, to whom, and of what")
    BREAK_GLASS = "care.break-glass", _("Open one record in an emergency, with a reason")
    READ_GLASS = "care.read-glass", _("Read which records were opened in an emergency, and why")
    REVIEW_GLASS = "care.review-glass", _("Review the opening of a record in an emergency")
    CHECK_CAREERS = (
        "care.check-careers",
        _("Hold adverse career actions against the times of care, and review what lies near"),
    )
    WRITE_PSEUDONYMS = (
        "care.write-pseudonyms",
        _("Replace service numbers by pseudonyms in a list for the auditor"),
    )
    READ_SAFETY_PLAN = "care.read-safety-plan", _("Read a safety plan")
    KEEP_LOAD = "care.keep-load", _("Write down absences and cover, and hand on lists of cases")
    DECIDE = "care.decide", _("Put a decision to two disciplines, sign it, or dissent from it")
    ANSWER_DUTY = "care.answer-duty", _("Answer what one's unit can do for somebody")
    INTERVIEW = "care.interview", _("Hold structured interviews, and read them")
    REFER = "care.refer", _("Refer somebody to the psychologist as their physician")
    READ_SERVICE = "care.read-service", _("Read the figures of one's own service, without names")
    REPORT_CHANGE = "care.report-change", _("Report a change that one noticed in somebody")
    SETTLE_REPORT = (
        "care.settle-report",
        _("Say whom a report of a change is about, and keep a unit's address for reports"),
    )
    NOTE_LATE = "care.note-late", _("Note which cases have become late, and tell of them")
    ANSWER_LETTER = "care.answer-letter", _("Answer a letter about oneself")
    ANSWER_OUTSIDE = "care.answer-outside", _("Answer, from outside, whether one takes a case over")
    SEND_CARING = (
        "care.send-caring-contacts",
        _("Send caring contacts over the year after somebody left"),
    )
    KEEP_FEED = "care.keep-feed", _("Let a calendar of one's own read when one's appointments are")
    ASK_RECALL = "care.ask-recall", _("Ask whether somebody can be recalled: one word of three")
    FOLLOW_MOVES = (
        "care.follow-moves",
        _("Open handovers for people who are about to leave their clinician"),
    )
    END_LIMITATIONS = "care.end-limitations", _("End limitations whose last day is over")
    READ_NOTICE = "care.read-notice", _("Read notices that name one as their reader")
    REROUTE_CASES = "care.reroute-cases", _("Move running cases to another version of the path")
    ASK_EVALUATION = "care.ask-evaluation", _("Ask for an evaluation of somebody one commands")
    ANSWER_EVALUATION = (
        "care.answer-evaluation",
        _("Take up or decline an evaluation that a commander asked for, and report it"),
    )
    READ_WEAPON_HOLD = "care.read-weapon-hold", _("Read who gets no weapon, and until when")
    READ_LATE = "care.read-late", _("Read which cases are late, and on whom")

    OWN_TRACK = (
        "transition.own-case",
        _("Open one's own case for work after service, read it, and write to one's caseworker"),
    )
    READ_TRACK = "transition.read-case", _("Read the cases of people who leave service")
    WORK_TRACK = (
        "transition.work-case",
        _("Take a case of somebody who leaves service, move it on, and give tasks to partners"),
    )
    TAKE_IN = (
        "transition.take-in",
        _("Take in somebody from outside who never served here, and invite them"),
    )
    READ_OFFICE = (
        "transition.read-office",
        _("Read how long each step takes an office, without names, and ask “what if”"),
    )
    BRING_OCCUPATIONS = (
        "transition.bring-occupations",
        _("Bring in releases of archives of occupations and skills"),
    )
    ASK_FARING = (
        "transition.ask-how-one-fares",
        _("Ask people who began work how they fare, and remind them of papers that run out"),
    )
    SAY_FARING = (
        "transition.say-how-one-fares",
        _("Say how one fares in work or training, by one's own page or by a link"),
    )
    COUNT_TRACK = "transition.count-times", _("Count how long each step takes")
    SEEK_WORK = (
        "transition.seek-work",
        _("Read which vacancies fit one, and why, and ask for one with one's own packet"),
    )
    KEEP_PARTNERS = (
        "transition.keep-partners",
        _("Register and check partners, let them in, and read what came of their vacancies"),
    )
    OFFER_WORK = "transition.offer-work", _("Put in and close vacancies of a partner")
    ANSWER_TASKS = (
        "transition.answer-tasks",
        _("Read the tasks that one's organisation was given, close them, or say why they are late"),
    )
    TEND_OFFERS = (
        "transition.tend-offers",
        _("Close vacancies and courses whose day is over, and forget old ones"),
    )
    REACH_PEOPLE = (
        "transition.reach-people",
        _("Tell people of new vacancies that fit what they said themselves"),
    )
    KEEP_TOKENS = (
        "transition.keep-tokens",
        _("Make and end tokens by which one's own program uses the interface of partners"),
    )
    CARRY_TASKS = (
        "transition.carry-tasks",
        _("Put on record in a case what a partner said of its task, and remind of what is due"),
    )
    ANSWER_ASKED = (
        "transition.answer-asked",
        _("Read the packet of whoever asked for a vacancy, answer, and report who stayed"),
    )
