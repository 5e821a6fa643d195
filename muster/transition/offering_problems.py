"""What can be wrong with a course, with a place on it, and with whoever brings in offers."""

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _

NO_COURSE_TITLE = ProblemKind(
    "transition.course-without-title",
    says=_("The course has no title."),
    do=_("Enter what the course is called."),
)
NO_COURSE_REGION = ProblemKind(
    "transition.course-without-region",
    says=_("It is not said where the course is."),
    do=_("Enter the town or region."),
)
ENDS_BEFORE_IT_STARTS = ProblemKind(
    "transition.course-ends-before-it-starts",
    says=_("The course ends on {ends}, before it starts on {begins}."),
    do=_("Enter a last day that is not before the first."),
)
COURSE_TOO_LONG = ProblemKind(
    "transition.course-too-long",
    says=_("The course would last for more than four years."),
    do=_("Check its last day."),
)
COURSE_BEGAN = ProblemKind(
    "transition.course-began",
    says=_("The course began already, on {day}."),
    do=_("Enter a first day that lies ahead."),
)
COURSE_TOO_FAR_OFF = ProblemKind(
    "transition.course-too-far-off",
    says=_("A course that starts on {day} is more than two years away."),
    do=_("Put the course in when it comes nearer."),
)
NOT_COURSE_PLACES = ProblemKind(
    "transition.not-course-places",
    says=_("The number of places on the course is not between 1 and {most}."),
    do=_("Enter how many can take part."),
)
NOT_MONEY = ProblemKind(
    "transition.not-money",
    says=_("{said} is no sum that a course costs or pays."),
    do=_("Enter whole units between 0 and {most}, or leave it empty."),
)
TOO_MANY_WORDS = ProblemKind(
    "transition.too-many-words",
    says=_("The list has more than {most} entries, or one of more than {longest} signs."),
    do=_("Shorten it, and separate the entries by a semicolon."),
)
NOT_A_SCHOOL = ProblemKind(
    "transition.not-a-school",
    says=_("Only a vocational school puts in courses."),
    do=_("Ask a caseworker to register the school as one."),
)
COURSE_GONE = ProblemKind(
    "transition.course-gone",
    says=_("This course is closed or began, or its school has no agreement any more."),
    do=_("Choose another course."),
)
PLACE_ASKED_ALREADY = ProblemKind(
    "transition.place-asked-already",
    says=_("You asked for a place on this course already."),
    do=_("See on your page what became of it."),
)
COURSE_FULL = ProblemKind(
    "transition.course-full",
    says=_("All {places} places of the course are taken."),
    do=_("Put the person on the waiting list."),
)
NOT_FIRST_IN_LINE = ProblemKind(
    "transition.not-first-in-line",
    says=_("Somebody else has waited longer for a place on this course."),
    do=_("Give the place to whoever is first on the waiting list."),
)
NOT_A_DAY_OF_COURSE = ProblemKind(
    "transition.not-a-day-of-course",
    says=_("The day lies ahead, or before the course began."),
    do=_("Enter a day of the course that is not in the future."),
)
NO_CERTIFICATE = ProblemKind(
    "transition.no-certificate",
    says=_("It is not said what the certificate says, or in more than {most} signs."),
    do=_("Enter what the person may do now, as it stands on the certificate."),
)
