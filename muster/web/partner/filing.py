"""A file of offers on a page: asked for, shown as it would be put in, and put in once confirmed."""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.kernel.problems import Problem, Refused
from muster.kernel.sheets.held import held
from muster.kernel.words import Sentence, _, _n
from muster.transition.rules.sorting import TWIN, Sorted
from muster.web.forms import Question, Upload
from muster.web.language import language_of
from muster.web.pages import page

LARGEST = 1024 * 1024
_SAYS = {
    "nothing": _("Nothing is put in yet."),
    "keep": _("Put in what can be put in"),
    "another": _("Choose another file"),
    "preview": _("What the file would put in"),
    "wrong": _n("{count} fault was found:", "{count} faults were found:"),
}
_ASKS_FOR = _("“{title}” speaks of “{words}”")
_ELSEWHERE = _("“{title}” is offered by another partner already")
Rows = Sequence[tuple[int, Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class Filing:
    """What a page of files is for: its words, how a file is read, how its rows are carried in."""

    title: Sentence
    columns: Sentence
    good: Any
    aside: Any
    back: str
    here: str
    kinds: str
    read: Callable[[Path], tuple[Rows, list[Problem], str]]
    carry: Callable[[Rows, str, bool], Sorted[Any]]


def _form(what: Filing, *given: Any) -> Question:
    class File(Question):
        file = Upload(
            asks=_("Which file?"), hint=what.columns, kinds=what.kinds, largest=LARGEST,
            required=_("Choose a file"),
        )  # fmt: skip

    return File(*given)


def filed(request: HttpRequest, what: Filing) -> HttpResponse:
    """Ask for a file; posted, show what it would put in; confirmed, put that in."""
    sent = request.POST.get("held", "")
    form = _form(what) if sent else _form(what, request.POST or None, request.FILES or None)
    data = _data(sent)
    if not sent and form.is_valid():
        data = form.cleaned_data["file"].read()
    if data:
        try:
            return _read(request, data, bool(sent), what)
        except Refused as refusal:
            form = _form(what, {}, {}) if sent else form
            form.is_valid()
            form.refuse(refusal, "file")
    return page(request, "form.html", title=what.title, form=form, back=what.back)


def _data(sent: str) -> bytes:
    try:
        return b64decode(sent, validate=True)[: LARGEST + 1]
    except (binascii.Error, ValueError):
        return b""


def _read(request: HttpRequest, data: bytes, confirm: bool, what: Filing) -> HttpResponse:
    with held(data) as path:
        rows, met, digest = what.read(path)
    found = what.carry(rows, digest, confirm)
    if confirm:
        return HttpResponseRedirect(what.back, status=303)
    language = language_of(request)
    wrong = sorted([*met, *found.problems], key=lambda one: one.row or 0)
    return page(
        request, "partner/file.html", title=_SAYS["preview"], says=_SAYS, back=what.here,
        found=found, sent=b64encode(data).decode(),
        good=what.good.of(count=len(found.good)), aside=what.aside.of(count=len(found.aside)),
        set_aside=[
            _ELSEWHERE.of(title=one.title) if words == TWIN
            else _ASKS_FOR.of(title=one.title, words=words)
            for one, words in found.aside
        ],
        wrong=_SAYS["wrong"].of(count=len(wrong)),
        problems=[(one.says(language), one.remedy(language)) for one in wrong[:200]],
    )  # fmt: skip
