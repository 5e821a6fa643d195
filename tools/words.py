"""The words of every room: what the code says against what its catalogue translates.

    python -m tools.words --check     name every sentence that is not rightly translated
    python -m tools.words --update    take new sentences in, untranslated, and old ones out
    python -m tools.words --update muster/web/member    the same for some folders alone

A room's sentences are the ones marked `_`, `_n` and `_p` in its folder, tests apart; its Russian
stands in `words/ru.po` beside them. A folder inside a room that has its own `words/` keeps its own
sentences. The house is the one that this file stands in.
"""

from __future__ import annotations

import re
import string
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "muster"
LANGUAGE = "ru"
KEYWORDS = parse_keywords(("_", "_n:1,2", "_p:1c,2"))
APART = frozenset({"tests", "migrations", "node_modules"})
PLURALS = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)
BOWING = re.compile(r"(?<=[\w,;—–)}] )В(?:ы|ас|ам|ами|аш[а-я]*)\b")  # «Вы» amid a sentence
HEADER = f"""\
msgid ""
msgstr ""
"Language: {LANGUAGE}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {PLURALS}\\n"

"""

Key = tuple[str, str | None]  # the sentence (its singular) and its context


@dataclass(frozen=True, slots=True)
class Fault:
    """One sentence of one room that is not as it should be."""

    room: str
    sentence: str
    reason: str

    def __str__(self) -> str:
        return f"{self.room}: {self.reason}: “{self.sentence}”"


def key_of(message: Message) -> Key:
    singular = message.id[0] if isinstance(message.id, tuple) else message.id
    return singular, message.context


def forms_of(message: Message) -> tuple[str, ...]:
    """Return the translations of one message: one string, or one for each plural form."""
    return message.string if isinstance(message.string, tuple) else (message.string,)


def rooms(house: Path = HOUSE) -> list[Path]:
    """Return the folders that keep words: every room, and what has `words/` inside one."""
    inside = (folder.parent for folder in house.glob("*/**/words") if folder.is_dir())
    return sorted({*(folder.parent for folder in house.glob("*/__init__.py")), *inside})


def catalogue_of(room: Path) -> Path:
    return room / "words" / f"{LANGUAGE}.po"


def said_in(room: Path, mapping_file: Path = ROOT / "babel.cfg") -> Catalog:
    """Return the sentences that the room's sources mark, in the order in which they stand."""
    with mapping_file.open() as file:
        method_map, options_map = parse_mapping_cfg(file)
    found = extract_from_dir(
        str(room),
        method_map,
        options_map,
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
        directory_filter=lambda folder: not _stands_apart(Path(folder)),
    )
    said = Catalog(locale=LANGUAGE)
    for file_name, line, sentence, comments, context in sorted(found, key=lambda one: one[:2]):
        said.add(sentence, None, [(file_name, line)], auto_comments=comments, context=context)
    return said


def _stands_apart(folder: Path) -> bool:
    return folder.name in APART or (folder / "words").is_dir()


def translated_in(room: Path) -> Catalog:
    """Return the room's catalogue; an empty one where the room has none."""
    path = catalogue_of(room)
    if not path.exists():
        return Catalog(locale=LANGUAGE)
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE, abort_invalid=True)


def places(sentence: str) -> set[str]:
    """Return the named places of a sentence; ValueError where a place is not a bare name."""
    names = set()
    for _text, name, form, conversion in string.Formatter().parse(sentence):
        if name is None:
            continue
        if not name.isidentifier() or form or conversion:
            raise ValueError(f"the place {{{name}}} is not a bare name")
        names.add(name)
    return names


def faults_of(room: Path) -> Iterator[Fault]:
    """Yield everything wrong between a room's sources and its catalogue."""
    said = {key_of(message): message for message in said_in(room) if message.id}
    known = {key_of(message): message for message in translated_in(room) if message.id}
    for key in said.keys() - known.keys():
        yield Fault(room.name, key[0], "not in the catalogue")
    for key in known.keys() - said.keys():
        yield Fault(room.name, key[0], "left over in the catalogue")
    for key in said.keys() & known.keys():
        for reason in message_faults(said[key], known[key]):
            yield Fault(room.name, key[0], reason)
    yield from header_faults(room)


def header_faults(room: Path) -> Iterator[Fault]:
    """Yield a fault where the catalogue's header would mislead the programs that read it."""
    path = catalogue_of(room)
    if path.exists():
        header = dict(translated_in(room).mime_headers)
        if header.get("Plural-Forms") != PLURALS or header.get("Language") != LANGUAGE:
            yield Fault(room.name, "Plural-Forms", "the header differs from that of tools/words.py")


def message_faults(said: Message, known: Message) -> Iterator[str]:
    """Yield what is wrong with one translation."""
    forms = forms_of(known)
    if known.fuzzy:
        yield "marked fuzzy"
    if isinstance(said.id, tuple) != isinstance(known.id, tuple):
        yield "plural in one of the two and not in the other"
        return
    if not all(forms) or (known.pluralizable and len(forms) != 3):
        yield "not translated"
        return
    english = said.id if isinstance(said.id, tuple) else (said.id,)
    try:
        wanted = places(english[-1])  # the plural names its count even where the singular does not
        if not all(places(form) <= wanted for form in english):
            yield "the singular has a place that the plural lacks"
        if any(places(form) != wanted for form in forms):
            yield "its places differ between the languages"
    except ValueError as error:
        yield str(error)
    if has_words(english[0]) and not any("а" <= letter <= "ё" for letter in forms[0].lower()):
        yield "translated without a Cyrillic letter"
    if any(BOWING.search(form) for form in forms):
        yield "“Вы” with a capital letter inside a sentence"


def has_words(sentence: str) -> bool:
    """Has the sentence a word that is neither a named place nor a name or abbreviation?"""
    texts = " ".join(text for text, *_rest in string.Formatter().parse(sentence))
    return any(word.isalpha() and word.islower() for word in texts.split())


def disagreements(house: Path = HOUSE) -> Iterator[Fault]:
    """Yield each sentence that two rooms translate differently."""
    first: dict[Key, tuple[str, tuple[str, ...]]] = {}
    for room in rooms(house):
        for message in translated_in(room):
            if not message.id:
                continue
            name, forms = first.setdefault(key_of(message), (room.name, forms_of(message)))
            if forms != forms_of(message):
                yield Fault(room.name, key_of(message)[0], f"{name} translates it differently")


def update(room: Path) -> None:
    """Bring a room's catalogue to what its sources say; new sentences stand untranslated."""
    said, known = said_in(room), translated_in(room)
    for message in said:
        message.locations = []
        if not message.id:
            continue
        old = known.get(message.id, message.context)
        if old is not None and isinstance(old.id, tuple) == isinstance(message.id, tuple):
            message.string, message.user_comments = old.string, old.user_comments
    path = catalogue_of(room)
    if not len(said):
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        file.write(HEADER.encode())
        write_po(file, said, width=100, omit_header=True, no_location=True)


@click.command(help=__doc__)
@click.option("--update", "updating", is_flag=True, help="Write the catalogues.")
@click.option("--check", "checking", is_flag=True, help="Name every fault; the default.")
@click.argument("folders", nargs=-1, type=click.Path(exists=True, path_type=Path))
def main(updating: bool, checking: bool, folders: tuple[Path, ...]) -> None:
    if updating:
        for room in [one.resolve() for one in folders] or rooms():
            update(room)
    faults = [*(fault for room in rooms() for fault in faults_of(room)), *disagreements()]
    for fault in sorted(faults, key=str):
        click.echo(str(fault), err=True)
    if faults and (checking or not updating):
        sys.exit(1)


if __name__ == "__main__":
    main()
