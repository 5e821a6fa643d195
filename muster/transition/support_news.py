"""Of whom and when the news of programmes of support is told; for use inside a unit of work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.db.models import F, Q

from muster.access.queries.colleagues import accounts_by_unit
from muster.access.roles import PARTNER
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Instant
from muster.people.signing import accounts_of
from muster.transition.models import SupportAsk, SupportFact
from muster.transition.partnering import force_calendar
from muster.transition.rules.reminding import FRESH, step_of
from muster.transition.rules.support import Act, Stage
from muster.transition.support import held_of, support_states


def of_support(at: Instant, ahead: timedelta) -> Iterator[tuple[AccountId, UUID, str]]:
    """Yield who is told of what: account, about, step.

    People of what they were answered, and that they moved up in line; authorities of who asked,
    and of what is soon due or late by their own standard.
    """
    answered = SupportFact.objects.filter(at__gt=at - FRESH, ask__task_id=None).filter(
        Q(act__in=[Act.GRANTED.value, Act.DECLINED.value])
        | Q(act=Act.SEATED.value, at__gt=F("ask__asked_at"))
    )
    rows = list(answered.values_list("person_id", "ask_id", "act"))
    people = accounts_of({PersonId(person) for person, _ask, _act in rows})
    for person, ask, act in rows:
        if PersonId(person) in people:
            yield people[PersonId(person)], ask, act
    yield from _of_authorities(at, ahead)


def _of_authorities(at: Instant, ahead: timedelta) -> Iterator[tuple[AccountId, UUID, str]]:
    over = [Act.GRANTED.value, Act.DECLINED.value, Act.TAKEN_BACK.value]
    ended = SupportFact.objects.filter(act__in=over).values("ask_id")
    asks = list(
        SupportAsk.objects.filter(task_id=None)
        .exclude(id__in=ended)
        .select_related("support")
        .defer("sealed")
    )
    states = support_states([one.id for one in asks])
    calendar = force_calendar()
    partners = accounts_by_unit(PARTNER, [one.partner_id for one in asks], at)
    for one in asks:
        state = states[one.id]
        if state.stage is not Stage.SEATED or state.since is None:
            continue
        due = held_of(one.support, "").due(state.since, calendar)
        step = step_of(state.since, due, 0, at, ahead)
        if step is not None:
            for account in partners.get(one.partner_id, []):
                yield account, one.id, step
