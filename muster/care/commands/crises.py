"""A crisis: somebody goes and sees, meets, evaluates, hands on by name, and the visit is kept."""

from __future__ import annotations

from uuid import UUID

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.queries.colleagues import colleagues
from muster.access.viewers import Viewer
from muster.care import problems, refusals
from muster.care.crises import (
    Standing,
    begin,
    give_case,
    happen,
    move_case,
    open_of,
    tell,
    who_is_told,
)
from muster.care.handing import demand
from muster.care.models import CrisisRow
from muster.care.rules.crises import HOSPITAL, Act, Event, awaited, mark_of, refusal
from muster.detection.raising import raise_threat
from muster.detection.spoken import is_in_care, was_spoken_with
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.people.formation import units_above
from muster.people.postings import units_of
from muster.policy.queries import in_force
from muster.vault.zones import Zone

AT_ONCE = 500
# What a clinician puts on record with a code or words and nothing else.
NOTED = (
    Act.SPOKEN, Act.CHECK_SENT, Act.CHECKED, Act.SEEN, Act.EVALUATED, Act.ADMITTED, Act.VISITED,
    Act.LEFT_HOSPITAL, Act.NOTED, Act.ACCEPTED, Act.DECLINED,
)  # fmt: skip
# The step of the case's path that goes with it.
_STEPS = {Act.ADMITTED: "admit", Act.LEFT_HOSPITAL: "leave-hospital"}


@command(
    key="care.note-in-crisis",
    permits=Permission.WORK_CRISIS,
    zone=Zone.CLINICAL,
    says=_("Something that was done in a crisis was put on record."),
    portable=True,
)
def note_in_crisis(
    *, person: PersonId, act: Act, code: str, words: str, by: Viewer, at: Instant
) -> None:
    """Put on record what was done: a voice, who went and what they found, the meeting, and so on.

    `code` is the profile's where the act has one, else ""; `words`, sealed, say more.
    """
    if act not in NOTED:
        raise problems.NO_SUCH_STEP.refused()
    found = _found(person)
    event = Event(act, at, str(by.account), code)
    _demand(found, person, event)
    happen(found.crisis, event, note=words.strip())
    if act in (Act.SPOKEN, Act.SEEN):
        was_spoken_with(person, at=at, by=by.account)
    if act in _STEPS:
        move_case(person, _STEPS[act], "clinician", at=at, by=by.account)
    if act is Act.EVALUATED and code != HOSPITAL:
        move_case(person, "settle-crisis", "clinician", at=at, by=by.account)
    if act in (Act.ACCEPTED, Act.DECLINED) and found.state.responsible is not None:
        tell(found.crisis, [AccountId(UUID(found.state.responsible))], act.value, at)
    note(crisis=found.crisis.id)


@command(
    key="care.report-threat",
    permits=Permission.WORK_CRISIS,
    zone=Zone.CLINICAL,
    says=_("A threat to others was put on record, and whoever is on duty was alarmed."),
    portable=True,
)
def report_threat(*, person: PersonId, threat: UUID, words: str, by: Viewer, at: Instant) -> None:
    """Put a threat to a named person, a child or a unit on record.

    The same ladder is climbed, and another protocol kept. A crisis of the person that is open
    becomes one about others.
    """
    found = open_of(person)
    if found is None:
        crisis = begin(person, threat, Act.THREATENED, at=at, by=by.account)
    else:
        crisis = found.crisis
        happen(crisis, Event(Act.THREATENED, at, str(by.account)))
    if words.strip():
        happen(crisis, Event(Act.NOTED, at, str(by.account), "whom"), note=words.strip())
    raise_threat(person, threat, at=at, by=by.account)
    note(crisis=crisis.id)


@command(
    key="care.offer-crisis",
    permits=Permission.WORK_CRISIS,
    zone=Zone.CLINICAL,
    says=_("Somebody in a crisis was offered to a clinician by name, with their next appointment."),
    portable=True,
)
def offer_crisis(
    *, person: PersonId, to: AccountId, meets: Instant, words: str, by: Viewer, at: Instant
) -> None:
    """Ask a clinician by name to take over, with the hour at which they meet the person.

    Refused where the hour is too far off, or the account does not work on the unit's crises.
    """
    found = _found(person)
    event = Event(Act.OFFERED, at, str(by.account), to=str(to), meets=meets)
    _demand(found, person, event)
    if to not in takers(person, at):
        raise problems.NOBODY_NAMED.refused()
    happen(found.crisis, event, note=words.strip())
    tell(found.crisis, [to], f"offered {at:%y%m%d%H%M}", at)
    note(crisis=found.crisis.id)


@command(
    key="care.keep-crisis-visit",
    permits=Permission.WORK_CRISIS,
    zone=Zone.CLINICAL,
    says=_(
        "The first visit after a crisis was kept; the person's care goes on with its clinician."
    ),
    portable=True,
)
def keep_crisis_visit(*, person: PersonId, words: str, by: Viewer, at: Instant) -> None:
    """Say that the first visit was kept: the person is the viewer's, and the crisis over.

    What had raised it is dealt with: nobody else is to call the person because of it. What came
    after the hour they were to meet is not.
    """
    found = _found(person)
    event = Event(Act.KEPT, at, str(by.account))
    _demand(found, person, event)
    happen(found.crisis, event, note=words.strip())
    give_case(person, by.account, at)
    is_in_care(person, met=min(found.state.meets or at, at), at=at, by=by.account)
    note(crisis=found.crisis.id)


@command(
    key="care.close-crisis",
    permits=Permission.WORK_CRISIS,
    zone=Zone.CLINICAL,
    says=_("A crisis ended without a hand-off, for a coded reason."),
    portable=True,
)
def close_crisis(*, person: PersonId, reason: str, words: str, by: Viewer, at: Instant) -> None:
    """End a crisis without a hand-off; `reason` is a code of the profile's `[crisis.ends]`."""
    found = _found(person)
    event = Event(Act.CLOSED, at, str(by.account), reason)
    _demand(found, person, event)
    happen(found.crisis, event, note=words.strip())
    note(crisis=found.crisis.id)


@command(
    key="care.note-late-crises",
    permits=Permission.NOTE_LATE,
    zone=Zone.CLINICAL,
    says=_("What had not happened in a crisis in time was told to those who answer for it."),
)
def note_late_crises(*, by: Viewer, at: Instant) -> int:
    """Tell of every crisis in which what is awaited has not happened in time; return how many.

    Whoever has it in hand is told, who was asked to take over, the duty clinician, the medical
    officer, and the heads of service; the message says that a task is waiting.
    """
    rows = CrisisRow.objects.filter(ended_at=None, look_at__lte=at).order_by("look_at")
    late = [PersonId(one) for one in rows.values_list("person_id", flat=True)[:AT_ONCE]]
    told = 0
    for person in late:
        found = open_of(person)
        told += found is not None and _was_late(found, person, by, at)
    note(late=told, people=late)
    return told


def any_late_crisis(at: Instant) -> bool:
    """Is there a crisis within reach of which somebody has to be told? Inside a unit of work."""
    return CrisisRow.objects.filter(ended_at=None, look_at__lte=at).exists()


def takers(person: PersonId, at: Instant) -> list[AccountId]:
    """Return the accounts that work on crises of the person's unit; inside a unit of work."""
    unit = units_of([person]).get(person)
    if unit is None:
        return []
    return [one.account for one in colleagues(Permission.WORK_CRISIS, units_above(unit), at)]


def _was_late(found: Standing, person: PersonId, by: Viewer, at: Instant) -> bool:
    calendar = calendars_of([person])[person]
    following = awaited(found.state, in_force().crisis, calendar)
    if following is None or following.due >= at or mark_of(following) in found.state.told:
        return False
    mark = mark_of(following)
    state = happen(found.crisis, Event(Act.WAS_LATE, at, str(by.account), mark))
    tell(found.crisis, who_is_told(found.crisis, state, at), f"late {mark}", at)
    return True


def _found(person: PersonId) -> Standing:
    found = open_of(person)
    if found is None:
        raise refusals.NO_CRISIS.refused()
    return found


def _demand(found: Standing, person: PersonId, event: Event) -> None:
    demand(refusal(found.state, event, in_force().crisis, calendars_of([person])[person]))
