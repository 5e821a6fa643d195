"""What the codes of limitations are called on pages; a status's word and tone stand together."""

from __future__ import annotations

from collections.abc import Mapping

from muster.care.limiting import Act
from muster.care.rules.limitations import Basis, Form
from muster.kernel.words import Sentence, _
from muster.web.components.statuses import Status

FORMS: Mapping[Form, Sentence] = {
    Form.ORDINARY: _("An ordinary limitation, after an assessment"),
    Form.INTERIM: _("An interim limitation, 72 hours at most"),
    Form.CRISIS: _("A limitation in a crisis, reviewed at 72 hours and then weekly"),
}
BASES: Mapping[Basis, Sentence] = {
    Basis.ASSESSMENT: _("I have seen the person and written the assessment"),
    Basis.CRISIS: _("A crisis under way"),
    Basis.EVALUATION: _("An evaluation that was asked for"),
    Basis.ANOTHER_CAUSE: _("Another cause, such as an injury or a family matter"),
}
ACTS: Mapping[str, Sentence] = {
    Act.SHOWN: _("The person saw it."),
    Act.COMMENTED: _("The person added a comment."),
    Act.SENT: _("Command was told."),
    Act.REVIEWED: _("It was reviewed and stays."),
    Act.LIFTED: _("It was lifted."),
    Act.RENEWED: _("It was carried on by a new one."),
    Act.REVIEW_DUE: _("Its review was due, and that was told"),
    Act.LAPSED: _("Its last day was over."),
}
ONGOING = Status(_("In force"), "blue")
OVER = Status(_("Over"), "grey")
