"""Groups filled from the whole list at once, as was proposed; and who sits with whom."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.programmes import problems
from muster.programmes.clocks import wind
from muster.programmes.enrolling import found
from muster.programmes.folding import happen
from muster.programmes.models import CompanyWish, EnrolmentRow
from muster.programmes.proposing import weighed
from muster.programmes.rules.allocation import Variant, propose
from muster.programmes.rules.enrolments import Act, Stage
from muster.programmes.seats import open_group, take
from muster.vault.zones import Zone

COMPANY = ("together", "apart", "either")


@command(
    key="programmes.allocate",
    permits=Permission.KEEP_PLACES,
    zone=Zone.PROGRAMME,
    says=_("Groups were filled from the list, as had been proposed."),
)
def allocate(*, programme: str, variant: Variant, digest: str, by: Viewer, at: Instant) -> int:
    """Give everybody the place that was proposed to the viewer; return how many have one now.

    Refused where the list or the seats are not what the proposal was made from (`digest`).
    """
    there = weighed(programme, by.units, at)
    if there.digest != digest:
        raise problems.LIST_CHANGED.refused()
    proposal = propose(there.seekers, there.seats, variant)
    persons = {one.key: PersonId(one.person) for one in there.seekers}
    for group, count in sorted(Counter(proposal.placed.values()).items()):
        take(open_group(group, at), count, at)
    for enrolment, group in sorted(proposal.placed.items()):
        happen(found(persons[enrolment], enrolment), Act.PLACED, by=by.account, at=at, group=group)
    wind(None)
    note(placed=len(proposal.placed), people=[persons[one] for one in proposal.placed])
    return len(proposal.placed)


@command(
    key="programmes.wish-company",
    permits=Permission.KEEP_PLACES,
    zone=Zone.PROGRAMME,
    says=_("It was noted with whom somebody is to be seated, or without whom."),
)
def wish_company(
    *, person: PersonId, enrolment: UUID, other: PersonId, company: str, by: Viewer, at: Instant
) -> None:
    """Note that two who wait are to sit "together" or "apart"; "either" takes it back.

    Why is not asked, and not kept.
    """
    there = found(person, enrolment)
    waits = EnrolmentRow.objects.filter(
        person_id=other, programme=there.enrolment.programme, stage=Stage.WAITING.value
    )
    if company not in COMPANY or other == person or not waits.exists():
        raise NOT_FOUND.refused()
    CompanyWish.objects.create(
        person_id=person, enrolment_id=enrolment, other_id=other, says=company, at=at,
        done_by=by.account,
    )  # fmt: skip
