"""Cases in every state of the path: on their way, waiting, reviewed, paused, late, and ended.

Who is better, unchanged or worse follows from what the people answered; nothing of it is set here.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from muster.config.demonstration.care import duty
from muster.config.demonstration.care.acting import DAY, HOUR, WEEK, Clinic
from muster.config.demonstration.care.cast import Somebody
from muster.kernel.time import Instant

PLANNED = 14  # weeks ago the second battalion's plans were made, and sessions noted from week 4 on
BEFORE = -17  # the week of the sittings before it, and of those since
SESSIONS = 5
NEXT = (20, 11, 17, 12)  # days from a review to the next one; some of these are over
# Exits without care, each with its coded reason, and where on the path they left it.
EXITS = (
    ("declined", "triaged"), ("no-contact", "awaiting-triage"),
    ("wrong-contact", "awaiting-triage"), ("no-slot", "triaged"),
    ("duty-conflict", "assessment"), ("travel", "assessment"),
    ("distrust", "triaged"), ("better", "assessment"), ("moved", "triaged"),
)  # fmt: skip
ENDS = ((95, "closed"), (40, "closing"), (120, "again"))
WAITING = ("written-exposure", "cognitive-processing", "nurse-led-care")


def tell_cases(clinic: Clinic) -> dict[str, tuple[Somebody, UUID]]:
    """Let cases stand in every state; return those that other stories go on with."""
    from muster.care.rules.reviews import Course

    wanted = ((Course.IMPROVED, 4), (Course.UNCHANGED, 3), (Course.WORSE, 3))
    found = clinic.cast.courses(2, BEFORE, wanted)
    for course, some in found.items():
        for place, one in enumerate(some):
            _measured(clinic, one, course.value, place)
    _leave_without_care(clinic)
    _stand_early(clinic)
    _close(clinic)
    _wait(clinic)
    _managed(clinic)
    steady = clinic.cast.courses(1, -24, ((Course.UNCHANGED, 2),))[Course.UNCHANGED]
    return {
        "handing": in_plan(clinic, steady[0], 24), "moving": in_plan(clinic, steady[1], 18),
        "leaving": in_plan(clinic, clinic.cast.one(4), 30),
        "gone": in_plan(clinic, clinic.cast.one(4), 110),
        "parting": in_plan(clinic, clinic.cast.one(5), 16),
    }  # fmt: skip


def begin(clinic: Clinic, one: Somebody, at: Instant, *, whole: bool = False) -> UUID:
    """Bring a case from triage to its decision; `whole` with the structured interview, which the
    others, it is said, did not want."""
    case = clinic.open(one, "triaged", at)
    clinic.step(one, case, "book", at + 3 * HOUR)
    if whole:
        clinic.interview(one, case, at + 2 * DAY)
    clinic.step(one, case, "assess", at + 3 * DAY, reason="" if whole else "not-wanted")
    return case


def _measured(clinic: Clinic, one: Somebody, course: str, place: int) -> None:
    """Let a plan run between two sittings, and review it by what they say.

    The last who is worse waits for the review that opened by itself.
    """
    made = clinic.building.monday - PLANNED * WEEK + 9 * HOUR + place * DAY
    case = begin(clinic, one, made - 6 * DAY, whole=(course, place) == ("worse", 0))
    doubts = clinic.psychologist(0) if (course, place) == ("worse", 0) else None
    clinic.board(one, case, ("sleep-course", "limitation"), made - 2 * DAY, dissents=doubts)
    clinic.plan(one, case, ("sleep-course",), made, made.date() + timedelta(days=28))
    for number in range(SESSIONS):
        on = made.date() + timedelta(days=7 * (number + 1))
        became = "duty-conflict" if (number, place) == (2, 1) else "kept"
        at = clinic.building.monday - 3 * WEEK + place * HOUR + number * HOUR / 6
        clinic.session(one, case, on, at, became)
    if (course, place) != ("worse", 2):
        held = clinic.building.monday - 2 * WEEK + (8 + place) * HOUR
        clinic.review(one, case, held, held.date() + timedelta(days=NEXT[place]), place)


def in_plan(clinic: Clinic, one: Somebody, days: int) -> tuple[Somebody, UUID]:
    """Let somebody's plan have been made so many days ago, with two sessions since."""
    made = clinic.now - days * DAY
    case = begin(clinic, one, made - 7 * DAY)
    clinic.board(one, case, ("stress-skills",), made - 2 * DAY)
    clinic.plan(one, case, ("stress-skills",), made, made.date() + timedelta(days=27))
    for number in (1, 2):
        on = made + 7 * number * DAY
        clinic.session(one, case, on.date(), on + 2 * HOUR)
    return one, case


def _managed(clinic: Clinic) -> None:
    """Let the case manager have two plans, one of which is late on them."""
    from muster.care.commands import accept, offer

    for days in (20, 34):
        one, case = in_plan(clinic, clinic.cast.one(5), days)
        by, manager = clinic.psychologist(5), clinic.manager
        offer(person=one.person, case=case, to=manager.account, by=by, at=clinic.now - 5 * DAY)
        accept(person=one.person, case=case, by=manager, at=clinic.now - 4 * DAY)


def _leave_without_care(clinic: Clinic) -> None:
    """Let people leave without care, one for each reason the profile knows."""
    for place, (reason, state) in enumerate(EXITS):
        one = clinic.cast.one(1 + place % 5)
        at = clinic.now - (10 + 5 * place) * DAY
        ways = ("self-referral", "observed-change", "physician-referral", "signal")
        case = clinic.open(one, "awaiting-triage", at, ways[place % 4])
        steps = ("triage", "book")[: {"awaiting-triage": 0, "triaged": 1, "assessment": 2}[state]]
        for number, step in enumerate(steps, 1):
            clinic.step(one, case, step, at + number * DAY)
        clinic.step(one, case, "exit", at + 4 * DAY, reason=reason)


def _stand_early(clinic: Clinic) -> None:
    """Let cases stand in the first states: in time, paused, and late on their clinician."""
    from muster.care.commands import accept, offer, pause

    for battalion, days in ((1, 1), (2, 3), (3, 5), (4, 12), (5, 20)):
        one = clinic.cast.one(battalion)
        clinic.open(one, "awaiting-triage", clinic.now - days * DAY, "self-referral")
        late = clinic.cast.one(battalion)
        case = clinic.open(late, "triaged", clinic.now - (days + 2) * DAY)
        clinic.step(late, case, "book", clinic.now - (days + 1) * DAY)
        if battalion % 2:
            clinic.step(late, case, "assess", clinic.now - days * DAY, reason="urgent")
    away = clinic.cast.one(3)
    case = clinic.open(away, "assessment", clinic.now - 4 * DAY)
    by = clinic.psychologist(3)
    pause(person=away.person, case=case, until=clinic.now + 10 * DAY, reason="leave", by=by,
          at=clinic.now - 2 * DAY)  # fmt: skip
    given = clinic.cast.one(3)
    case = clinic.open(given, "assessment", clinic.now - 6 * DAY)
    offer(person=given.person, case=case, to=clinic.physician.account, by=by,
          at=clinic.now - 5 * DAY)  # fmt: skip
    accept(person=given.person, case=case, by=clinic.physician, at=clinic.now - 4 * DAY)
    asked = clinic.cast.one(3)
    case = clinic.open(asked, "assessment", clinic.now - 3 * DAY)
    offer(person=asked.person, case=case, to=clinic.physician.account, by=by,
          at=clinic.now - DAY)  # fmt: skip
    undecided = clinic.cast.one(3)
    case = begin(clinic, undecided, clinic.now - 6 * DAY, whole=True)
    clinic.board(undecided, case, ("written-exposure", "specialist"), clinic.now - 2 * DAY,
                 sign=False)  # fmt: skip
    duty.ask_duty_part(clinic, undecided, case, clinic.now - DAY, answered=False)


def _close(clinic: Clinic) -> None:
    """Let care end: without a need, after a plan, with the checks that come after it, taken up."""
    from muster.care.rules.reviews import Course

    none = clinic.cast.one(2)
    case = begin(clinic, none, clinic.now - 50 * DAY)
    clinic.board(none, case, ("no-care",), clinic.now - 45 * DAY, reason="no-need-found")
    clinic.step(none, case, "close", clinic.now - 14 * DAY, reason="no-need-found",
                by=clinic.manager)  # fmt: skip
    some = clinic.cast.courses(3, -49, ((Course.IMPROVED, 3),))[Course.IMPROVED]
    for one, (days, ends) in zip(some, ENDS, strict=False):
        _one, case = in_plan(clinic, one, days)
        clinic.step(one, case, "open-review", clinic.now - (days - 21) * DAY)
        at = clinic.now - (days - 22) * DAY
        clinic.step(one, case, "begin-closing", at, reason="goals-reached")
        if ends == "closed":
            clinic.step(one, case, "close", at + 31 * DAY, reason="goals-reached",
                        by=clinic.manager)  # fmt: skip
        elif ends == "again":
            clinic.step(one, case, "take-up-again", clinic.now - 2 * DAY)


def _wait(clinic: Clinic) -> None:
    """Let people in care wait for a place: on their programme's list, by priority."""
    from muster.care.commands.programmes import put_on_programme
    from muster.kernel.ids import new_id
    from muster.programmes.enrolling import Wish
    from muster.programmes.offered import catalogue
    from muster.programmes.rules.enrolments import Priority

    for place in range(10):
        one, programme = clinic.cast.one(1 + place % 5), WAITING[place % 3]
        made = clinic.now - (6 + 3 * place) * DAY
        case = clinic.open(one, "plan", made)
        clinic.plan(one, case, (programme,), made, made.date() + timedelta(days=28))
        answers = dict.fromkeys(catalogue().programmes[programme].eligibility, True)
        priority = (Priority.URGENT, Priority.SOON, Priority.ROUTINE)[place % 3]
        put_on_programme(
            person=one.person, enrolment=new_id(), programme=programme, answers=answers,
            wish=Wish(one.language), priority=priority, by=clinic.psychologist(one.battalion),
            at=made + HOUR,
        )  # fmt: skip
        clinic.step(one, case, "wait", made + 2 * HOUR)
        clinic.building.count("waiting for a place", 1)
