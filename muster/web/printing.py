"""Titled paragraphs about one person as a PDF: a summary, a plan, a safety plan, a CV.

Typst sets it, in this process, from files held in memory; the typeface stands in the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec
import typst
from django.http import HttpResponse

from muster.kernel.words import Sentence
from muster.web.files import BUILT

_SOURCE = Path(__file__).with_name("sheet.typ")


def as_pdf(
    title: Sentence,
    facts: Sequence[str],
    sections: Iterable[tuple[str, Sequence[str]]],
    footer: Sentence,
    language: str,
) -> bytes:
    """Return the document."""
    said = {
        "title": title.said_in(language),
        "language": language,
        "facts": list(facts),
        "sections": [{"title": heading, "lines": list(lines)} for heading, lines in sections],
        "footer": footer.said_in(language),
    }
    files = {"main.typ": _SOURCE.read_bytes(), "said.json": msgspec.json.encode(said)}
    return typeset(files)


def typeset(files: Mapping[str, bytes]) -> bytes:
    """Return what `main.typ` among the files says as a PDF that screen readers read.

    Where somebody wrote a sign that no typeface has (a picture, a sign of another script), the
    standard for screen readers refuses the whole; then it is set without that promise, with a box
    in the sign's place: a plan with a box in it is better than none.
    """
    for standards in (["ua-1"], []):
        try:
            made = typst.compile(
                dict(files), format="pdf", font_paths=[str(BUILT)], ignore_system_fonts=True,
                pdf_standards=standards,
            )  # fmt: skip
        except typst.TypstError as error:
            if not standards or "could not be displayed" not in str(error):
                raise
        else:
            return bytes(made)
    raise AssertionError("the last of the two either returns or raises")


def sent(content: bytes, kind: str, name: str) -> HttpResponse:
    """Return a file to keep. Its name is the same for everybody: it stays in folders."""
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
