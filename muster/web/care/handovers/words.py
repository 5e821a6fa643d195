"""What is said of handovers on pages; a status's word and tone stand together."""

from __future__ import annotations

from collections.abc import Mapping

from muster.care.rules.handovers import Act, Stage
from muster.kernel.words import Sentence, _
from muster.web.components.statuses import Status

LATE = Status(_("Late"), "red")
STAGES: Mapping[str, Status] = {
    Stage.OPEN: Status(_("Nobody asked yet"), "amber"),
    Stage.OFFERED: Status(_("Asked, not accepted yet"), "amber"),
    Stage.ACCEPTED: Status(_("Accepted; first contact awaited"), "blue"),
    Stage.KEPT: Status(_("Handed over"), "green"),
    Stage.ENDED: Status(_("The handover was called off"), "grey"),
}
ACTS: Mapping[str, Sentence] = {
    Act.OPENED: _("Opened"),
    Act.OFFERED: _("Offered to a colleague"),
    Act.ACCEPTED: _("Accepted by name"),
    Act.DECLINED: _("The offer was declined"),
    Act.KEPT: _("First contact kept"),
    Act.WAS_LATE: _("It became late, and that was told"),
    Act.ENDED: _("The handover was called off"),
}
