"""Texts that an installation has licensed itself, for instruments shipped without a word of text.

The file is TOML in UTF-8; `blank_text` writes one to fill in. It must give every item and every
answer of the instrument a wording, under the instrument's own codes and no others.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass

import msgspec

from muster.instruments import problems
from muster.instruments.packs import Pack, WordingFile, pack
from muster.instruments.rules.reading import shown
from muster.instruments.wording import Standing, Wording
from muster.kernel.words import LANGUAGES

MOST_BYTES = 1_000_000
_YEARS = range(1850, 2200)
# Where the readers say that it is wrong; what they say of it is English and not passed on.
_LINE_AND_COLUMN = re.compile(r"line (\d+), column (\d+)")
_FIELD = re.compile(r"(?<= at )`([^`]+)`|(?<=field )`([^`]+)`")


class LicensedFile(WordingFile, forbid_unknown_fields=True, kw_only=True):
    """A wording file that also names its instrument and the holder of the licence."""

    instrument: str
    licence_holder: str


@dataclass(frozen=True)
class LicensedText:
    """A licensed wording, read and matched, and who holds the licence for it."""

    wording: Wording
    licence_holder: str


def read_licensed_text(data: bytes) -> LicensedText:
    """Read a licensed text file; `Refused` carries what is wrong with it.

    Only instruments that Muster ships without text take one. The wording's `checksum` is what the
    installation keeps beside it.
    """
    file = _decode(data)
    chosen = pack(file.instrument)
    if not chosen.licensed:
        raise problems.TEXT_NOT_PROTECTED.refused(
            instrument=chosen.key, language=shown(file.language)
        )
    if file.language not in LANGUAGES:
        raise problems.UNKNOWN_LANGUAGE.refused(
            instrument=chosen.key, language=shown(file.language), known=", ".join(LANGUAGES)
        )
    wording = chosen.worded(file.language, Standing.LICENSED, file)
    if unsaid := _unsaid(file):
        raise problems.TEXT_WITHOUT_TERMS.refused(missing=", ".join(unsaid))
    return LicensedText(wording=wording, licence_holder=file.licence_holder)


def _unsaid(file: LicensedFile) -> list[str]:
    """Return what the file must say of its rights and leaves empty."""
    said = {"source": file.source, "terms": file.terms, "licence_holder": file.licence_holder}
    years = [] if file.year in _YEARS else ["year"]
    return [name for name, text in said.items() if not text.strip()] + years


def _decode(data: bytes) -> LicensedFile:
    if len(data) > MOST_BYTES:
        raise problems.TEXT_TOO_LARGE.refused(count=len(data), most=MOST_BYTES)
    try:
        return msgspec.convert(tomllib.loads(data.decode("utf-8-sig")), LicensedFile, strict=True)
    except UnicodeDecodeError as error:
        raise problems.TEXT_NOT_UTF8.refused(place=error.start + 1) from error
    except tomllib.TOMLDecodeError as error:
        place = _LINE_AND_COLUMN.search(str(error))
        line, column = place.groups() if place else (_last_line(data), "1")
        raise problems.TEXT_NOT_TOML.refused(line=line, column=column) from error
    except msgspec.ValidationError as error:
        raise problems.TEXT_OF_ANOTHER_FORM.refused(field=_field(error)) from error
    except RecursionError as error:
        raise problems.TEXT_TOO_DEEP.refused() from error


def _field(error: msgspec.ValidationError) -> str:
    """Return the path of the field that is at fault: the table it stands in, then its name."""
    named = sorted(_FIELD.findall(str(error)), key=lambda found: found[1])
    return shown(".".join("".join(found).removeprefix("$.") for found in named))


def _last_line(data: bytes) -> str:
    return str(data.count(b"\n") + 1)


def blank_text(chosen: Pack, language: str) -> str:
    """Return a licensed text file for `chosen` with every place still empty, ready to fill in."""
    lines = [
        f'instrument = "{chosen.key}"',
        f'language = "{language}"',
        'source = ""',
        "year = 0",
        'terms = ""',
        'licence_holder = ""',
        "",
        "[sections]",
        *(f"{json.dumps(section.key)} = " + '""' for section in chosen.sections if section.stem),
        "",
        "[items]",
        *(f"{json.dumps(code)} = " + '""' for code in chosen.specification.by_code),
    ]
    sets = {name: chosen.specification.by_code[item] for item, name in chosen.answer_sets.items()}
    for name, item in sets.items():
        lines += ["", f"[answers.{name}]"]
        lines += [f"{option.code} = " + '""' for option in item.options]
    return "\n".join(lines) + "\n"
