"""Temporary moves as clinicians, personnel, the person and command read them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.people.formation import units_below
from muster.people.models import MoveDecision, MoveForm, MoveRequest, Post
from muster.people.move_forms import Form, opened
from muster.people.rules.temporary import Asked, Fact, Standing
from muster.people.swapping import asked_on
from muster.people.temporary import Move, moves_of_rows
from muster.people.unit_names import UnitName, unit_names
from muster.vault.zones import Zone

MOST = 200


@dataclass(frozen=True, slots=True)
class PostName:
    """A post as it is named: its title and its unit."""

    title: str
    unit: UnitName


@dataclass(frozen=True, slots=True)
class MoveRead:
    """A move as it is read. `old` and `chosen` are the posts; `late` is whether a review is due."""

    id: UUID
    person: PersonId
    asked: Asked
    now: Standing
    facts: tuple[Fact, ...]
    old: PostName
    chosen: PostName | None
    today: date
    late: bool


@dataclass(frozen=True, slots=True)
class FormRead:
    """A form as command reads it. `decided` is None while nobody decided, else the post or False.

    `mine` are the units that the reader leads, who may decide for posts in those alone; `asking`
    are the posts of which somebody is to be asked, which the worker has not done yet.
    """

    id: UUID
    person: PersonId
    form: Form
    decided: UUID | bool | None
    names: dict[UUID, UnitName]
    mine: frozenset[UUID]
    asking: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class FormTold:
    """A form as the person reads that it stood before command; `form` is None once it is gone."""

    written_at: Instant
    gone_at: Instant | None
    form: Form | None


@query(
    key="people.moves-of",
    permits=Permission.ASK_MOVE,
    zone=Zone.IDENTITY,
    says=_("The temporary moves of a person were read."),
)
def moves_of(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[MoveRead]]:
    """Return a person's temporary moves, the latest first."""
    return Shown(_of(person, at), [person])


@query(
    key="people.own-moves",
    permits=Permission.SAY_OF_MOVE,
    zone=Zone.IDENTITY,
    says=_("Somebody read their own temporary moves."),
)
def own_moves(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[MoveRead]]:
    """Return the reader's own temporary moves, the latest first."""
    return Shown(_of(person, at), [person])


@query(
    key="people.read-move",
    permits=Permission.ASSIGN_MOVES,
    zone=Zone.IDENTITY,
    says=_("A temporary move was read."),
)
def move(*, move: UUID, by: Viewer, at: Instant) -> Shown[MoveRead]:
    """Return one move within reach; what does not exist is not found."""
    row = MoveRequest.objects.filter(id=move).first()
    if row is None:
        raise NOT_FOUND.refused()
    [found] = _read(moves_of_rows([row]), at)
    return Shown(found, [found.person])


@query(
    key="people.moves",
    permits=Permission.ASSIGN_MOVES,
    zone=Zone.IDENTITY,
    says=_("The temporary moves of a unit were listed."),
)
def moves(*, by: Viewer, at: Instant) -> Shown[list[MoveRead]]:
    """Return the moves within reach that are asked for or under way, by their last day."""
    rows = MoveRequest.objects.filter(running=True).order_by("ends", "id")[:MOST]
    found = _read(moves_of_rows(list(rows)), at)
    return Shown(found, [one.person for one in found])


@query(
    key="people.move-forms",
    permits=Permission.DECIDE_MOVE,
    zone=Zone.COMMAND,
    says=_("Command read requests for posts for a time."),
)
def move_forms(*, by: Viewer, at: Instant) -> Shown[list[FormRead]]:
    """Return the forms that stand before command, those that wait for a decision first."""
    rows = MoveForm.objects.filter(gone_at=None, until__gte=at).order_by("until", "id")
    found = _forms(rows, by)
    found.sort(key=lambda one: one.decided is not None)
    return Shown(found, [one.person for one in found])


@query(
    key="people.move-form",
    permits=Permission.DECIDE_MOVE,
    zone=Zone.COMMAND,
    says=_("Command read a request for a post for a time."),
)
def move_form(*, form: UUID, by: Viewer, at: Instant) -> Shown[FormRead]:
    """Return one form; what is gone, or never was, is not found."""
    found = _forms(MoveForm.objects.filter(id=form, gone_at=None, until__gte=at), by)
    if not found:
        raise NOT_FOUND.refused()
    return Shown(found[0], [found[0].person])


@query(
    key="people.told-forms",
    permits=Permission.READ_OWN_RECORD,
    zone=Zone.COMMAND,
    says=_("Somebody read which requests for posts for a time command reads of them."),
)
def told_forms(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[FormTold]]:
    """Return what stood before command of the person's own requests, the latest first."""
    rows = MoveForm.objects.filter(person_id=person).order_by("-written_at")
    found = [
        FormTold(
            row.written_at, row.gone_at or (row.until if row.until < at else None), opened(row)
        )
        for row in rows
    ]
    return Shown(found, [person])


def _of(person: PersonId, at: Instant) -> list[MoveRead]:
    rows = MoveRequest.objects.filter(person_id=person).order_by("-id")
    return _read(moves_of_rows(list(rows)), at)


def _read(found: Collection[Move], at: Instant) -> list[MoveRead]:
    posts = {one for each in found for one in (each.now.post, each.row.from_post) if one}
    titles = {one.id: one for one in Post.objects.filter(id__in=posts)}
    units = {UnitId(one.row.from_unit) for one in found}
    names = unit_names(units | {UnitId(one.unit_id) for one in titles.values()})
    calendars = calendars_of([one.person for one in found])

    def named(post: UUID | None, unit: UUID) -> PostName:
        known = titles.get(post) if post else None
        where = unit if known is None else known.unit_id
        return PostName("" if known is None else known.title, names[UnitId(where)])

    return [
        MoveRead(
            one.row.id, one.person, one.asked, one.now, one.facts,
            named(one.row.from_post, one.row.from_unit),
            named(one.now.post, one.row.from_unit) if one.now.post else None,
            today := calendars[one.person].local_date(at),
            one.now.review < today and one.row.running,
        )
        for one in found
    ]  # fmt: skip


def _forms(rows: Iterable[MoveForm], by: Viewer) -> list[FormRead]:
    kept = list(rows)
    said = {
        (one.form_id, one.turn): one.post_id or False
        for one in MoveDecision.objects.filter(form__in=[row.id for row in kept])
    }
    stand = [(row, form) for row in kept if (form := opened(row)) is not None]
    units = {UnitId(one.unit) for _row, form in stand for one in form.options}
    names = unit_names(units | {UnitId(form.unit) for _row, form in stand})
    mine = frozenset(units_below(by.units))
    return [
        FormRead(
            row.id, PersonId(row.person_id), form,
            form.chosen or said.get((row.id, row.turn)), dict(names), mine, asked_on(row),
        )
        for row, form in stand
    ]  # fmt: skip
