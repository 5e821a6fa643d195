"""One's own civilian CV: on the page, as a PDF, as a Word document, and as data for Europass."""

from __future__ import annotations

import json
import re
from io import BytesIO

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.roles import THEMSELVES
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import LANGUAGES, _
from muster.transition.profile.cv import FOOTER, TITLE, Cv, cv
from muster.transition.profile.europass import as_json_ld
from muster.transition.queries.cv import own_cv
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.member import own
from muster.web.pages import LANGUAGE_NAMES, page
from muster.web.printing import as_pdf, sent

CV = f"{own.WORK}/cv"
PAGE_TITLE = _("Your civilian CV")
_SAYS = {
    "intro": _(
        "Made from the skills that you keep and from your answers. Every military word left in it "
        "is explained at its end. Words of your own stand in both languages as you wrote them."
    ),
    "take": _("Take it along"),
    "pdf": _("As a PDF: {language}"),
    "docx": _("As a Word document: {language}"),
    "json": _("As data that Europass reads (JSON-LD)"),
    "none": _("Keep some skills in your profile first: the CV is made from them."),
    "profile": _("Your profile for work"),
    "more": _("Something is missing? Add trades, licences, courses and languages to your profile"),
}
_NO_TEXT = re.compile("[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""Signs that stand in no XML, and so in no Word document."""
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@serves(*THEMSELVES, fresh=True)
def own_page(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the CV as it stands in the reader's language, and where it is taken along."""
    kept = own_cv(person=own.own(by), by=by, at=at)
    made = cv(kept, language_of(request))
    files = [
        (_SAYS[kind].of(language=name), f"{CV}/{code}/{kind}")
        for code, name in LANGUAGE_NAMES
        for kind in ("pdf", "docx")
    ]
    return page(
        request, "member/profile/cv.html", title=PAGE_TITLE, says=_SAYS, back=own.PROFILE,
        cv=made, some=bool(kept.skills), profile_at=own.PROFILE,
        files=[*files, (_SAYS["json"], f"{CV}/{made.language}/json")],
    )  # fmt: skip


@serves(*THEMSELVES, fresh=True)
def taken(
    request: HttpRequest, *, by: Viewer, at: Instant, language: str, kind: str
) -> HttpResponse:
    """Answer with the CV in a language, as a file of a kind."""
    if language not in LANGUAGES or kind not in ("pdf", "docx", "json"):
        raise Http404
    kept = own_cv(person=own.own(by), by=by, at=at)
    if kind == "json":
        data = json.dumps(as_json_ld(kept), ensure_ascii=False, indent=1).encode()
        return sent(data, "application/ld+json", "cv.jsonld")
    made = cv(kept, language)
    if kind == "docx":
        return sent(as_docx(made), _WORD, "cv.docx")
    title = TITLE.of(name=kept.name)
    content = as_pdf(title, made.facts, made.sections, FOOTER, language)
    return sent(content, "application/pdf", "cv.pdf")


def as_docx(made: Cv) -> bytes:
    """Return the CV as a Word document."""
    from docx import Document  # half a second to load, for a file that few take

    document, file = Document(), BytesIO()
    about = document.core_properties
    about.title, about.author, about.comments = _text(made.title), "", ""
    about.language = made.language
    document.add_heading(_text(made.title), 0)
    for fact in made.facts:
        document.add_paragraph(_text(fact))
    for heading, lines in made.sections:
        document.add_heading(_text(heading), 1)
        for line in lines:
            document.add_paragraph(_text(line), style="List Bullet")
    document.add_paragraph(FOOTER.said_in(made.language))
    document.save(file)
    return file.getvalue()


def _text(said: str) -> str:
    return _NO_TEXT.sub("", said)
