"""A person's referrals: to whom, by when an answer is awaited, and what became of each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.permissions import Permission
from muster.access.roles import CASE_MANAGER, PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.commands.referrals import SERVICE, answer_referral, refer_on, refer_to_service
from muster.care.queries import case_of
from muster.care.queries.referrals import ReferralRead, referrals_of
from muster.care.rules.referrals import Act
from muster.kernel.ids import PersonId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.web import addresses
from muster.web import forms as fields
from muster.web.care.cases.listing import owner_names
from muster.web.care.coded import in_force, options, said
from muster.web.care.limitations.person import about
from muster.web.care.referrals.words import ARRIVED, AWAITED, MOVED_ON, NOT_ARRIVED, UNANSWERED
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page

_TITLE = _("Referrals")
_SAYS = {
    "none": _("Nobody has referred this person yet."),
    "day": _("Appointed for"),
    "due": _("An answer is awaited by"),
    "by": _("Referred by"),
    "answer": _("What became of it?"),
    "to_service": _("Refer to the psychologist"),
}
_REFER, _TO_SERVICE = _("Refer on"), _("Refer to the psychologist")
_SAVE = _("Put on record")
_SERVICE_INTRO = (
    _("They are called by the psychologist's queue. The person reads that you asked for it."),
)


class Refer(fields.Form):
    """To whom somebody is referred, and for which day."""

    to = fields.Choice(asks=_("To whom?"), options=[], required=_("Select to whom"))
    day = fields.Day(
        asks=_("For which day is it appointed?"),
        hint=_("Leave it empty where no day is agreed yet."),
    )
    words = fields.LongText(asks=_("What for?"), rows=3, longest=1000)


class ToService(fields.Form):
    """What a physician writes to the psychologist."""

    urgent = fields.YesNo(
        asks=_("Do they have to be seen today?"),
        required=_("Select whether they have to be seen today"),
    )
    words = fields.LongText(
        asks=_("What should the psychologist know?"), rows=3, longest=1000,
        required=_("Write what the psychologist should know"),
    )  # fmt: skip


class Answer(fields.Form):
    """What became of one referral."""

    became = fields.Choice(
        asks=_("What became of it?"), options=[], required=_("Select what became of it")
    )
    day = fields.Day(asks=_("If it was moved: to which day?"), hint=_("Only where it was moved."))


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER)
def referrals(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Show a person's referrals, those without an answer first."""
    who, language = about(PersonId(person), by, at), language_of(request)
    found = referrals_of(person=PersonId(person), by=by, at=at)
    names = owner_names([one.by for one in found])
    rows = [_row(one, request.path, names, language, at) for one in found]
    return page(
        request, "care/referrals.html", title=_TITLE, back=_back(person, by, at), who=who,
        says=_SAYS, rows=rows, may_refer=Permission.REFER in by.role.may,
        refer_at=f"{addresses.PEOPLE}/{person}/refer",
    )  # fmt: skip


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, posts=True)
def refer(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, case: UUID
) -> HttpResponse:
    """Refer somebody from their case."""
    who, back = about(PersonId(person), by, at), f"{addresses.PEOPLE}/{person}/cases/{case}"
    if case not in [one.case for one in case_of(person=PersonId(person), by=by, at=at)]:
        raise Http404
    form, known = Refer(request.POST or None), in_force().caring.referrals.to
    shown = {code: label for code, label in known.items() if code != SERVICE}
    form.options(to=options(shown, language_of(request)))
    if form.is_valid():
        given = form.cleaned_data
        try:
            refer_on(
                person=PersonId(person), case=case, referral=new_id(), to=given["to"],
                day=given["day"], words=given["words"] or "", by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(f"{addresses.PEOPLE}/{person}/referrals")
    return page(
        request, "care/about.html", title=_REFER, form=form, back=back, who=who, intro=(),
        button=_SAVE,
    )  # fmt: skip


@serves(PHYSICIAN, posts=True)
def to_service(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Let a physician refer somebody into the psychologist's queue."""
    who, form = about(PersonId(person), by, at), ToService(request.POST or None)
    back = f"{addresses.PEOPLE}/{person}/referrals"
    if form.is_valid():
        given = form.cleaned_data
        refer_to_service(
            person=PersonId(person), referral=new_id(), urgent=bool(given["urgent"]),
            words=given["words"], by=by, at=at,
        )  # fmt: skip
        return HttpResponseRedirect(back)
    return page(
        request, "care/about.html", title=_TO_SERVICE, form=form, back=back, who=who,
        intro=_SERVICE_INTRO, button=_SAVE,
    )  # fmt: skip


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, posts=True)
def answer(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, referral: UUID
) -> HttpResponse:
    """Ask what became of one referral, and put it on record."""
    who, back = about(PersonId(person), by, at), f"{addresses.PEOPLE}/{person}/referrals"
    known = [one.referral for one in referrals_of(person=PersonId(person), by=by, at=at)]
    if referral not in known:
        raise Http404
    form, language = Answer(request.POST or None), language_of(request)
    exits = options(in_force().reasons.exit, language)
    form.options(became=[(Act.KEPT, ARRIVED.word), (Act.MOVED, MOVED_ON), *exits])
    if form.is_valid():
        became, day = form.cleaned_data["became"], form.cleaned_data["day"]
        act = Act(became) if became in (Act.KEPT, Act.MOVED) else Act.NOT_ARRIVED
        try:
            answer_referral(
                person=PersonId(person), referral=referral, act=act, reason=became, day=day, by=by,
                at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(back)
    return page(
        request, "care/about.html", title=_SAYS["answer"], form=form, back=back, who=who,
        intro=(), button=_SAVE,
    )  # fmt: skip


def _back(person: UUID, by: Viewer, at: Instant) -> str:
    cases = case_of(person=PersonId(person), by=by, at=at)
    return f"{addresses.PEOPLE}/{person}/cases/{cases[0].case}" if cases else addresses.CASES


def _row(
    one: ReferralRead, here: str, names: dict[str, str], language: str, at: Instant
) -> dict[str, Any]:
    profile = in_force()
    return {
        "to": said([one.to], profile.caring.referrals.to, language)[0],
        "status": _status(one, at),
        "reason": said([one.reason], profile.reasons.exit, language)[0] if one.reason else "",
        "day": one.day,
        "due": None if one.ended_at else one.due,
        "by": names.get(str(one.by), "–"),
        "at": one.referred_at,
        "words": one.words,
        "answer": None if one.ended_at else f"{here}/{one.referral}",
    }


def _status(one: ReferralRead, at: Instant) -> Status:
    if one.ended_at is None:
        return UNANSWERED if one.late(at) else AWAITED
    return ARRIVED if one.became == Act.KEPT else NOT_ARRIVED
