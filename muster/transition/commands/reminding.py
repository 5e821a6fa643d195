"""Whoever has a task is reminded of it, and whoever looks after a case of what is due on it.

A message says that something waits, and neither what nor about whom; the pages say the rest. Each
occasion is told once, in the daytime, and all of an hour's together in a few statements.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import timedelta
from uuid import UUID

from django.db.models import Q

from muster.access.channels import anything_untold, remind_many
from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.queries.colleagues import accounts_by_unit
from muster.access.roles import PARTNER
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of_placed
from muster.people.signing import accounts_of, people_of
from muster.policy.queries import in_force
from muster.policy.rules.track import PERSON, Track
from muster.transition.fallen import of_offers
from muster.transition.models import CandidacyFact, PartnerTask, StepRow, TrackRow
from muster.transition.partnering import force_calendar, states_of
from muster.transition.reaching import of_new
from muster.transition.reminders import due_since
from muster.transition.rules.candidacies import Act as Asked
from muster.transition.rules.candidacies import Stage
from muster.transition.rules.reminding import FRESH, late, step_of
from muster.transition.support_news import of_support
from muster.vault.zones import Zone

Told = tuple[AccountId, UUID, str]


def by_day(at: Instant) -> bool:
    """Is it day where the force is? For use inside a unit of work."""
    return force_calendar().wakes(at)


def anything_to_tell(at: Instant) -> bool:
    """Is there anything of which somebody was not told yet? For use inside a unit of work."""
    return anything_untold(_awake(_whom(at), at))


@command(
    key="transition.remind-of-tasks",
    permits=Permission.CARRY_TASKS,
    zone=Zone.TRANSITION,
    says=_("Partners, people and caseworkers were reminded of tasks and of what is due on cases."),
)
def remind_of_tasks(*, by: Viewer, at: Instant) -> int:
    """Remind whoever has a task, or a case on which something is due; return how many are new."""
    sent = remind_many(_awake(_whom(at), at), at=at)
    note(sent=sent)
    return sent


def _whom(at: Instant) -> list[Told]:
    track = in_force().track
    told = [*_of_tasks(track, at), *_of_cases(track, at), *_of_reminders(at), *of_offers(at)]
    told += [*_of_talks(at), *of_new(at)]
    return [*told, *of_support(at, timedelta(days=track.tasks_remind.count))]


def _of_tasks(track: Track, at: Instant) -> Iterator[Told]:
    """Yield what partners and people are told of their tasks, and caseworkers of late ones."""
    ahead = timedelta(days=track.tasks_remind.count)
    news = Q(began_at__gt=at - FRESH) | Q(due_at__gt=at - FRESH, due_at__lte=at + ahead)
    rows = StepRow.objects.filter(news, ended_at=None, task_id__isnull=False)
    steps = {
        one: step
        for one in rows.order_by("began_at", "id")
        if (step := step_of(one.began_at, one.due_at, one.again, at, ahead)) is not None
    }
    given = dict(
        PartnerTask.objects.filter(task_id__in=[one.task_id for one in steps]).values_list(
            "task_id", "partner_id"
        )
    )
    partners = accounts_by_unit(PARTNER, given.values(), at)
    people = accounts_of({PersonId(one.person_id) for one in steps if one.hand == PERSON})
    owners = _owners({one.case_id for one in steps})
    for one, step in steps.items():
        told = partners.get(given[one.task_id], []) if one.task_id in given else []
        if one.hand == PERSON and PersonId(one.person_id) in people:
            told = [people[PersonId(one.person_id)]]
        if late(step) and one.case_id in owners:
            told = [*told, owners[one.case_id]]
        for account in told:
            yield account, one.task_id, step


def _of_cases(track: Track, at: Instant) -> Iterator[Told]:
    """Yield the checks of the follow-along and the conferences that are due, to whose case it is.

    Each is told once: the next check has another number, and the next conference another day.
    """
    ahead = timedelta(days=track.tasks_remind.count)
    running = TrackRow.objects.filter(ended_at=None, owner__isnull=False)
    checks = running.filter(
        placed_at__isnull=False, lost_at=None, due_at__gt=at - FRESH, due_at__lte=at + ahead
    )
    for case, owner, held in checks.values_list("case_id", "owner", "checks"):
        yield AccountId(owner), case, f"check {held}"
    long_ago = at - timedelta(days=track.conference.count)
    several = running.filter(open_needs__gte=track.lead_from)
    for case, owner, opened, last in several.values_list(
        "case_id", "owner", "opened_at", "conferred_at"
    ):
        since = last or opened
        if long_ago - FRESH < since < long_ago:
            yield AccountId(owner), case, f"conference {since:%Y-%m-%d %H:%M}"


def _of_talks(at: Instant) -> Iterator[Told]:
    """Yield who is invited to a talk tomorrow, once for each day that was named."""
    tomorrow = force_calendar().local_date(at) + timedelta(days=1)
    named = CandidacyFact.objects.filter(act=Asked.INVITED.value, day=tomorrow)
    asked = dict(named.values_list("candidacy_id", "person_id"))
    states = states_of(list(asked))
    people = accounts_of([PersonId(one) for one in asked.values()])
    for key, person in asked.items():
        state = states[key]
        if state.stage is Stage.INVITED and state.talk == tomorrow and person in people:
            yield people[PersonId(person)], key, f"talk {tomorrow}"


def _of_reminders(at: Instant) -> Iterator[Told]:
    """Yield what caseworkers put down for themselves, once for each day it was put to."""
    today = force_calendar().local_date(at)
    for one, owner in due_since(today - FRESH, today):
        yield AccountId(owner), one.reminder, f"day {one.day}"


def _owners(cases: set[UUID]) -> dict[UUID, AccountId]:
    rows = TrackRow.objects.filter(case_id__in=cases, owner__isnull=False)
    return {case: AccountId(owner) for case, owner in rows.values_list("case_id", "owner")}


def _awake(told: Collection[Told], at: Instant) -> list[Told]:
    """Return what is told to those for whom it is day: people where they are, others by the force.

    Who sleeps now is told within the next hours, as long as it is news.
    """
    people = people_of({account for account, _about, _step in told})
    calendars, day = calendars_of_placed(sorted(set(people.values()))), by_day(at)
    return [
        one for one in told if (calendars[people[one[0]]].wakes(at) if one[0] in people else day)
    ]
