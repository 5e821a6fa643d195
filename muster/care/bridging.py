"""From the queue to care: whoever a clinician wants to go on with has a case from that moment."""

from __future__ import annotations

from muster.care.commands.cases import begin
from muster.care.models import CaseRow
from muster.detection.events import Closed
from muster.kernel.ids import new_id

OUTCOME = "case-opened"
BEGINS = "triaged"
OPENED_BY = {
    "help": "self-referral",
    "observed": "observed-change",
    "referral": "physician-referral",
}
"""Which code of `[reasons.opening]` a case has by the kind of its most urgent signal."""


def hear_closed(closed: Closed) -> None:
    """Open a case where the call ended with one; it belongs to whoever called.

    Somebody who has an open case goes on with it. Runs inside the command that closed the call, so
    nobody leaves the queue for a case that is not there.
    """
    if closed.reason != OUTCOME:
        return
    if CaseRow.objects.filter(person_id=closed.person, ended=False).exists():
        return
    kind, source = closed.sources[0] if closed.sources else ("", None)
    begin(
        closed.person,
        new_id(),
        reason=OPENED_BY.get(kind, "signal"),
        begins=BEGINS,
        source=source,
        tier=closed.tier.value,
        owner=closed.closed_by,
        by=closed.closed_by,
        at=closed.at,
    )
