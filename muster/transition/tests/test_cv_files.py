"""A CV that somebody brings: read in either language, or refused with what is wrong with it."""

import io
import zipfile

import pytest
import typst
from docx import Document
from pypdf import PdfReader, PdfWriter

from muster.kernel.problems import Refused
from muster.transition.profile.reading import MOST_BYTES, MOST_PAGES, text_of

WORDS = "Infantry squad leader 2015–2021. Вёл учёт имущества на складе."


def pdf(source):
    return typst.compile({"main.typ": source.encode()}, format="pdf")


def word(*paragraphs, cells=()):
    document, file = Document(), io.BytesIO()
    for one in paragraphs:
        document.add_paragraph(one)
    if cells:
        table = document.add_table(1, len(cells))
        for cell, text in zip(table.rows[0].cells, cells, strict=True):
            cell.text = text
    document.save(file)
    return file.getvalue()


def repacked(content, **parts):
    """Return a Word document with these parts put in, or changed, by the ends of their names."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            changed = parts.pop(name.rpartition("/")[2].partition(".")[0].strip("[]"), None)
            new.writestr(name, old.read(name) if changed is None else changed(old.read(name)))
        for name, made in parts.items():
            new.writestr(f"word/{name}.bin", made(b""))
    return file.getvalue()


def locked(content, password):
    writer, file = PdfWriter(clone_from=PdfReader(io.BytesIO(content))), io.BytesIO()
    writer.encrypt(password, "owner", algorithm="RC4-128")
    writer.write(file)
    return file.getvalue()


PDF, DOCX = pdf(WORDS), word(WORDS)


@pytest.mark.parametrize(
    "content",
    [
        PDF,
        DOCX,
        word("Резюме и опыт работы", cells=[WORDS, "…"]),
        locked(PDF, ""),
        WORDS.encode(),
        WORDS.encode("utf-8-sig"),
        WORDS.encode("utf-16"),
        WORDS.encode("cp1251"),
    ],
)
def test_a_cv_is_read_whatever_it_is_written_in(content):
    text = " ".join(text_of(content).split())
    assert "Infantry squad leader" in text
    assert "Вёл учёт имущества" in text


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b" \n\t ", "file-empty"),
        (b"x" * (MOST_BYTES + 1), "file-too-large"),
        (b"word " * 30_000, "too-long"),
        (pdf("#rect(width: 5cm)"), "file-without-text"),
        (word(""), "file-without-text"),
        (pdf("word #pagebreak()\n" * 300), "file-too-many-pages"),
        (pdf("word #pagebreak()\n" * MOST_PAGES), "file-too-many-pages"),
        (locked(PDF, "secret"), "file-protected"),
        (PDF[:200], "file-damaged"),
        (b"%PDF-1.7\nnothing", "file-damaged"),
        (DOCX[: len(DOCX) // 2], "file-damaged"),
        (repacked(DOCX, document=lambda old: b"<w:document"), "file-damaged"),
        (
            repacked(
                DOCX,
                document=lambda old: old.replace(b"<w:document", b"<!DOCTYPE x><w:document", 1),
            ),
            "file-damaged",
        ),
        (repacked(DOCX, vbaProject=lambda _old: b"Sub AutoOpen()"), "file-with-macros"),
        (
            repacked(DOCX, Content_Types=lambda old: old.replace(b"main+xml", b"macroEnabled")),
            "file-with-macros",
        ),
        (repacked(DOCX, bomb=lambda _old: b"0" * 60_000_000), "file-unpacks-too-large"),
        (repacked(DOCX, document=lambda old: old + b" " * 9_000_000), "file-unpacks-too-large"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "file-of-old-word"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "file-protected",
        ),
        (b"\xff\xd8\xff" + bytes(99), "file-is-a-picture"),
        (b"MZ" + bytes(99), "file-of-another-kind"),
        (b"{\\rtf1 word", "file-of-another-kind"),
        (b"<html><body>word", "file-of-another-kind"),
        (repacked(DOCX).replace(b"word/document.xml", b"word/documenx.xml"),
         "file-of-another-kind"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_in_both_languages(content, code):
    with pytest.raises(Refused) as found:
        text_of(content)
    problem = found.value.problem
    assert problem.code == f"profile.{code}"
    assert problem.says("ru") != problem.says("en")
    assert problem.remedy("ru")
