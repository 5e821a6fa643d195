"""A CV or some sentences of one's own: what is found in them is offered, and nothing else kept."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from django.http import HttpRequest, HttpResponse

from muster.access.roles import THEMSELVES
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.transition.commands.profile import take_skills
from muster.transition.guidance.starter import starter
from muster.transition.profile.problems import NOTHING_FOUND
from muster.transition.profile.reading import MOST_BYTES, text_of
from muster.transition.profiling import skills_in
from muster.transition.rules.profile import MOST_SKILLS, Source
from muster.web.doors import serves
from muster.web.forms import Choices, Form, Hidden, LongText, Upload
from muster.web.language import language_of
from muster.web.member import own
from muster.web.member.profile.shown import FROM
from muster.web.pages import page

TEXT, TITLE = f"{own.PROFILE}/text", _("Bring a CV, or say it in your own words")
_INTRO = (
    _("It is read once for the skills it speaks of, here and by no other service, and forgotten."),
    _("You then choose which of them are yours; of the file nothing else is kept."),
)
_FOUND, _FOUND_SAYS = _("What was found in your words"), (_("Tick what is true of you."),)
_FIND, _TAKE = _("Look for skills"), _("Take these")
_LONGEST = 20_000


class Bringing(Form):
    text = LongText(
        asks=_("What did you do, and what can you do?"), rows=8, longest=_LONGEST,
        hint=_("In short sentences, in English or Russian; nothing of anybody’s health"),
    )  # fmt: skip
    file = Upload(
        asks=_("Your CV as a file"), kinds=".pdf,.docx,.txt", largest=MOST_BYTES,
        hint=_("A PDF, a Word document (DOCX) or plain text of at most 30 pages"),
    )  # fmt: skip


class Taking(Form):
    skills = Choices(
        asks=_("Which of these can you do?"), required=_("Select at least one, or go back")
    )
    found = Hidden(longest=60_000)


@serves(*THEMSELVES, posts=True, fresh=True)
def text(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask for words or a file; posted, offer what was found; posted again, keep what is ticked."""
    found = _found(request.POST.get("found", ""))
    if found:
        return _offer(request, found, by, at)
    form = Bringing(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            found = skills_in(_words(form))
            if not found:
                raise NOTHING_FOUND.refused()
        except Refused as refusal:
            form.refuse(refusal, "file" if form.cleaned_data.get("file") else "text")
        else:
            return _offer(request, dict(list(found.items())[:MOST_SKILLS]), by, at)
    return page(
        request, "form.html", title=TITLE, form=form, back=own.PROFILE, intro=_INTRO, button=_FIND,
        cancel=own.PROFILE,
    )  # fmt: skip


def _words(form: Bringing) -> str:
    brought = form.cleaned_data.get("file")
    read = text_of(brought.read()) if brought else ""
    return f"{form.cleaned_data['text']}\n{read}"


def _offer(request: HttpRequest, found: Mapping[str, str], by: Viewer, at: Instant) -> HttpResponse:
    """Show what was found with the words for it; posted, keep what is ticked."""
    language = language_of(request)
    sent = request.POST if "found" in request.POST else None
    form = Taking(sent, initial={"found": msgspec.json.encode(found).decode()})
    form.options(skills=[
        (key, starter().skills[key][language], FROM[Source.TEXT].of(words=words))
        for key, words in found.items()
    ])  # fmt: skip
    if form.is_valid():
        taken = {key: found[key] for key in form.cleaned_data["skills"]}
        try:
            take_skills(person=own.own(by), found=taken, by=by, at=at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return own.to(own.PROFILE)
    return page(
        request, "form.html", title=_FOUND, form=form, back=TEXT, intro=_FOUND_SAYS, button=_TAKE,
        cancel=own.PROFILE,
    )  # fmt: skip


def _found(sent: str) -> dict[str, str]:
    """Return what this page had found and sent back; empty where it did not, or not like this."""
    try:
        found = msgspec.json.decode(sent or "{}", type=dict[str, str])
    except msgspec.DecodeError:
        return {}
    return {key: words for key, words in found.items() if key in starter().skills}
