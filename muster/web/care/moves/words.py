"""What the states and acts of temporary moves are called on every reader's pages."""

from __future__ import annotations

from collections.abc import Mapping

from muster.kernel.words import Sentence, _
from muster.people.queries.temporary import MoveRead
from muster.people.rules.temporary import Act, State, View
from muster.web.care.coded import functions_of, in_force
from muster.web.components.statuses import Status

STATES: Mapping[State, Status] = {
    State.LOOKING: Status(_("Posts are being looked for"), "blue"),
    State.OFFERED: Status(_("Waits for command"), "amber"),
    State.DECIDED: Status(_("Decided, begins later"), "blue"),
    State.DECLINED: Status(_("None of the posts was chosen"), "grey"),
    State.RUNNING: Status(_("Under way"), "green"),
    State.RETURNED: Status(_("Returned"), "grey"),
    State.OVERTAKEN: Status(_("Another posting took its place"), "grey"),
    State.WITHDRAWN: Status(_("Taken back"), "grey"),
}
REVIEW_LATE = Status(_("Review is due"), "red")
ACTS: Mapping[Act, Sentence] = {
    Act.FOUND: _("The posts that fit were put before command."),
    Act.PROPOSED: _("Personnel proposed a post."),
    Act.ASKED: _("Whoever holds a post was asked whether they would swap."),
    Act.AGREED: _("Whoever holds a post agreed to swap."),
    Act.REFUSED: _("Whoever holds a post would rather not swap."),
    Act.DECIDED: _("Command chose a post."),
    Act.DECLINED: _("Command chose none of the posts."),
    Act.TAKEN: _("The post was taken meanwhile; posts were looked for anew."),
    Act.WITHDRAWN: _("It was taken back."),
    Act.BEGAN: _("It began."),
    Act.REVIEWED: _("It was reviewed and goes on."),
    Act.CALLED: _("A review was called for before its day."),
    Act.SHORTENED: _("The return was brought forward."),
    Act.RETURNED: _("It is over: the old post again."),
    Act.OVERTAKEN: _("Another posting took its place."),
    Act.VIEW: _("The person said how it was."),
}
VIEWS: Mapping[View, Sentence] = {
    View.HELPED: _("It helped"),
    View.SOMEWHAT: _("It helped somewhat"),
    View.NOT: _("It did not help"),
}
SAYS = {
    "from_to": _("From {starts} to {ends}, review by {review}"),
    "back": _("Back to {post}, {unit}, on the day after its last day"),
    "post": _("{post}, {unit}"),
    "spared": _("Spared"),
    "old": _("Present post"),
    "new": _("Post for the time"),
    "story": _("What happened"),
    "unnamed": _("a post without a title"),
}


def drawn(one: MoveRead, language: str) -> dict[str, object]:
    """Return what a page shows of a move, whoever reads it: never a reason, never who asked."""
    old = one.old.title or SAYS["unnamed"]
    return {
        "id": one.id,
        "status": REVIEW_LATE if one.late else STATES[one.now.state],
        "days": SAYS["from_to"].of(
            starts=one.asked.starts, ends=one.now.ends, review=one.now.review
        ),
        "spared": functions_of(in_force(), one.asked.functions, language),
        "old": SAYS["post"].of(post=old, unit=one.old.unit.code),
        "new": None
        if one.chosen is None
        else SAYS["post"].of(post=one.chosen.title, unit=one.chosen.unit.code),
        "back": SAYS["back"].of(post=old, unit=one.old.unit.code),
        "story": [(ACTS[fact.act], fact.at) for fact in one.facts],
        "view": VIEWS[View(one.now.view)] if one.now.view else None,
        "over": one.now.state.over,
        "waits": one.now.state in (State.LOOKING, State.OFFERED),
        "runs": one.now.state is State.RUNNING,
    }
