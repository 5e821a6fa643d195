"""Personnel asks whether somebody can be recalled, and is answered with one word of three."""

from __future__ import annotations

from muster.access.channels import Kind, send
from muster.access.doors import command
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.care import problems
from muster.care.limiting import facts_of, over_since
from muster.care.models import Limitation, RecallAnswer
from muster.care.rules.limitations import in_force as holds
from muster.care.rules.recall import Answer, answered
from muster.care.sealed import sealed_words
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.people.signing import accounts_of
from muster.policy.queries import in_force
from muster.vault.work import current
from muster.vault.zones import Audience, Zone

TABLE = "care_recallanswer"
LONGEST = 120


@command(
    key="care.ask-recall",
    permits=Permission.ASK_RECALL,
    zone=Zone.IDENTITY,
    says=_("Personnel asked whether somebody can be recalled; one of three words was answered."),
)
def ask_recall(*, person: PersonId, order: str, by: Viewer, at: Instant) -> Answer:
    """Return fit, limited or not fit, and tell the person who asked, under which order, and what.

    Whoever asks reads no clinical record: the limitations in force are looked at by the clinicians'
    part of the database, and the word alone comes back. Each asking is kept and told.
    """
    said = order.strip()
    if not said or len(said) > LONGEST:
        raise problems.RECALL_WITHOUT_ORDER.refused(most=LONGEST)
    with current().acting_as(Audience.CLINICIAN):
        found = answered(_functions(person, at), in_force().limitations.recall_not_fit)
        row = RecallAnswer(person_id=person, asked_at=at, asked_by=by.account, answer=found.value)
        row.sealed = sealed_words(person, TABLE, row.id, said)
        row.save(force_insert=True)
    own = list(accounts_of([person]).values())
    send(own, Kind.REMINDER, about=row.id, step="recall", at=at)
    return found


def _functions(person: PersonId, at: Instant) -> set[str]:
    """Return the functions that a person's limitations in force name today."""
    today = calendars_of([person])[person].local_date(at)
    rows = Limitation.objects.filter(person_id=person, ends__gte=today)
    standing = [
        one for one in rows if holds(one.starts, one.ends, over_since(facts_of(one.id)), today)
    ]
    return {code for one in standing for code in one.functions}
