"""`muster campaign prepare` and `open`: who is asked what, and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import click

from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.assessments.commands import Asking, open_campaign, prepare_campaign
from muster.assessments.rules.stages import Opens
from muster.assessments.rules.who import Who
from muster.assessments.rules.windows import Dated
from muster.config.campaigns.group import a_day, campaign, day_of, id_meant
from muster.config.problems import RULE_UNREADABLE
from muster.config.spoken import argument, json_option, option
from muster.config.terminal import Terminal
from muster.config.units import unit_meant
from muster.instruments.packs import pack
from muster.kernel.time import now
from muster.kernel.words import _
from muster.people.calendars import calendar_of_unit
from muster.people.service import ExposureKind
from muster.vault.work import unit_of_work


@campaign.command(says=_("Prepare a campaign; nobody is asked anything before it is opened."))
@argument("name")
@option("--instrument", "instruments", multiple=True, required=True, says=_("Asked; repeat it."))
@option("--then", "then", multiple=True, metavar="KEY:KEY", says=_(
    "A second stage, as gad-7:isi: where the first is positive, the second follows; repeat it."
))  # fmt: skip
@option("--unit", "units", multiple=True, says=_("The unit's code; else your own. Repeat it."))
@option("--from", "opens", type=a_day, says=_("The first day; else today."))
@option("--until", "closes", type=a_day, says=_("The last day."))
@option("--calendar", default="", says=_("A calendar of the profile instead of days."))
@option("--sex", "sexes", multiple=True, type=click.Choice(["male", "female"]), says=_("Only."))
@option("--post", "posts", multiple=True, says=_("Only these posts; repeat it."))
@option("--rank", "ranks", multiple=True, says=_("Only these ranks; repeat it."))
@option("--exposed", "exposures", multiple=True,
        type=click.Choice([one.value for one in ExposureKind]),
        says=_("Only those who lived through it; repeat it."))  # fmt: skip
@option("--exposed-from", type=a_day, says=_("On that day or later."))
@option("--exposed-until", type=a_day, says=_("On that day or earlier."))
@option("--joined-from", type=a_day, says=_("Only who joined their unit on that day or later."))
@option("--in-room", is_flag=True, says=_("Answered together in a room, on shared devices."))
@option("--open", "at_once", is_flag=True, says=_("Open it at once."))
@json_option
@click.pass_obj
def prepare(
    terminal: Terminal,
    name: str,
    instruments: tuple[str, ...],
    then: tuple[str, ...],
    units: tuple[str, ...],
    opens: datetime | None,
    closes: datetime | None,
    calendar: str,
    at_once: bool,
    in_room: bool,
    json: bool,
    **filters: object,
) -> None:
    """Prepare a campaign, and open it where that was asked for."""
    by, at = terminal.acting(Permission.OPEN_CAMPAIGN), now()
    meant = tuple(unit_meant(code, by) for code in units) or (unit_meant(None, by),)
    with unit_of_work(by.standing()):
        today = calendar_of_unit(meant[0]).local_date(at)
    windows = () if calendar or closes is None else (Dated(day_of(opens) or today, closes.date()),)
    asking = Asking(
        name, meant, instruments, _who(**filters), tuple(_rules(then)), calendar, windows,
        day_of(closes) if calendar else None, in_room,
    )  # fmt: skip
    made = prepare_campaign(asking=asking, by=by, at=at)
    if at_once:
        open_campaign(campaign=made, by=by, at=now())
    _tell(terminal, made, name, opened=at_once)


@campaign.command("open", says=_("Open a prepared campaign, today."))
@argument("campaign")
@click.pass_obj
def open_(terminal: Terminal, campaign: str) -> None:
    """Open the campaign of this id; refused while nobody would answer whoever it finds."""
    by: Viewer = terminal.acting(Permission.OPEN_CAMPAIGN)
    open_campaign(campaign=id_meant(campaign), by=by, at=now())
    terminal.say(_("The campaign is open."))


def _tell(terminal: Terminal, made: UUID, name: str, *, opened: bool) -> None:
    if terminal.json:
        terminal.show({"campaign": made, "open": opened})
    elif opened:
        terminal.say(_("The campaign “{name}” is open.").of(name=name))
    else:
        said = _("The campaign “{name}” is prepared; its id is {campaign}.")
        terminal.say(said.of(name=name, campaign=str(made)))


def _who(
    sexes: Sequence[str],
    posts: Sequence[str],
    ranks: Sequence[str],
    exposures: Sequence[str],
    exposed_from: datetime | None,
    exposed_until: datetime | None,
    joined_from: datetime | None,
) -> Who:
    return Who(
        tuple(sexes), tuple(posts), tuple(ranks), tuple(exposures), day_of(exposed_from),
        day_of(exposed_until), day_of(joined_from),
    )  # fmt: skip


def _rules(said: Sequence[str]) -> Sequence[Opens]:
    """Read `gad-7:isi` pairs; Refused where one is no pair of instruments."""
    rules = []
    for pair in said:
        after, colon, asks = pair.partition(":")
        if not colon:
            raise RULE_UNREADABLE.refused(said=pair)
        pack(asks)
        rules += [Opens(after, scale.key, None, asks) for scale in pack(after).specification.scales]
    return rules
