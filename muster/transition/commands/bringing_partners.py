"""Partners, their vacancies and who asked, brought in whole from an earlier system."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec

from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.transition import problems
from muster.transition.models import Agreement, Candidacy, CandidacyFact, Partner, Vacancy
from muster.transition.partnering import SENT, SENT_WIDTH, force_calendar, name_key
from muster.transition.rules.candidacies import Event, State, refusal
from muster.transition.rules.sorting import forbidden
from muster.transition.rules.terms import KINDS
from muster.transition.rules.vacancies import Draft
from muster.vault.bulk import insert_all
from muster.vault.keyring import data_keys
from muster.vault.sealing import pad, seal
from muster.vault.work import current
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Posted:
    """A vacancy as an earlier system kept it; `closed` None: it stands open."""

    key: UUID
    draft: Draft
    put: Instant
    closed: Instant | None = None


@dataclass(frozen=True, slots=True)
class Firm:
    """An organisation with its agreement and everything that it offered."""

    key: UUID
    kind: str
    name: str
    since: date
    until: date
    posted: tuple[Posted, ...] = ()


@dataclass(frozen=True, slots=True)
class Applied:
    """Somebody asked for a vacancy, what they sent, and what came of it, each with its time."""

    person: PersonId
    partner: UUID
    vacancy: UUID
    at: Instant
    words: Mapping[str, str]
    came: tuple[tuple[Instant, Event], ...] = ()


@command(
    key="transition.bring-partners",
    permits=Permission.KEEP_PARTNERS,
    zone=Zone.PARTNERS,
    says=_("Partners and their vacancies were brought in from an earlier system."),
)
def bring_partners(*, firms: Unjournalled[Sequence[Firm]], by: Viewer, at: Instant) -> int:
    """Bring in partners with what they offered, all or none; return how many vacancies."""
    keys = [name_key(one.name) for one in firms]
    if len(set(keys)) < len(keys) or Partner.objects.filter(key__in=keys).exists():
        raise problems.PARTNER_THERE.refused(name=", ".join(sorted(keys)[:1]))
    for one in firms:
        if one.kind not in KINDS:
            raise problems.NOT_A_CODE.refused(code=one.kind, known=", ".join(KINDS))
        if one.until < one.since:
            raise problems.ENDS_BEFORE.refused()
    Partner.objects.bulk_create(
        Partner(
            id=one.key, kind=one.kind, name=one.name, key=key, registered_at=at,
            registered_by=by.account,
        )
        for one, key in zip(firms, keys, strict=True)
    )  # fmt: skip
    Agreement.objects.bulk_create(
        Agreement(
            partner_id=one.key, since=one.since, until=one.until, at=at, checked_by=by.account
        )
        for one in firms
    )
    vacancies = [_vacancy(firm.key, one, by) for firm in firms for one in firm.posted]
    insert_all(vacancies)
    note(partners=len(firms), vacancies=len(vacancies))
    return len(vacancies)


def _vacancy(partner: UUID, posted: Posted, by: Viewer) -> Vacancy:
    one = posted.draft
    return Vacancy(
        id=posted.key, partner_id=partner, title=one.title, text=one.text, region=one.region,
        licences=list(one.licences), conditions=list(one.conditions), offers=list(one.offers),
        pay_from=one.pay_from, pay_to=one.pay_to, begins=one.begins, places=one.places,
        reserved=one.reserved, same=one.same, aside=forbidden(f"{one.title} {one.text}"),
        put_at=posted.put, put_by=by.account, closed_at=posted.closed,
    )  # fmt: skip


@command(
    key="transition.bring-candidacies",
    permits=Permission.KEEP_PARTNERS,
    zone=Zone.PARTNERS,
    says=_("Who asked for vacancies, and what came of it, was brought in from an earlier system."),
)
def bring_candidacies(*, applied: Unjournalled[Sequence[Applied]], by: Viewer, at: Instant) -> int:
    """Bring in who asked, all or none; Refused where something could not have gone so."""
    calendar, work = force_calendar(), current()
    keys = data_keys(work, [one.person for one in applied], Zone.PARTNERS)
    rows, facts = [], []
    for one in applied:
        made, state, asked = new_id(), State(), calendar.local_date(one.at)
        plain = pad(msgspec.json.encode(dict(one.words)), SENT_WIDTH)
        rows.append(Candidacy(
            id=made, person_id=one.person, partner_id=one.partner, vacancy_id=one.vacancy,
            asked_at=one.at, sealed=seal(keys[one.person], table=SENT, row=made, plain=plain),
        ))  # fmt: skip
        for when, event in one.came:
            problem = refusal(state, event, asked, calendar.local_date(when))
            if problem is not None or when > at:
                raise Refused(problem or problems.ANSWER_NOT_HERE.at())
            state = state.after(event)
            facts.append(CandidacyFact(
                candidacy_id=made, person_id=one.person, partner_id=one.partner,
                act=event.act.value, at=when, done_by=by.account, reason=event.reason,
                day=event.day, mark=event.mark,
            ))  # fmt: skip
    insert_all(rows)
    insert_all(facts)
    note(people=[one.person for one in applied], facts=len(facts))
    return len(rows)
