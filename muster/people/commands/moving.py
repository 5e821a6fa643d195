"""One person's posting: moved, ended, corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.problems import Problem, Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people import problems
from muster.people.calendars import calendars_of
from muster.people.details import details_of, number_key_of, record_details
from muster.people.events import MOVED, Moved
from muster.people.formation import Formation
from muster.people.merges import current_records
from muster.people.models import Person, Posting
from muster.people.postings import histories_of, record_turns, settle_placements, units_of
from muster.people.rules import cells, dates, moves
from muster.people.rules.moves import Details, Outcome, Stated, Turn
from muster.people.subjects import refuse_newcomers
from muster.people.taking_in import numbers_taken
from muster.vault.zones import Zone

SETTLED_BACK = 14
"""How many days back the daily upkeep looks for postings that have begun or ended."""


@command(
    key="people.move",
    permits=Permission.MOVE_PERSON,
    zone=Zone.IDENTITY,
    says=_("A person was moved to another unit or post."),
)
def move(
    *,
    person: PersonId,
    unit: UnitId,
    post: str,
    since: date | None,
    until: date | None,
    by: Viewer,
    at: Instant,
) -> Outcome:
    """Record that a person serves in `unit` from `since` (None: today), until `until` if known.

    Refused where the unit is not within the viewer's own, where the dates cannot be, and where a
    later posting is known already. Returns what it amounted to.
    """
    now = _current(person)
    today = calendars_of([now])[now].local_date(at)
    _refuse_absurd(since, until, today)
    _refuse_beyond(unit, by, today)
    stated = Stated(unit, _plain_post(post), since, until)
    found = moves.plan_any(histories_of([now]).get(now, []), stated, today=today)
    if isinstance(found, Problem):
        raise Refused(found)
    _record(now, found.turns, today)
    note(outcome=found.outcome.value)
    return found.outcome


@command(
    key="people.end-posting",
    permits=Permission.MOVE_PERSON,
    zone=Zone.IDENTITY,
    says=_("It was recorded that a person leaves their unit."),
)
def end_posting(*, person: PersonId, until: date, by: Viewer, at: Instant) -> None:
    """Record the last day of a person's present posting; nobody takes them over by it.

    The person stays within sight of the unit they left until another one has them.
    """
    now = _current(person)
    today = calendars_of([now])[now].local_date(at)
    stay = moves.on_day(histories_of([now]).get(now, []), today)
    if stay is None:
        raise problems.NO_POSTING.refused()
    _refuse_absurd(stay.since, until, today)
    found = moves.plan([stay], Stated(stay.unit, until=until), today=today)
    if isinstance(found, Problem):
        raise Refused(found)
    _record(now, found.turns, today)


@command(
    key="people.correct",
    permits=Permission.MOVE_PERSON,
    zone=Zone.IDENTITY,
    says=_("A person's name, number or other details were corrected."),
)
def correct(
    *, person: PersonId, details: dict[str, str], by: Viewer, at: Instant
) -> tuple[str, ...]:
    """Correct what is known of a person; `details` maps a roster's fields to what is written now.

    Returns the fields that changed. Refused where a cell would be refused in a roster, and where
    the number is another person's. Former names stay findable.
    """
    now = _current(person)
    today = calendars_of([now])[now].local_date(at)
    before = details_of([now]).get(now, Details())
    sex = details.get("sex", "")
    after = _corrected(before, {k: v for k, v in details.items() if k != "sex"}, today)
    changed = tuple(name for name in details if name != "sex" and _differs(before, after, name))
    if after.number != before.number:
        key = number_key_of(after)
        other = Person.objects.filter(number_key=key).exclude(id=now).exists()
        if other or _taken_elsewhere(key, before):
            raise problems.NUMBER_OF_ANOTHER.refused()
    if changed:
        record_details({now: after})
    if sex:
        Person.objects.filter(id=now).update(sex=_read("sex", cells.read_sex(sex)))
    note(changed=changed)
    return (*changed, "sex") if sex else changed


@command(
    key="people.settle-postings",
    permits=Permission.MOVE_PERSON,
    zone=Zone.IDENTITY,
    says=_("The places of people whose postings begin or end were brought up to today."),
)
def bring_placements_up_to_date(*, by: Viewer, at: Instant) -> int:
    """Bring placements up to postings that began in the last days; return how many were behind.

    To be run each day, after midnight in the force's time zone.
    """
    day = at.date()
    recent = Posting.objects.filter(
        since__gt=date.fromordinal(day.toordinal() - SETTLED_BACK),
        since__lte=date.fromordinal(day.toordinal() + 1),
    )
    people = {PersonId(one) for one in recent.values_list("person_id", flat=True).distinct()}
    calendars = calendars_of(list(people))
    days: dict[date, list[PersonId]] = {}
    for one in people:
        days.setdefault(calendars[one].local_date(at), []).append(one)
    late = sum(settle_placements(some, today=today) for today, some in days.items())
    note(late=late)
    return late


def _current(person: PersonId) -> PersonId:
    """Return the record that stands for a person; Refused where they never served here."""
    refuse_newcomers(person)
    return current_records([person]).get(person, person)


def _record(person: PersonId, turns: tuple[Turn, ...], today: date) -> None:
    before = units_of([person]).get(person)
    record_turns({person: turns}, today=today)
    told = [Moved(person, before, one.unit, one.since) for one in turns if not one.withdrawn]
    if told:
        MOVED.tell(told)


def _refuse_absurd(since: date | None, until: date | None, today: date) -> None:
    for day, plausible in ((since, dates.beginning), (until, dates.ending)):
        found = None if day is None else plausible(day, today)
        if isinstance(found, Problem):
            raise Refused(found)
    if since is not None and until is not None and until < since:
        raise problems.ENDS_BEFORE_BEGINNING.refused()


def _refuse_beyond(unit: UnitId, by: Viewer, today: date) -> None:
    formation = Formation.read()
    if unit not in {one.unit for one in formation.listed(by.units, today).values()}:
        code = formation.units[formation.key_of[unit]].code if unit in formation.key_of else ""
        raise problems.UNIT_BEYOND.refused(unit=code)


def _plain_post(post: str) -> str:
    return str(_read("post", cells.read_post(post))) if post else ""


def _read(name: str, found: object) -> object:
    """Return what a cell's reader read; Refused, naming the field, where it met a problem."""
    if isinstance(found, Problem):
        raise Refused(replace(found, column=name))
    return found


def _corrected(before: Details, said: dict[str, str], today: date) -> Details:
    readers = {
        "surname": cells.read_name,
        "given": cells.read_name,
        "patronymic": cells.read_name,
        "rank": cells.read_rank,
        "phone": cells.read_phone,
        "email": cells.read_email,
        "language": cells.read_language,
        "qualifications": cells.read_qualifications,
    }
    values: dict[str, object] = {}
    for name, text in said.items():
        if name == "service_number":
            number = cells.read_number(text)
            values["number"] = _read(name, number if isinstance(number, Problem) else number[0])
        elif name == "born":
            day = dates.plausible_dates([text], dates.birth, today)[text]
            values["born"] = _read(name, day)
        elif name in readers:
            values[name] = _read(name, readers[name](text))
        else:
            raise problems.NO_SUCH_FIELD.refused(field=name, known=", ".join(CORRECTABLE))
    return replace(before, **values)  # type: ignore[arg-type]


CORRECTABLE = (
    "service_number", "surname", "given", "patronymic", "sex", "born", "rank", "phone", "email",
    "language", "qualifications",
)  # fmt: skip


def _differs(before: Details, after: Details, name: str) -> bool:
    name = "number" if name == "service_number" else name
    return bool(getattr(before, name) != getattr(after, name))


def _taken_elsewhere(key: str | None, before: Details) -> bool:
    """Is the number that of somebody out of the viewer's reach?"""
    return key is not None and key != number_key_of(before) and bool(numbers_taken([key]))
