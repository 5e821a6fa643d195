"""What is said of boards; a status's word and tone stand together."""

from __future__ import annotations

from collections.abc import Mapping

from muster.care.rules.boards import LIMITATION, NO_CARE, SPECIALIST, Stance
from muster.kernel.words import Sentence, _
from muster.web.components.statuses import Status

STANCES: Mapping[str, Status] = {
    Stance.SIGNED: Status(_("Signed"), "green"),
    Stance.DISSENTS: Status(_("Does not agree"), "amber"),
    Stance.DUTY: Status(_("The unit answered"), "blue"),
}
OWN: Mapping[str, Sentence] = {
    LIMITATION: _("A limitation of duty"),
    SPECIALIST: _("Referral to a specialist"),
    NO_CARE: _("No care is needed"),
}
EVIDENCE: Mapping[str, Sentence] = {
    LIMITATION: _("An accommodation with an end, a review and a way back; it is no treatment."),
    SPECIALIST: _("Where the question is one that two disciplines here cannot answer."),
    NO_CARE: _("Decided by two as well, with a reason; the person can ask for help at any time."),
}
