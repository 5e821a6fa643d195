"""What command was told of the member: every line that stands, or stood, where command reads."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from muster.access.queries.colleagues import account_names
from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.assessments.queries.turnout import told_command
from muster.care.queries.boards import DutyAsked, own_duty_asked
from muster.care.queries.limitations import NoticeTold, told_about
from muster.care.queries.recall import own_recalls
from muster.kernel.ids import AccountId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.people.queries.temporary import FormTold, told_forms
from muster.vault.zones import Audience
from muster.web import addresses
from muster.web.administrator.recall import ANSWERS
from muster.web.care.coded import functions_of, in_force, said
from muster.web.care.limitations.lines import Line, lines_of
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.member import commenting, own, told_others
from muster.web.pages import page
from muster.web.reading import read_as

_TITLE = _("What your commander was told")
_SAYS = {
    "intro": _(
        "Your commander reads no answer, no result, no reason, and not whether you asked for help. "
        "Everything about you that stands where commanders read is on this page."
    ),
    "nothing": _("Nothing about you stands where your commander reads, and nothing ever did."),
    "standing": _("Standing there now"),
    "gone": _("What stood there before"),
    "late": _(
        "Your rank and name, on the list of those who have not come to an assessment that the "
        "whole unit was asked to by {closes}. It goes the moment you begin, and on {until} at the "
        "latest."
    ),
    "late_gone": _(
        "Your rank and name, on the list of those who had not come to an assessment that the "
        "whole unit was asked to by {closes}."
    ),
    "notices": _("Notices of what you should not do, and until when"),
    "sent": _("Sent on"),
    "ended": _("Gone since"),
    "you": _("You"),
    "asked": _("What your commander was asked: can the unit do this for you?"),
    "from": _("From"),
    "to": _("To"),
    "who_read": _("Who read it stands under “Who looked”."),
    "answer": _("Answer now"),
    "recalls": _("What personnel was answered about your recall"),
    "recall": _("Under “{order}”, asked by {who}:"),
    "posts": _("Requests for another post for a time"),
    "post": _(
        "Your rank and name, your post, {starts} to {ends} with the review by {review}, that the "
        "post is not to demand {functions}, and the posts that fit: {count}."
    ),
    "post_gone": _("Your rank and name, and the posts that fitted; none of it is kept any more."),
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A notice with its nine lines, as command reads or read them."""

    told: NoticeTold
    lines: list[Line]
    comment_at: str | None


@serves(MEMBER, fresh=True)
def told(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show what command's tables hold about the member, and what they held."""
    lines = told_command(person=own.own(by), by=by, at=at)
    notices = told_about(person=own.own(by), by=by, at=at)
    asked = own_duty_asked(person=own.own(by), by=by, at=at)
    calendar = own.place(by, at).calendar
    standing = [one for one in lines if one.gone_at is None and one.until >= at]
    return page(
        request,
        "member/told.html",
        title=_TITLE,
        says=_SAYS,
        comment=commenting.LINK,
        done=commenting.SAID if "said" in request.GET else None,
        back=addresses.MEMBER,
        standing=[
            (one, _SAYS["late"].of(closes=one.closes, until=calendar.local_date(one.until)))
            for one in standing
        ],
        gone=[
            (one, _SAYS["late_gone"].of(closes=one.closes)) for one in lines if one not in standing
        ],
        notices=drawn(notices, language_of(request)),
        asked=[(one, asked_for(one, language_of(request))) for one in asked],
        recalls=_recalls(by, at),
        posts=posts_told(by, at, language_of(request)),
        zone=calendar.zone,
        **told_others.given(by, at, language_of(request)),
        looked_at=own.LOOKED,
        to_answer=addresses.SITTING,
    )


def asked_for(one: DutyAsked, language: str) -> list[str]:
    """Return in words what command was asked about the member."""
    profile = in_force()
    words = {**profile.notices.actions, **profile.functions}
    return said((*one.actions, *one.functions), words, language)


def _recalls(by: Viewer, at: Instant) -> list[tuple[Instant, Sentence, Status]]:
    """Return every time personnel asked whether the member can be recalled."""
    asked = own_recalls(person=own.own(by), by=by, at=at)
    names = read_as(Audience.PLATFORM, lambda: account_names([one.by for one in asked]))
    return [
        (
            one.at,
            _SAYS["recall"].of(order=one.order, who=names.get(AccountId(one.by), "–")),
            ANSWERS[one.answer],
        )
        for one in asked
    ]


def posts_told(by: Viewer, at: Instant, language: str) -> list[tuple[FormTold, Sentence]]:
    """Return each request that stood before command, with what it said there in one sentence."""
    return [(one, _said(one, language)) for one in told_forms(person=own.own(by), by=by, at=at)]


def _said(one: FormTold, language: str) -> Sentence:
    form = one.form
    if form is None:
        return _SAYS["post_gone"]
    return _SAYS["post"].of(
        starts=form.starts, ends=form.ends, review=form.review,
        functions=", ".join(functions_of(in_force(), form.spared, language)),
        count=len(form.options) + form.more,
    )  # fmt: skip


def drawn(notices: list[NoticeTold], language: str) -> list[Drawn]:
    """Return the notices with the lines that command reads, readers' names among them."""
    readers = {reader for one in notices for reader in one.notice.readers}
    found = read_as(Audience.PLATFORM, lambda: account_names(list(readers))) if readers else {}
    names = {str(account): name for account, name in found.items()}
    return [
        Drawn(one, lines_of(_SAYS["you"], one.notice, names, language), commenting.address_of(one))
        for one in notices
    ]
