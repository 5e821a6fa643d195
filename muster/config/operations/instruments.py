"""`muster instruments`: what is asked, by what rules, in whose words."""

from __future__ import annotations

import json as json_text
from collections.abc import Iterator
from pathlib import Path

import click
from rich.markup import escape
from rich.table import Table

from muster.access.permissions import Permission
from muster.config.operations.keys import FILE, write_privately
from muster.config.problems import FILE_UNREADABLE
from muster.config.spoken import argument, group, json_option, option
from muster.config.terminal import Terminal
from muster.fhir.questionnaires import questionnaire
from muster.instruments import problems
from muster.instruments.commands import add_text
from muster.instruments.licensed import MOST_BYTES, blank_text
from muster.instruments.names import BANDS, SCALES
from muster.instruments.packs import Pack, pack, packs
from muster.instruments.queries import Licence, installed, licences
from muster.instruments.rules.specification import CutOff, Method, Scale, Sex, Specification, plain
from muster.instruments.wording import Wording
from muster.kernel.faults import why
from muster.kernel.problems import Problem, Refused
from muster.kernel.time import now
from muster.kernel.words import LANGUAGES, Sentence, _
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience


@group(says=_("List instruments, and add licensed texts."))
def instruments() -> None:
    """The group."""


@instruments.command("list", says=_("List every instrument, its languages and its terms."))
@json_option
@click.pass_obj
def list_(terminal: Terminal, json: bool) -> None:
    """List the library as this installation has it."""
    with unit_of_work(Standing(Audience.PLATFORM)):
        found = [_as_installed(key) for key in packs()]
    if json:
        terminal.show({"instruments": [_listed(one, fault) for one, fault in found]})
        return
    heads = (_("Key"), _("Title"), _("Version"), _("Words"), _("Rights"))
    table = Table(*(terminal.said(head) for head in heads), show_lines=True)
    for one, _fault in found:
        words = [terminal.said(_words_of(wording)) for wording in one.wordings.values()]
        table.add_row(
            one.key,
            escape(one.titles[terminal.language]),
            one.specification.version,
            escape("\n".join(words or [terminal.said(_("none: add a licensed text"))])),
            escape("\n".join(_rights(one))),
        )
    terminal.console.print(table)
    for _one, fault in found:
        if fault is not None:
            terminal.remark(fault.kind.says.of(**dict(fault.values)))


@instruments.command(says=_("Show an instrument: its items, scales, cut-offs, source and terms."))
@argument("key")
@json_option
@click.pass_obj
def show(terminal: Terminal, key: str, json: bool) -> None:
    """Show one instrument as this installation has it."""
    with unit_of_work(Standing(Audience.PLATFORM)):
        one, held = installed(key), licences(key)
    if json:
        terminal.show(_shown(one, held))
        return
    for line in _described(terminal, one, held):
        click.echo(line)


@instruments.command(says=_("Add a licensed text file to an instrument shipped without words."))
@argument("file", type=FILE)
@json_option
@click.pass_obj
def add(terminal: Terminal, file: Path, json: bool) -> None:
    """Add a licensed text; the same file twice changes nothing."""
    by = terminal.acting(Permission.ADD_INSTRUMENT_TEXT)
    added = add_text(data=_bytes_of(file), by=by, at=now())
    wording = added.wording
    if json:
        terminal.show({
            "instrument": wording.instrument, "language": wording.language, "added": added.new,
            "checksum": wording.checksum, "terms": wording.terms,
            "licence_holder": added.licence_holder,
        })  # fmt: skip
        return
    said = (
        _("“{instrument}” has its licensed words now, in: {language}. Checksum: {checksum}.")
        if added.new
        else _("“{instrument}” has these words already, in: {language}. Nothing has changed.")
    )
    terminal.say(
        said.of(instrument=wording.instrument, language=wording.language, checksum=wording.checksum)
    )


@instruments.command(says=_("Print an empty licensed text file, to be filled in."))
@argument("key")
@argument("language", type=click.Choice(LANGUAGES))
def blank(key: str, language: str) -> None:
    """Print a form for the words of an instrument that comes without them."""
    chosen = pack(key)
    if not chosen.licensed:
        raise problems.TEXT_NOT_PROTECTED.refused(instrument=key, language=language)
    click.echo(blank_text(chosen, language), nl=False)


@instruments.command(says=_("Write an instrument as a FHIR R4 Questionnaire."))
@argument("key")
@option("--out", required=True, type=FILE, says=_("The file to write; it must not exist yet."))
@click.pass_obj
def export(terminal: Terminal, key: str, out: Path) -> None:
    """Write the Questionnaire, with the licensed words where this installation has them."""
    with unit_of_work(Standing(Audience.PLATFORM)):
        written = questionnaire(installed(key))
    text = json_text.dumps(written, ensure_ascii=False, indent=2) + "\n"
    write_privately(out, text.encode())
    terminal.say(_("The Questionnaire is in {file}.").of(file=str(out)))


def _bytes_of(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        if size > MOST_BYTES:
            raise problems.TEXT_TOO_LARGE.refused(count=size, most=MOST_BYTES)
        return file.read_bytes()
    except OSError as error:
        raise FILE_UNREADABLE.refused(file=str(file), why=why(error)) from error


def _as_installed(key: str) -> tuple[Pack, Problem | None]:
    """Return the pack, and why its stored text is not used where it is not."""
    try:
        return installed(key), None
    except Refused as refusal:
        return pack(key), refusal.problem


def _words_of(wording: Wording) -> Sentence:
    """Return a wording's language and how far it may be trusted, in a few words."""
    if wording.mark is None:
        return _("{language}: published").of(language=wording.language)
    return _("{language}: {mark}").of(language=wording.language, mark=wording.mark)


def _rights(one: Pack) -> list[str]:
    """Return on what terms the words are used, each once; else whose permission they need."""
    return list(dict.fromkeys(words.terms for words in one.wordings.values())) or [one.holder]


def _described(terminal: Terminal, one: Pack, held: list[Licence]) -> Iterator[str]:
    """Yield the lines that show one instrument to a reader."""
    said = terminal.said
    yield f"{one.titles[terminal.language]} ({one.key}, {one.specification.version})"
    yield said(_("Source: {source}").of(source=one.source))
    yield said(_("Rights: {holder}").of(holder=one.holder))
    for scale in one.specification.scales:
        yield ""
        yield from _scale(terminal, scale)
    critical = [said(sentence) for sentence in _critical(one)]
    yield from ["", *critical] if critical else []
    if not one.wordings:
        yield ""
        yield said(
            _("It comes without words. “muster instruments blank {key} en” prints a file for them.")
            .of(key=one.key)
        )  # fmt: skip
        yield ", ".join(one.specification.by_code)
    for wording in one.wordings.values():
        yield ""
        yield from _worded(terminal, one, wording)
    for licence in held:
        yield ""
        added = _("Licence for the words in {language}: {holder}. Added {day}.")
        day = terminal.day(licence.added_at)
        yield said(added.of(language=licence.language, holder=licence.holder, day=day))


def _scale(terminal: Terminal, scale: Scale) -> Iterator[str]:
    """Yield a scale's name, its bands or levels, and from where on it is positive."""
    said = terminal.said
    name = _("Scale “{scale}”; number of items: {count}")
    yield said(name.of(scale=SCALES[scale.key], count=len(scale.items)))
    for band in scale.bands:
        points = _("from {points}: {band}").of(points=band.least, band=BANDS[band.key])
        yield f"  {said(points)}"
    for level in scale.levels:
        yield f"  {said(BANDS[level.key])}"
    if scale.cutoff is not None:
        yield f"  {said(_positive(scale, scale.cutoff))}"
        if scale.cutoff.source:
            yield f"  {scale.cutoff.source}"


def _positive(scale: Scale, cut: CutOff) -> Sentence:
    """Return from where on a scale is positive, for either sex where that is published."""
    if scale.method is Method.LEVELS:
        return _("positive from the level “{level}”").of(level=BANDS[scale.levels[cut.at].key])
    male, female = cut.for_sex(Sex.MALE), cut.for_sex(Sex.FEMALE)
    if male == female == cut.at:
        return _("positive from {at}").of(at=cut.at)
    said = _("positive from {at}; men from {male}, women from {female}")
    return said.of(at=cut.at, male=male, female=female)


def _critical(one: Pack) -> Iterator[Sentence]:
    """Yield the items whose answer matters for itself, and from which answer on."""
    for item in one.specification.critical:
        codes = [each.code for each in item.options if each.value >= (item.critical_at or 0)]
        yield _("“{item}” is critical, whatever the score, when answered with: {codes}.").of(
            item=item.code, codes=", ".join(codes)
        )


def _worded(terminal: Terminal, one: Pack, wording: Wording) -> Iterator[str]:
    """Yield a wording's standing, source and terms, then every question with its answers."""
    said = terminal.said
    yield said(_words_of(wording))
    yield said(_("Source: {source}").of(source=f"{wording.source} ({wording.year})"))
    yield said(_("Terms: {terms}").of(terms=wording.terms))
    yield said(_("Checksum: {checksum}").of(checksum=wording.checksum))
    for section in one.sections:
        if section.stem:
            yield f"  {wording.sections[section.key].strip()}"
        for code in section.items:
            yield f"  {code}  {wording.items[code].strip()}"
            answers = (f"{name} = {text.strip()}" for name, text in wording.options[code].items())
            yield f"      {'; '.join(answers)}"


def _listed(one: Pack, fault: Problem | None) -> dict[str, object]:
    return {
        "key": one.key, "titles": dict(one.titles), "version": one.specification.version,
        "licensed": one.licensed, "holder": one.holder,
        "languages": [
            {
                "language": words.language, "standing": words.standing,
                "validated": words.validated, "terms": words.terms, "checksum": words.checksum,
            }
            for words in one.wordings.values()
        ],
        "problem": None if fault is None else fault.as_json(),
    }  # fmt: skip


def _shown(one: Pack, held: list[Licence]) -> dict[str, object]:
    specification: Specification = one.specification
    return {
        **_listed(one, None), "source": one.source,
        "items": plain(specification)["items"], "scales": plain(specification)["scales"],
        "words": list(one.wordings.values()), "licences": held,
    }  # fmt: skip
