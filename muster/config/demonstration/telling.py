"""What the demonstration says of itself when it stands."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any

import click

from muster.config.demonstration.building import psychologist_of
from muster.config.demonstration.stages import STAGES
from muster.config.terminal import Terminal
from muster.kernel.time import now
from muster.kernel.words import _, _n
from muster.policy.rules.findings import Tier

SHOWN = 6
SHOWS_FOR = psychologist_of(3)  # whose battalion sat last week

_COUNTS = {
    "people": _n("{count} invented person serves in it.", "{count} invented people serve in it."),
    "units": _n("{count} unit stands in its tree.", "{count} units stand in its tree."),
    "sittings": _n(
        "{count} sitting was entered from files.", "{count} sittings were entered from files."
    ),
    "tours": _n("{count} tour was recorded.", "{count} tours were recorded."),
    "moved": _n("{count} person moved between units.", "{count} people moved between units."),
    "closed": _n(
        "{count} signal was settled in these two years.",
        "{count} signals were settled in these two years.",
    ),
    "missed screens": _n(
        "{count} person came home and missed a screening.",
        "{count} people came home and missed a screening.",
    ),
    "asked for help": _n(
        "{count} person asked to talk at the weekend.",
        "{count} people asked to talk at the weekend.",
    ),
    "cases": _n(
        "{count} case was opened in these two years.",
        "{count} cases were opened in these two years.",
    ),
    "crises": _n(
        "{count} crisis is told as far as it came.", "{count} crises are told as far as they came."
    ),
    "limitations": _n("{count} limitation was ordered.", "{count} limitations were ordered."),
    "cases for work": _n(
        "{count} person on the way from service into work",
        "{count} people on the way from service into work",
    ),
    "service entries": _n(
        "{count} entry says what they learned, held and did in service.",
        "{count} entries say what they learned, held and did in service.",
    ),
    "partners": _n("{count} partner is invented.", "{count} partners are invented."),
    "vacancies": _n(
        "{count} vacancy of theirs was put in.", "{count} vacancies of theirs were put in."
    ),
    "waiting for a place": _n(
        "{count} person waits for a place in a programme.",
        "{count} people wait for a place in a programme.",
    ),
    "journal": _n(
        "{count} entry of the journal is sealed, and the journal holds.",
        "{count} entries of the journal are sealed, and the journal holds.",
    ),
}
_OVERDUE = _n(
    "{count} of them should have been called by now.",
    "{count} of them should have been called by now.",
)
_SURVEY = (
    _("Beside it stand real answers: the PHQ-9 of {rows} adults of the survey NHANES 2017-2018."),
    _("{complete} filled it in whole, and {positive} of these score 10 or more."),
    _("{critical} answered its last item with more than “not at all”."),
)
_SURVEY_COUNTS = ("rows", "complete", "positive", "critical")
_STEPS = (
    (_("The queue of a battalion's psychologist:"), f"muster --as {SHOWS_FOR} queue"),
    (_("Take somebody on to call:"), f"muster --as {SHOWS_FOR} queue take ID"),
    (_("What is late in care, and on whom:"), "muster --as head-of-service care late"),
    (_("The open crises, and what is awaited in each:"), "muster --as psychologist care crises"),
    (_("Prove that the journal holds:"), "muster journal verify"),
    (_("Ask what an administrator would have to do:"), "muster doctor"),
    (_("Screen a file of your own:"), "muster screen FILE --instrument phq-9 --id COLUMN"),
    (_("Build the demonstration anew, with this morning's queue:"), "muster demo --again"),
)


def tell(terminal: Terminal, summary: Mapping[str, Any]) -> None:
    """Say what stands: counts, the queue by tier, the real answers, the seconds."""
    facts, survey = summary["facts"], summary["facts"]["survey"]
    terminal.say(_("The demonstration stands: the Lighthouse Brigade, and nobody in it is real."))
    for name, sentence in _COUNTS.items():
        terminal.say(sentence.of(count=facts.get(name, 0)))
    terminal.say(_("Waiting to be called this morning in the brigade:"))
    _tiers(terminal, facts["queue"])
    terminal.say(_OVERDUE.of(count=facts["overdue"]))
    for told in _SURVEY:
        terminal.say(told.of(**{name: survey[name] for name in _SURVEY_COUNTS}))
    _tiers(terminal, survey["tiers"])
    terminal.say(_("Seconds for each stage:"))
    for stage in STAGES:
        click.echo(f"{summary['seconds'][stage.key]:8.1f}  {terminal.said(stage.says)}")


def tell_steps(terminal: Terminal, home: str) -> None:
    """Say what to try next."""
    terminal.say(_("What to try next, in a terminal of its own:"))
    click.echo(f"   export MUSTER_HOME={shlex.quote(home)}")
    for says, line in _STEPS:
        click.echo(f"   {terminal.said(says)}\n      {line}")


def show_queue(terminal: Terminal) -> None:
    """Show the first people of one psychologist's queue, each with the gravest reason."""
    from muster.access.accounts import viewer_named
    from muster.access.permissions import Permission
    from muster.detection.queries import queue
    from muster.people.queries import names_of

    at = now()
    by = viewer_named(SHOWS_FOR, to=Permission.READ_QUEUE, at=at)
    calls = queue(limit=SHOWN, tier=None, already_shown=(), by=by, at=at)
    names = names_of(persons=[call.person for call in calls], by=by, at=at)
    terminal.say(_("The first of the queue of {account}:").of(account=SHOWS_FOR))
    for call in calls:
        reason = terminal.said(call.reasons[0].sentence())
        name = names.get(call.person, str(call.person))
        click.echo(f"   {terminal.said(call.tier.word):11}{name:36}{reason}")


def _tiers(terminal: Terminal, tiers: Mapping[str, int]) -> None:
    for tier in Tier:
        if tier.queued:
            click.echo(f"{tiers.get(tier.value, 0):8}  {terminal.said(tier.word)}")
