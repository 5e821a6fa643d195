"""`muster vacancies`: bring a partner's file in, and find what fits somebody, and why."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from uuid import UUID

import click

from muster.access.permissions import Permission
from muster.config.people.group import ROWS_REFUSED, confirm_option, file_argument, tell_problems
from muster.config.problems import NOT_AN_ID
from muster.config.spoken import argument, group, json_option, option
from muster.config.terminal import Terminal
from muster.kernel.ids import PersonId
from muster.kernel.time import now
from muster.kernel.words import _, _n
from muster.transition.commands.rounds import give_round
from muster.transition.commands.vacancies import import_vacancies
from muster.transition.queries.feeds import feed as open_feed
from muster.transition.queries.partners import partner_named
from muster.transition.queries.rounds import look_at_round
from muster.transition.queries.vacancies import vacancies_for
from muster.transition.rules.feeds import as_job_postings, as_xml
from muster.transition.rules.fitting import AWAY
from muster.transition.rules.rounds import Pair, Tie
from muster.transition.vacancy_files import rows_of

_GOOD = _n("{count} vacancy can be put in.", "{count} vacancies can be put in.")
_PUT = _n("{count} vacancy was put in.", "{count} vacancies were put in.")
_ASIDE = _n(
    "{count} vacancy is set aside until a coordinator has read it.",
    "{count} vacancies are set aside until a coordinator has read them.",
)


@group(says=_("Bring in vacancies of partners, and find those that fit somebody, and why."))
def vacancies() -> None:
    """The group."""


@vacancies.command("import", says=_("Read a file of a partner's vacancies; confirmed, put it in."))
@file_argument
@option("--partner", required=True, metavar="NAME", says=_("The partner's name."))
@confirm_option
@json_option
@click.pass_obj
def import_(terminal: Terminal, file: Path, partner: str, confirm: bool, json: bool) -> None:
    """Import vacancies; exit status 3 when rows were refused."""
    by, at = terminal.acting(Permission.OFFER_WORK), now()
    rows, met, digest = rows_of(file)
    found = import_vacancies(
        partner=partner_named(name=partner, by=by, at=at), rows=rows, digest=digest,
        confirm=confirm, by=by, at=at,
    )  # fmt: skip
    wrong = [*met, *found.problems]
    if json:
        terminal.show({
            "confirmed": confirm, "rows": found.rows, "good": len(found.good),
            "aside": [{"title": one.title, "words": words} for one, words in found.aside],
            "problems": [one.as_json() for one in wrong],
        })  # fmt: skip
    else:
        tell_problems(terminal, wrong)
        terminal.say((_PUT if confirm else _GOOD).of(count=len(found.good)))
        if found.aside:
            terminal.say(_ASIDE.of(count=len(found.aside)))
        if not confirm:
            terminal.say(_("Nothing is written yet; the same command with --confirm writes it."))
    if wrong:
        click.get_current_context().exit(ROWS_REFUSED)


@vacancies.command(says=_("Write the vacancies that stand open as a feed for another program."))
@option(
    "--format", "shape", type=click.Choice(["xml", "jobposting"]), default="xml",
    says=_("An XML feed, or schema.org's JobPosting in JSON-LD."),
)  # fmt: skip
@click.pass_obj
def feed(terminal: Terminal, shape: str) -> None:
    """Write the open vacancies to standard output."""
    found = open_feed(by=terminal.acting(Permission.OFFER_WORK), at=now())
    write = as_xml if shape == "xml" else as_job_postings
    click.echo(write(found), nl=False)


@vacancies.command(says=_("Find the vacancies that fit somebody best, and say why."))
@argument("person")
@json_option
@click.pass_obj
def match(terminal: Terminal, person: str, json: bool) -> None:
    """Show what fits a person within reach, by their packet and what they said of work."""
    by = terminal.acting(Permission.READ_TRACK)
    try:
        key = PersonId(UUID(person))
    except ValueError:
        raise NOT_AN_ID.refused(text=person) from None
    found = vacancies_for(person=key, by=by, at=now())
    if json:
        terminal.show({
            "looked": found.looked, "kept_away": dict(found.kept_away),
            "fits": [
                {
                    "vacancy": one.vacancy.key, "title": one.vacancy.title, "by": one.vacancy.by,
                    "region": one.vacancy.region, "suits": one.suits,
                    "why": [terminal.said(reason) for reason in one.why],
                }
                for one in found.best
            ],
        })  # fmt: skip
        return
    for one in found.best:
        terminal.say(
            _("{title}, {by}, {region}").of(
                title=one.vacancy.title, by=one.vacancy.by, region=one.vacancy.region
            )
        )
        for reason in one.why:
            click.echo("   " + terminal.said(reason))
    for name, count in found.kept_away.items():
        terminal.remark(AWAY[name].of(count=count))


@vacancies.command(
    "round", says=_("Hold a round over partners' open vacancies, two ways; --give offers places.")
)
@option(
    "--partner", "names", multiple=True, required=True, metavar="NAME",
    says=_("A partner that takes part; may be given several times."),
)  # fmt: skip
@option(
    "--together", "together", multiple=True, metavar="ID,ID,couple|mate",
    says=_("Two who ask together; may be given several times."),
)  # fmt: skip
@option(
    "--give", "give", type=click.Choice(["stable", "best"]),
    says=_("Offer the places, so that nobody objects or with the greatest total."),
)  # fmt: skip
@json_option
@click.pass_obj
def round_(
    terminal: Terminal,
    names: tuple[str, ...],
    together: tuple[str, ...],
    give: str | None,
    json: bool,
) -> None:
    """Show who would get what both ways, who objects, gains or loses; given, offer the places."""
    by, at = terminal.acting(Permission.KEEP_PARTNERS), now()
    partners = [partner_named(name=one, by=by, at=at) for one in names]
    pairs = [_pair(one) for one in together]
    looked = look_at_round(partners=partners, pairs=pairs, by=by, at=at)
    ways = {"stable": looked.round.stable, "best": looked.round.best}
    offered = None
    if give is not None:
        offered = give_round(
            partners=partners, pairs=pairs, best=give == "best", expected=ways[give].placed,
            by=by, at=at,
        )  # fmt: skip
    if json:
        terminal.show({
            **{name: asdict(one) for name, one in ways.items()}, "gain": looked.round.gain,
            "lose": looked.round.lose, "kept_away": looked.gathered.kept_away, "offered": offered,
        })  # fmt: skip
        return
    for name, one in ways.items():
        terminal.say(_WAY.of(way=_WAYS[name], placed=one.placed, total=one.total))
        terminal.say(_OBJECT.of(count=one.objections))
    if offered is not None:
        terminal.say(_OFFERED.of(count=offered))


def _pair(said: str) -> Pair:
    one, _comma, rest = said.partition(",")
    other, _comma, tie = rest.partition(",")
    try:
        return Pair(str(UUID(one.strip())), str(UUID(other.strip())), Tie(tie.strip() or "mate"))
    except ValueError:
        raise NOT_AN_ID.refused(text=said) from None


_WAYS = {
    "stable": _("So that nobody has reason to object"),
    "best": _("So that the total is greatest"),
}
_WAY = _("{way}: {placed} placed, {total} in all.")
_OBJECT = _n("{count} has reason to object.", "{count} have reason to object.")
_OFFERED = _n("{count} place was offered.", "{count} places were offered.")
