"""`muster transition`: a caseworker's morning, a case, the office, newcomers, and “what if”."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import click
import msgspec
from rich.table import Table

from muster.access.commands.inviting import Invitation
from muster.access.permissions import Permission
from muster.access.rules.codes import written
from muster.config.guidance import archive, evaluate, suggest
from muster.config.problems import NOT_AN_ID
from muster.config.spoken import argument, group, json_option, option
from muster.config.terminal import Terminal
from muster.kernel.ids import PersonId, new_id
from muster.kernel.time import now
from muster.kernel.words import LANGUAGES, Sentence, _, _n, _p
from muster.policy.rules.profile import Profile
from muster.transition.commands.bringing import MOST_BROUGHT, Brought, bring_cases
from muster.transition.commands.newcomers import invite_again
from muster.transition.commands.newcomers import take_in as carry_in
from muster.transition.problems import TOO_MANY_CASES, UNREADABLE_CASE
from muster.transition.queries.casework import Line, whole_case
from muster.transition.queries.casework import board as whole_board
from muster.transition.queries.office import office as whole_office
from muster.transition.queries.office import what_if as compare
from muster.transition.rules.process import Queue
from muster.transition.rules.what_if import Change, Estimate


@group(says=_("Who leaves service: cases, how long each step takes, and “what if”."))
def transition() -> None:
    """The group of casework."""


transition.add_command(suggest)
transition.add_command(evaluate)
transition.add_command(archive)


@transition.command(says=_("Show every running case, the most urgent first, and on whom it waits."))
@json_option
@click.pass_obj
def board(terminal: Terminal, json: bool) -> None:
    """Show a caseworker's morning."""
    at = now()
    found = whole_board(by=terminal.acting(Permission.READ_TRACK), at=at)
    if json:
        terminal.show({"figures": found.figures, "cases": found.lines, "loads": found.loads})
        return
    heads = (_p("column", "Who"), _p("column", "Where it stands"), _p("column", "Since"),
             _p("column", "Late, and on whom"))  # fmt: skip
    table = Table(*(terminal.said(head) for head in heads))
    for one in found.lines:
        state = found.profile.track.path.states[one.state].name.said_in(terminal.language)
        whom = _whom(one, found.profile, terminal.language)
        table.add_row(one.name or str(one.person), state, terminal.day(one.since), whom)
    terminal.console.print(table)


def _whom(one: Line, profile: Profile, language: str) -> str:
    hands = {**profile.track.path.hands, **profile.track.partners}
    named = ((hands[step.hand].said_in(language), step.partner or one.owner) for step in one.stuck)
    return "; ".join(" ".join(filter(None, words)) for words in named)


@transition.command(says=_("Show one case: every step, on whom, since when, until when, and why."))
@argument("person")
@json_option
@click.pass_obj
def case(terminal: Terminal, person: str, json: bool) -> None:
    """Show the steps of somebody's latest case."""
    who = _person_meant(person)
    found = whole_case(person=who, by=terminal.acting(Permission.READ_TRACK), at=now())
    if json:
        terminal.show({"state": found.state.state, "since": found.state.since,
                       "due": found.state.due, "steps": found.state.steps})  # fmt: skip
        return
    track, at = found.profile.track, now()
    heads = (_p("column", "Step"), _p("column", "On whom"), _p("column", "Since"),
             _p("column", "By"), _p("column", "Late"))  # fmt: skip
    table = Table(*(terminal.said(head) for head in heads))
    for one in found.state.steps:
        rule = track.path.states[one.key].name if one.task is None else track.tasks[one.key].name
        hand = {**track.path.hands, **track.partners}[one.hand].said_in(terminal.language)
        late = terminal.said(_p("a step", "Late")) if one.late(at) else ""
        table.add_row(
            rule.said_in(terminal.language), " ".join(filter(None, (hand, one.partner))),
            terminal.day(one.began), "" if one.due is None else terminal.day(one.due), late,
        )  # fmt: skip
    terminal.console.print(table)


@transition.command(says=_("Show how long each step takes, and what waits with whom; no names."))
@json_option
@click.pass_obj
def office(terminal: Terminal, json: bool) -> None:
    """Show the office in figures."""
    found = whole_office(by=terminal.acting(Permission.READ_OFFICE), at=now())
    if json:
        terminal.show({"process": found.process, "hand_offs": found.hands,
                       "late_for": dict(found.late_for)})  # fmt: skip
        return
    track = found.profile.track
    names = {key: one.name for key, one in track.path.states.items()}
    names |= {key: one.name for key, one in track.tasks.items()}
    heads = (
        _p("column", "Step"), _p("column", "Open"), _p("column", "Late"),
        _p("column", "Half within, days"), _p("column", "Nine in ten within, days"),
    )  # fmt: skip
    table = Table(*(terminal.said(head) for head in heads))
    for one in found.process.nodes:
        known = ("", "") if one.times is None else (one.times.median, one.times.most)
        days = ("" if value in ("", None) else f"{value:.0f}" for value in known)
        name = names[one.key].said_in(terminal.language)
        table.add_row(name, str(one.open), str(one.late), *days)
    terminal.console.print(table)
    _print_queues(terminal, found.process.agencies)


def _print_queues(terminal: Terminal, queues: tuple[Queue, ...]) -> None:
    heads = (_p("column", "Partner"), _p("column", "Open"), _p("column", "Late"),
             _p("column", "Oldest, days"), _p("column", "Pending, in months of work"))  # fmt: skip
    table = Table(*(terminal.said(head) for head in heads))
    for one in queues:
        months = "" if one.months is None else f"{one.months:.1f}"
        table.add_row(one.name, str(one.open), str(one.late), f"{one.oldest:.0f}", months)
    terminal.console.print(table)


@transition.command("what-if", says=_("Work out what a change of the office would come to."))
@option("--workers", type=int, default=0, says=_("So many caseworkers more."))
@option("--without", default="", says=_("A step that is left out, by its key in the profile."))
@option("--together", nargs=2, default=("", ""), says=_("Two steps that run at the same time."))
@option("--intake", type=float, default=1.0, says=_("So many times as many people come."))
@json_option
@click.pass_obj
def what_if(
    terminal: Terminal,
    workers: int,
    without: str,
    together: tuple[str, str],
    intake: float,
    json: bool,
) -> None:
    """Play the office through as it is and as it would be."""
    change = Change(workers, without, together if all(together) else (), intake)
    found = compare(change=change, by=terminal.acting(Permission.READ_OFFICE), at=now())
    one, source = found.compared, found.source
    if json:
        terminal.show({
            "asked": change, "now": one.now, "then": one.then, "difference": one.difference,
            "played_cases": one.cases,
            "from": {"real_cases": len(source.profiles), "since": source.since,
                     "until": source.until, "workers": source.workers, "room": source.room,
                     "busy": source.busy, "observed_median": source.observed},
        })  # fmt: skip
        return
    for says, name in _ROWS:
        sides = (_said(getattr(side, name)) for side in (one.now, one.then, one.difference))
        terminal.say(says.of(**dict(zip(("now", "then", "apart"), sides, strict=True))))
    terminal.say(_FROM.of(count=one.cases, real=len(source.profiles)))


_ROWS: tuple[tuple[Sentence, str], ...] = (
    (_("From the opening to work, half within, days: {now} as it is, {then} then ({apart})."),
     "median"),
    (_("Nine in ten within, days: {now} as it is, {then} then ({apart})."), "most"),
    (_("Waiting for a caseworker, days: {now} as it is, {then} then ({apart})."), "wait"),
)  # fmt: skip
_FROM = _("From {count} played cases, on {real} real ones; intervals at 95 %.")


def _said(one: Estimate) -> str:
    return f"{one.value:.1f} [{one.low:.1f}; {one.high:.1f}]"


@transition.command(says=_("Bring in cases from an earlier system: a file of JSON lines."))
@argument("file", type=click.Path(exists=True, dir_okay=False))
@json_option
@click.pass_obj
def bring(terminal: Terminal, file: str, json: bool) -> None:
    """Bring in cases, all or none; each line is a person's id, and what happened in its order."""
    lines = Path(file).read_bytes().splitlines()
    if len(lines) > MOST_BROUGHT:
        raise TOO_MANY_CASES.refused(most=MOST_BROUGHT)
    cases = [_case_of(line, number) for number, line in enumerate(lines, start=1) if line.strip()]
    count = bring_cases(cases=cases, by=terminal.acting(Permission.WORK_TRACK), at=now())
    if json:
        terminal.show({"brought": count})
        return
    terminal.say(
        _n("{count} case was brought in.", "{count} cases were brought in.").of(count=count)
    )


def _case_of(line: bytes, number: int) -> Brought:
    try:
        return msgspec.json.decode(line, type=Brought)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UNREADABLE_CASE.refused(number=number, detail=str(error)) from None


_mail = option("--mail", default="", says=_("Send the invitation to this e-mail address, too."))
_language = option(
    "--language", type=click.Choice(LANGUAGES), default=LANGUAGES[0],
    says=_("The language of the message."),
)  # fmt: skip


@transition.command("take-in", says=_("Take in somebody from outside who never served here."))
@argument("name")
@_mail
@_language
@json_option
@click.pass_obj
def take_in(terminal: Terminal, name: str, mail: str, language: str, json: bool) -> None:
    """Take in somebody by the NAME they give; print their invitation, which stands nowhere else."""
    made, by = PersonId(new_id()), terminal.acting(Permission.TAKE_IN)
    invitation = carry_in(newcomer=made, name=name, mail=mail, language=language, by=by, at=now())
    _hand_over(terminal, made, invitation, json)


@transition.command(says=_("Invite again somebody who was taken in and has not come yet."))
@argument("person")
@_mail
@_language
@json_option
@click.pass_obj
def invite(terminal: Terminal, person: str, mail: str, language: str, json: bool) -> None:
    """Invite PERSON (the number of their record) again; the invitation before is void."""
    who = _person_meant(person)
    by = terminal.acting(Permission.TAKE_IN)
    invitation = invite_again(person=who, mail=mail, language=language, by=by, at=now())
    _hand_over(terminal, who, invitation, json)


def _person_meant(said: str) -> PersonId:
    try:
        return PersonId(UUID(said))
    except ValueError:
        raise NOT_AN_ID.refused(text=said) from None


def _hand_over(terminal: Terminal, person: PersonId, made: Invitation, json: bool) -> None:
    if json:
        terminal.show({
            "person": str(person), "account": made.account, "code": made.code, "until": made.until,
        })  # fmt: skip
        return
    terminal.say(_("The number of the record: {person}").of(person=person))
    comes = _("They sign in as {account}, for the first time by these digits, which work once:")
    terminal.say(comes.of(account=made.account))
    terminal.console.print(written(made.code))
    until = terminal.moment(made.until)
    terminal.say(_("The invitation works until {until}, at /sign-in/invitation.").of(until=until))
