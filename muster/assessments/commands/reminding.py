"""Reminders: without a word of what waits, in the daytime, each one once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid5

from muster.access.channels import remind, settle
from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.assessments.again import units_asked_again
from muster.assessments.due import windows_of
from muster.assessments.models import Reminded
from muster.assessments.rules.reminders import reminder_due
from muster.assessments.terms import open_campaigns
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.serving import people_of
from muster.people.signing import accounts_of
from muster.policy.queries import in_force
from muster.vault.zones import Zone

# Names what a message is about, so that it says nothing and is taken off when it is done (RFC
# 9562, section 5.5; the namespace is this product's own).
_ABOUT = UUID("0d9f4c52-7d3c-5c0f-9b1a-4d7573746572")


@dataclass(frozen=True, slots=True)
class _Step:
    """One reminder of one window of one person."""

    person: PersonId
    campaign: UUID
    window: str
    step: str

    @property
    def about(self) -> UUID:
        return about(self.person, self.campaign, self.window)


@command(
    key="assessments.remind",
    permits=Permission.REMIND,
    zone=Zone.CLINICAL,
    says=_("People were reminded that something waits for them."),
)
def remind_of_due(*, unit: UnitId, by: Viewer, at: Instant) -> int:
    """Remind the people in and below a unit of what is due; return how many messages went out.

    Whoever has no account is reached by nobody's channel, and by the team alone.
    """
    steps, done = _steps(people_of([unit], at), at)
    new = _first_times(steps)
    Reminded.objects.bulk_create(
        Reminded(
            person_id=one.person, campaign_id=one.campaign, window=one.window, step=one.step, at=at
        )
        for one in new
    )
    accounts = accounts_of([one.person for one in new])
    messages = sum(
        remind([accounts[one.person]], about=one.about, step=one.step, at=at)
        for one in new
        if one.person in accounts
    )
    for one in _reminded(done):
        settle(one.about, at=at, by=None)
    note(messages=messages, people=[one.person for one in new])
    return messages


def anything_to_remind(unit: UnitId, at: Instant) -> bool:
    """Is there somebody to remind, or a reminder to take back? For use inside a unit of work."""
    steps, done = _steps(people_of([unit], at), at)
    return bool(_first_times(steps) or _reminded(done))


def units_to_remind(at: Instant) -> list[UnitId]:
    """Return the units of open campaigns, and where a plan asks; for use inside a unit of work."""
    return sorted({unit for one in open_campaigns(at) for unit in one.units} | units_asked_again())


def about(person: PersonId, campaign: UUID, window: str) -> UUID:
    """Return the id under which a person is reminded of one window."""
    return uuid5(_ABOUT, f"{person.hex} {campaign.hex} {window}")


def _steps(people: Sequence[PersonId], at: Instant) -> tuple[list[_Step], list[_Step]]:
    """Return the reminders whose day has come, and the windows that were done since yesterday."""
    offsets = in_force().campaigns.reminders
    steps: list[_Step] = []
    done: list[_Step] = []
    for one in windows_of(people, at):
        today = one.calendar.local_date(at)
        reminder = reminder_due(one.stretch, one.standing, offsets, today)
        if reminder is not None and one.calendar.wakes(at):
            steps.append(_Step(one.person, one.campaign, one.stretch.key, reminder.step))
        elif one.done_on is not None and one.done_on >= today - timedelta(days=1):
            done.append(_Step(one.person, one.campaign, one.stretch.key, ""))
    return steps, done


def _first_times(steps: Sequence[_Step]) -> list[_Step]:
    """Return those that were never sent."""
    known = Reminded.objects.filter(person_id__in={one.person for one in steps})
    sent = set(known.values_list("person_id", "campaign_id", "window", "step"))
    return [one for one in steps if (one.person, one.campaign, one.window, one.step) not in sent]


def _reminded(windows: Sequence[_Step]) -> list[_Step]:
    """Return those of these windows of which the person was reminded at all."""
    known = Reminded.objects.filter(person_id__in={one.person for one in windows})
    sent = set(known.values_list("person_id", "campaign_id", "window"))
    return [one for one in windows if (one.person, one.campaign, one.window) in sent]
