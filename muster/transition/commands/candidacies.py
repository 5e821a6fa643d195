"""Asking for a vacancy, and what each side says after that."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from muster.access.doors import Unjournalled, command
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.people.packets import packet_of
from muster.transition import problems
from muster.transition.models import Candidacy, Partner, WrongQuestion
from muster.transition.notes import LONGEST, refuse_health, sealed_plain
from muster.transition.partnering import (
    force_day,
    happen,
    held,
    send,
    standing_vacancy,
    states_of,
    write_wishes,
)
from muster.transition.rules.candidacies import OF_PERSON, OVER, Act, Event, refusal
from muster.transition.rules.fitting import Wishes
from muster.transition.rules.terms import CONDITIONS, LICENCES, OFFERS
from muster.vault.zones import Zone


@command(
    key="transition.say-wishes",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody said what work they would do."),
)
def say_wishes(*, person: PersonId, wishes: Unjournalled[Wishes], by: Viewer, at: Instant) -> None:
    """Keep, sealed, what somebody says of the work they would do; the last counts."""
    known = {*LICENCES, *CONDITIONS, *OFFERS}
    for code in (*wishes.licences, *wishes.avoids, *wishes.needs):
        if code not in known:
            raise problems.NOT_A_CODE.refused(code=code, known=", ".join(known))
    if len(wishes.words) > LONGEST or len(wishes.regions) > 20:
        raise problems.NOTHING_SAID.refused(most=LONGEST)
    refuse_health(" ".join([wishes.words, *wishes.regions]))
    write_wishes(person, wishes, at)


@command(
    key="transition.ask-for-vacancy",
    permits=Permission.SEEK_WORK,
    zone=Zone.PARTNERS,
    says=_("Somebody asked a partner for a vacancy, and sent it their own packet."),
)
def ask_for(
    *, person: PersonId, vacancy: UUID, candidacy: UUID, agreed: bool, by: Viewer, at: Instant
) -> None:
    """Ask for a vacancy: its partner, and no other, reads the packet as it stands now."""
    if not agreed:
        raise problems.NOT_SURE.refused()
    today = calendars_of([person])[person].local_date(at)
    wanted = standing_vacancy(vacancy, today)
    if wanted is None:
        raise problems.VACANCY_GONE.refused()
    packet = packet_of(person, day=today)
    if packet is None:
        raise problems.PACKET_FIRST.refused()
    before = Candidacy.objects.filter(person_id=person, vacancy_id=vacancy)
    states = states_of(list(before.values_list("id", flat=True)))
    if any(one.stage not in OVER for one in states.values()):
        raise problems.ASKED_ALREADY.refused()
    Candidacy.objects.create(
        id=candidacy, person_id=person, partner_id=wanted.partner, vacancy_id=vacancy,
        asked_at=at, sealed=send(person, candidacy, packet.words),
    )  # fmt: skip


@command(
    key="transition.answer-offer",
    permits=Permission.SEEK_WORK,
    zone=Zone.PARTNERS,
    says=_("Somebody accepted what a partner offered, or took back what they had asked for."),
)
def answer_offer(*, person: PersonId, candidacy: UUID, act: Act, by: Viewer, at: Instant) -> None:
    """Accept an offer, or take back what one asked for: the partner then reads nothing more."""
    one = held(candidacy)
    if act not in OF_PERSON:
        raise problems.ANSWER_NOT_HERE.refused()
    _happen(one, Event(act), by, at)


@command(
    key="transition.report-question",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody reported that a partner asked what it may not ask."),
)
def report_question(
    *, person: PersonId, partner: UUID, text: Unjournalled[str], by: Viewer, at: Instant
) -> None:
    """Report a forbidden question; caseworkers read it, and the partner never does."""
    said, made = text.strip(), new_id()
    if not 0 < len(said) <= LONGEST:
        raise problems.NOTHING_SAID.refused(most=LONGEST)
    if not Partner.objects.filter(id=partner).exists():
        raise NOT_FOUND.refused()
    WrongQuestion.objects.create(
        id=made, person_id=person, about_id=partner, at=at,
        sealed=sealed_plain(person, "transition_wrongquestion", made, said.encode()),
    )  # fmt: skip


@command(
    key="transition.answer-candidate",
    permits=Permission.ANSWER_ASKED,
    zone=Zone.PARTNERS,
    says=_("A partner answered somebody who had asked for a vacancy, or said who stayed."),
)
def answer_candidate(
    *,
    candidacy: UUID,
    act: Act,
    reason: str = "",
    day: date | None = None,
    mark: int | None = None,
    by: Viewer,
    at: Instant,
) -> None:
    """Invite, offer, decline with a coded reason; say when somebody began, and who stayed."""
    one = held(candidacy)
    if act in OF_PERSON:
        raise problems.ANSWER_NOT_HERE.refused()
    _happen(one, Event(act, reason, day, mark), by, at)


def _happen(one: Candidacy, event: Event, by: Viewer, at: Instant) -> None:
    state = states_of([one.id])[one.id]
    problem = refusal(state, event, force_day(one.asked_at), force_day(at))
    if problem is not None:
        raise Refused(problem)
    happen(one, event, by=by.account, at=at)
