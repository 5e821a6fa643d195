"""Two records of one person made one, and parted again."""

from __future__ import annotations

from dataclasses import dataclass

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.people.events import MERGED, PARTED, Joining
from muster.people.merges import standing_merges
from muster.people.models import Detail, Merge, MergeUndone, Person, Placement, Posting, SignIn
from muster.people.postings import settle_placements
from muster.people.rules.merging import Sameness
from muster.people.subjects import refuse_newcomers
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Parted:
    """Two records that are apart again.

    `written_since` counts what was recorded in the kept record while they were one: a human
    divides it, because nobody else knows which of the two it was about.
    """

    kept: PersonId
    absorbed: PersonId
    written_since: int


@command(
    key="people.merge",
    permits=Permission.MERGE_PEOPLE,
    zone=Zone.IDENTITY,
    says=_("Two records of one person were merged."),
)
def merge(
    *,
    person: PersonId,
    absorbed: PersonId,
    why: Sameness = Sameness.OTHER,
    by: Viewer,
    at: Instant,
) -> PersonId:
    """Read the record `absorbed` as part of the record `person` from now on; nothing is copied.

    `why` they are one person stands in the journal. Refused where either is out of reach, or is a
    record that was absorbed already; and where one never served here: what an office knows of
    them stays apart from every record of personnel.
    """
    _demand_reach(absorbed)
    refuse_newcomers(person, absorbed)
    problem = standing_merges([person, absorbed]).why_not_merge(person, absorbed)
    if problem is not None:
        raise Refused(problem)
    Merge.objects.create(kept_id=person, absorbed_id=absorbed, at=at)
    Person.objects.filter(id=absorbed).update(merged_into_id=person)
    _stand_together(person, absorbed)
    SignIn.objects.filter(person_id=absorbed).update(stands_for_id=person)
    note(people=[person, absorbed])
    MERGED.tell(Joining(person, absorbed))
    return person


@command(
    key="people.unmerge",
    permits=Permission.MERGE_PEOPLE,
    zone=Zone.IDENTITY,
    says=_("Two merged records were parted again."),
)
def unmerge(*, person: PersonId, by: Viewer, at: Instant) -> Parted:
    """Make the absorbed record `person` a record of its own again, as it was.

    Refused where it is not merged into another. Merges may be undone in any order.
    """
    merged = standing_merges([person])
    problem = merged.why_not_part(person)
    if problem is not None:
        raise Refused(problem)
    fact = merged.into[person]
    since = Merge.objects.get(id=fact.id).at
    MergeUndone.objects.create(kept_id=fact.kept, merge_id=fact.id, at=at)
    Person.objects.filter(id=person).update(merged_into_id=None)
    settle_placements([person], today=calendars_of([person])[person].local_date(at))
    SignIn.objects.filter(person_id=person).update(stands_for_id=None)
    note(people=[fact.kept, person])
    PARTED.tell(Joining(fact.kept, person))
    return Parted(fact.kept, person, _written_since(fact.kept, since))


def _demand_reach(person: PersonId) -> None:
    """The second record too must be within the viewer's units; the first was asked at the door."""
    if not Person.objects.filter(id=person).exists():
        raise NOT_FOUND.refused()


def _stand_together(kept: PersonId, absorbed: PersonId) -> None:
    """Place the absorbed record where the kept one is, so that one reach covers both."""
    place = Placement.objects.filter(person_id=kept).first()
    if place is not None:
        Placement.objects.filter(person_id=absorbed).update(
            unit_id=place.unit_id, post_id=place.post_id, since=place.since, until=place.until
        )


def _written_since(kept: PersonId, since: Instant) -> int:
    """Count the facts of this room that the kept record got while the two were one."""
    milliseconds = int(since.timestamp() * 1000)
    first = f"{milliseconds:012x}" + "0" * 20
    return sum(
        model.objects.filter(person_id=kept, id__gte=first).exclude(id=kept).count()
        for model in (Detail, Posting)
    )
