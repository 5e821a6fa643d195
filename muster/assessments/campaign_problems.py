"""What the room refuses of campaigns, visits, appointments, teams and plans."""

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _

CHANNELS_UNTESTED = ProblemKind(
    "assessments.channels-untested",
    says=_("The alert channels of {unit} were not tested today, so an alarm might reach nobody."),
    do=_("Send a test message to those on duty; it counts once they say that they see it."),
)
NOBODY_ASKED = ProblemKind(
    "assessments.nobody-asked",
    says=_("Nobody serves in these units whom the filters let through, so nobody would be asked."),
    do=_("Choose other units or filters."),
)
NO_WINDOW = ProblemKind(
    "assessments.no-window",
    says=_("A campaign asks at some time: it has neither days nor a calendar."),
    do=_("Name a first and a last day, or choose one of the calendars of the force's profile."),
)
NO_SUCH_CALENDAR = ProblemKind(
    "assessments.no-such-calendar",
    says=_("The force's profile has no screening calendar called “{calendar}”."),
    do=_("Choose one of: {known}."),
)
WINDOW_BACKWARDS = ProblemKind(
    "assessments.window-backwards",
    says=_("The window would close on {closes}, before it opens on {opens}."),
    do=_("Name a last day that is not before the first."),
)
WINDOW_OVER = ProblemKind(
    "assessments.window-over",
    says=_("The last day, {closes}, is over already, so nobody could answer in time."),
    do=_("Name a later last day."),
)
OPENS_LATER = ProblemKind(
    "assessments.opens-later",
    says=_("The first day is {opens}. A campaign is opened on that day, not before."),
    do=_("It stays prepared until then. On the day itself, test the alert channels and open it."),
)
WINDOWS_OVERLAP = ProblemKind(
    "assessments.windows-overlap",
    says=_("The window that opens on {opens} opens before the one before it has closed."),
    do=_("Let each window open after the one before it has closed."),
)
STAGE_FOLLOWS_NOTHING = ProblemKind(
    "assessments.stage-follows-nothing",
    says=_("A second stage follows “{instrument}”, which this campaign asks of nobody."),
    do=_("Ask that one of everybody first, or leave the second stage out."),
)
NO_TEXT = ProblemKind(
    "assessments.no-text",
    says=_("“{instrument}” has no text on this installation, so it cannot be asked."),
    do=_("Add its licensed text first: muster instruments add."),
)
ALREADY_OPENED = ProblemKind(
    "assessments.already-opened",
    says=_("This campaign was opened already, on {day}."),
    do=_("There is nothing more to do; look at how far it is."),
)
NOT_OPEN = ProblemKind(
    "assessments.not-open",
    says=_("This campaign is not open."),
    do=_("Choose one that is open, or open it first."),
)
NO_ROUND = ProblemKind(
    "assessments.no-round",
    says=_("In these hours and rooms nobody can sit: not one round fits."),
    do=_("Name longer hours, a shorter sitting, or a room with seats."),
)
NOT_IN_WINDOW = ProblemKind(
    "assessments.not-in-window",
    says=_("On {day} the window is not open, so what was answered then would not count."),
    do=_("Choose a day from {opens} to {closes}."),
)
SLOT_TAKEN = ProblemKind(
    "assessments.slot-taken",
    says=_("This time is no longer free."),
    do=_("Choose another one."),
)
NO_SUCH_SLOT = ProblemKind(
    "assessments.no-such-slot",
    says=_("There is no free time by that id for this person."),
    do=_("Choose one of those that are offered."),
)
NO_SUCH_BOOKING = ProblemKind(
    "assessments.no-such-booking",
    says=_("There is no such appointment, or it was given up already."),
    do=_("Look at the appointments that stand."),
)
NOTHING_TO_BOOK = ProblemKind(
    "assessments.nothing-to-book",
    says=_("No second stage of this window waits for this person."),
    do=_("Whoever wants to talk can ask for it at any time, without an appointment."),
)
HOURS_OVER = ProblemKind(
    "assessments.hours-over",
    says=_("These hours are over already, or end before they begin."),
    do=_("Name hours to come."),
)
TEAM_NAME_TAKEN = ProblemKind(
    "assessments.team-name-taken",
    says=_("Another team is called “{name}” already."),
    do=_("Choose another name, so that nobody mistakes one for the other."),
)
NO_SUCH_QUALIFICATION = ProblemKind(
    "assessments.no-such-qualification",
    says=_("“{code}” is none of the profile's qualifications."),
    do=_("Choose among: {known}."),
)
NO_SUCH_ABSENCE = ProblemKind(
    "assessments.no-such-absence",
    says=_("There is no such absence, or it was taken back already."),
    do=_("Look at the team's calendar."),
)
NO_SUCH_PLAN = ProblemKind(
    "assessments.no-such-plan",
    says=_("There is no plan for that year yet, or it has no such entry."),
    do=_("Make the plan first."),
)
NOT_A_YEAR = ProblemKind(
    "assessments.not-a-year",
    says=_("{year} is not a year to plan for."),
    do=_("Plan this year or the next one."),
)
OVER_CAPACITY = ProblemKind(
    "assessments.over-capacity",
    says=_("“{team}” would have more than it can do in the week of {monday}: {over} too many."),
    do=_("Give that part to another week or team."),
)
UNSUITED = ProblemKind(
    "assessments.team-unsuited",
    says=_("“{team}” does not serve this unit, or lacks a qualification that is asked for."),
    do=_("Choose a team that serves the unit, or change what the team can do."),
)
OUT_OF_WEEKS = ProblemKind(
    "assessments.out-of-weeks",
    says=_("The week of {monday} lies outside the days in which this falls due."),
    do=_("Choose a week between {first} and {last}."),
)
MORE_THAN_NEEDED = ProblemKind(
    "assessments.more-than-needed",
    says=_("That would be more than falls due: {most} sittings and {interviews} interviews."),
    do=_("Give no more than that, all weeks and teams together."),
)
