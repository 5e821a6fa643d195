"""Cases as rows: written as facts, folded, and projected; inside a unit of work."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from muster.care.clocks import wind
from muster.care.models import Case, CaseFact, CaseRow
from muster.care.rules.cases import Act, CaseState, Event, state_of
from muster.kernel.ids import PersonId
from muster.policy.rules.profile import Profile
from muster.policy.versions import profile_or_in_force
from muster.vault.sealing import pad_to_step, seal
from muster.vault.work import current
from muster.vault.zones import Zone

FACTS = "care_casefact"
NOTE_STEP = 1024


@dataclass(frozen=True, slots=True)
class Standing:
    """A case as it stands, with the profile whose path it goes by."""

    case: Case
    state: CaseState
    profile: Profile


def locked(person: PersonId, case: UUID) -> Standing | None:
    """Return a person's case as it stands and hold it until the work is done; None without one.

    Of two who act on one case at once, the second sees what the first did.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT case_id FROM care_caserow WHERE case_id = %s AND person_id = %s FOR UPDATE",
            [case, person],
        )
        if cursor.fetchone() is None:
            return None
    return standing(Case.objects.get(id=case))


def standing(case: Case) -> Standing:
    """Return a case as its facts say it stands, on the path that it began with or was moved to."""
    events = events_of(case)
    moves = [event.path for event in events if event.act is Act.REROUTED]
    began = profile_or_in_force(case.path)
    later = {one: profile_or_in_force(one) for one in moves}
    state = state_of(began.case, events, {one: known.case for one, known in later.items()})
    return Standing(case, state, later.get(state.path, began))


def events_of(case: Case) -> list[Event]:
    """Return what happened to a case, in the order in which it was written."""
    return [
        Event(
            Act(fact.act), fact.at, str(fact.done_by), fact.hand, fact.step, fact.state,
            fact.reason, None if fact.given_to is None else str(fact.given_to), fact.due_at,
            fact.until, fact.path,
        )
        for fact in CaseFact.objects.filter(case=case).order_by("at", "id")
    ]  # fmt: skip


def happen(case: Case, event: Event, *, note: str = "") -> CaseState:
    """Write what happened, fold it, and bring the case's row up to date."""
    fact = CaseFact(
        case=case, person_id=case.person_id, act=event.act.value, at=event.at, done_by=event.by,
        hand=event.hand, step=event.step, state=event.state, reason=event.reason,
        given_to=event.to, due_at=event.due, until=event.until, path=event.path,
    )  # fmt: skip
    if note:
        key = current().data_key(case.person_id, Zone.CLINICAL)
        plain = pad_to_step(note.encode(), NOTE_STEP)
        fact.note = seal(key, table=FACTS, row=fact.id, plain=plain)
    fact.save(force_insert=True)
    found = standing(case)
    project(case, found)
    if event.due is not None and not found.state.ended:
        wind(event.due)
    return found.state


def project(case: Case, found: Standing) -> None:
    """Bring the row of a case to what its facts amount to."""
    said = columns_of(found)
    CaseRow.objects.update_or_create(
        case_id=case.id,
        defaults=said,
        create_defaults={**said, "person_id": case.person_id},
    )


def columns_of(found: Standing) -> dict[str, object]:
    """Return what the row of a case says."""
    state = found.state
    rule = found.profile.case.states[state.state]
    return {
        "state": state.state,
        "since": state.since,
        "owner": UUID(state.owner),
        "offered_to": None if state.offered_to is None else UUID(state.offered_to),
        "offered_at": state.offered_at,
        "due_at": None if state.ended else state.due,
        "late_to": rule.late_to or "",
        "paused_until": state.paused_until,
        "told": state.told,
        "ended": state.ended,
    }


def rows_against_facts(cases: Collection[UUID] | None = None) -> list[UUID]:
    """Return the cases whose row differs from what their facts amount to, for `doctor`."""
    rows = {row.case_id: row for row in CaseRow.objects.all()}
    found = Case.objects.all() if cases is None else Case.objects.filter(id__in=list(cases))
    wrong = []
    for case in found.order_by("id").iterator(chunk_size=1000):
        row, said = rows.get(case.id), columns_of(standing(case))
        if row is None or any(getattr(row, name) != value for name, value in said.items()):
            wrong.append(case.id)
    return wrong
