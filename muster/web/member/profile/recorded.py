"""What one's own service record says, and what of it goes into one's profile for work."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _p
from muster.people.rules.service_entries import EntryKind
from muster.transition.commands.record import settle_record
from muster.transition.guidance.starter import starter
from muster.transition.profile.record import said_of, vehicle_of
from muster.transition.queries.profile import own_profile
from muster.transition.rules.recorded import Kind, Recorded
from muster.web.doors import serves
from muster.web.forms import Choices, Form
from muster.web.language import language_of
from muster.web.member import own
from muster.web.pages import page

RECORD = f"{own.PROFILE}/record"
TITLE = _("What your service record says")
SAYS = _("Trades, courses, licences, languages, vehicles, whom you led: choose what you take in.")
_INTRO = (
    _(
        "Your personnel office put this on record. What you take stands in your CV and helps to "
        "find ideas and vacancies; a licence that you take counts as yours."
    ),
    _("Leave out what is not right, and tell your personnel office: they put it right."),
)
_NONE = (
    _("Your record holds no course, licence, language, vehicle or number of people led."),
    _("Answer the short questions instead: what you say there counts just as much."),
)
_SERVICE, _SAVE = _("Short questions about your service"), _("Put on record")
_SINCE, _UNTIL = _("since {since}"), _("until {until}")
_BETWEEN = _p("the first and the last day of something", "{since} – {until}")
_LIKE = _("in civilian work the like asks for: {licences}")


class Taking(Form):
    entries = Choices(asks=_("What do you take into your profile?"))


@serves(MEMBER, posts=True, fresh=True)
def record(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Offer the entries of one's record; posted, keep what is ticked."""
    person, language = own.own(by), language_of(request)
    found = own_profile(person=person, by=by, at=at).recorded
    form = Taking(
        request.POST or None, initial={"entries": [one.key for one in found if one.theirs]}
    )
    form.options(entries=[
        (one.key, _label(one, language), "; ".join(_hints(one, language))) for one in found
    ])  # fmt: skip
    if form.is_valid():
        try:
            settle_record(person=person, ticked=form.cleaned_data["entries"], by=by, at=at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return own.to(own.PROFILE)
    return page(
        request, "member/profile/skills.html", title=TITLE, form=form, back=own.PROFILE,
        intro=_INTRO if found else _NONE, button=_SAVE, some=bool(found),
        service_at=f"{own.PROFILE}/service", service=_SERVICE,
    )  # fmt: skip


def _label(one: Recorded, language: str) -> str:
    said = said_of(one, language)
    return said[:1].upper() + said[1:]


def _hints(one: Recorded, language: str) -> Iterator[str]:
    """Yield an entry's kind, its days, and what the like asks for in civilian work."""
    yield EntryKind(one.kind.value).says.said_in(language)
    days: Sentence | None = None
    if one.since and one.until:
        days = _BETWEEN.of(since=one.since, until=one.until)
    elif one.since:
        days = _SINCE.of(since=one.since)
    elif one.until and one.kind is not Kind.LICENCE:  # a licence's name says until when it holds
        days = _UNTIL.of(until=one.until)
    if days is not None:
        yield days.said_in(language)
    kind = vehicle_of(one.name) if one.kind is Kind.VEHICLE else None
    if kind is not None and kind.licences:
        known = starter().licences
        names = "; ".join(known[key][language] for key in kind.licences)
        yield _LIKE.of(licences=names).said_in(language)
