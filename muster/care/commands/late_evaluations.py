"""An evaluation that waits longer than it may is told to those who answer for it, once."""

from __future__ import annotations

from muster.access.channels import Kind, send
from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.queries.colleagues import holders
from muster.access.roles import HEAD_OF_SERVICE
from muster.access.viewers import Viewer
from muster.care.evaluating import Running, clinicians_for, untold
from muster.care.models import EvaluationLate
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.formation import units_above
from muster.people.postings import units_of
from muster.vault.zones import Zone


@command(
    key="care.note-late-evaluations",
    permits=Permission.NOTE_LATE,
    zone=Zone.CLINICAL,
    says=_("Evaluations without an answer or a report in time were told to those who answer."),
)
def note_late_evaluations(*, by: Viewer, at: Instant) -> int:
    """Tell of every request whose answer or report is late, once for each; return how many.

    Without an answer its unit's clinicians are told, without a report the evaluator; in both cases
    the heads of service. Command is told nothing.
    """
    late = untold(at)
    for one in late:
        EvaluationLate.objects.create(
            evaluation_id=one.row.id, person_id=one.row.person_id, what=one.awaited.value, at=at
        )
        told = list(dict.fromkeys(_told(one, at)))
        send(told, Kind.WAITING, about=one.row.id, step=f"late-{one.awaited.value}", at=at)
    note(late=len(late), people=sorted({PersonId(one.row.person_id) for one in late}))
    return len(late)


def any_late_evaluation(at: Instant) -> bool:
    """Is there one that is late and nobody was told? Inside a unit of work."""
    return bool(untold(at))


def _told(one: Running, at: Instant) -> list[AccountId]:
    person = PersonId(one.row.person_id)
    if one.evaluator is not None:
        told = [one.evaluator]
    else:
        able = clinicians_for(person, Permission.ANSWER_EVALUATION, at)
        told = [each.account for each in able]
    unit = units_of([person]).get(person)
    heads = [] if unit is None else holders([HEAD_OF_SERVICE], units_above(unit), at)
    return [*told, *(each.account for each in heads)]
