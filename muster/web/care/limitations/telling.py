"""The composer: what command will read, beside what it will not; seen by the person first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.queries.colleagues import Colleague, colleagues
from muster.access.roles import PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care import problems
from muster.care.commands.limitations import Told, send_notice, show_limitation
from muster.care.limiting import Act
from muster.care.queries.limitations import Limited, limitations_of
from muster.care.rules.notices import Checked, Notice, checked
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.formation import units_above
from muster.policy.wordlists import word_kinds
from muster.vault.zones import Audience
from muster.web import addresses
from muster.web import forms as fields
from muster.web.care.coded import in_force, options
from muster.web.care.limitations.lines import lines_of
from muster.web.care.limitations.person import About, about
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.psychologist.fragments import fragment
from muster.web.reading import read_as

_TITLE = _("Tell command what to do")
_SAYS = {
    "reads": _("What command will read, and nothing else"),
    "never": _("What command will not read"),
    "send": _("Sign and send"),
    "preview": _("Show the notice as it stands"),
    "asked": _("Look at these words again: “{words}”. Do they say what to do, or why?"),
}
_NEVER = (
    _("Any answer, score or result, or that there was a questionnaire"),
    _("A diagnosis, a symptom, a medicine"),
    _("Who treats the person, and where"),
    _("What happened before, and anything about the family"),
    _("What the person said about this notice"),
)


class Compose(fields.Form):
    """What command is to do, and who reads it."""

    ground = fields.Choice(
        asks=_("On which ground is command told?"),
        options=[],
        required=_("Select the ground on which command is told"),
    )
    actions = fields.Choices(asks=_("What should the unit do now?"), options=[])
    support = fields.LongText(
        asks=_("How can the unit support the person?"),
        hint=_("Say what to do, never why. For example: “Let them rest between shifts.”"),
        rows=3,
        longest=600,
    )
    call_back = fields.Text(
        asks=_("Whom may command call?"),
        hint=_("A number where a clinician on duty answers."),
        required=_("Enter whom command may call"),
        longest=60,
        wide=20,
    )
    readers = fields.Choices(
        asks=_("Who in command reads it?"), options=[], required=_("Select who reads it")
    )
    seen = fields.Tick(asks=_("The person has seen exactly this, before anybody else"))
    comment = fields.LongText(
        asks=_("What did the person say to it?"),
        hint=_("Kept in the record of care; command never reads it."),
        rows=2,
        longest=600,
    )


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True)
def tell(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, limitation: UUID
) -> HttpResponse:
    """Compose the notice, with a live preview; send it once the person has seen it."""
    who = about(PersonId(person), by, at)
    one = _limitation(who.person, limitation, by, at)
    form = _form(request, who, one.terms.functions, at)
    told = _told(request.POST) if request.method == "POST" else None
    if told is not None and "preview" not in request.POST and form.is_valid():
        try:
            if form.cleaned_data["seen"]:
                comment = form.cleaned_data["comment"] or ""
                show_limitation(
                    person=who.person, limitation=limitation, comment=comment, by=by, at=at
                )
            send_notice(person=who.person, limitation=limitation, told=told, by=by, at=at)
        except Refused as refusal:
            form.refuse(refusal, _FIELD.get(refusal.problem.code))
        else:
            return HttpResponseRedirect(f"{addresses.PEOPLE}/{person}/limitations")
    return page(
        request,
        "care/tell.html",
        title=_TITLE,
        form=None if "preview" in request.POST else form,
        drawn=form,
        back=f"{addresses.PEOPLE}/{person}/limitations",
        who=who,
        says=_SAYS,
        never=_NEVER,
        preview_at=f"{request.path}/preview",
        **_preview(request, who, one, told, at),
    )


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True)
def preview(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, limitation: UUID
) -> HttpResponse:
    """Show the notice as it stands while it is being written."""
    who = about(PersonId(person), by, at)
    one = _limitation(who.person, limitation, by, at)
    told = _told(request.POST)
    drawn = _preview(request, who, one, told, at)
    return fragment(request, "care/notice_lines.html", says=_SAYS, **drawn)


_FIELD: Mapping[str, str] = {
    problems.WORD_BLOCKED.code: "support",
    problems.NOTICE_TOO_LONG.code: "support",
    problems.ACTION_NEEDS_HARM.code: "actions",
    problems.PERSON_NOT_TOLD.code: "seen",
    problems.NO_CALL_BACK.code: "call_back",
    problems.NOBODY_READS.code: "readers",
}


def _limitation(person: PersonId, limitation: UUID, by: Viewer, at: Instant) -> Limited:
    found = limitations_of(person=person, by=by, at=at)
    one = next((each for each in found if each.id == limitation), None)
    if one is None:
        raise NOT_FOUND.refused()
    return one


def _form(request: HttpRequest, who: About, functions: Collection[str], at: Instant) -> Compose:
    language, rule = language_of(request), in_force().notices
    form = Compose(request.POST or None)
    form.options(
        ground=options(rule.grounds, language),
        actions=options(rule.actions, language),
        readers=[(str(one.account), one.name) for one in readers_of(who, functions, at)],
    )
    return form


def commanders(who: About, at: Instant) -> list[Colleague]:
    """Return who in command may be named as a reader: for the person's unit or one above it."""
    if who.unit is None:
        return []
    unit = who.unit
    return read_as(
        Audience.PLATFORM, lambda: colleagues(Permission.READ_NOTICE, units_above(unit), at)
    )


def readers_of(who: About, functions: Collection[str], at: Instant) -> list[Colleague]:
    """Return whom a notice may name: those in command, and an armourer where weapons are limited.

    An armourer reads of it who gets no weapon and until when, and no other line.
    """
    found = commanders(who, at)
    if who.unit is None or "weapons" not in functions:
        return found
    unit = who.unit
    keepers = read_as(
        Audience.PLATFORM, lambda: colleagues(Permission.READ_WEAPON_HOLD, units_above(unit), at)
    )
    return [*found, *keepers]


def _told(posted: Any) -> Told:
    readers = (AccountId(UUID(one)) for one in posted.getlist("readers") if _is_id(one))
    return Told(
        posted.get("ground", ""), tuple(posted.getlist("actions")), posted.get("support", ""),
        posted.get("call_back", ""), tuple(readers),
    )  # fmt: skip


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _preview(
    request: HttpRequest, who: About, one: Limited, told: Told | None, at: Instant
) -> dict[str, Any]:
    """Return the nine lines as command would read them, and what a check of the words found."""
    shown = next((step.day for step in one.story if step.act == Act.SHOWN), None)
    told = told or Told("", (), "", "", ())
    terms = one.terms
    notice = Notice(
        str(who.person), told.ground, terms.functions, (terms.starts, terms.ends, terms.review),
        told.actions, told.support.strip(), told.call_back.strip(),
        tuple(str(reader) for reader in told.readers), shown,
    )  # fmt: skip
    found = checked(notice, in_force(), word_kinds())
    names = {str(each.account): each.name for each in readers_of(who, terms.functions, at)}
    return {
        "lines": lines_of(who.name, notice, names, language_of(request)),
        "blocked": _blocked(found, language_of(request)),
        "asked": _SAYS["asked"].of(words=", ".join(dict.fromkeys(w.word for w in found.asked)))
        if found.asked
        else None,
    }


def _blocked(found: Checked, language: str) -> list[str]:
    words = (one for one in found.faults if one.code == problems.WORD_BLOCKED.code)
    return [one.says(language) for one in words]
