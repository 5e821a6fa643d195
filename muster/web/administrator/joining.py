"""Two records of one person: found, held side by side, made one, and parted again.

Who somebody is and where they served is all that is shown; nothing of their health is here.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.problems import NOT_FOUND
from muster.access.roles import ADMINISTRATOR, PERSONNEL_OFFICER
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _p
from muster.people.commands.merging import merge, unmerge
from muster.people.queries import Card, card, find, history, joined
from muster.people.rules.merging import Sameness
from muster.people.unit_names import unit_names
from muster.vault.zones import Audience
from muster.web.administrator.naming import zone_of
from muster.web.administrator.people import NAMELESS, facts_of, named_in, person_at, stretch
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.forms import Choice, Form, Hidden
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.psychologist.person.finding import Find
from muster.web.reading import read_as

_TITLE = _("Records of {who}")
_COMPARED = _("Are these one person?")
SAME = Status(_p("records", "the same"), "green")
DIFFERS = Status(_p("records", "differs"), "amber")
ONE_ONLY = Status(_p("records", "in one only"), "grey")
WORDS = {
    "says": _(
        "Where one person has two records, make them one: both are then found and read as the one "
        "that you keep. Nothing is copied or lost, so they can be parted again exactly."
    ),
    "history": _("Records that were made one with this"),
    "never": _("No other record was made one with this."),
    "since": _("Made one on"),
    "parted": _("Parted again on"),
    "part": _("Part them again"),
    "find": _("Find the other record"),
    "search": _("Find"),
    "look": _("Hold them side by side"),
    "nobody": _("Nobody else in your units has all these words in their name, or this number."),
    "more": _("There are more. Add another word of the name."),
    "what": _p("column", "What is known"),
    "this": _p("column", "This record"),
    "other": _p("column", "The other record"),
    "held": _p("column", "Side by side"),
    "nothing": _("not known"),
    "care": _(
        "What was answered and noted under either record is read as one person's, by those who may "
        "read it; nothing of it is shown here."
    ),
    "join": _("Make them one"),
}
_SERVED = _p("record", "Served")


class Join(Form):
    """Which record is kept, and why they are one person."""

    other = Hidden()
    keep = Choice(
        asks=_("Which record is kept?"),
        hint=_("Its name, number and unit are shown from now on; the other's stay findable."),
        required=_("Select which record is kept"),
    )
    why = Choice(
        asks=_("Why are they one person?"),
        options=[(one.value, one.says) for one in Sameness],
        required=_("Select why they are one person"),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is known of both records."""

    what: Sentence
    values: tuple[str, str]
    status: Status


@serves(ADMINISTRATOR, PERSONNEL_OFFICER, posts=True, fresh=True)
def records(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Show what was made one with a person's record, and find another that is theirs."""
    own = card(person=PersonId(person), by=by, at=at)
    form, found = Find(request.POST or None), None
    if form.is_valid():
        found = find(text=form.cleaned_data["text"], by=by, at=at)
    past = joined(person=own.person, by=by, at=at)
    others = [one for one in found.cards if one.person != own.person] if found else []
    return page(
        request,
        "administrator/records.html",
        title=_TITLE.of(who=own.name or NAMELESS),
        back=person_at(person),
        texts=WORDS,
        form=form,
        place=f"{person_at(person)}/records",
        zone=zone_of(by),
        past=[(_brief(one.card), one) for one in past],
        searched=found is not None,
        more=found is not None and found.more,
        others=[(_brief(one), one) for one in others],
    )


@serves(ADMINISTRATOR, PERSONNEL_OFFICER, posts=True, fresh=True)
def join(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Hold two records side by side, and make them one once it is said which is kept and why."""
    own = card(person=PersonId(person), by=by, at=at)
    if request.method != "POST":
        return HttpResponseRedirect(f"{person_at(person)}/records")
    other = card(person=_id(request.POST.get("other", "")), by=by, at=at)
    form = Join(
        request.POST if "compared" in request.POST else None, initial={"other": other.person}
    )
    form.options(keep=[(str(one.person), _brief(one)) for one in (own, other)])
    if form.is_valid():
        kept, absorbed = (
            (own, other) if form.cleaned_data["keep"] == str(own.person) else (other, own)
        )
        try:
            merge(
                person=kept.person, absorbed=absorbed.person,
                why=Sameness(form.cleaned_data["why"]), by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(f"{person_at(kept.person)}?done=joined")
    return page(
        request,
        "administrator/joining.html",
        title=_COMPARED,
        back=f"{person_at(person)}/records",
        texts=WORDS,
        form=form,
        lines=_lines(own, other, language_of(request), by, at),
    )


@serves(ADMINISTRATOR, PERSONNEL_OFFICER, posts=True, fresh=True)
def part(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Part a record again from the one it was made one with."""
    card(person=PersonId(person), by=by, at=at)
    if request.method != "POST":
        return HttpResponseRedirect(f"{person_at(person)}/records")
    parted = unmerge(person=_id(request.POST.get("absorbed", "")), by=by, at=at)
    since = f"&since={parted.written_since}" if parted.written_since else ""
    return HttpResponseRedirect(f"{person_at(parted.kept)}?done=parted{since}")


def _id(said: str) -> PersonId:
    try:
        return PersonId(UUID(said))
    except ValueError:
        raise NOT_FOUND.refused() from None


def _brief(found: Card) -> str:
    """Return a record in one line; its id where nothing else is known of it."""
    said = (found.name, found.details.number, found.unit_code)
    return " · ".join(filter(None, said)) or str(found.person)


def _lines(own: Card, other: Card, language: str, by: Viewer, at: Instant) -> list[Line]:
    """Return what is known of the two, what is known of neither left out."""
    service = [history(person=one.person, by=by, at=at).postings for one in (own, other)]
    wanted = {one.unit for stays in service for one in stays}
    wanted |= {one.unit for one in (own, other) if one.unit is not None}
    units = read_as(Audience.PLATFORM, lambda: unit_names(wanted))
    known = [
        _known(one, named_in(units, one.unit, one.unit_code, language), language)
        for one in (own, other)
    ]
    names = [(_p("column", "Name"), (own.name, other.name))]
    rows = names + [
        (what, (known[0].get(key, ("", ""))[1], known[1].get(key, ("", ""))[1]))
        for key, (what, _said) in {**known[0], **known[1]}.items()
    ]
    served = tuple(
        "; ".join(
            f"{named_in(units, one.unit, one.unit_code, language)}, "
            f"{stretch(one.since, one.until).said_in(language)}"
            for one in stays
        )
        for stays in service
    )
    rows.append((_SERVED, (served[0], served[1])))
    return [Line(what, both, _held(both)) for what, both in rows if any(both)]


def _known(found: Card, unit: str, language: str) -> dict[str, tuple[Sentence, str]]:
    """Return what is known of one record, by its English name."""
    return {
        str(what): (what, said.said_in(language) if isinstance(said, Sentence) else str(said))
        for what, said in facts_of(found, unit, language)
    }


def _held(both: tuple[str, str]) -> Status:
    if not all(both):
        return ONE_ONLY
    return SAME if both[0].casefold() == both[1].casefold() else DIFFERS
