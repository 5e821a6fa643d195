"""A person asked to be erased: what the profile lets go, said again by their number, carried out.

The worker judges and erases, because every room keeps something of a person. What it tells here
holds nothing of anybody's health, not even that there is any.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.errands import ErrandKind
from muster.access.roles import ADMINISTRATOR
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.people.commands.asking import ask_erasure, ask_judgement
from muster.people.queries import Card, card
from muster.web import errands
from muster.web.administrator import addresses as here
from muster.web.administrator.naming import zone_of
from muster.web.administrator.people import NAMELESS, person_at
from muster.web.doors import serves
from muster.web.errands import Shown
from muster.web.forms import Form, Text
from muster.web.fragments import fragment, is_part
from muster.web.language import language_of
from muster.web.pages import page

_TITLE = _("Erase {who}")
_ERASING = _("Erasing a person")
_REPEAT = _("Type the service number of whom you erase")
_REPEAT_NAME = _("Type the surname of whom you erase")
_OTHER = _("That is not what stands in this record")
WORDS = {
    "says": _(
        "Somebody may ask for what is kept about them to be erased. The profile says what may go; "
        "what has to stay keeps its ground and its day."
    ),
    "order": _(
        "An order that demands an erasure before its time is carried out on the server, by "
        "somebody who can reach it. No session alone goes before the profile."
    ),
    "ask": _("Ask what may be erased"),
    "judged": _("Judged on"),
    "confirm": _("Erase for ever"),
    "warning": _("What is erased cannot be brought back, from a backup either."),
    "erased": _("The person was erased."),
    "erased_more": _("Every restore of a backup erases them again."),
    "some": _("What may go was erased. The rest is kept."),
    "back": _("To finding a person"),
}
_WHOLE = _("Everything may go: the person would be known to nobody here any more.")
_SOME = _("Some may go now, and would be erased: the person would stay known.")
_NOTHING = _("Nothing may go now.")
_WHO_STAYS = _("Who the person is has to stay known, at least until {until}:")
_WHO_STAYS_OPEN = _("Who the person is has to stay known for now:")
_REST_STAYS = _("Of the rest something has to stay, at least until {until}.")
_REST_STAYS_OPEN = _("Of the rest something has to stay for now.")


class Erase(Form):
    """Said once more, by typing whom: a press alone erases nobody."""

    repeat = Text(
        asks=_REPEAT,
        required=_("Type it, so that nobody is erased by mistake"),
        longest=120,
        wide=20,
        attributes={"autocomplete": "off", "spellcheck": "false"},
    )


@serves(ADMINISTRATOR, posts=True, fresh=True)
def erase_person(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Ask what of a person may be erased, show it, and have it erased once it is confirmed."""
    given = {"person": str(person)}
    erasing = errands.last_of(ErrandKind.ERASE, at, given)
    if erasing is not None and erasing.asked_by == by.account and _is_all(erasing):
        return _answered(request, person, by, erasing=erasing)
    found = card(person=PersonId(person), by=by, at=at)
    judged = errands.last_of(ErrandKind.JUDGE_ERASURE, at, given)
    form = Erase(request.POST if "repeat" in request.POST else None)
    if not found.details.number:
        form.fields["repeat"].label = _REPEAT_NAME
    if form.is_valid():
        if _same(form.cleaned_data["repeat"], found):
            ask_erasure(record=found.person, by=by, at=at)
            return HttpResponseRedirect(erased_at(person))
        form.refuse(_OTHER, "repeat")
    elif request.method == "POST" and "ask" in request.POST:
        ask_judgement(record=found.person, by=by, at=at)
        return HttpResponseRedirect(erased_at(person))
    return _answered(request, person, by, found=found, erasing=erasing, judged=judged, form=form)


def erased_at(person: UUID) -> str:
    """Return the address of a person's erasure."""
    return f"{person_at(person)}/erase"


def _is_all(erasing: Shown) -> bool:
    """Is the person going or gone? Then nothing of them is read any more."""
    return erasing.open or bool((erasing.told or {}).get("whole"))


def _answered(
    request: HttpRequest,
    person: UUID,
    by: Viewer,
    *,
    found: Card | None = None,
    erasing: Shown | None = None,
    judged: Shown | None = None,
    form: Form | None = None,
) -> HttpResponse:
    told = (judged.told or {}) if judged else {}
    given: dict[str, Any] = {
        "texts": WORDS,
        "errand": _newer(erasing, judged),
        "progress_words": errands.WORDS,
        "looks_at": erased_at(person),
        "zone": zone_of(by),
        "judged_at": judged.ended_at if judged and told else None,
        "judgement": list(_judgement(told, language_of(request))) if told else [],
        "gone": bool(erasing and (erasing.told or {}).get("whole")),
        "some": bool(erasing and erasing.told and _newer(erasing, judged) is erasing),
        "goes": bool(told.get("goes")),
        "found": found,
        "people_at": here.PEOPLE,
    }
    if is_part(request):
        return fragment(request, "administrator/erasing_part.html", form=form, **given)
    title = _ERASING if found is None else _TITLE.of(who=found.name or NAMELESS)
    back = here.PEOPLE if found is None else person_at(person)
    return page(request, "administrator/erasing.html", title=title, back=back, form=form, **given)


def _newer(first: Shown | None, second: Shown | None) -> Shown | None:
    known = [one for one in (first, second) if one is not None]
    return max(known, key=lambda one: one.asked_at, default=None)


def _judgement(told: Mapping[str, Any], language: str) -> list[Sentence | str]:
    """Return what becomes of the records, sentence by sentence."""
    said: list[Sentence | str] = [_WHOLE if told["whole"] else _SOME if told["goes"] else _NOTHING]
    if told["identity"]:
        until = told["identity"]["until"]
        said.append(_WHO_STAYS.of(until=date.fromisoformat(until)) if until else _WHO_STAYS_OPEN)
        said += [why[language] for why in told["identity"]["why"]]
    if told["rest"]:
        until = told["rest"]["until"]
        said.append(_REST_STAYS.of(until=date.fromisoformat(until)) if until else _REST_STAYS_OPEN)
    return said


def _same(typed: str, found: Card) -> bool:
    wanted = found.details.number or found.details.surname or str(found.person)
    return "".join(typed.split()).casefold() == "".join(wanted.split()).casefold()
