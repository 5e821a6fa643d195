"""`muster care referrals` and `refer`: where somebody was referred to, and what became of it."""

from __future__ import annotations

from datetime import datetime

import click

from muster.access.permissions import Permission
from muster.care.commands.referrals import answer_referral, refer_on
from muster.care.queries.referrals import referrals_of
from muster.care.rules.referrals import Act
from muster.config.care.group import a_day, by_when, care, id_of, person_of, tell, words_option
from muster.config.spoken import argument, json_option, option
from muster.config.terminal import Terminal
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.kernel.words import _
from muster.policy.queries import in_force

_HEADS = (_("Referral"), _("To whom"), _("Answer by"), _("What became of it"))
_ANSWERS = [Act.KEPT.value, Act.MOVED.value, Act.NOT_ARRIVED.value]
_person = argument("person")
_day = option("--day", type=a_day, says=_("The appointed day, where one is agreed."))


@care.group(says=_("Show where somebody was referred to, and answer what became of it."))
def referrals() -> None:
    """The group."""


@referrals.command("list", says=_("Show a person's referrals, those without an answer first."))
@_person
@json_option
@click.pass_obj
def list_(terminal: Terminal, person: str, json: bool) -> None:
    """Show a person's referrals."""
    by, at = terminal.acting(Permission.WORK_CASE), now()
    found = referrals_of(person=person_of(person), by=by, at=at)
    if json:
        terminal.show({"at": at, "referrals": found})
        return
    if not found:
        terminal.say(_("This person was referred nowhere."))
        return
    rule = in_force()
    rows = [
        (
            str(one.referral), getattr(rule.caring.referrals.to.get(one.to), terminal.language),
            "" if one.ended_at else by_when(terminal, one.due, at),
            " ".join(filter(None, (one.became, one.reason))),
        )
        for one in found
    ]  # fmt: skip
    tell(terminal, _HEADS, rows)


@referrals.command(says=_("Say what became of a referral: kept, moved, or not arrived and why."))
@_person
@argument("referral")
@argument("answer", type=click.Choice(_ANSWERS))
@option("--reason", default="", says=_("The profile's code of why the person did not arrive."))
@_day
@click.pass_obj
def answer(
    terminal: Terminal, person: str, referral: str, answer: str, reason: str, day: datetime | None
) -> None:
    """Answer a referral; each has one answer."""
    by = terminal.acting(Permission.WORK_CASE)
    answer_referral(
        person=person_of(person), referral=id_of(referral), act=Act(answer), reason=reason,
        day=None if day is None else day.date(), by=by, at=now(),
    )  # fmt: skip
    terminal.say(_("What became of the referral stands on record."))


@care.command(says=_("Refer somebody on from their case; an answer is awaited."))
@_person
@argument("case")
@argument("to")
@_day
@words_option
@click.pass_obj
def refer(
    terminal: Terminal, person: str, case: str, to: str, day: datetime | None, words: str
) -> None:
    """Refer somebody; TO is one of the profile's codes."""
    by, referral = terminal.acting(Permission.WORK_CASE), new_id()
    refer_on(
        person=person_of(person), case=id_of(case), referral=referral, to=to,
        day=None if day is None else day.date(), words=words, by=by, at=now(),
    )  # fmt: skip
    terminal.say(_("The referral {referral} was made.").of(referral=referral))
