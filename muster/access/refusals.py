"""A page that an account asked for and may not see: the answer was that there is none."""

from __future__ import annotations

from muster.journal.entries import Draft, Kind, append
from muster.kernel.ids import AccountId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience, Zone

KEY = "access.page-refused"
SAYS = _("A page was asked for that this account may not see; the answer was that there is none.")


def enter_refused_page(*, account: AccountId, asked: str, at: Instant) -> None:
    """Enter in the journal what was asked for and not given; `asked` is sealed in its body."""
    with unit_of_work(Standing(Audience.PLATFORM)) as work:
        append(
            work,
            Draft(
                kind=Kind.REFUSED,
                command=KEY,
                actor=account,
                role="",
                purpose="",
                zone=Zone.PLATFORM,
                at=at,
                body={"asked for": asked},
            ),
        )
