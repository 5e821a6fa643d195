"""What can be wrong with a force profile, and with a question put to it."""

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _

_CORRECT = _("Correct the profile's file; the profile in use stays as it is until then.")

NO_SUCH_PROFILE = ProblemKind(
    "policy.no-such-profile",
    says=_("There is no force profile called “{key}”."),
    do=_("Use one of these: {known}. Or give the path of a profile's file."),
)
UNREADABLE = ProblemKind(
    "policy.profile-unreadable",
    says=_("The profile “{file}” cannot be read as TOML: {detail}."),
    do=_CORRECT,
)
LOOP = ProblemKind(
    "policy.profile-extends-itself",
    says=_("The profile “{key}” extends itself, directly or by way of another."),
    do=_("Let it extend “generic”, or nothing."),
)
MISSING = ProblemKind(
    "policy.profile-key-missing",
    says=_("In [{table}] of the profile, “{key}” is missing."),
    do=_CORRECT,
)
UNKNOWN = ProblemKind(
    "policy.profile-key-unknown",
    says=_("In [{table}] of the profile, Muster does not know “{key}”."),
    do=_("Correct the spelling, or remove it. Known here: {known}."),
)
WRONG_VALUE = ProblemKind(
    "policy.profile-value-wrong",
    says=_("In [{table}] of the profile, “{key}” is “{value}”, which is not {expected}."),
    do=_CORRECT,
)
OUT_OF_RANGE = ProblemKind(
    "policy.profile-value-out-of-range",
    says=_("In [{table}] of the profile, “{key}” is {value}, not between {least} and {most}."),
    do=_CORRECT,
)
NO_CLOCK = ProblemKind(
    "policy.profile-tier-without-clock",
    says=_("In [{table}] of the profile, “{key}” is missing, so nobody would know when to call."),
    do=_("State how soon a clinician calls, such as “24 hours”."),
)
CLOCKS_OUT_OF_ORDER = ProblemKind(
    "policy.profile-clocks-out-of-order",
    says=_("In [{table}] of the profile, “{key}” is longer than {longer} allows."),
    do=_("Give the more urgent the shorter clock."),
)
CLOCK_TOO_LONG = ProblemKind(
    "policy.profile-clock-too-long",
    says=_("In [{table}] of the profile, “{key}” is longer than the {latest} this tier allows."),
    do=_("Shorten it. A profile may make Muster call sooner, never later than this."),
)
SOONER_ELSEWHERE = ProblemKind(
    "policy.profile-sooner-elsewhere",
    says=_("In [{table}] of the profile, “{key}” has a clock but does not stand in “{tier}”."),
    do=_("List it in that tier, or remove its clock."),
)
FINDING_TWICE = ProblemKind(
    "policy.profile-finding-twice",
    says=_("In [{table}] of the profile, “{key}” is listed, but it already stands in “{other}”."),
    do=_("List every finding in one tier only."),
)
FINDING_NOWHERE = ProblemKind(
    "policy.profile-finding-without-tier",
    says=_("In [{table}] of the profile, no tier lists “{key}”."),
    do=_("List every finding in one tier; what nobody is called for belongs under “none”."),
)
FINDING_TOO_LOW = ProblemKind(
    "policy.profile-finding-too-low",
    says=_("In [{table}] of the profile, “{key}” is listed; it may not be lower than “{floor}”."),
    do=_("Move it up. A profile may make Muster call sooner, never later than this."),
)
BANDS_OVERLAP = ProblemKind(
    "policy.profile-bands-overlap",
    says=_("In [{table}] of the profile, “{key}” is {value} and overlaps “{other}”, {limit}."),
    do=_("Let the ranges follow one another: raised, positive, then severe or very high."),
)
WINDOWS_OVERLAP = ProblemKind(
    "policy.profile-windows-overlap",
    says=_("In [{table}] of the profile, the window “{key}” overlaps “{other}”."),
    do=_("Let each window open after the one before it has closed."),
)
NO_SUCH_CODE = ProblemKind(
    "policy.profile-code-unknown",
    says=_("In [{table}] of the profile, “{key}” names “{code}”, which it does not define."),
    do=_CORRECT,
)
CODE_TWICE = ProblemKind(
    "policy.profile-code-twice",
    says=_("In [{table}] of the profile, the code “{code}” stands twice."),
    do=_("Give every entry its own code."),
)
NO_SUCH_KIND = ProblemKind(
    "policy.crisis-kind-unknown",
    says=_("The profile knows no crisis number of the kind “{kind}”."),
    do=_("Choose one of: {known}."),
)
NOT_A_NUMBER = ProblemKind(
    "policy.crisis-number-not-a-number",
    says=_("“{number}” cannot be called: a telephone number has digits, and at least two."),
    do=_("Write the digits as people dial them, such as 112 or +44 20 7946 0000."),
)
NO_SUCH_NUMBER = ProblemKind(
    "policy.crisis-number-unknown",
    says=_("No crisis number that is shown now has the code or id “{code}”."),
    do=_("Copy it from “muster policy crisis-numbers list”."),
)
SEVERAL_NUMBERS = ProblemKind(
    "policy.crisis-number-several",
    says=_("Several crisis numbers that are shown now are of the kind “{code}”."),
    do=_("Name the one by its id, from “muster policy crisis-numbers list”."),
)
INVENTED_NUMBER = ProblemKind(
    "policy.crisis-number-invented",
    says=_("{number} is an invented number, for demonstration; nobody can have answered it."),
    do=_("Enter the real one with “muster policy crisis-numbers add”."),
)
FROM_THE_PROFILE = ProblemKind(
    "policy.crisis-number-of-the-profile",
    says=_("{number} stands in the force's profile and cannot be withdrawn here."),
    do=_("Enter another number of that kind; it is shown instead."),
)
NUMBERS_STALE = ProblemKind(
    "policy.crisis-numbers-stale",
    says=_("Crisis numbers are not known to work ({numbers}), so no new campaign is opened."),
    do=_(
        "Call each number. The administrator enters that it answered, on a page or with “muster "
        "policy crisis-numbers verify CODE”."
    ),
)
NO_NUMBERS = ProblemKind(
    "policy.crisis-numbers-missing",
    says=_("There is no crisis number at all, so no new campaign is opened."),
    do=_("Enter them with “muster policy crisis-numbers add”."),
)
NOT_A_LATER_DAY = ProblemKind(
    "policy.not-a-later-day",
    says=_("A profile cannot be put in force on {day}: nothing changes on a day that has begun."),
    do=_("Choose tomorrow or a later day, so that everybody who works by it can be told."),
)
NOT_A_DAY = ProblemKind(
    "policy.not-a-day",
    says=_("“{day}” is not a day."),
    do=_("Write it as 2027-01-31."),
)
NOT_AN_ORDER = ProblemKind(
    "policy.hold-without-order",
    says=_("“{order}” is not the code of an order."),
    do=_("Write a code such as “court-2026-114”: small letters, digits and hyphens."),
)
HELD = ProblemKind(
    "policy.held",
    says=_("A legal hold ({order}) forbids it for now."),
    do=_("Whoever ordered the hold decides; it is lifted with “muster retention lift PERSON”."),
)
EXIT_UNCODED = ProblemKind(
    "policy.exit-uncoded",
    says=_("In [{table}], a case ends without a coded reason."),
    do=_("Name in “{key}” the list of reasons that whoever ends it has to choose from."),
)
STATE_WITHOUT_CLOCK = ProblemKind(
    "policy.state-without-clock",
    says=_("In [{table}] nothing says how long a case may stand there, so nobody would be late."),
    do=_("State a “clock”, let the tier's clock run, or say in “waits_for” what ends it."),
)
STATE_UNREACHABLE = ProblemKind(
    "policy.state-unreachable",
    says=_("No case can ever come to [{table}]."),
    do=_("Add a step that enters it, or mark it as a state in which a case begins."),
)
STATE_DEAD_END = ProblemKind(
    "policy.state-dead-end",
    says=_("A case that comes to [{table}] can never end."),
    do=_("Add a step that leads on from it, or mark it as a state in which a case ends."),
)
