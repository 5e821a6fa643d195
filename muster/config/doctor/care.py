"""What people in need rely on: numbers that answer, somebody on duty, lists that tell the truth."""

from __future__ import annotations

from collections.abc import Iterator

from muster.care.crises import rows_against_facts as crises_against_facts
from muster.care.folding import rows_against_facts
from muster.care.loading import pool_against_facts
from muster.care.referring import rows_against_facts as referrals_against_facts
from muster.config.doctor.findings import Finding, amber, green, red
from muster.detection.checks import queue_against_facts
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import day_at
from muster.people.facts import placements_behind, units_without_duty
from muster.people.formation import root_units
from muster.policy.queries import every_line, stale_lines
from muster.programmes.folding import rows_against_facts as places_against_facts
from muster.transition.tracking import rows_against_facts as casework_against_facts
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience

_LACKING = _(
    "Units where nobody who may answer an alert there has the duty, or no deputy has: {count}."
)


def crisis_numbers(at: Instant) -> Iterator[Finding]:
    """Every crisis number was called lately, and answered. No service stops where one was not."""
    with unit_of_work(Standing(Audience.PLATFORM)):
        stale, lines = stale_lines(at), every_line()
    if not lines:
        yield red(
            "crisis-numbers",
            _("There is no crisis number at all."),
            _("Enter them with “muster policy crisis-numbers add”."),
        )
        return
    invented = [one.line.number for one in stale if one.line.invented]
    silent = [one.line.number for one in stale if not one.line.invented]
    if invented:
        yield red(
            "crisis-numbers-invented",
            _("Crisis numbers are invented, and nobody will answer them: {numbers}.").of(
                numbers=", ".join(invented)
            ),
            _("Enter the real ones with “muster policy crisis-numbers add”."),
        )
    if silent:
        yield red(
            "crisis-numbers",
            _("Nobody has called these crisis numbers lately to see that they work: {numbers}.").of(
                numbers=", ".join(silent)
            ),
            _("Call each number, then “muster policy crisis-numbers verify CODE”."),
        )
    if not stale:
        yield green("crisis-numbers", _("Every crisis number was called lately, and answered."))


def duty_rosters(at: Instant) -> Iterator[Finding]:
    """Every unit with people in it has a duty clinician and a deputy."""
    with unit_of_work(Standing(Audience.ADMINISTRATOR, root_units())):
        lacking = units_without_duty(at)
    if lacking:
        yield red(
            "duty-rosters",
            _LACKING.of(count=len(lacking)),
            _("Enter who has it with “muster people duty give”; until then no campaign opens."),
        )
    else:
        yield green("duty-rosters", _("Every unit with people in it has somebody on duty."))


def projections(at: Instant) -> Iterator[Finding]:
    """What is kept for speed says what the facts say."""
    roots = root_units()
    with unit_of_work(Standing(Audience.ADMINISTRATOR, roots)):
        behind = placements_behind(day_at(roots, at))
    with unit_of_work(Standing(Audience.CLINICIAN, roots)):
        wrong = len(queue_against_facts())
        cases = len(rows_against_facts()) + len(crises_against_facts())
        cases += len(referrals_against_facts()) + len(pool_against_facts())
        places = len(places_against_facts())
    with unit_of_work(Standing(Audience.CASEWORKER, roots)):
        leaving = len(casework_against_facts())
    if behind:
        says = _("People are shown in another unit than their postings say: {count}.")
        do = _("Keep “muster worker” running; it brings them up to the facts within the hour.")
        yield amber("projections", says.of(count=behind), do)
    if wrong:
        says = _("The queue says of some signals what their facts do not: {count}.")
        do = _("Tell whoever looks after Muster today; until then read “muster queue” with care.")
        yield red("projections", says.of(count=wrong), do)
    if cases or places or leaving:
        says = _(
            "Lists of cases, referrals, crises or places say what their facts do not: {cases} in "
            "care, {places} in programmes, {leaving} on the way into work."
        )
        do = _("Tell whoever looks after Muster today; until then open each case to see it right.")
        yield red("projections", says.of(cases=cases, places=places, leaving=leaving), do)
    if not (behind or wrong or cases or places or leaving):
        yield green("projections", _("Placements, the queue, cases and places say what happened."))
