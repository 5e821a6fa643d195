"""What the force has decided: the profile in force, and the numbers a person in need may call.

No person is in any of it, so reading leaves no entry. Call these inside a unit of work.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.conf import settings

from muster.kernel.ids import PersonId, UnitId
from muster.kernel.problems import Problem
from muster.kernel.time import Calendar, Instant
from muster.policy import problems
from muster.policy.models import CrisisCheck, CrisisNumber, CrisisNumberEnd, LegalHold
from muster.policy.rules.crisis import stale_numbers
from muster.policy.rules.labels import Label
from muster.policy.rules.profile import CrisisNumber as ProfileNumber
from muster.policy.versions import in_force


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One number as it is shown. `entered` is None where it stands in the profile alone.

    `verified_on` is the UTC day on which somebody last called it and it answered.
    """

    kind: str
    number: str
    name: Label
    invented: bool
    unit: UnitId | None = None
    entered: UUID | None = None
    verified_on: date | None = None


@dataclass(frozen=True, slots=True)
class StaleLine:
    """A number that nobody has called for longer than the profile allows, or ever."""

    line: HelpLine
    verified_on: date | None


def help_lines(units: Collection[UnitId] = ()) -> list[HelpLine]:
    """Return the numbers shown to people of `units`, a unit and all above it, in their order.

    Numbers entered for the force or for these units take the place of the profile's of that kind.
    """
    shown = [line for line in every_line() if line.unit is None or line.unit in units]
    order = [number.code for number in in_force().crisis.numbers]
    return sorted(shown, key=lambda line: order.index(line.kind) if line.kind in order else 99)


def every_line() -> list[HelpLine]:
    """Return all numbers in force: of the whole force, of every unit, and the profile's."""
    ended = CrisisNumberEnd.objects.values("entered_id")
    entered = list(CrisisNumber.objects.exclude(pk__in=ended).order_by("entered_at"))
    checks = list(CrisisCheck.objects.order_by("at"))
    lines = [_entered_line(one, checks) for one in entered]
    replaced = {one.kind for one in entered if one.unit_id is None}
    standing = (one for one in in_force().crisis.numbers if one.code not in replaced)
    return [*lines, *(_profile_line(one, checks) for one in standing)]


def stale_lines(at: Instant, calendar: Calendar | None = None) -> list[StaleLine]:
    """Return every number in force that is stale at `at`, invented ones among them."""
    calendar, force, lines = calendar or Calendar(), in_force(), every_line()
    # Each line is judged by itself: the rule knows numbers by code, and two may share a kind.
    numbers = tuple(
        ProfileNumber(str(place), line.number, line.name, line.invented, line.verified_on)
        for place, line in enumerate(lines)
    )
    judged = replace(force, crisis=replace(force.crisis, numbers=numbers))
    return [
        StaleLine(lines[int(stale.number.code)], stale.verified_on)
        for stale in stale_numbers(judged, {}, at, calendar)
    ]


def campaigns_may_open(at: Instant, calendar: Calendar | None = None) -> Problem | None:
    """Return why no new campaign may open, None where all numbers are known to work.

    It closes nothing that is open, and stops no service. In the demonstration invented numbers
    stand against nothing: every page says that they are invented.
    """
    if not every_line():
        return problems.NO_NUMBERS.at()
    stale = [one for one in stale_lines(at, calendar) if not _meant_invented(one.line)]
    if stale:
        return problems.NUMBERS_STALE.at(numbers=", ".join(one.line.number for one in stale))
    return None


def _meant_invented(line: HelpLine) -> bool:
    """Is it an invented number where everything is? Nobody can call it, and nobody is to."""
    return line.invented and settings.MUSTER_DEMONSTRATION


def line_named(code: str) -> HelpLine:
    """Return the number in force of this kind or id; Refused where there is none, or several."""
    found = [line for line in every_line() if code in (line.kind, str(line.entered))]
    if not found:
        raise problems.NO_SUCH_NUMBER.refused(code=code)
    if len(found) > 1:
        raise problems.SEVERAL_NUMBERS.refused(code=code)
    return found[0]


def _entered_line(one: CrisisNumber, checks: Iterable[CrisisCheck]) -> HelpLine:
    days = [check.at.date() for check in checks if check.entered_id == one.id]
    return HelpLine(
        kind=one.kind, number=one.number, name=Label(one.name_en, one.name_ru),
        invented=one.invented, unit=one.unit_id, entered=one.id,
        verified_on=max(days, default=None),
    )  # fmt: skip


def _profile_line(one: ProfileNumber, checks: Iterable[CrisisCheck]) -> HelpLine:
    days = [
        check.at.date()
        for check in checks
        if check.entered_id is None and (check.kind, check.number) == (one.code, one.number)
    ]
    days += [one.verified_on] if one.verified_on else []
    return HelpLine(
        kind=one.code, number=one.number, name=one.name, invented=one.invented,
        verified_on=max(days, default=None),
    )  # fmt: skip


def holds_on(persons: Collection[PersonId]) -> list[LegalHold]:
    """Return the legal holds in force on any of these records of a person."""
    facts = list(LegalHold.objects.filter(person_id__in=persons).order_by("at", "id"))
    lifted = {one.lifts_id for one in facts if one.lifts_id is not None}
    return [one for one in facts if one.lifts_id is None and one.id not in lifted]
