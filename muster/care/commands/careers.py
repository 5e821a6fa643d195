"""Lists of adverse career actions: brought in, confirmed or dropped; and matches reviewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db import connection

from muster.access.channels import Kind, send, settle
from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.queries.colleagues import everyone_with
from muster.access.roles import AUDITOR
from muster.access.viewers import Viewer
from muster.care import careers
from muster.care.careers import DROPPED, REFUSED, WAITS, WRITTEN, Listed, Waiting, pseudonym
from muster.care.handing import demand
from muster.care.models import CareerAction, CareerFile, CareerReview
from muster.care.rules.careers import CareerOutcome, Known, read_careers, review_refused
from muster.kernel.ids import PersonId
from muster.kernel.problems import Problem
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import day_at
from muster.people.formation import Formation, top_units
from muster.people.problems import FILE_FORGOTTEN
from muster.people.rules.files import Arrived
from muster.people.rules.names import service_number
from muster.policy.queries import holds_on, in_force
from muster.vault.work import current
from muster.vault.zones import Audience, Zone

MOST_PROBLEMS = 2_000


@command(
    key="care.bring-careers",
    permits=Permission.CHECK_CAREERS,
    zone=Zone.CAREER,
    says=_("A list of adverse career actions was brought in, and waits."),
)
def bring_careers(
    *,
    file: UUID,
    arrived: Unjournalled[Arrived],
    chosen: Unjournalled[dict[str, str] | None],
    by: Viewer,
    at: Instant,
) -> Listed:
    """Read a list and let its valid rows wait under pseudonyms; say how many lie near care.

    What is said before it is kept are counts, and of nobody; that they were looked for stands in
    the journal of each person whom they are about, as a match does.
    A list of which no row can be read is kept with the report on it, and cannot be confirmed.
    """
    roots, rule = top_units(), in_force().oversight
    today = day_at(roots, at)
    known = Known(
        Formation.read().listed(roots, today), rule.career_kinds, careers.number_behind, today,
        rule.career_action_aggregate.before(today),
    )  # fmt: skip
    found = read_careers(arrived.table, known, chosen=chosen, met=arrived.met)
    row = CareerFile(
        id=file, digest=arrived.digest, brought_by=by.account, arrived_at=at,
        state=WAITS if found.rows else REFUSED, rows=len(found.rows) + len(found.refused),
        refused=len(found.refused),
    )  # fmt: skip
    told = (_told(found.problems), _told(found.notes))
    near, people = careers.preview(found.rows, [one.count for one in rule.career_action_windows])
    careers.keep(found.rows, Waiting([], *told, dict(near)), row)
    note(digest=arrived.digest, rows=row.rows, refused=row.refused, people=sorted(people))
    return careers.listed(row, with_report=True)


@command(
    key="care.confirm-careers",
    permits=Permission.CHECK_CAREERS,
    zone=Zone.CAREER,
    says=_("Adverse career actions were kept, and held against the times of care."),
)
def confirm_careers(*, file: UUID, by: Viewer, at: Instant) -> int:
    """Write a list that waits, and match all that matched nobody; return the new matches.

    Those of earlier lists are held against care anew: who was not known then may be now. The
    auditors are told of new matches. A list that was written before changes nothing.
    """
    row = careers.file_of(file)
    waiting = careers.what_waits(row) if row.state == WAITS else None
    if waiting is None:
        if row.state == WRITTEN:
            return 0
        raise FILE_FORGOTTEN.refused()
    added = careers.write(waiting, at)
    careers.settle(row, WRITTEN, at=at, added=added)
    windows = [one.count for one in in_force().oversight.career_action_windows]
    found = careers.match(windows, at)
    for one in found:
        send(everyone_with((AUDITOR,), at), Kind.WAITING, about=one.id, step="career", at=at)
    people = sorted({PersonId(one.person_id) for one in found})
    note(added=added, matched=len(found), people=people)
    return len(found)


@command(
    key="care.drop-careers",
    permits=Permission.CHECK_CAREERS,
    zone=Zone.CAREER,
    says=_("A list of adverse career actions was forgotten."),
)
def drop_careers(*, file: UUID, by: Viewer, at: Instant) -> None:
    """Forget a list that waits, with its rows and the report on it."""
    row = careers.file_of(file)
    if row.state not in (WAITS, REFUSED) or row.waiting is None:
        raise FILE_FORGOTTEN.refused()
    careers.settle(row, DROPPED, at=at)


@command(
    key="care.review-career",
    permits=Permission.CHECK_CAREERS,
    zone=Zone.CAREER,
    says=_("An adverse career action not long after care was reviewed."),
)
def review_career(
    *,
    action: UUID,
    outcome: CareerOutcome,
    words: Unjournalled[str],
    by: Viewer,
    at: Instant,
) -> None:
    """Conclude something about an action near care, once, and say on what it rests."""
    row = CareerAction.objects.filter(id=action, person_id__isnull=False).first()
    if row is None:
        raise NOT_FOUND.refused()
    reviewed = CareerReview.objects.filter(action=row).exists()
    demand(review_refused(reviewed, words))
    careers.write_review(row, outcome, words.strip(), by=by.account, at=at)
    settle(action, at=at, by=by.account)
    note(outcome=outcome.value, people=[PersonId(row.person_id)])


@command(
    key="care.write-pseudonyms",
    permits=Permission.WRITE_PSEUDONYMS,
    zone=Zone.IDENTITY,
    says=_("Service numbers of a list were replaced by pseudonyms for the auditor."),
)
def write_pseudonyms(
    *, numbers: Unjournalled[Sequence[str]], by: Viewer, at: Instant
) -> list[str | Problem]:
    """Return the pseudonym of each number, or why it is none; nothing is kept."""
    found = [service_number(one) for one in numbers]
    note(count=len(found))
    return [one if isinstance(one, Problem) else pseudonym(one) for one in found]


@command(
    key="care.remove-old-careers",
    permits=Permission.APPLY_RETENTION,
    zone=Zone.CAREER,
    says=_("Adverse career actions whose time was over were removed."),
)
def remove_old_careers(*, before: Instant, by: Viewer, at: Instant) -> int:
    """Remove the actions that were brought in before an instant; return how many went.

    What is about somebody under a legal hold stays.
    """
    ids = [str(one) for one in old_careers(before)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT muster_expire('care_careerreview', %s::uuid[])", [_reviews_of(ids)])
        cursor.execute("SELECT muster_expire('care_careeraction', %s::uuid[])", [ids])
        removed = int(cursor.fetchone()[0])
    note(removed=removed)
    return removed


@command(
    key="care.drop-old-careers",
    permits=Permission.APPLY_RETENTION,
    zone=Zone.CAREER,
    says=_("Lists of adverse career actions whose time was over were forgotten."),
)
def drop_old_careers(*, before: Instant, by: Viewer, at: Instant) -> int:
    """Forget the lists that came before an instant and that nobody confirmed; return how many."""
    with current().acting_as(Audience.AUDITOR):
        old = CareerFile.objects.filter(waiting__isnull=False, arrived_at__lt=before)
        dropped = old.update(waiting=None, state=DROPPED, settled_at=at)
    note(dropped=dropped)
    return dropped


def old_careers(before: Instant) -> list[UUID]:
    """Return the actions brought in before an instant that no legal hold keeps."""
    with current().acting_as(Audience.AUDITOR):
        rows = list(
            CareerAction.objects.filter(imported_at__lt=before).values_list("id", "person_id")
        )
    people = sorted({PersonId(person) for _id, person in rows if person is not None})
    held = {one.person_id for one in holds_on(people)} if people else set()
    return [action for action, person in rows if person not in held]


def _reviews_of(actions: Sequence[str]) -> list[str]:
    with current().acting_as(Audience.AUDITOR):
        found = CareerReview.objects.filter(action__in=actions).values_list("id", flat=True)
        return [str(one) for one in found]


def _told(problems: Sequence[Problem]) -> list[dict[str, object]]:
    """Return problems as plain data whose sentences do not repeat row and column."""
    return [
        {**replace(one, row=None, column=None).as_json(), "row": one.row, "column": one.column}
        for one in problems[:MOST_PROBLEMS]
    ]
