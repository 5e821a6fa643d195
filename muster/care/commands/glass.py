"""A clinician without a care link opens one record; a second person reviews it within a day."""

from __future__ import annotations

from uuid import UUID

from muster.access.channels import Kind, send, settle
from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.queries.colleagues import everyone_with
from muster.access.roles import AUDITOR, PRIVACY_OFFICER
from muster.access.viewers import Viewer
from muster.care import refusals
from muster.care.clocks import wind
from muster.care.glass import (
    LATE,
    REVIEWED,
    Opening,
    opening_of,
    openings_by,
    unreviewed,
    write,
    write_fact,
)
from muster.care.handing import demand
from muster.care.models import GlassBroken
from muster.care.rules.glass import Conclusion, alarms, refusal, review_refused
from muster.journal import oddities
from muster.journal.rules.patterns import Episode, Pattern
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Calendar, Instant
from muster.kernel.words import _
from muster.people.finding_anyone import is_within, person_numbered
from muster.people.signing import accounts_of
from muster.policy.queries import in_force
from muster.vault.work import current
from muster.vault.zones import Audience, Zone

SECOND = (AUDITOR, PRIVACY_OFFICER)
"""Whose roles may look at an opening as the second person, and who are told of each."""


@command(
    key="care.break-glass",
    permits=Permission.BREAK_GLASS,
    zone=Zone.JOURNAL,
    says=_("A clinician without a care link opened a person's record in an emergency."),
)
def break_glass(
    *,
    opening: UUID,
    number: Unjournalled[str],
    reason: str,
    words: Unjournalled[str],
    by: Viewer,
    at: Instant,
) -> Opening:
    """Open the record of whoever has this service number, for as long as the profile says.

    A reason each time, in a code and in words. The person, the auditors and the privacy officers
    are told; a second person reviews it. Refused without a reason, and where the person is within
    the viewer's units, whose record is open to them as it is.
    """
    rule = in_force().oversight.glass
    demand(refusal(rule, reason, words))
    person = person_numbered(number)
    if person is None:
        raise NOT_FOUND.refused()
    if is_within(person, by.units):
        raise refusals.WITHIN_REACH.refused()
    until = Calendar().due(at, rule.lasts)
    earlier = openings_by(by.account, at - (Calendar().due(at, rule.most_within) - at))
    row = GlassBroken(
        id=opening, person_id=person, account_id=by.account, role=by.role.key, reason=reason,
        opened_at=at, until=until,
    )  # fmt: skip
    write(row, words.strip())
    wind(Calendar().due(at, in_force().oversight.break_glass_review))
    _tell(person, opening, at)
    if alarms([*earlier, at], rule, at):
        _alarm(by, [*earlier, at], opening, at)
    note(opening=opening, people=[person])
    made = opening_of(opening)
    if made is None:
        raise NOT_FOUND.refused()
    return made


@command(
    key="care.review-glass",
    permits=Permission.REVIEW_GLASS,
    zone=Zone.JOURNAL,
    says=_("A second person reviewed the opening of a record in an emergency."),
)
def review_glass(
    *, opening: UUID, conclusion: Conclusion, words: Unjournalled[str], by: Viewer, at: Instant
) -> None:
    """Conclude something about an opening, once; never about one's own."""
    found = opening_of(opening)
    if found is None:
        raise NOT_FOUND.refused()
    reviewed = found.reviewed_at is not None
    demand(review_refused(str(found.account), str(by.account), reviewed))
    write_fact(
        found, REVIEWED, by=by.account, at=at, conclusion=conclusion.value, words=words.strip()
    )
    settle(opening, at=at, by=by.account)
    note(opening=opening, conclusion=conclusion.value)


@command(
    key="care.note-late-glass",
    permits=Permission.NOTE_LATE,
    zone=Zone.JOURNAL,
    says=_("Openings in an emergency that nobody had reviewed in time were told."),
)
def note_late_glass(*, by: Viewer, at: Instant) -> int:
    """Tell of every opening that no second person reviewed in time, once; return how many."""
    late = unreviewed(_before(at))
    for one in late:
        write_fact(one, LATE, by=by.account, at=at)
        send(everyone_with(SECOND, at), Kind.WAITING, about=one.id, step="late", at=at)
    note(late=len(late))
    return len(late)


def any_late_glass(at: Instant) -> bool:
    """Is there an opening that nobody reviewed in time and nobody was told of?"""
    return bool(unreviewed(_before(at)))


def _before(at: Instant) -> Instant:
    within = Calendar().due(at, in_force().oversight.break_glass_review) - at
    return at - within


def _tell(person: PersonId, opening: UUID, at: Instant) -> None:
    """Tell the person, every auditor and every privacy officer that something is there to read."""
    own = list(accounts_of([person]).values())
    send([*own, *everyone_with(SECOND, at)], Kind.REMINDER, about=opening, step="opened", at=at)


def _alarm(by: Viewer, opened: list[Instant], opening: UUID, at: Instant) -> None:
    """Tell the auditors at once, and write it down among what is out of the ordinary."""
    accounts: list[AccountId] = everyone_with(SECOND, at)
    send(accounts, Kind.WAITING, about=opening, step="many", at=at)
    episode = Episode(Pattern.GLASS, by.account, by.role.key, opened[0], at, len(opened))
    with current().acting_as(Audience.PLATFORM):
        oddities.record([episode], at)
