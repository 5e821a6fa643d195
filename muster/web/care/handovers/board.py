"""The board of handovers: what is late, what is yours to give and to take, and the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from muster.access.permissions import Permission
from muster.access.roles import CASE_MANAGER, HEAD_OF_SERVICE, PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.queries.handovers import HandoverLine, board
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.web import addresses
from muster.web.care.cases.listing import owner_names
from muster.web.care.coded import in_force, said
from muster.web.care.handovers.words import LATE, STAGES
from muster.web.care.limitations.person import About, about_many
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page

TITLE = _("Handovers")
_NONE = _("No case is being handed over in your units.")
_SAYS = {
    "intro": _("Whoever gives stays responsible until the first contact was kept."),
    "none": _NONE,
    "who": _("Who"),
    "way": _("From and to"),
    "why": _("Why it changes hands"),
    "day": _("On which day"),
    "stands": _("Where it stands"),
    "owner": _("On whom"),
    "gaining": _("Who takes over"),
    "due": _("Has to move on by"),
    "outside": _("outside"),
    "unnamed": _("Named as soon as a clinician here is asked"),
    "nameless": _("Somebody without a name here"),
}
_GROUPS: Mapping[str, Sentence] = {
    "late": _("Late"),
    "give": _("Yours to give"),
    "take": _("Yours to take"),
    "rest": _("Others in your units"),
}


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, HEAD_OF_SERVICE)
def handovers(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the open handovers of the viewer's units, what is late first."""
    lines = board(already_shown=(), by=by, at=at)
    people = _people(lines, by, at)
    accounts = [one for line in lines for one in (line.owner, line.gaining) if one is not None]
    names, language = owner_names(accounts), language_of(request)
    groups: dict[str, list[dict[str, Any]]] = {key: [] for key in _GROUPS}
    for line in lines:
        groups[_group(line, by, at)].append(_row(line, people, names, language, at))
    shown = [(_GROUPS[key], rows) for key, rows in groups.items() if rows]
    return page(
        request,
        "care/handovers.html",
        title=TITLE,
        says=_SAYS,
        groups=shown,
        back=addresses.SERVICE if by.role is HEAD_OF_SERVICE else addresses.CASES,
    )


def _people(lines: Sequence[HandoverLine], by: Viewer, at: Instant) -> dict[PersonId, About]:
    """Return who the people are, as far as the viewer's role and side may read it."""
    if Permission.READ_PERSON not in by.role.may:
        return {}
    return about_many([one.person for one in lines if one.named], by, at)


def _group(line: HandoverLine, by: Viewer, at: Instant) -> str:
    if line.late(at):
        return "late"
    if line.owner == by.account:
        return "give"
    return "take" if line.gaining == by.account else "rest"


def _row(
    line: HandoverLine,
    people: Mapping[PersonId, About],
    names: Mapping[str, str],
    language: str,
    at: Instant,
) -> dict[str, Any]:
    known = people.get(line.person)
    return {
        "name": known.name if known else _SAYS["nameless" if line.named else "unnamed"],
        "href": f"{addresses.PEOPLE}/{line.person}/handovers/{line.handover}" if known else None,
        "zone": known.zone if known else "UTC",
        "from": line.from_unit,
        "to": line.to_unit,
        "why": said([line.why], in_force().reasons.handover, language)[0],
        "day": line.day,
        "status": LATE if line.late(at) else STAGES[line.stage],
        "owner": named(names, line.owner),
        "gaining": named(names, line.gaining),
        "due": line.due,
    }


def named(names: Mapping[str, str], account: UUID | str | None) -> str:
    """Return the name of an account, or a dash where nobody is named."""
    return names.get(str(account), "–")
