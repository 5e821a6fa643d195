"""What is said of referrals; a status's word and tone stand together."""

from __future__ import annotations

from muster.kernel.words import _
from muster.web.components.statuses import Status

ARRIVED = Status(_("They came"), "green")
NOT_ARRIVED = Status(_("They did not come"), "grey")
AWAITED = Status(_("An answer is awaited"), "blue")
UNANSWERED = Status(_("Without an answer"), "red")
MOVED_ON = _("It was moved to another day")
