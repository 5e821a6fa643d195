"""A campaign is put together one question at a time: who, what, when, where, and its name."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.viewers import Viewer
from muster.assessments.rules.who import Who
from muster.instruments.packs import Pack, packs
from muster.instruments.queries import installed
from muster.kernel.ids import UnitId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.people.formation import unit_by_code
from muster.people.problems import NO_SUCH_UNIT
from muster.people.serving import units_below
from muster.people.unit_names import unit_names
from muster.policy.queries import in_force
from muster.policy.rules.profile import Meeting
from muster.vault.work import unit_of_work
from muster.web.doors import serves
from muster.web.forms import Form
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.psychologist.naming import instrument_name, instrument_title
from muster.web.team import own
from muster.web.team.draft import DAYS, Draft, draft_of, drop, keep
from muster.web.team.questions import STEPS, pair, read_filters

MOST_UNITS = 40
"""So many units stand in a list to tick; those of deeper levels are named by their codes."""
_SAYS = {
    "profile": _(
        "“{asks}” follows by itself where “{after}” finds something: the profile says so."
    ),
    "positive": _("Where {after} is positive, ask {asks}"),
    "anchored": _("Counted from each person's own days, by the force's calendar"),
}


@serves(*own.EVERYBODY)
def begin(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Begin a new campaign, forgetting one that was left half-way."""
    drop(request)
    return own.to(f"{own.NEW}/units")


@serves(*own.EVERYBODY, posts=True)
def ask(request: HttpRequest, *, by: Viewer, at: Instant, step: str) -> HttpResponse:
    """Ask one question; answered, go to the first that is still open."""
    if step not in STEPS:
        raise Http404
    asked, draft = STEPS[step], draft_of(request)
    form = asked.form(request.POST or None, initial=asked.starts(draft))
    intro = _offer(request, form, step, draft, by)
    if step == "then" and not form.fields["then"].options:
        return _on(keep(request, then=()))
    if form.is_valid() and (step != "units" or _names_units(form, draft, by)):
        if step == "filters" and read_filters(form.cleaned_data)["who"].is_everybody:
            return _on(keep(request, some=False, who=Who()))
        if step == "days" and form.cleaned_data["closes"] < form.cleaned_data["opens"]:
            form.refuse(_("The last day is not before the first"), "closes")
        else:
            return _on(keep(request, **asked.reads(form.cleaned_data)))
    return page(
        request, "form.html", title=asked.title, form=form, intro=intro, cancel=own.CAMPAIGNS,
        back=_before(step, draft),
    )  # fmt: skip


def _codes(form: Form, draft: Draft, by: Viewer) -> str:
    """Return the codes of the chosen units that do not stand in the list."""
    listed = {key for key, _says in form.fields["units"].options}
    others = [UnitId(one) for one in draft.units or () if str(one) not in listed]
    with unit_of_work(by.standing()):
        return ", ".join(one.code for one in unit_names(others).values())


def _names_units(form: Form, draft: Draft, by: Viewer) -> bool:
    """Find the units that were named by their codes; say which there are not, or that none is."""
    codes = [one.strip() for one in form.cleaned_data["codes"].split(",") if one.strip()]
    with unit_of_work(by.standing()):
        own_units = set(units_below(by.units))
        found = {code: unit_by_code(code) for code in codes}
    for code, unit in found.items():
        if unit is None or unit.id not in own_units:
            form.refuse(NO_SUCH_UNIT.at(unit=code), "codes")
    if not codes and not form.cleaned_data["units"]:
        form.refuse(_("Select at least one unit"), "units")
    form.cleaned_data["more"] = [unit.id for unit in found.values() if unit is not None]
    return not form.errors


def _on(draft: Draft) -> HttpResponse:
    return own.to(f"{own.NEW}/{draft.next_step()}")


def _before(step: str, draft: Draft) -> str:
    """Return where Back leads: to the question before, or to the list of campaigns."""
    order = [
        one
        for one in STEPS
        if (one != "filters" or draft.some) and (one != "days" or draft.when == DAYS)
    ]
    place = order.index(step) if step in order else 0
    return f"{own.NEW}/{order[place - 1]}" if place else own.CAMPAIGNS


def _offer(
    request: HttpRequest, form: Form, step: str, draft: Draft, by: Viewer
) -> Sequence[Sentence]:
    """Give a form the options that are known only now; return what is said before it."""
    language = language_of(request)
    if step == "units":
        form.options(units=own.unit_options(request, by, most=MOST_UNITS))
        form.initial["codes"] = _codes(form, draft, by)
    if step == "what":
        form.options(
            instruments=[
                (one.key, instrument_name(one.key), instrument_title(one.key, language))
                for one in _askable(by)
            ]
        )
    if step == "when":
        form.options(when=_times())
    if step == "then":
        form.options(then=_follow(draft, by))
        return _by_profile(draft)
    return ()


def _askable(by: Viewer) -> list[Pack]:
    """Return the instruments that have words on this installation."""
    with unit_of_work(by.standing()):
        return [one for key in packs() if (one := installed(key)).wordings]


def _times() -> list[tuple[str, Sentence | str] | tuple[str, Sentence | str, Sentence]]:
    calendars = [
        (key, own.calendar_words(key), _SAYS["anchored"])
        for key, rule in in_force().calendars.items()
        if rule.kind is Meeting.SCREEN
    ]
    return [(DAYS, _("On certain days, the same for everybody")), *calendars]


def _follow(draft: Draft, by: Viewer) -> list[tuple[str, Sentence]]:
    """Return which answers may open what: never anything that asks about life."""
    first = draft.instruments or ()
    later = [one for one in _askable(by) if one.key not in first and not one.specification.critical]
    by_profile = {(after, asks) for after, _scale, asks in _profile_rules(first)}
    return [
        (
            pair(key, scale.key, one.key),
            _SAYS["positive"].of(after=_name(key), asks=_name(one.key)),
        )
        for key in first
        if key in packs()
        for scale in packs()[key].specification.scales
        if scale.cutoff is not None or _cut(key, scale.key)
        for one in later
        if (key, one.key) not in by_profile
    ]


def _cut(instrument: str, scale: str) -> bool:
    rule = in_force().scale(instrument, scale)
    return rule is not None and rule.positive_from is not None


def _by_profile(draft: Draft) -> list[Sentence]:
    return [
        _SAYS["profile"].of(after=_name(after), asks=_name(asks))
        for after, _scale, asks in _profile_rules(draft.instruments or ())
    ]


def _profile_rules(instruments: Sequence[str]) -> list[tuple[str, str, str]]:
    return [
        (key, scale.key, rule.followed_by)
        for key in instruments
        if key in packs()
        for scale in packs()[key].specification.scales
        if (rule := in_force().scale(key, scale.key)) is not None and rule.followed_by is not None
    ]


def _name(key: str) -> Sentence | str:
    return instrument_name(key)
