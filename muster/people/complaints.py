"""What people tell the ombudsman, read and written sealed; for use inside a unit of work."""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from muster.kernel.ids import AccountId, PersonId, UnitId, new_id
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.people import problems
from muster.people.models import Complaint as ComplaintRow
from muster.people.models import ComplaintWord
from muster.vault.keyring import data_keys
from muster.vault.sealing import open_sealed, pad, seal, unpad
from muster.vault.work import current
from muster.vault.zones import Zone

TABLE = "people_complaintword"
LONGEST = 2_000
"""How many characters may be said at once."""
_WIDTH = 4 * LONGEST + 2  # no character of UTF-8 is longer than four bytes, so all fit one width


class ComplaintKind(enum.Enum):
    """Why somebody turns to the ombudsman."""

    says: Sentence

    def __new__(cls, key: str, says: Sentence) -> ComplaintKind:
        member = object.__new__(cls)
        member._value_ = key
        member.says = says
        return member

    QUESTION = "question", _("A question")
    COMPLAINT = "complaint", _("A complaint")
    RESULTS_DEMANDED = "results-demanded", _("Somebody asked to see a person's results")


@dataclass(frozen=True, slots=True)
class Word:
    """One thing said on a complaint, by the person or by the ombudsman."""

    from_person: bool
    at: Instant
    text: str


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint with all that was said on it, in the order of time.

    `unit` is where the person served when they made it; `entry` the entry of the journal that it
    is about. Who the person is does not stand in it: they say so themselves, or not.
    """

    id: UUID
    person: PersonId
    kind: ComplaintKind
    unit: UnitId | None
    entry: UUID | None
    made_at: Instant
    words: tuple[Word, ...]

    @property
    def waits(self) -> bool:
        """Is it the ombudsman's turn to speak?"""
        return not self.words or self.words[-1].from_person


def write_word(
    complaint: ComplaintRow, text: str, *, from_person: bool, by: AccountId, at: Instant
) -> None:
    """Add what was said; Refused where it is empty or longer than LONGEST."""
    said = text.strip()
    if not said:
        raise problems.NOTHING_SAID.refused()
    if len(said) > LONGEST:
        raise problems.TOO_MUCH_SAID.refused(most=LONGEST)
    row = new_id()
    key = current().data_key(complaint.person_id, Zone.OVERSIGHT)
    ComplaintWord.objects.create(
        id=row,
        complaint=complaint,
        person_id=complaint.person_id,
        from_person=from_person,
        said_by=by,
        said_at=at,
        sealed=seal(key, table=TABLE, row=row, plain=pad(said.encode(), _WIDTH)),
    )


def complained_since(person: PersonId, since: Instant) -> list[Instant]:
    """Return when a person complained, or reported a demand for results, from `since` on."""
    kinds = (ComplaintKind.COMPLAINT, ComplaintKind.RESULTS_DEMANDED)
    rows = ComplaintRow.objects.filter(
        person_id=person, made_at__gte=since, kind__in=[one.value for one in kinds]
    )
    return list(rows.order_by("made_at").values_list("made_at", flat=True))


def said_last(complaint: ComplaintRow, text: str) -> bool:
    """Was this the last thing that the person said on it?"""
    words = opened([complaint])[0].words
    return bool(words) and words[-1].from_person and words[-1].text == text.strip()


def opened(rows: Iterable[ComplaintRow]) -> list[Complaint]:
    """Open complaints with everything said on them, in the given order."""
    listed = list(rows)
    people = [PersonId(one.person_id) for one in listed]
    keys = data_keys(current(), people, Zone.OVERSIGHT)
    words: dict[UUID, list[Word]] = defaultdict(list)
    for word in ComplaintWord.objects.filter(complaint__in=listed).order_by("said_at", "id"):
        key = keys[PersonId(word.person_id)]
        plain = open_sealed(key, table=TABLE, row=word.id, sealed=bytes(word.sealed))
        text = unpad(plain).decode()
        words[word.complaint_id].append(Word(word.from_person, word.said_at, text))
    return [
        Complaint(
            one.id, PersonId(one.person_id), ComplaintKind(one.kind),
            None if one.unit_id is None else UnitId(one.unit_id),
            one.entry_id, one.made_at, tuple(words[one.id]),
        )
        for one in listed
    ]  # fmt: skip
