"""What is said of places and waiting; a status's word and tone stand together."""

from __future__ import annotations

from collections.abc import Mapping

from muster.kernel.words import Sentence, _, _p
from muster.programmes.rules.enrolments import Came, Priority, Stage
from muster.web.components.statuses import Status

STAGES: Mapping[Stage, Status] = {
    Stage.WAITING: Status(_p("a place in a programme", "Waiting"), "yellow"),
    Stage.PLACED: Status(_p("a place in a programme", "Has a place"), "blue"),
    Stage.UNDER_WAY: Status(_p("a place in a programme", "Takes part"), "green"),
    Stage.COMPLETED: Status(_p("a place in a programme", "Completed"), "green"),
    Stage.LEFT: Status(_p("a place in a programme", "Left"), "grey"),
}
PRIORITIES: Mapping[Priority, Sentence] = {
    Priority.URGENT: _p("how soon a place is wanted", "Urgent"),
    Priority.SOON: _p("how soon a place is wanted", "Soon"),
    Priority.ROUTINE: _p("how soon a place is wanted", "In turn"),
}
CAME: Mapping[Came, Sentence] = {
    Came.CAME: _p("to a session", "Came"),
    Came.MISSED: _p("to a session", "Did not come"),
    Came.EXCUSED: _p("to a session", "Excused"),
}
ONLY: Mapping[str, Sentence] = {
    "": _p("for whom a group is", "Everybody"),
    "male": _p("for whom a group is", "Men only"),
    "female": _p("for whom a group is", "Women only"),
}
CONTACT_DUE = Status(_("To be contacted now"), "red")
OFFERED = Status(_("An alternative is offered"), "amber")
