"""Limitations as clinicians and the person read them, and notices as command does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.care.limiting import facts_of, holds, notice_of, over_since, terms_of, words_of
from muster.care.models import CommandNotice, Limitation, NoticeEnd, PostAsked
from muster.care.rules.limitations import Terms, in_force
from muster.care.rules.notices import Notice
from muster.care.sealed import FACT_OF_LIMITATION, opened_words
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.vault.zones import Zone

SAID_FOR = timedelta(days=7)
"""For how long command is told that a notice no longer holds."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened to a limitation, with the words beside it."""

    act: str
    at: datetime
    by: UUID
    day: date | None
    words: str


@dataclass(frozen=True, slots=True)
class Limited:
    """A limitation with what happened to it; `holds` is whether it is in force today.

    `posts` are the requests for a post for a time that came of it, the latest first.
    """

    id: UUID
    terms: Terms
    ordered_by: UUID
    renews: UUID | None
    story: tuple[Happened, ...]
    holds: bool
    posts: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class NoticeRead:
    """A notice as one reader sees it: the person's name and the nine lines, signed by the node."""

    id: UUID
    person: PersonId
    name: str
    notice: Notice
    sent_at: datetime
    vouched: bool


@dataclass(frozen=True, slots=True)
class NoticeTold:
    """What was told about a person: the nine lines, when, and until when it stood there.

    `origin` is what it was told of: a limitation, where it has functions.
    """

    id: UUID
    origin: UUID
    notice: Notice
    sent_at: datetime
    signed_by: UUID
    ended_at: datetime | None
    why_ended: str


@query(
    key="care.limitations",
    permits=Permission.READ_CASE,
    zone=Zone.CLINICAL,
    says=_("A person's limitations were read."),
)
def limitations_of(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[Limited]]:
    """Return a person's limitations, the latest first."""
    return Shown(limitations_read(person, at), [person])


def limitations_read(person: PersonId, at: Instant) -> list[Limited]:
    """Return the same inside a unit of work that may read the person's clinical records."""
    today = calendars_of([person])[person].local_date(at)
    rows = Limitation.objects.filter(person_id=person).order_by("-starts", "-id")
    return [_limited(row, person, today) for row in rows]


@query(
    key="care.notices",
    permits=Permission.READ_NOTICE,
    zone=Zone.COMMAND,
    says=_("Command read the notices that name it as their reader."),
)
def notices_for(*, by: Viewer, at: Instant) -> Shown[list[NoticeRead]]:
    """Return the notices in force that name the viewer as a reader, by their last day.

    What has ended is not among them, from the first second after its last day.
    """
    ended = NoticeEnd.objects.filter(notice=OuterRef("pk"))
    rows = CommandNotice.objects.filter(readers__contains=[by.account], until__gte=at)
    found = [_read(row) for row in rows.exclude(Exists(ended)).order_by("until", "id")]
    return Shown(found, [one.person for one in found])


@dataclass(frozen=True, slots=True)
class WeaponHold:
    """All that an armourer reads: who gets no weapon, and until the end of which day."""

    name: str
    until: date


@dataclass(frozen=True, slots=True)
class NoticeOver:
    """A notice that left command's pages: whose it was, and since when nothing is limited by it."""

    name: str
    since: datetime


@query(
    key="care.weapon-holds",
    permits=Permission.READ_WEAPON_HOLD,
    zone=Zone.COMMAND,
    says=_("An armourer read who gets no weapon, and until when."),
)
def weapon_holds(*, by: Viewer, at: Instant) -> Shown[list[WeaponHold]]:
    """Return who gets no weapon by a notice that names the viewer; no other line of it."""
    ended = NoticeEnd.objects.filter(notice=OuterRef("pk"))
    rows = CommandNotice.objects.filter(
        Q(functions__contains=["weapons"]) | Q(actions__contains=["means-safety"]),
        readers__contains=[by.account], until__gte=at,
    )  # fmt: skip
    found = list(rows.exclude(Exists(ended)).order_by("until", "id"))
    holds_ = [WeaponHold(words_of(row).name, row.ends) for row in found]
    return Shown(holds_, [PersonId(row.person_id) for row in found])


@query(
    key="care.notices-over",
    permits=Permission.READ_NOTICE,
    zone=Zone.COMMAND,
    says=_("Command read which notices no longer hold."),
)
def notices_over(*, by: Viewer, at: Instant) -> Shown[list[NoticeOver]]:
    """Return whose notices ended lately: the name and since when, and no line of what it said.

    A notice that another took the place of is none of them. Retention ends this list as well.
    """
    ends = {one.notice_id: one for one in NoticeEnd.objects.exclude(why="replaced")}
    replaced = NoticeEnd.objects.filter(notice=OuterRef("pk"), why="replaced")
    rows = CommandNotice.objects.filter(readers__contains=[by.account], until__gt=at - SAID_FOR)
    found = [
        (row, ends[row.id].at if row.id in ends else row.until)
        for row in rows.exclude(Exists(replaced)).order_by("until", "id")
        if row.until < at or row.id in ends
    ]
    over = [NoticeOver(words_of(row).name, since) for row, since in found if at - since < SAID_FOR]
    return Shown(over, [PersonId(row.person_id) for row, _since in found])


@query(
    key="care.told",
    permits=Permission.READ_OWN_RECORD,
    zone=Zone.COMMAND,
    says=_("Somebody read what command was told about them."),
)
def told_about(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[NoticeTold]]:
    """Return everything that command was told about the person, ended notices as well."""
    ends = {one.notice_id: one for one in NoticeEnd.objects.filter(person_id=person)}
    rows = CommandNotice.objects.filter(person_id=person).order_by("-sent_at")
    told = [
        NoticeTold(
            row.id, row.origin_id, notice_of(row, words_of(row)), row.sent_at, row.signed_by,
            ends[row.id].at if row.id in ends else None,
            ends[row.id].why if row.id in ends else "",
        )
        for row in rows
    ]  # fmt: skip
    return Shown(told, [person])


def _limited(row: Limitation, person: PersonId, today: date) -> Limited:
    facts = facts_of(row.id)
    story = tuple(
        Happened(
            one.act, one.at, one.done_by, one.day,
            opened_words(person, FACT_OF_LIMITATION, one.id, one.words),
        )
        for one in facts
    )  # fmt: skip
    current = in_force(row.starts, row.ends, over_since(facts), today)
    asked = PostAsked.objects.filter(limitation=row.id).order_by("-id")
    posts = tuple(asked.values_list("request_id", flat=True))
    return Limited(row.id, terms_of(row), row.ordered_by, row.renews_id, story, current, posts)


def _read(row: CommandNotice) -> NoticeRead:
    words = words_of(row)
    notice = notice_of(row, words)
    return NoticeRead(
        row.id, PersonId(row.person_id), words.name, notice, row.sent_at,
        holds(notice, bytes(row.signature)),
    )  # fmt: skip
