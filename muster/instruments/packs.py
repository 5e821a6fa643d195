"""The library of instruments: packs read from data, checked whole, and kept.

A pack is refused, with the problem that says why, when its rules are unsound, when its wording does
not match its codes, or when a letter of its wording is not the letter that was proof-read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import msgspec

from muster.instruments import problems
from muster.instruments.rules.reading import shown
from muster.instruments.rules.soundness import faults
from muster.instruments.rules.specification import (
    Condition,
    Item,
    Option,
    Scale,
    Specification,
)
from muster.instruments.wording import Standing, Wording, mismatch
from muster.kernel.problems import Refused
from muster.kernel.words import LANGUAGES

LIBRARY = Path(__file__).resolve().parent / "library"


@dataclass(frozen=True)
class Section:
    """Items printed together; `stem` says whether a sentence stands above them."""

    key: str
    items: tuple[str, ...]
    stem: bool = True


@dataclass(frozen=True)
class Pack:
    """An instrument as it is shipped: its scoring, its rights, and its words where it has them.

    `licensed` packs come without text. `answer_sets` names the set of answers each item uses;
    wording files give a set's texts once.
    """

    specification: Specification
    titles: Mapping[str, str]
    holder: str
    source: str
    licensed: bool
    sections: tuple[Section, ...]
    answer_sets: Mapping[str, str]
    wordings: Mapping[str, Wording]

    @property
    def key(self) -> str:
        return self.specification.instrument

    def wording(self, language: str) -> Wording:
        """Return the words in `language`; `Refused` where this pack has none."""
        if language not in self.wordings:
            raise problems.UNKNOWN_LANGUAGE.refused(
                instrument=self.key,
                language=shown(language),
                known=", ".join(self.wordings) or "–",
            )
        return self.wordings[language]

    def with_wording(self, wording: Wording) -> Pack:
        """Return this pack with one more language, such as a licensed text from `licensed`."""
        return replace(self, wordings={**self.wordings, wording.language: wording})

    def worded(
        self,
        language: str,
        standing: Standing,
        words: WordingFile,
    ) -> Wording:
        """Return the words of a file under this pack's codes; `Refused` where they do not match."""
        stems = {section.key for section in self.sections if section.stem}
        items = set(self.specification.by_code)
        sets = {
            f"{name}.{option.code}"
            for item, name in self.answer_sets.items()
            for option in self.specification.by_code[item].options
        }
        texts = {f"{name}.{code}": t for name, s in words.answers.items() for code, t in s.items()}
        found = [mismatch(words.sections, stems), mismatch(words.items, items)]
        found.append(mismatch(texts, sets))
        blank = [c for t in (words.sections, words.items, texts) for c in t if not t[c].strip()]
        missing = ", ".join([lacking for lacking, _unknown in found if lacking] + blank)
        unknown = ", ".join(extra for _lacking, extra in found if extra)
        if missing or unknown:
            raise problems.WORDING_INCOMPLETE.refused(
                instrument=self.key, missing=missing or "–", unknown=unknown or "–"
            )
        return Wording(
            instrument=self.key,
            language=language,
            standing=standing,
            source=words.source,
            year=words.year,
            terms=words.terms,
            sections=dict(words.sections),
            items={code: words.items[code] for code in self.specification.by_code},
            options={code: dict(words.answers[name]) for code, name in self.answer_sets.items()},
        )


class ItemEntry(msgspec.Struct, forbid_unknown_fields=True):
    """An item as `instrument.toml` writes it: its answers by the name of their set."""

    code: str
    answers: str
    reversed: bool = False
    critical_at: int | None = None
    asks_for_contact_at: int | None = None
    asked_when: Condition | None = None


class PackFile(msgspec.Struct, forbid_unknown_fields=True):
    """`instrument.toml`."""

    key: str
    version: str
    text: str
    holder: str
    source: str
    titles: dict[str, str]
    answers: dict[str, dict[str, int]]
    items: list[ItemEntry]
    sections: list[Section]
    scales: list[Scale]


class WordingFile(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """`en.toml`, `ru.toml`, and in the same form a licensed text file."""

    language: str
    standing: Standing = Standing.LICENSED
    source: str
    year: int
    terms: str
    sha256: str = ""
    sections: dict[str, str] = {}
    items: dict[str, str]
    answers: dict[str, dict[str, str]]


@cache
def packs() -> Mapping[str, Pack]:
    """Return every shipped pack by key, in the order of the keys."""
    return {folder.name: pack(folder.name) for folder in _folders()}


@cache
def pack(key: str) -> Pack:
    """Return the pack `key`; `Refused` where there is none, or where it is not what was checked."""
    folders = {folder.name: folder for folder in _folders()}
    if key not in folders:
        raise problems.UNKNOWN_INSTRUMENT.refused(instrument=shown(key), known=", ".join(folders))
    return read_pack(folders[key])


def _folders() -> list[Path]:
    return sorted(path.parent for path in LIBRARY.glob("*/instrument.toml"))


def read_pack(folder: Path) -> Pack:
    """Read and check the pack in `folder`, whose name is the instrument's key."""
    try:
        file = msgspec.convert(_toml(folder / "instrument.toml"), PackFile, strict=True)
        specification = _specification(file)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, KeyError) as error:
        raise _unsound(folder.name, str(error)) from error
    found = [*faults(specification), *_layout_faults(file, folder.name)]
    if found:
        raise _unsound(folder.name, " ".join(found))
    bare = Pack(
        specification=specification,
        titles=file.titles,
        holder=file.holder,
        source=file.source,
        licensed=file.text == "licensed",
        sections=tuple(file.sections),
        answer_sets={item.code: item.answers for item in file.items},
        wordings={},
    )
    files = {language: folder / f"{language}.toml" for language in LANGUAGES}
    return replace(
        bare,
        wordings={
            language: _read_wording(bare, language, path)
            for language, path in files.items()
            if not bare.licensed
        },
    )


def _toml(path: Path) -> object:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _specification(file: PackFile) -> Specification:
    sets = {
        name: tuple(Option(code, value) for code, value in options.items())
        for name, options in file.answers.items()
    }
    items = tuple(
        Item(
            code=item.code,
            options=sets[item.answers],
            reversed=item.reversed,
            critical_at=item.critical_at,
            asks_for_contact_at=item.asks_for_contact_at,
            asked_when=item.asked_when,
        )
        for item in file.items
    )
    return Specification(file.key, file.version, items, tuple(file.scales))


def _layout_faults(file: PackFile, folder: str) -> list[str]:
    found = []
    if file.key != folder:
        found.append(f"It calls itself {file.key} and lies in the folder {folder}.")
    if file.text not in ("shipped", "licensed"):
        found.append("Its text is neither “shipped” nor “licensed”.")
    if set(file.titles) != set(LANGUAGES):
        found.append("It must have a title in every language of the house.")
    laid_out = [code for section in file.sections for code in section.items]
    if laid_out != [item.code for item in file.items]:
        found.append("Its sections must hold each item once, in order.")
    return found


def _read_wording(bare: Pack, language: str, path: Path) -> Wording:
    try:
        words = msgspec.convert(_toml(path), WordingFile, strict=True)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise _unsound(bare.key, f"{path.name}: {error}") from error
    wording = bare.worded(words.language, words.standing, words)
    if wording.checksum != words.sha256 or words.language != language:
        raise problems.WORDING_CHANGED.refused(
            instrument=bare.key, language=language, found=wording.checksum
        )
    return wording


def _unsound(instrument: str, fault: str) -> Refused:
    return problems.UNSOUND_PACK.refused(instrument=instrument, fault=fault)
