"""The answers of a new campaign are read through, changed where need be, and it is prepared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from muster.access.viewers import Viewer
from muster.assessments.commands import prepare_campaign
from muster.assessments.commands.campaigns import Foreseen
from muster.assessments.queries.campaigns import foresee
from muster.kernel.ids import UnitId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _p
from muster.people.service import ExposureKind
from muster.people.unit_names import unit_names
from muster.vault.work import unit_of_work
from muster.web.doors import serves
from muster.web.forms import Form
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.psychologist.naming import instrument_name
from muster.web.team import own
from muster.web.team.draft import DAYS, Draft, draft_of, drop

_TITLE = _("Check your answers")
_SAYS: Mapping[str, Sentence] = {
    "whole": _(
        "Everybody is asked on the same days. Command reads how many came, and the names of those "
        "who are late; never an answer, and nothing of second stages."
    ),
    "own": _("Command reads nothing of it: being asked would say something about a person."),
    "lifted": _(
        "{instrument} asks about life and death, so everybody is asked it, whatever was answered "
        "before."
    ),
    "prepare": _("Prepare the campaign"),
    "next": _(
        "Nobody is asked anything yet. On the next page you see whether it can be opened now."
    ),
    "everybody": _("Everybody"),
    "joined": _("Joined on {day} or later"),
    "since": _("On {day} or later"),
    "until": _("On {day} or earlier"),
    "follows": _("{asks}, where {after} finds something"),
    "room": _("Together in a room, on shared devices"),
    "own_device": _("Each on a device of their own"),
    "nothing": _p("nothing follows", "Nothing"),
}
_ROWS: Mapping[str, Sentence] = {
    "units": _("Units"),
    "who": _("Who is asked"),
    "what": _("Asked of everybody"),
    "then": _("Follows later, privately"),
    "when": _("When"),
    "where": _("Where"),
    "name": _("Name"),
}


@serves(*own.EVERYBODY, posts=True)
def check(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show all answers with a way to change each; posted, prepare the campaign."""
    draft = draft_of(request)
    if draft.next_step() != "check":
        return own.to(f"{own.NEW}/{draft.next_step()}")
    form = Form(request.POST or None)
    found: Foreseen | None = None
    try:
        if request.method == "POST" and form.is_valid():
            campaign = prepare_campaign(asking=draft.asking(), by=by, at=at)
            drop(request)
            return own.to(own.campaign_at(campaign))
        found = foresee(asking=draft.asking(), by=by, at=at)
    except Refused as refusal:
        form = Form({})
        form.is_valid()
        form.refuse(refusal)
    return page(
        request, "team/check.html", title=_TITLE, form=form, says=_SAYS, found=found,
        asked=own.meant_words(found.ordered, found.asked) if found else None,
        rows=list(_rows(request, draft, found, by)), back=f"{own.NEW}/name", cancel=own.CAMPAIGNS,
        lifted=[instrument_name(one) for one in (found.lifted if found else ())],
    )  # fmt: skip


def _rows(
    request: HttpRequest, draft: Draft, found: Foreseen | None, by: Viewer
) -> Iterator[tuple[Any, Any, str]]:
    language = language_of(request)
    for step, value in (
        ("units", _units(draft, language, by)),
        ("who", _whom(draft, language)),
        ("what", _what(draft, found, language)),
        ("then", _then(draft, found, language)),
        ("when", _when(draft)),
        ("where", _SAYS["room"] if draft.in_room else _SAYS["own_device"]),
        ("name", draft.name),
    ):
        change = "days" if step == "when" and draft.when == DAYS else step
        yield _ROWS[step], value, f"{own.NEW}/{change}"


def _units(draft: Draft, language: str, by: Viewer) -> str:
    with unit_of_work(by.standing()):
        names = unit_names([UnitId(one) for one in draft.units or ()])
    return ", ".join(own.unit_words(one, language) for one in names.values())


def _whom(draft: Draft, language: str) -> Sentence | str:
    who = draft.who
    if not draft.some:
        return _SAYS["everybody"]
    sexes = {"male": _("Men"), "female": _("Women")}
    said = [sexes[one].said_in(language) for one in who.sexes]
    said += [*who.posts, *who.ranks]
    said += [ExposureKind(one).says.said_in(language) for one in who.exposures]
    for key, day in (
        ("since", who.exposed_since), ("until", who.exposed_until), ("joined", who.joined_since)
    ):  # fmt: skip
        if day is not None:
            said.append(_SAYS[key].of(day=day).said_in(language))
    return ", ".join(said)


def _what(draft: Draft, found: Foreseen | None, language: str) -> str:
    first = found.ordered.stages.first if found else draft.instruments or ()
    return _joined([instrument_name(one) for one in first], language)


def _then(draft: Draft, found: Foreseen | None, language: str) -> Sentence | str:
    rules = found.ordered.stages.then if found else draft.then or ()
    said = [
        _SAYS["follows"].of(asks=instrument_name(one.asks), after=instrument_name(one.after))
        for one in rules
    ]
    return _joined(said, language) if said else _SAYS["nothing"]


def _when(draft: Draft) -> Sentence | str:
    if draft.when == DAYS:
        [window] = draft.windows
        return own.days_words(window)
    return own.calendar_words(draft.when or "")


def _joined(said: list[Sentence | str], language: str) -> str:
    return "; ".join(one.said_in(language) if isinstance(one, Sentence) else one for one in said)
