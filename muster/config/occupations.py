"""`muster occupations`: archives of occupations brought into the catalogue, and which are in force.

An archive is read whole before anything is written, and held beside the release in force.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from muster.access.permissions import Permission
from muster.config.people.group import confirm_option
from muster.config.spoken import argument, group, json_option, option
from muster.config.terminal import Terminal
from muster.kernel.time import now
from muster.kernel.words import Sentence, _, _p
from muster.transition.commands.archives import checked, import_archive
from muster.transition.guidance.suggesting import suggest as suggestions_for
from muster.transition.linking.catalogue import linker
from muster.transition.occupations.problems import OTHER_KIND
from muster.transition.occupations.reading import read_archive
from muster.transition.occupations.release import Kind, Release
from muster.transition.occupations.terms import ARCHIVES, COUNTED
from muster.transition.queries.archives import Looked, Stands, look_at, releases
from muster.transition.queries.signals import signals
from muster.transition.rules.fusing import Confidence
from muster.vault.work import unit_of_work

SHOWN = 5
KINDS = click.Choice([kind.value for kind in Kind])
_VERSION = re.compile(r"\d[\d.\-]*\d|\d")
TRUSTED: Mapping[Confidence, Sentence] = {
    Confidence.EXACT: _p("how far a link is trusted", "the very title"),
    Confidence.SURE: _p("how far a link is trusted", "every way of looking agrees"),
    Confidence.LIKELY: _p("how far a link is trusted", "likely"),
    Confidence.POSSIBLE: _p("how far a link is trusted", "possible"),
}
_DIFFERS: tuple[tuple[Sentence, str], ...] = (
    (_("Added: {count}"), "added"),
    (_("Removed: {count}"), "removed"),
    (_("Changed: {count}"), "changed"),
)


@group(says=_("Bring in archives of occupations and skills, and see which are in force."))
def occupations() -> None:
    """The group."""


@occupations.command(
    "import", says=_("Read an archive of occupations and say what changes; confirmed, write it.")
)
@argument("file", type=click.Path(path_type=Path))
@option(
    "--kind",
    type=click.Choice([one.value for one in Kind]),
    says=_("Which archive it is; else what it holds."),
)
@option("--version", "version", says=_("The publisher's version; else what the file's name says."))
@option("--terms", default="", says=_("Publisher and terms of use; a national list needs them."))
@confirm_option
@json_option
@click.pass_obj
def import_(
    terminal: Terminal,
    file: Path,
    kind: str | None,
    version: str | None,
    terms: str,
    confirm: bool,
    json: bool,
) -> None:
    """Hold an archive beside the release in force; with --confirm, put it in force."""
    by, at = terminal.acting(Permission.BRING_OCCUPATIONS), now()
    release = read_archive(file)
    if kind is not None and release.kind != kind:
        raise OTHER_KIND.refused(file=file.name, found=release.kind, expected=kind)
    release = replace(release, version=version_of(file) if version is None else version)
    checked(release, terms)
    if confirm:
        looked = import_archive(release=release, terms=terms, by=by, at=at).looked
    else:
        with unit_of_work(by.standing()):
            looked = look_at(release)
    if json:
        terminal.show(_told(release, looked, confirmed=confirm))
    else:
        _tell(terminal, release, looked, confirmed=confirm)


def version_of(file: Path) -> str:
    """Return the first number in a file's name, as publishers write their versions there."""
    found = _VERSION.search(file.stem)
    return found.group() if found else ""


def _told(release: Release, looked: Looked, *, confirmed: bool) -> dict[str, Any]:
    return {
        "kind": release.kind, "version": release.version, "digest": release.digest,
        "counts": release.counts, "aside": release.aside, "confirmed": confirmed,
        "new": not looked.same,
        "former": None if looked.former is None else _of(looked.former),
        "difference": None if looked.differs is None else {
            "added": looked.differs.added, "removed": looked.differs.removed,
            "changed": looked.fields,
        },
    }  # fmt: skip


def _tell(terminal: Terminal, release: Release, looked: Looked, *, confirmed: bool) -> None:
    terminal.say(ARCHIVES[release.kind].name)
    for what, count in release.counts.items():
        click.echo(f"   {terminal.said(COUNTED[what])}: {count}")
    for part, count in release.aside.items():
        terminal.say(_("Rows of “{part}” set aside as broken: {count}").of(part=part, count=count))
    if looked.same:
        terminal.say(_("This very file is in force already; nothing changes."))
        return
    if looked.former is None or looked.differs is None:
        terminal.say(_("No release of this archive was brought in before."))
    else:
        said = _("Beside version {version}, in force since {day}:")
        since = terminal.day(looked.former.at)
        terminal.say(said.of(version=looked.former.version or "–", day=since))
        for sentence, name in _DIFFERS:
            keys = getattr(looked.differs, name)
            terminal.say(sentence.of(count=len(keys)))
            for key in keys[:SHOWN]:
                click.echo("   " + ": ".join((key, ", ".join(looked.fields.get(key, ())) or "")))
    if confirmed:
        terminal.say(_("It is in force from now on."))
    else:
        terminal.say(_("Nothing is written yet; the same command with --confirm writes it."))


@occupations.command("list", says=_("List the releases that were brought in, and their terms."))
@json_option
@click.pass_obj
def list_(terminal: Terminal, json: bool) -> None:
    """List every release, the newest of each archive first; that one is in force."""
    by = terminal.acting(Permission.BRING_OCCUPATIONS)
    with unit_of_work(by.standing()):
        rows = releases()
    last = {one.kind: one.id for one in reversed(rows)}
    if json:
        terminal.show({
            "releases": [
                {**_of(one), "in_force": last[one.kind] == one.id,
                 "terms": one.terms or terms_of(terminal, one.kind), "aside": one.aside}
                for one in rows
            ]
        })  # fmt: skip
        return
    heads = (_p("column", "Archive"), _p("column", "Version"), _p("column", "Since"),
             _p("column", "In force"), _p("column", "Terms"))  # fmt: skip
    table = Table(*(terminal.said(head) for head in heads))
    for one in sorted(rows, key=lambda one: list(Kind).index(one.kind)):
        force = terminal.said(_p("a release", "in force")) if last[one.kind] == one.id else ""
        terms = one.terms or terms_of(terminal, one.kind)
        table.add_row(one.kind, one.version or "–", terminal.day(one.at), force, terms)
    terminal.console.print(table)


@occupations.command(says=_("Link a title to occupations of the archives in force, or to ours."))
@argument("title")
@option("--text", default="", says=_("What stands below the title: duties, or a whole posting."))
@option("--most", default=10, type=click.IntRange(1, 50), says=_("How many to show at most."))
@json_option
@click.pass_obj
def link(terminal: Terminal, title: str, text: str, most: int, json: bool) -> None:
    """Show the likeliest occupations, best first, and how far each may be trusted."""
    by = terminal.acting(Permission.BRING_OCCUPATIONS)
    with unit_of_work(by.standing()):
        links = linker().link(title, text, most)
    if json:
        terminal.show({"title": title, "links": links})
        return
    for one in links:
        trusted = terminal.said(TRUSTED[one.confidence])
        click.echo(f"{one.code}  {one.title}  ({trusted})")


@occupations.command(says=_("Suggest occupations for a title, by the archives in force too."))
@argument("title")
@option("--most", default=10, type=click.IntRange(1, 50), says=_("How many to show at most."))
@json_option
@click.pass_obj
def suggest(terminal: Terminal, title: str, most: int, json: bool) -> None:
    """Show what fits, with what it pays and whether trades alike lead to it."""
    by = terminal.acting(Permission.BRING_OCCUPATIONS)
    with unit_of_work(by.standing()):
        published = signals(title)
    found = suggestions_for(title, published=published, most=most).suggestions
    if json:
        terminal.show({"title": title, "suggestions": found})
        return
    for number, one in enumerate(found, 1):
        click.echo(f"\n{number}. {one.title[terminal.language]} ({one.isco})")
        for reason in one.reasons:
            click.echo(f"   {reason[terminal.language]}")


def terms_of(terminal: Terminal, kind: Kind) -> str:
    terms = ARCHIVES[kind].terms
    return "" if terms is None else terminal.said(terms)


def _of(one: Stands) -> dict[str, Any]:
    return {
        "kind": one.kind, "version": one.version, "digest": one.digest, "counts": one.counts,
        "since": one.at,
    }  # fmt: skip
