"""Asking to be placed together: by a code that the other types, and never by a search."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from muster.access import codes
from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.rules.codes import CodeKind, typed, written
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.signing import person_of
from muster.transition import together_problems
from muster.transition.models import TogetherSaid
from muster.transition.rules.rounds import Tie
from muster.transition.together import one_at_a_time, pairs_of
from muster.vault.work import current
from muster.vault.zones import Audience, Zone

KINDS = {Tie.COUPLE: CodeKind.COUPLE, Tie.MATE: CodeKind.MATE}
_TIES = {kind.value: tie for tie, kind in KINDS.items()}


@command(
    key="transition.name-somebody",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody drew a code by which another may ask to be placed together with them."),
)
def name_somebody(*, person: PersonId, tie: Tie, by: Viewer, at: Instant) -> str:
    """Draw a code to be given to the other one; it is shown once, and an earlier one is void."""
    one_at_a_time()
    if pairs_of([person]):
        raise together_problems.TOGETHER_ALREADY.refused()
    with current().acting_as(Audience.PLATFORM):
        _void([by.account], at)
        return written(codes.issue([by.account], KINDS[tie], by=by.account, at=at)[by.account])


@command(
    key="transition.agree-together",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Two people agreed that they want to be placed together."),
)
def agree_together(*, person: PersonId, code: Unjournalled[str], by: Viewer, at: Instant) -> Tie:
    """Agree to be placed with whoever gave one the code; return as what.

    A code that either of them had drawn besides is void: nobody is in two pairs.
    """
    one_at_a_time()
    if pairs_of([person]):
        raise together_problems.TOGETHER_ALREADY.refused()
    digits = typed(code, tuple(KINDS.values()))
    with current().acting_as(Audience.PLATFORM):
        found = None if digits is None else codes.standing(digits, list(KINDS.values()), at)
        other = None if found is None else person_of(AccountId(found.account_id))
        if found is None or other is None or other == person or not codes.use(found, at):
            raise together_problems.NO_SUCH_CODE.refused()
        _void([by.account, AccountId(found.account_id)], at)
    tie = _TIES[found.kind]
    TogetherSaid.objects.create(
        person_id=person, people=[other, person], pair_id=found.id, tie=tie.value, agreed=True,
        at=at,
    )  # fmt: skip
    note(people=[other, person])
    return tie


@command(
    key="transition.part",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody took back that they want to be placed together with another."),
)
def part(*, person: PersonId, pair: UUID, by: Viewer, at: Instant) -> None:
    """Take it back, for both: from now on each is placed alone."""
    there = {one.pair: one for one in pairs_of([person])}
    if pair not in there:
        raise NOT_FOUND.refused()
    one = there[pair]
    TogetherSaid.objects.create(
        person_id=person, people=sorted(one.people), pair_id=pair, tie=one.tie.value, agreed=False,
        at=at,
    )  # fmt: skip
    note(people=sorted(one.people))


def _void(accounts: Collection[AccountId], at: Instant) -> None:
    """Let no code of these accounts hold any more; as the platform."""
    for kind in KINDS.values():
        codes.withdraw(accounts, kind, at)
