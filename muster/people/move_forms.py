"""What command reads of a request: one form for every cause, sealed at one width.

It says who, for how long, what the post is not to demand, which posts fit and what each costs. Who
asked and why it does not say, because nobody wrote that down. For use inside a unit of work.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.people.models import MoveForm
from muster.people.rules.fitting import Way
from muster.people.rules.swaps import Word
from muster.vault.sealing import open_sealed, pad, seal, unpad
from muster.vault.work import current
from muster.vault.zones import Zone

TABLE = "people_moveform"
WIDTH = 8_192
MOST_OPTIONS = 12
"""So many posts stand on a form, the nearest; how many more there are is said."""


class Offered(msgspec.Struct, frozen=True):
    """One post that fits; the fields mean what they mean in `rules.fitting.Option`.

    `asked` is how it stands with whoever would swap (`rules.swaps.Word`), "" where a seat is free.
    """

    post: UUID
    unit: UUID
    title: str
    way: str
    km: float | None
    cost: int
    holders: int
    nights: int
    exposure: int
    qualifications: tuple[str, ...]
    asked: str = ""

    @property
    def open(self) -> bool:
        """May command choose it? A swap waits for the yes of whoever is to swap."""
        return self.way != Way.SWAP or self.asked == Word.AGREED


class Form(msgspec.Struct, frozen=True):
    """What stands on a form. `proposed` is the post that personnel proposes together with others.

    `chosen` is the post that was decided on, with its unit and title; `post` and `unit` are where
    the person returns to.
    """

    name: str
    unit: UUID
    post: str
    spared: tuple[str, ...]
    starts: date
    ends: date
    review: date
    options: tuple[Offered, ...]
    more: int
    proposed: UUID | None = None
    chosen: UUID | None = None


def write_form(
    person: PersonId, request: UUID, form: Form, *, until: Instant, at: Instant
) -> MoveForm:
    """Write the form of a request, or write it anew."""
    row = MoveForm.objects.filter(request_id=request).first()
    made = row is None
    if row is None:
        row = MoveForm(person_id=person, request_id=request, turn=0)
    row.turn, row.written_at, row.until, row.gone_at = row.turn + 1, at, until, None
    key = current().data_key(person, Zone.COMMAND)
    plain = pad(msgspec.json.encode(form), WIDTH)
    row.sealed = seal(key, table=TABLE, row=row.id, plain=plain)
    row.save(force_insert=made, force_update=not made)
    return row


def opened(row: MoveForm) -> Form | None:
    """Return what stands on a form; None once it is gone."""
    if row.sealed is None:
        return None
    key = current().data_key(PersonId(row.person_id), Zone.COMMAND)
    plain = unpad(open_sealed(key, table=TABLE, row=row.id, sealed=bytes(row.sealed)))
    return msgspec.json.decode(plain, type=Form)


def take_away(request: UUID, *, at: Instant) -> None:
    """Take the form of a request off command's pages; nothing of it stays to be read."""
    MoveForm.objects.filter(request_id=request, gone_at=None).update(gone_at=at, sealed=None)
