"""What is said of plans and reviews; a status's word and tone stand together."""

from __future__ import annotations

from collections.abc import Mapping

from muster.care.rules.reviews import Course, Proposal
from muster.kernel.words import Sentence, _
from muster.web.components.statuses import Status

COURSES: Mapping[str, Status] = {
    Course.IMPROVED: Status(_("Improved"), "green"),
    Course.UNCHANGED: Status(_("Unchanged"), "yellow"),
    Course.WORSE: Status(_("Worse"), "red"),
    Course.NOT_KNOWN: Status(_("Cannot be compared yet"), "grey"),
}
PROPOSALS: Mapping[str, Sentence] = {
    Proposal.STEP_UP: _("Step up: more help, or another kind"),
    Proposal.CONTINUE: _("Continue as agreed"),
    Proposal.STEP_DOWN: _("Step down: less help, with a way back"),
}
KEPT = _("The appointment was kept")
MOVED = _("It was moved to another day")
