"""What is said of cases on pages; a status's word and tone stand together."""

from __future__ import annotations

from collections.abc import Mapping

from muster.care.rules.cases import Act
from muster.kernel.words import Sentence, _
from muster.web.components.statuses import Status

LATE = Status(_("Late"), "red")
PAUSED = Status(_("Paused"), "grey")
OFFERED = Status(_("Offered to you"), "blue")
RUNNING = Status(_("In time"), "green")
ENDED = Status(_("Over"), "grey")

ACTS: Mapping[str, Sentence] = {
    Act.OPENED: _("Opened"),
    Act.STEPPED: _("Moved on"),
    Act.SIGNED: _("Signed; another discipline has to sign as well"),
    Act.OFFERED: _("Offered to a colleague"),
    Act.ACCEPTED: _("Accepted by name"),
    Act.DECLINED: _("The offer was declined"),
    Act.PAUSED: _("The clock rests"),
    Act.RESUMED: _("The clock goes on"),
    Act.DATED: _("A new date was set"),
    Act.POOLED: _("Given to the team's pool"),
    Act.WAS_LATE: _("It became late, and that was told"),
    Act.REROUTED: _("Moved to another version of the path"),
}
