"""What others were told of the member on a ground, who opened their record, and how to complain."""

from __future__ import annotations

from muster.access.roles import ROLES
from muster.access.viewers import Viewer
from muster.care.queries.crises import told_to_others
from muster.care.queries.glass import opened_of_mine
from muster.care.rules.glass import Conclusion
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.web.care.coded import in_force, said
from muster.web.member import own

CONCLUSIONS = {one.value: one.says for one in Conclusion}
WORDS = {
    "others": _("What was told to others, on a ground of law"),
    "to": _("To"),
    "ground": _("Ground"),
    "what": _("What was told"),
    "openings": _("Opened in an emergency"),
    "opened_by": _("Opened by"),
    "why": _("Why"),
    "concluded": _("What a second person concluded"),
    "not_reviewed": _("A second person looks at it within a day."),
    "complain": _(
        "If any of this should not have been told or opened, say so to the ombudsman, who stands "
        "outside the chain of command."
    ),
    "to_ombudsman": _("Tell the ombudsman"),
}


def given(by: Viewer, at: Instant, language: str) -> dict[str, object]:
    """Return what `member/told_others.html` is drawn from."""
    return {
        "others": _others(by, at, language),
        "openings": _openings(by, at, language),
        "words_of_others": WORDS,
        "complain_at": own.OMBUDSMAN,
    }


def _others(by: Viewer, at: Instant, language: str) -> list[dict[str, object]]:
    """Return what was told to others on a ground, in words."""
    rule = in_force().disclosure
    grounds = {**rule.grounds, **rule.exceptions}
    return [
        {
            "at": one.at,
            "recipient": said([one.recipient], rule.recipients, language)[0],
            "ground": said([one.ground], grounds, language)[0],
            "contents": said(one.contents, rule.contents, language),
        }
        for one in told_to_others(person=own.own(by), by=by, at=at)
    ]


def _openings(by: Viewer, at: Instant, language: str) -> list[dict[str, object]]:
    """Return when the record was opened in an emergency, why, and what came of the review."""
    reasons = in_force().oversight.glass.reasons
    return [
        {
            "at": one.opened_at,
            "role": ROLES[one.role].name if one.role in ROLES else one.role,
            "reason": said([one.reason], reasons, language)[0],
            "words": one.words,
            "concluded": CONCLUSIONS.get(one.conclusion, WORDS["not_reviewed"]),
        }
        for one in opened_of_mine(person=own.own(by), by=by, at=at)
    ]
