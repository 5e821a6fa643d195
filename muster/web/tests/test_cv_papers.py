"""A CV as a PDF and as a Word document: read back, it says what the page says."""

from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from muster.transition.profile.cv import FOOTER, TITLE, Cv
from muster.web.member.profile.papers import as_docx
from muster.web.printing import as_pdf

MADE = Cv("ru", "Резюме: Олесь", ("+380",), (("Навыки", ("сваривать металл", "=1+1")),))


def as_word():
    document = Document(BytesIO(as_docx(MADE)))
    assert document.core_properties.author == ""
    return "\n".join(one.text for one in document.paragraphs)


def as_paper():
    title = TITLE.of(name="Олесь")
    content = as_pdf(title, MADE.facts, MADE.sections, FOOTER, "ru")
    return "\n".join(one.extract_text() for one in PdfReader(BytesIO(content)).pages)


@pytest.mark.parametrize("read", [as_word, as_paper])
def test_a_paper_says_what_the_page_says(read):
    said = " ".join(read().split())
    for words in (MADE.title, "+380", "Навыки", "сваривать металл", "=1+1"):
        assert words in said


@pytest.mark.parametrize("sign", ["😀", "中文", "\ufffe", "\u0600"])
def test_a_sign_that_no_typeface_has_keeps_nothing_else_off_the_paper(sign):
    content = as_pdf(
        TITLE.of(name=f"Олесь {sign}"), [sign], [("Дела", [f"Сварка {sign}"])], FOOTER, "ru"
    )
    assert "Сварка" in "".join(one.extract_text() for one in PdfReader(BytesIO(content)).pages)
    made = Cv("ru", "Олесь", (sign,), (("Дела", (f"Сварка {sign}\x07",)),))
    document = Document(BytesIO(as_docx(made)))
    assert "Сварка" in "".join(one.text for one in document.paragraphs)
