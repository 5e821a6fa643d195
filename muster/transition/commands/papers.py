"""Papers that run out, and what one may ask for: the person's own lists, and reminders of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from muster.access.channels import remind
from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import day_at
from muster.people.signing import accounts_of
from muster.policy.queries import in_force
from muster.transition import problems
from muster.transition.models import PaperKept
from muster.transition.papers import papers_of, running_out
from muster.transition.profiling import write_part
from muster.transition.rules.benefits import STANDS
from muster.vault.zones import Zone

MOST = 40


@command(
    key="transition.keep-paper",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody put a paper on their list of those that run out."),
)
def keep_paper(
    *, person: PersonId, paper: UUID, kind: str, until: date | None, by: Viewer, at: Instant
) -> None:
    """Put a paper on one's list, or say anew until when it holds."""
    known = in_force().track.papers
    if kind not in known:
        raise problems.NOT_A_CODE.refused(code=kind, known=", ".join(known))
    there = papers_of(person)
    if len(there) >= MOST and paper not in {one.paper for one in there}:
        raise problems.NOTHING_SAID.refused(most=MOST)
    PaperKept.objects.create(person_id=person, paper_id=paper, kind=kind, until=until, at=at)


@command(
    key="transition.drop-paper",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody took a paper off their list of those that run out."),
)
def drop_paper(*, person: PersonId, paper: UUID, by: Viewer, at: Instant) -> None:
    """Take a paper off one's list; what is not on it does not exist."""
    found = next((one for one in papers_of(person) if one.paper == paper), None)
    if found is None:
        raise NOT_FOUND.refused()
    PaperKept.objects.create(
        person_id=person, paper_id=paper, kind=found.kind, until=found.until, gone=True, at=at
    )


@command(
    key="transition.say-of-benefits",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody said what of their list of benefits they have, or have asked for."),
)
def say_of_benefits(
    *, person: PersonId, stands: Unjournalled[Mapping[str, str]], by: Viewer, at: Instant
) -> None:
    """Keep how each benefit of the list stands, sealed; what is left out is open."""
    known = in_force().track.benefits
    for key, code in stands.items():
        if key not in known:
            raise problems.NOT_A_CODE.refused(code=key, known=", ".join(known))
        if code not in STANDS:
            raise problems.NOT_A_CODE.refused(code=code, known=", ".join(STANDS))
    write_part(person, "benefits", dict(stands), at)


@command(
    key="transition.remind-of-papers",
    permits=Permission.ASK_FARING,
    zone=Zone.TRANSITION,
    says=_("People were reminded of papers that run out."),
)
def remind_of_papers(*, by: Viewer, at: Instant) -> int:
    """Remind whoever has a paper that runs out soon, once for each; return how many messages.

    To be run each day. A message says that something waits, and not what.
    """
    ahead = in_force().track.papers_remind.count
    today = day_at(by.units, at)
    papers = running_out(today, today + timedelta(days=ahead))
    accounts, sent = accounts_of([one.person for one in papers]), 0
    for one in papers:
        if one.person in accounts:
            step = f"runs out {one.until}"
            sent += remind([accounts[one.person]], about=one.paper, step=step, at=at)
    note(sent=sent)
    return sent
