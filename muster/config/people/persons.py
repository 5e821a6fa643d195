"""`muster people find`, `show`, `move`, `leave`, `correct`, `merge`, `unmerge`, `erase`."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import click
from babel.dates import format_date
from rich.table import Table

from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.config.erasing import ON_REQUEST, Examined, examine, refuse_held
from muster.config.people.group import people
from muster.config.people.keeping import heard, print_fates
from muster.config.spoken import argument, json_option, option
from muster.config.terminal import Terminal
from muster.config.units import unit_meant
from muster.kernel.ids import PersonId
from muster.kernel.time import now
from muster.kernel.words import Sentence, _, _n, _p
from muster.people import problems, queries
from muster.people.commands.erasing import erase as carry_out_erasure
from muster.people.commands.erasing import erase_zones as carry_out_in_zones
from muster.people.commands.merging import merge as make_one
from muster.people.commands.merging import unmerge as part
from muster.people.commands.moving import CORRECTABLE, end_posting
from muster.people.commands.moving import correct as make_right
from muster.people.commands.moving import move as carry_over
from muster.people.queries import Card
from muster.people.rules.merging import Sameness
from muster.people.rules.moves import Outcome

_person = argument("person")
_day = click.DateTime(["%Y-%m-%d", "%d.%m.%Y"])

DONE: dict[Outcome, Sentence] = {
    Outcome.MOVED: _("The person was moved."),
    Outcome.RETURNED: _("The person has come back."),
    Outcome.LEFT: _("The last day was recorded."),
    Outcome.CORRECTED: _("The posting was corrected."),
    Outcome.UNCHANGED: _("That is known already; nothing was changed."),
}


def person_meant(terminal: Terminal, said: str) -> PersonId:
    """Return the person named by an id or a service number; Refused where there is nobody."""
    try:
        return PersonId(UUID(said))
    except ValueError:
        pass
    by = terminal.acting(Permission.FIND_PERSON)
    found = queries.by_service_number(numbers=[said], by=by, at=now())
    if said not in found:
        raise problems.NO_SUCH_PERSON.refused()
    return found[said].person


@people.command(says=_("Find people by whole words of their names, or by service number."))
@argument("words", nargs=-1, required=True)
@json_option
@click.pass_obj
def find(terminal: Terminal, words: tuple[str, ...], json: bool) -> None:
    """Find people."""
    by = terminal.acting(Permission.FIND_PERSON)
    found = queries.find(text=" ".join(words), by=by, at=now())
    if json:
        terminal.show({"people": found.cards, "more": found.more})
        return
    heads = (_p("person", "Name"), _("Born"), _("Service number"), _("Unit"), _("Post"), _("Id"))
    table = Table(*(terminal.said(head) for head in heads))
    for card in found.cards:
        table.add_row(
            card.name, _said(terminal, card.details.born), card.details.number, card.unit_code,
            card.post, str(card.person),
        )  # fmt: skip
    if found.cards:
        terminal.console.print(table)
    else:
        terminal.say(_("Nobody within your units was found by these words."))
    if found.more:
        terminal.remark(_("There are more; add a word to see fewer."))


@people.command(says=_("Show who a person is, where they served, and what they agreed to."))
@_person
@json_option
@click.pass_obj
def show(terminal: Terminal, person: str, json: bool) -> None:
    """Show a person."""
    by, at = terminal.acting(Permission.READ_PERSON), now()
    meant = person_meant(terminal, person)
    card = queries.card(person=meant, by=by, at=at)
    history = queries.history(person=meant, by=by, at=at)
    if json:
        terminal.show({"card": card, "history": history})
        return
    _print_card(terminal, card)
    for post in history.postings:
        _print_stretch(terminal, f"{post.unit_code} {post.post}".strip(), post.since, post.until)
    for one in history.exposures:
        _print_stretch(terminal, terminal.said(one.kind.says), one.since, one.until)
    for consent in history.consents:
        agreed = terminal.said(_("Agreed: {what}").of(what=consent.item.says))
        _print_stretch(terminal, agreed, consent.given_at.date(), consent.until)


@people.command(says=_("Move a person to another unit or post."))
@_person
@argument("unit")
@option("--post", default="", says=_("The title of the post."))
@option("--from", "since", type=_day, says=_("The first day; else today."))
@option("--to", "until", type=_day, says=_("The last day, where it is known."))
@click.pass_obj
def move(
    terminal: Terminal,
    person: str,
    unit: str,
    post: str,
    since: datetime | None,
    until: datetime | None,
) -> None:
    """Move PERSON (id or service number) to UNIT (code)."""
    by = terminal.acting(Permission.MOVE_PERSON)
    done = carry_over(
        person=person_meant(terminal, person),
        unit=unit_meant(unit, by),
        post=post,
        since=since.date() if since else None,
        until=until.date() if until else None,
        by=by,
        at=now(),
    )
    terminal.say(DONE[done])


@people.command(says=_("Record the last day of a person in their unit."))
@_person
@argument("day", type=_day)
@click.pass_obj
def leave(terminal: Terminal, person: str, day: datetime) -> None:
    """Record that PERSON leaves; DAY is the last one."""
    by = terminal.acting(Permission.MOVE_PERSON)
    end_posting(person=person_meant(terminal, person), until=day.date(), by=by, at=now())
    terminal.say(DONE[Outcome.LEFT])


@people.command(says=_("Correct a person's name, number or other details."))
@_person
@argument("points", nargs=-1, required=True, metavar="FIELD=VALUE…")
@click.pass_obj
def correct(terminal: Terminal, person: str, points: tuple[str, ...]) -> None:
    """Correct PERSON's details."""
    by = terminal.acting(Permission.MOVE_PERSON)
    details = dict(_point(one) for one in points)
    changed = make_right(person=person_meant(terminal, person), details=details, by=by, at=now())
    terminal.say(
        _n("{count} point was corrected.", "{count} points were corrected.").of(count=len(changed))
    )


@people.command(says=_("Merge two records of one person; the first is kept."))
@argument("kept")
@argument("absorbed")
@option(
    "--why",
    type=click.Choice([one.value for one in Sameness]),
    default=Sameness.OTHER.value,
    says=_("Why they are one person."),
)
@click.pass_obj
def merge(terminal: Terminal, kept: str, absorbed: str, why: str) -> None:
    """Merge the record ABSORBED into the record KEPT."""
    by = terminal.acting(Permission.MERGE_PEOPLE)
    first, second = (person_meant(terminal, said) for said in (kept, absorbed))
    make_one(person=first, absorbed=second, why=Sameness(why), by=by, at=now())
    terminal.say(
        _("The two records are read as one. To undo it: muster people unmerge {absorbed}").of(
            absorbed=str(second)
        )
    )


@people.command(says=_("Part a record from the one it was merged into."))
@argument("absorbed")
@click.pass_obj
def unmerge(terminal: Terminal, absorbed: str) -> None:
    """Part the record ABSORBED, named by its id."""
    by = terminal.acting(Permission.MERGE_PEOPLE)
    parted = part(person=_id(absorbed), by=by, at=now())
    terminal.say(_("The two records are apart again, as they were."))
    if parted.written_since:
        terminal.remark(
            _n(
                "{count} entry was made while they were one and stays with the record that was "
                "kept; check whose it is.",
                "{count} entries were made while they were one and stay with the record that was "
                "kept; check whose they are.",
            ).of(count=parted.written_since)
        )


@people.command(says=_("Erase a person, as far as the profile's time of keeping allows."))
@_person
@option("--order", default="", says=_("The code of an order that demands it before its time."))
@option("--yes", is_flag=True, says=_("Do not ask again."))
@click.pass_obj
def erase(terminal: Terminal, person: str, order: str, yes: bool) -> None:
    """Erase PERSON with all their records, or the zones that may go; it cannot be undone."""
    by, at = terminal.acting(Permission.ERASE_PERSON), now()
    meant = person_meant(terminal, person)
    refuse_held(by, meant)
    found = None if order else _examined(terminal, by, meant)
    if found is None or found.whole:
        _sure(terminal, yes, _("Erase this person for ever? This cannot be undone."))
        gone = carry_out_erasure(record=meant, ground=order or ON_REQUEST, by=by, at=at)
        terminal.say(
            _n("{count} record was erased.", "{count} records were erased.").of(count=len(gone))
        )
        return
    _sure(terminal, yes, _("Erase for ever what may go? This cannot be undone."))
    carry_out_in_zones(record=meant, zones=found.zones, ground=ON_REQUEST, by=by, at=at)
    terminal.say(_("What may go was erased; the rest is kept, on the grounds above."))


def _examined(terminal: Terminal, by: Viewer, person: PersonId) -> Examined:
    """Say what the profile lets go and what stays; Refused where nothing may go."""
    queries.card(person=person, by=by, at=now())  # refused where the person is beyond reach
    found = examine(person, by=by, at=now())
    if not found.whole:
        print_fates(terminal, found)
        if not found.zones:
            grounds = [heard(terminal, why) for why in found.grounds]
            raise problems.ERASURE_REFUSED.refused(why=" ".join(grounds))
    return found


def _sure(terminal: Terminal, yes: bool, question: Sentence) -> None:
    if not yes:
        click.confirm(terminal.said(question), abort=True)


def _print_card(terminal: Terminal, card: Card) -> None:
    points = (
        (_p("person", "Name"), card.name),
        (_("Service number"), card.details.number),
        (_("Born"), _said(terminal, card.details.born)),
        (_("Rank"), card.details.rank),
        (_("Unit"), card.unit_code),
        (_("Post"), card.post),
        (_("Phone"), card.details.phone),
        (_("E-mail"), card.details.email),
        (_("Id"), str(card.person)),
    )
    table = Table(show_header=False, box=None)
    for name, value in points:
        if value:
            table.add_row(terminal.said(name), value)
    terminal.console.print(table)


def _print_stretch(terminal: Terminal, what: str, since: date, until: date | None) -> None:
    if until is None:
        terminal.say(_("{what}: since {since}").of(what=what, since=since))
    else:
        said = _("{what}: from {since} to {until}")
        terminal.say(said.of(what=what, since=since, until=until))


def _said(terminal: Terminal, day: date | None) -> str:
    return format_date(day, "d MMM y", locale=terminal.language) if day else ""


def _point(said: str) -> tuple[str, str]:
    field, equals, value = said.partition("=")
    if not equals or field not in CORRECTABLE:
        raise problems.NO_SUCH_POINT.refused(said=said, known=", ".join(CORRECTABLE))
    return field, value


def _id(said: str) -> PersonId:
    try:
        return PersonId(UUID(said))
    except ValueError:
        raise problems.NO_SUCH_PERSON.refused() from None
