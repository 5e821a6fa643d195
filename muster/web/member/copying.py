"""The copy as a file: a page to read, data for other programs, and a table for each part."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO

from markupsafe import Markup

from muster.kernel.sheets.cells import fault
from muster.kernel.words import Sentence, _
from muster.web.member.gathering import Cell, Part

_TITLE = _("Everything that Muster keeps about you")
_NOTHING = _("Nothing is kept here.")
_PAGE = Markup(
    '<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">\n<title>{title}</title>\n'
    "<style>body{{font:1rem/1.5 sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}}"
    "table{{border-collapse:collapse;width:100%}}"
    "th,td{{border-bottom:1px solid #999;padding:.3rem .6rem;text-align:left;vertical-align:top}}"
    "</style>\n<h1>{title}</h1>\n{parts}</html>\n"
)


def packed(parts: Sequence[Part], language: str) -> bytes:
    """Return the parts as a ZIP file: about-me.html, about-me.json, and one CSV for each part."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("about-me.html", as_page(parts, language))
        archive.writestr("about-me.json", as_json(parts, language))
        for part in parts:
            archive.writestr(f"{part.key}.csv", as_table(part, language))
    return file.getvalue()


def as_json(parts: Iterable[Part], language: str) -> str:
    """Return the parts as JSON: instants and days as ISO 8601, all else as it is read."""
    said = {
        part.key: {
            "title": part.title.said_in(language),
            "columns": {key: words.said_in(language) for key, words in part.columns},
            "rows": [
                {
                    key: _plain(cell, language)
                    for (key, _words), cell in zip(part.columns, row, strict=True)
                }
                for row in part.rows
            ],
        }
        for part in parts
    }
    return json.dumps(said, ensure_ascii=False, indent=2)


def as_table(part: Part, language: str) -> str:
    """Return one part as CSV that no spreadsheet takes for a formula (OWASP, “CSV Injection”)."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow([words.said_in(language) for _key, words in part.columns])
    for row in part.rows:
        writer.writerow([_harmless(_read(cell, language)) for cell in row])
    return "\ufeff" + text.getvalue()  # the mark by which spreadsheets know UTF-8


def as_page(parts: Iterable[Part], language: str) -> str:
    """Return the parts as a page to be read in any browser; whatever people wrote is escaped."""
    body = Markup("").join(_section(part, language) for part in parts)
    return _PAGE.format(language=language, title=_TITLE.said_in(language), parts=body)


def _section(part: Part, language: str) -> Markup:
    title = Markup("<h2>{}</h2>\n").format(part.title.said_in(language))
    if not part.rows:
        return title + Markup("<p>{}</p>\n").format(_NOTHING.said_in(language))
    head = Markup("").join(
        Markup('<th scope="col">{}</th>').format(words.said_in(language))
        for _key, words in part.columns
    )
    rows = Markup("").join(
        Markup("<tr>{}</tr>\n").format(
            Markup("").join(Markup("<td>{}</td>").format(_read(cell, language)) for cell in row)
        )
        for row in part.rows
    )
    return title + Markup("<table><thead><tr>{}</tr></thead>\n<tbody>{}</tbody></table>\n").format(
        head, rows
    )


def _plain(cell: Cell, language: str) -> object:
    """Return a cell as JSON keeps it; None: not known."""
    if isinstance(cell, Sentence):
        return cell.said_in(language)
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return cell


def _read(cell: Cell, language: str) -> str:
    """Return a cell as it is read; what is not known is empty."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    plain = _plain(cell, language)
    return f"{plain:g}" if isinstance(plain, float) else str(plain)


def _harmless(text: str) -> str:
    return f"'{text}" if fault(text) is not None else text
