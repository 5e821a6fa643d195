"""What is told beside a notice: on a ground, to a recipient, and of it no more than is listed."""

from __future__ import annotations

from uuid import UUID

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.care.crises import open_of
from muster.care.handing import demand
from muster.care.models import Disclosure
from muster.care.rules.disclosures import refusal
from muster.care.sealed import sealed_words
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.policy.queries import in_force
from muster.vault.zones import Zone

TABLE = "care_disclosure"


@command(
    key="care.disclose",
    permits=Permission.DISCLOSE,
    zone=Zone.CLINICAL,
    says=_("It was put on record what was told about somebody, to whom, and on which ground."),
    portable=True,
)
def disclose(
    *,
    person: PersonId,
    disclosure: UUID,
    ground: str,
    recipient: str,
    contents: tuple[str, ...],
    words: str,
    told: bool,
    by: Viewer,
    at: Instant,
) -> UUID:
    """Put on record what was told to whom, as the profile's codes; the same id twice is once.

    `told`: the person was told of it; either way they read it on their own page. `words`, sealed,
    stay in care. Refused where the profile does not list it for this ground and recipient.
    """
    if Disclosure.objects.filter(id=disclosure, person_id=person).exists():
        return disclosure
    demand(refusal(in_force(), ground, recipient, contents))
    found = open_of(person)
    row = Disclosure(
        id=disclosure, person_id=person, crisis_id=None if found is None else found.crisis.id,
        ground=ground, recipient=recipient, contents=list(contents), at=at, by=by.account,
        told_on=calendars_of([person])[person].local_date(at) if told else None,
    )  # fmt: skip
    if words.strip():
        row.note = sealed_words(person, TABLE, row.id, words.strip())
    row.save(force_insert=True)
    note(disclosure=disclosure, ground=ground, recipient=recipient)
    return disclosure
