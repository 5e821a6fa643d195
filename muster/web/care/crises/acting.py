"""What a clinician puts on record in a crisis, one question at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.queries.colleagues import account_names
from muster.access.roles import PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.commands import crises as commands
from muster.care.commands.disclosing import disclose
from muster.care.queries.crises import crises_of
from muster.care.rules.crises import Act
from muster.care.rules.disclosures import grounds_of, recipients_on
from muster.kernel.ids import AccountId, PersonId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.policy.rules.labels import Label
from muster.policy.rules.profile import Profile
from muster.vault.work import unit_of_work
from muster.vault.zones import Audience
from muster.web import addresses
from muster.web import forms as fields
from muster.web.care.coded import in_force, options, said
from muster.web.care.crises.one import DEEDS
from muster.web.care.limitations.person import About, about
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.reading import read_as

SAVE = _("Put on record")
_THREAT = _("Put a threat to others on record")
_TELL = _("Tell somebody, on a ground")
_WARNING = (
    _("Whoever is on duty is alarmed at once, as for anybody who is in danger."),
    _("Nobody in command is told by this. Whom you may warn stands on the next page."),
)
_TO_WHOM = _("Whom do you tell?")
_LIMITS = (
    _("Only what is listed for a recipient may be told, and nothing of health."),
    _("The person reads on their own page what was told, to whom, and on which ground."),
)


class Noted(fields.Form):
    """Words alone."""

    words = fields.LongText(asks=_("What should be known of it?"), longest=1000)


class Going(fields.Form):
    """Who goes to see the person."""

    words = fields.LongText(
        asks=_("Who goes, from where, and how are they reached?"),
        longest=1000,
        required=_("Enter who goes to see the person"),
    )


class Coded(fields.Form):
    """A code, and words."""

    code = fields.Choice(asks=_("What was found?"), options=[], required=_("Select what was found"))
    words = fields.LongText(asks=_("What should be known of it?"), longest=1000)


class Ending(fields.Form):
    """Why it ends without a hand-off."""

    code = fields.Choice(
        asks=_("Why does it end without a hand-off?"), options=[], required=_("Select the reason")
    )
    words = fields.LongText(asks=_("What should be known of it?"), longest=1000)


class Handing(fields.Form):
    """Who takes over, and when they meet the person."""

    to = fields.Choice(
        asks=_("Who should take the person over?"),
        options=[],
        required=_("Select who should take the person over"),
    )
    day = fields.Day(
        asks=_("On which day do they meet?"),
        hint=_("Within a week. Whoever gives answers for the person until then."),
        required=_("Enter the day on which they meet"),
    )
    hour = fields.Clock(asks=_("At what time?"), required=_("Enter the time at which they meet"))
    words = fields.LongText(
        asks=_("What should they know before the first visit?"),
        hint=_("What helps, what to avoid, the safety plan, who is with the person now."),
        longest=1000,
    )


class Threat(fields.Form):
    """What was said, in the words in which it was said."""

    words = fields.LongText(
        asks=_("What was said, and against whom?"),
        hint=_(
            "In the person's own words, as far as you know them. It stays in the record of care."
        ),
        longest=1000,
        required=_("Enter what was said, and against whom"),
    )


class Telling(fields.Form):
    """What is told to one recipient."""

    contents = fields.Choices(
        asks=_("What do you tell?"), options=[], required=_("Select what you tell")
    )
    words = fields.LongText(
        asks=_("How was it told, and to whom by name?"),
        hint=_("Stays in the record of care."),
        longest=1000,
    )
    told = fields.Tick(asks=_("The person was told of it"))


_FORMS: Mapping[str, type[fields.Form]] = {
    Act.CHECK_SENT: Going, Act.CHECKED: Coded, Act.EVALUATED: Coded, Act.CLOSED: Ending,
    Act.OFFERED: Handing,
}  # fmt: skip
_PRESSED = (Act.ACCEPTED, Act.DECLINED)


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True)
def act(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, what: str) -> HttpResponse:
    """Put one thing on record: what was done, whom was asked, that the visit was kept."""
    known = what in [one.value for one in (*commands.NOTED, Act.OFFERED, Act.KEPT, Act.CLOSED)]
    who = about(PersonId(person), by, at)
    if not known or not crises_of(person=PersonId(person), by=by, at=at):
        raise Http404
    here = f"{addresses.PEOPLE}/{person}/crisis"
    if Act(what) in _PRESSED:
        if request.method == "POST":
            commands.note_in_crisis(
                person=PersonId(person), act=Act(what), code="", words="", by=by, at=at
            )
        return HttpResponseRedirect(here)
    form = _FORMS.get(what, Noted)(request.POST or None)
    _offer_options(form, Act(what), who, by, at, language_of(request))
    if form.is_valid():
        try:
            _carry_out(Act(what), form.cleaned_data, who, by, at, request.GET.get("point", ""))
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(here)
    return page(
        request, "care/about.html", title=_title(Act(what), request), form=form, back=here,
        who=who, intro=(), button=SAVE,
    )  # fmt: skip


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True)
def threat(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Put a threat to others on record, whether or not a crisis is open."""
    who, form = about(PersonId(person), by, at), Threat(request.POST or None)
    here = f"{addresses.PEOPLE}/{person}/crisis"
    if form.is_valid():
        commands.report_threat(
            person=PersonId(person), threat=new_id(), words=form.cleaned_data["words"], by=by,
            at=at,
        )  # fmt: skip
        return HttpResponseRedirect(here)
    return page(
        request, "care/about.html", title=_THREAT, form=form, back=here, who=who, intro=_WARNING,
        button=SAVE,
    )  # fmt: skip


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN)
def to_whom(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Show on which grounds whom may be told, and of what alone."""
    who, profile, language = about(PersonId(person), by, at), in_force(), language_of(request)
    grounds = [
        (label.said_in(language), _recipients(profile, ground, request.path, language))
        for ground, label in grounds_of(profile).items()
    ]
    return page(
        request, "care/to_whom.html", title=_TO_WHOM, back=f"{addresses.PEOPLE}/{person}/crisis",
        who=who, limits=_LIMITS, grounds=grounds,
    )  # fmt: skip


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True)
def tell(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, ground: str, recipient: str
) -> HttpResponse:
    """Put on record what was told to one recipient on one ground."""
    who, profile, language = about(PersonId(person), by, at), in_force(), language_of(request)
    allowed = recipients_on(profile, ground).get(recipient)
    if allowed is None:
        raise Http404
    contents = {code: profile.disclosure.contents[code] for code in allowed}
    form, back = Telling(request.POST or None), f"{addresses.PEOPLE}/{person}/crisis"
    form.options(contents=options(contents, language))
    if form.is_valid():
        given = form.cleaned_data
        disclose(
            person=PersonId(person), disclosure=new_id(), ground=ground, recipient=recipient,
            contents=tuple(given["contents"]), words=given["words"] or "",
            told=bool(given["told"]), by=by, at=at,
        )  # fmt: skip
        return HttpResponseRedirect(back)
    return page(
        request, "care/about.html", title=_TELL, form=form, back=f"{back}/tell", who=who,
        intro=(said([recipient], profile.disclosure.recipients, language)[0], *_LIMITS),
        button=SAVE,
    )  # fmt: skip


def _recipients(
    profile: Profile, ground: str, here: str, language: str
) -> list[tuple[str, str, list[str]]]:
    rule = profile.disclosure
    return [
        (
            f"{here}/{ground}/{recipient}",
            said([recipient], rule.recipients, language)[0],
            said(contents, rule.contents, language),
        )
        for recipient, contents in recipients_on(profile, ground).items()
    ]


def _title(what: Act, request: HttpRequest) -> Sentence | str:
    point = in_force().crisis.protocol.get(request.GET.get("point", ""))
    if what is Act.NOTED and point is not None:
        return point.said_in(language_of(request))
    return DEEDS.get(what, SAVE) if what is not Act.KEPT else _KEPT


_KEPT = _("The first visit was kept")


def _offer_options(
    form: fields.Form, what: Act, who: About, by: Viewer, at: Instant, language: str
) -> None:
    rule = in_force().crisis
    codes: Mapping[Act, Mapping[str, Label]] = {
        Act.CHECKED: rule.checks, Act.EVALUATED: rule.evaluated, Act.CLOSED: rule.ends,
    }  # fmt: skip
    if what in codes:
        form.options(code=options(codes[what], language))
    if what is Act.OFFERED:
        with unit_of_work(by.standing(who.person)):
            accounts = commands.takers(who.person, at)
        names = read_as(Audience.PLATFORM, lambda: account_names(accounts))
        form.options(to=[(str(key), name) for key, name in names.items() if key != by.account])


def _carry_out(
    what: Act, given: dict[str, Any], who: About, by: Viewer, at: Instant, point: str
) -> None:
    words = given.get("words") or ""
    if what is Act.OFFERED:
        meets = datetime.combine(given["day"], given["hour"], ZoneInfo(who.zone))
        commands.offer_crisis(
            person=who.person, to=AccountId(UUID(given["to"])), meets=meets, words=words, by=by,
            at=at,
        )  # fmt: skip
    elif what is Act.KEPT:
        commands.keep_crisis_visit(person=who.person, words=words, by=by, at=at)
    elif what is Act.CLOSED:
        commands.close_crisis(person=who.person, reason=given["code"], words=words, by=by, at=at)
    else:
        code = point if what is Act.NOTED else given.get("code") or ""
        commands.note_in_crisis(person=who.person, act=what, code=code, words=words, by=by, at=at)
