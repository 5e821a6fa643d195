"""What is said of crises on pages; a status's word and tone stand together."""

from __future__ import annotations

from collections.abc import Mapping

from muster.care.rules.crises import Act, Awaited, Kind
from muster.kernel.words import Sentence, _, _p
from muster.web.components.statuses import Status

LATE = Status(_("Late"), "red")
OVER = Status(_p("crisis", "Over"), "grey")
AWAITED: Mapping[str, Status] = {
    Awaited.VOICE: Status(_("Nobody has spoken with the person yet"), "red"),
    Awaited.CHECK: Status(_("Somebody is on the way to the person"), "red"),
    Awaited.PERSON: Status(_("To be met in person"), "red"),
    Awaited.EVALUATION: Status(_("To be evaluated the same day"), "amber"),
    Awaited.ADMISSION: Status(_("To be admitted to hospital"), "amber"),
    Awaited.HOSPITAL: Status(_("In hospital; keep contact"), "blue"),
    Awaited.ACCEPTANCE: Status(_("To be accepted by a clinician by name"), "amber"),
    Awaited.VISIT: Status(_("Accepted; the first visit is awaited"), "blue"),
}
KINDS: Mapping[str, Sentence] = {
    Kind.SELF: _("The person may be in danger"),
    Kind.OTHERS: _("A threat to others"),
}
ACTS: Mapping[str, Sentence] = {
    Act.OPENED: _("An alarm opened it"),
    Act.THREATENED: _("A threat to others was put on record"),
    Act.TAKEN: _("Somebody has it in hand"),
    Act.CALLED: _("Called, not reached"),
    Act.SPOKEN: _("Somebody spoke with the person"),
    Act.CHECK_SENT: _("Somebody was sent to see the person"),
    Act.CHECKED: _("The welfare check came back"),
    Act.SEEN: _("Met in person"),
    Act.EVALUATED: _("Evaluated"),
    Act.ADMITTED: _("Admitted to hospital"),
    Act.VISITED: _("Contact was kept in hospital"),
    Act.LEFT_HOSPITAL: _("Left hospital"),
    Act.NOTED: _("A point of the protocol"),
    Act.OFFERED: _("A colleague was asked to take over"),
    Act.ACCEPTED: _("Accepted by name"),
    Act.DECLINED: _("Declined"),
    Act.KEPT: _("The first visit was kept"),
    Act.CLOSED: _("Ended without a hand-off"),
    Act.WAS_LATE: _("It became late, and that was told"),
}
