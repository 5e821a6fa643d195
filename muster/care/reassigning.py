"""The bridge from a limitation to a post for a time: what people is told, and what it is not.

People asks what the force calls its functions, and who is kept from which today; the second answer
only ever leaves somebody where they are. That a request came of a limitation stands here alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from muster.care.limiting import OVER
from muster.care.models import Limitation, LimitationFact, PostAsked
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant, now
from muster.people.calendars import calendars_of
from muster.people.functions import FORCE, Barred
from muster.people.temporary import move_of, no_longer_needed
from muster.policy.queries import in_force


def fill_in_functions() -> None:
    """Tell people what the functions are called, and whom to ask who is kept from them."""
    FORCE.known = lambda: in_force().functions
    FORCE.barred = barred


def let_go(person: PersonId, limitation: UUID, at: Instant) -> None:
    """Say of the posts that were asked for a limitation that they are no longer needed.

    Where other limitations keep the person from all that a post spares, it stands as it is.
    """
    left = barred([person]).get(person, frozenset())
    for one in PostAsked.objects.filter(limitation_id=limitation, person_id=person):
        spared = move_of(person, one.request_id).asked.functions
        if not set(spared) <= left:
            no_longer_needed(person, one.request_id, at=at)


def barred(people: Collection[PersonId]) -> Barred:
    """Return the functions that limitations in force keep these people from today."""
    over = LimitationFact.objects.filter(act__in=[one.value for one in OVER])
    rows = Limitation.objects.filter(person_id__in=people).exclude(id__in=over.values("limitation"))
    found, calendars, at = defaultdict(set), calendars_of(list(people)), now()
    for row in rows:
        person = PersonId(row.person_id)
        if row.starts <= calendars[person].local_date(at) <= row.ends:
            found[person].update(row.functions)
    return {person: frozenset(codes) for person, codes in found.items()}
