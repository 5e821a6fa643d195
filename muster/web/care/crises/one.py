"""A person's crisis: what is to happen now, who has it in hand, and its whole story."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from muster.access.roles import PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.queries.crises import CrisisLine, CrisisStory, Happening, crises_of, open_crises
from muster.care.rules.crises import HOSPITAL, Act, CrisisState, Kind
from muster.detection.queries import call_of
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.policy.rules.labels import Label
from muster.web import addresses
from muster.web.care.cases.listing import owner_names
from muster.web.care.coded import in_force, said
from muster.web.care.crises.words import ACTS, AWAITED, KINDS, LATE, OVER
from muster.web.care.limitations.person import about, about_many
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.psychologist.queue.rows import number_of

TITLE = _("Crisis")
_LIST = _("Open crises")
_SAYS = {
    "none": _("No crisis of this person is on record."),
    "none_open": _("No crisis is open in your units."),
    "who": _("Who"),
    "about": _("What it is about"),
    "stands": _("What is awaited"),
    "due": _("By"),
    "in_hand": _("Who has it in hand"),
    "nobody": _("nobody yet"),
    "send": _("Nobody has reached the person by voice in time. Send somebody to see them now."),
    "reach": _("How to reach"),
    "no_number": _("No number is known."),
    "next": _("What to put on record"),
    "other": _("Also"),
    "protocol": _("Protocol of a threat to others"),
    "noted": _("on record"),
    "story": _("What happened"),
    "meets": _("Meets the person on"),
    "asked": _("You were asked to take this person over."),
    "responsible": _("Whoever gives answers for the person until the first visit was kept."),
    "accept": _("Accept by name"),
    "decline": _("Decline it"),
    "kept": _("The first visit was kept"),
    "threat": _("Put a threat to others on record"),
    "tell": _("Tell somebody, on a ground"),
    "told": _("What was told to others"),
    "safety": _("Safety plan"),
    "limit": _("Order a limitation"),
    "record": _("See the whole record"),
    "earlier": _("Earlier crises"),
}
DEEDS: Mapping[Act, Sentence] = {
    Act.SPOKEN: _("I have spoken with the person"),
    Act.CHECK_SENT: _("Somebody goes to see the person"),
    Act.CHECKED: _("What the welfare check found"),
    Act.SEEN: _("The person was met"),
    Act.EVALUATED: _("What the evaluation came to"),
    Act.ADMITTED: _("Admitted to hospital"),
    Act.VISITED: _("Contact was kept in hospital"),
    Act.LEFT_HOSPITAL: _("Left hospital"),
    Act.OFFERED: _("Ask a colleague by name"),
    Act.CLOSED: _("End it without a hand-off"),
}


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN)
def crises(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the open crises of the viewer's units, what is due first on top."""
    lines = open_crises(already_shown=(), by=by, at=at)
    people = about_many([one.person for one in lines], by, at)
    names = owner_names([one.responsible for one in lines if one.responsible])
    return page(
        request, "care/crises.html", title=_LIST, says=_SAYS, back=addresses.ALERTS,
        rows=[_row(one, people, names, at) for one in lines],
    )  # fmt: skip


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN)
def crisis(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Show the person's open crisis with what can be put on record, else the last one."""
    who, language = about(PersonId(person), by, at), language_of(request)
    stories = crises_of(person=PersonId(person), by=by, at=at)
    now = stories[0] if stories else None
    call = call_of(person=PersonId(person), already_shown=(), by=by, at=at)
    is_open = now is not None and now.state.ended is None
    return page(
        request,
        "care/crisis.html",
        title=TITLE,
        back=addresses.CRISES,
        who=who,
        says=_SAYS,
        here=request.path,
        record=f"{addresses.PEOPLE}/{person}",
        now=now,
        is_open=is_open,
        reach=number_of(call, None) if call and call.reach else None,
        about=KINDS[now.state.kind] if now else None,
        mark=_mark(now, at) if now else None,
        in_hand=_in_hand(now),
        asked=is_open and now.state.offered_to == str(by.account) and not now.state.accepted,
        mine=is_open and now.state.offered_to == str(by.account) and now.state.accepted,
        deeds=[(act.value, DEEDS[act]) for act in deeds_of(now.state)] if is_open else [],
        protocol=_protocol(now.state, language) if is_open else [],
        story=drawn(now, language) if now else [],
        told=_told(now, language) if now else [],
        earlier=[(one.state.opened, KINDS[one.state.kind]) for one in stories[1:]],
    )


def deeds_of(state: CrisisState) -> list[Act]:
    """Return what can be put on record now, the next thing first."""
    if state.in_hospital:
        return [Act.VISITED, Act.LEFT_HOSPITAL]
    found = []
    if state.spoken is None:
        found.append(Act.SPOKEN)
    if state.being_checked:
        found.append(Act.CHECKED)
    elif not state.reached:
        found.append(Act.CHECK_SENT)
    if state.seen is None:
        found.append(Act.SEEN)
    if state.reached and state.evaluated is None:
        found.append(Act.EVALUATED)
    if state.outcome == HOSPITAL and state.admitted is None:
        return [Act.ADMITTED, *found]
    if state.evaluated is not None:
        return [Act.OFFERED, Act.CLOSED, Act.ADMITTED]
    return found


def drawn(found: CrisisStory, language: str) -> list[dict[str, object]]:
    """Return what happened, in words and with names."""
    names = owner_names([one for each in found.story for one in (each.by, each.to) if one])
    return [
        {
            "what": ACTS[one.act],
            "at": one.at,
            "by": names.get(str(one.by), ""),
            "to": names.get(str(one.to), "") if one.to else "",
            "code": _code(one, language),
            "meets": one.meets,
            "words": one.words,
        }
        for one in found.story
    ]


def _code(one: Happening, language: str) -> str:
    rule, reasons = in_force().crisis, in_force().reasons
    labels: Mapping[Act, Mapping[str, Label]] = {
        Act.CALLED: reasons.not_reached, Act.CHECKED: rule.checks,
        Act.EVALUATED: rule.evaluated, Act.NOTED: rule.protocol, Act.CLOSED: rule.ends,
    }  # fmt: skip
    known = labels.get(one.act)
    return said([one.code], known, language)[0] if known and one.code else ""


def _protocol(state: CrisisState, language: str) -> list[tuple[str, str, bool]]:
    if state.kind is not Kind.OTHERS:
        return []
    points = in_force().crisis.protocol
    return [(code, one.said_in(language), code in state.noted) for code, one in points.items()]


def _told(found: CrisisStory, language: str) -> list[dict[str, object]]:
    rule = in_force().disclosure
    grounds = {**rule.grounds, **rule.exceptions}
    return [
        {
            "at": one.at,
            "recipient": said([one.recipient], rule.recipients, language)[0],
            "ground": said([one.ground], grounds, language)[0],
            "contents": said(one.contents, rule.contents, language),
            "words": one.words,
        }
        for one in found.told
    ]


def _mark(found: CrisisStory, at: Instant) -> object:
    if found.awaited is None:
        return OVER
    return AWAITED[found.awaited.what]


def _in_hand(found: CrisisStory | None) -> str:
    if found is None or found.state.responsible is None:
        return ""
    return owner_names([UUID(found.state.responsible)]).get(found.state.responsible, "")


def _row(
    line: CrisisLine, people: Mapping[PersonId, object], names: Mapping[str, str], at: Instant
) -> dict[str, object]:
    known = people.get(line.person)
    return {
        "name": getattr(known, "name", "–"),
        "zone": getattr(known, "zone", "UTC"),
        "href": f"{addresses.PEOPLE}/{line.person}/crisis",
        "about": KINDS[line.kind],
        "status": AWAITED[line.awaited],
        "late": LATE if line.late(at) else None,
        "due": line.due,
        "in_hand": names.get(str(line.responsible), "") if line.responsible else "",
    }
