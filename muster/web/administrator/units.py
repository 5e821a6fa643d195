"""The tree of units as it stands on any day, and one unit: renamed, moved, or stood down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import ADMINISTRATOR, PERSONNEL_OFFICER
from muster.access.viewers import Viewer
from muster.kernel.ids import UnitId
from muster.kernel.problems import Problem
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _p
from muster.people.commands.units import change_unit
from muster.people.queries.units import PlacedUnit, UnitHistory, tree, unit_history
from muster.people.rules.unit_list import CODE_LENGTH, NAME_LENGTH, UnitKind
from muster.people.rules.unit_plan import ALWAYS
from muster.web.administrator import addresses as here
from muster.web.administrator.naming import INDENT
from muster.web.doors import serves
from muster.web.forms import Day, Form, Pick, Text
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.reading import today_of

_TITLE = _p("page", "Units")
WORDS = {
    "says": _(
        "Everybody's reach, and every deadline's time zone, goes by this tree. What changes is "
        "added with its day; nothing that stood before is lost."
    ),
    "on_day": _("Show the tree of another day"),
    "show": _("Show"),
    "stood": _("As it stands on {day}"),
    "none": _("No unit stands on this day."),
    "unit": _p("column", "Unit"),
    "people": _p("column", "People"),
    "enter": _("Enter a unit"),
    "lists": _("Bring a list of units in"),
    "change": _("Change this unit"),
    "places": _("Where it stood"),
    "parent": _p("column", "Part of"),
    "since": _p("column", "From"),
    "until": _p("column", "To"),
    "top": _("the top"),
    "always": _("the beginning"),
    "goes_on": _("goes on"),
    "gone": _("It no longer stands."),
    "done": _("It is written."),
}
_ENTER = _("Enter a unit")
_CHANGE = _("Change the unit {code}")


class OnDay(Form):
    marks_optional = False
    day = Day(asks=_("Day"))


class Change(Form):
    """What is known of a unit, to be changed; what is left as it is changes nothing."""

    marks_optional = False

    name_en = Text(asks=_("Name in English"), longest=NAME_LENGTH)
    name_ru = Text(asks=_("Name in Russian"), longest=NAME_LENGTH, attributes={"lang": "ru"})
    kind = Pick(asks=_("Kind of unit"), options=[(one.value, one.said) for one in UnitKind])
    parent = Pick(asks=_("Part of which unit?"))
    since = Day(
        asks=_("From which day does it stand there?"), hint=_("Only where it moves; else today.")
    )
    until = Day(asks=_("Its last day"), hint=_("Only where it is to be stood down."))
    zone = Text(
        asks=_("Time zone"), hint=_("For example Europe/Moscow; else that of the unit above."),
        longest=40, wide=20,
    )  # fmt: skip
    country = Text(
        asks=_("Country"), hint=_("Two letters, for its public holidays."), longest=6, wide=4
    )


class Enter(Change):
    """A unit that is new."""

    code = Text(
        asks=_("Its code"), hint=_("As the personnel office writes it."),
        required=_("Enter the code of the unit"), longest=CODE_LENGTH, wide=20,
    )  # fmt: skip
    field_order = ["code"]  # noqa: RUF012 — as Django reads it


@serves(ADMINISTRATOR, PERSONNEL_OFFICER)
def units(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the tree as it stands today, or on the day that is asked for."""
    today, asked = today_of(by, at), "day-day" in request.GET
    form = OnDay(request.GET if asked else None)
    day = (form.cleaned_data["day"] if asked and form.is_valid() else None) or today
    return page(
        request,
        "administrator/units.html",
        title=_TITLE,
        back=here.ADMINISTRATION,
        texts=WORDS,
        form=form,
        stood=WORDS["stood"].of(day=day),
        rows=[_row(one, language_of(request)) for one in tree(day=day, by=by, at=at)],
        done=request.GET.get("done") == "yes",
        place=here.UNITS,
        lists=here.UNIT_LISTS,
    )


@serves(ADMINISTRATOR, PERSONNEL_OFFICER, posts=True)
def enter(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Enter a unit that is new."""
    form = Enter(request.POST or None)
    _offer_parents(form, request, by, at)
    if form.is_valid():
        said = form.cleaned_data
        code = said.pop("code")
        if _carried_out(form, code, _said(said, {}), by, at):
            return HttpResponseRedirect(f"{here.UNITS}?done=yes")
    return page(request, "form.html", title=_ENTER, form=form, back=here.UNITS)


@serves(ADMINISTRATOR, PERSONNEL_OFFICER, posts=True)
def one_unit(request: HttpRequest, *, by: Viewer, at: Instant, unit: UUID) -> HttpResponse:
    """Show a unit with every place it had, and take what is to be changed."""
    found = unit_history(unit=UnitId(unit), by=by, at=at)
    before = _before(found, today_of(by, at))
    form = Change(request.POST or None, initial=before)
    _offer_parents(form, request, by, at)
    if form.is_valid():
        changed = _said(form.cleaned_data, before)
        if not changed or _carried_out(form, found.code, changed, by, at):
            return HttpResponseRedirect(f"{here.UNITS}?done=yes")
    return page(
        request,
        "administrator/unit.html",
        title=_CHANGE.of(code=found.code),
        back=here.UNITS,
        texts=WORDS,
        form=form,
        found=found,
        always=ALWAYS,
    )


def _carried_out(form: Form, code: str, says: Mapping[str, str], by: Viewer, at: Instant) -> bool:
    """Change a unit; what speaks against it is said in the form."""
    report = change_unit(code=code, says=says, confirm=True, by=by, at=at)
    for problem in report.problems:
        form.refuse(_bare(problem), _field(form, problem))
    return not report.problems


def _bare(problem: Problem) -> Sentence:
    """Return what is wrong without a row and a column: the form has neither."""
    return problem.kind.says.of(**dict(problem.values))


def _field(form: Form, problem: Problem) -> str | None:
    """Return the field that a list's column stands for here."""
    from muster.people.rules.unit_list import UNITS

    titles = {title.said_in("en"): field for field, title in UNITS.titles.items()}
    field = titles.get(problem.column or "")
    return field if field in form.fields else None


def _offer_parents(form: Form, request: HttpRequest, by: Viewer, at: Instant) -> None:
    language = language_of(request)
    form.options(
        parent=[
            (one.code, f"{INDENT * 2 * one.depth}{one.code} · {_name(one, language)}")
            for one in tree(day=today_of(by, at), by=by, at=at)
        ]
    )


def _said(said: Mapping[str, object], before: Mapping[str, object]) -> dict[str, str]:
    """Return what a form says anew, in the words of a list; a move takes its day along."""
    changed = {
        name: value.isoformat() if isinstance(value, date) else str(value)
        for name, value in said.items()
        if value and value != before.get(name)
    }
    if "parent" not in changed:
        changed.pop("since", None)
    return changed


def _before(found: UnitHistory, today: date) -> dict[str, object]:
    standing = [one for one in found.places if one.since <= today <= (one.until or date.max)]
    parent = standing[-1].parent if standing else ""
    return {
        "name_en": found.name_en, "name_ru": found.name_ru, "kind": found.kind, "parent": parent,
        "zone": found.zone, "country": found.country,
    }  # fmt: skip


def _row(one: PlacedUnit, language: str) -> tuple[PlacedUnit, str]:
    return one, _name(one, language)


def _name(one: PlacedUnit, language: str) -> str:
    return (one.name_ru if language == "ru" else one.name_en) or one.code
