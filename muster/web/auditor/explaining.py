"""Every pattern's rule in a sentence, with the numbers of the force's own profile."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from muster.journal.rules.links import Link
from muster.journal.rules.patterns import Episode, Pattern
from muster.kernel.time import Measure, Span
from muster.kernel.words import Sentence, _, _n
from muster.policy.queries import in_force
from muster.policy.rules.profile import Oversight

_SPANS: Mapping[Measure, Sentence] = {
    Measure.MINUTES: _n("{count} minute", "{count} minutes"),
    Measure.HOURS: _n("{count} hour", "{count} hours"),
    Measure.DAYS: _n("{count} day", "{count} days"),
    Measure.WORKING_DAYS: _n("{count} working day", "{count} working days"),
}
_RULES: Mapping[Pattern, Sentence] = {
    Pattern.UNBOUND: _(
        "Somebody opened a clinical record, and nothing bound them to the person: the person did "
        "not serve in their units, no signal was open, they had not worked on one, no sitting had "
        "come in, and no screening was open. A link counts from {before} before it began until "
        "{after} after it ended."
    ),
    Pattern.UNIT_ONLY: _(
        "Somebody opened a clinical record of a person of their units, and nothing else bound "
        "them: no open signal, no work on one, no sitting, no open screening. A link counts from "
        "{before} before it began until {after} after it ended."
    ),
    Pattern.GLASS: _(
        "An account without a care link opened {count} or more records in an emergency within "
        "{within}. The auditors were told at once."
    ),
    Pattern.MANY: _(
        "An account opened the records of {count} or more different people, one by one, within "
        "{within}. Lists do not count."
    ),
    Pattern.NIGHT: _(
        "An account that had no duty opened the records of {count} or more different people "
        "between {since}:00 and {until}:00 of its own unit's time."
    ),
    Pattern.BEYOND: _(
        "An account asked {count} times or more within {within} for people outside its units, or "
        "for ids that do not exist."
    ),
    Pattern.REFUSED: _(
        "An account was refused {count} times in a row within {within}, with nothing granted "
        "between."
    ),
    Pattern.REPEATED: _(
        "The same questionnaire was recorded twice for one person within {within}, and no window "
        "of a campaign asked for the second. Nothing of what was answered was looked at."
    ),
    Pattern.QUICK: _(
        "{count} answers in a row came with less than {seconds} seconds between them, by the "
        "median. Nothing of what was answered was looked at."
    ),
}
_NUMBERS: Mapping[Pattern, Sentence] = {
    Pattern.UNBOUND: _("Opened {last}."),
    Pattern.UNIT_ONLY: _("Opened {last}."),
    Pattern.GLASS: _("{count} records from {first} to {last}, when the number was reached."),
    Pattern.MANY: _("{count} people from {first} to {last}, when the number was reached."),
    Pattern.NIGHT: _("{count} people from {first} to {last}."),
    Pattern.BEYOND: _("{count} times from {first} to {last}, when the number was reached."),
    Pattern.REFUSED: _("{count} times from {first} to {last}, when the number was reached."),
    Pattern.REPEATED: _("First on {first}, again on {last}."),
    Pattern.QUICK: _("{count} answers up to {last}, with {seconds} seconds between them."),
}


def rule(pattern: Pattern) -> Sentence:
    """Return by which rule a pattern is found."""
    oversight = in_force().oversight
    return _RULES[pattern].of(**_values(pattern, oversight))


def numbers(episode: Episode, zone: str) -> Sentence:
    """Return one occurrence's own numbers, its times in `zone`."""
    local = ZoneInfo(zone)
    return _NUMBERS[episode.pattern].of(
        count=episode.count, seconds=episode.seconds or 0.0,
        first=episode.first.astimezone(local), last=episode.last.astimezone(local),
    )  # fmt: skip


def links() -> list[Sentence]:
    """Return what counts as a link between a reader and a person."""
    return [link.says for link in Link]


def said(span: Span) -> Sentence:
    """Return a span of the profile in words."""
    return _SPANS[span.measure].of(count=span.count)


def _values(pattern: Pattern, oversight: Oversight) -> dict[str, int | float | Sentence]:
    watch = oversight.watch
    ties = {"before": said(watch.link_before), "after": said(watch.link_after)}
    values: dict[Pattern, dict[str, int | float | Sentence]] = {
        Pattern.UNBOUND: {**ties},
        Pattern.UNIT_ONLY: {**ties},
        Pattern.GLASS: {
            "count": oversight.glass.most, "within": said(oversight.glass.most_within),
        },
        Pattern.MANY: {"count": watch.many_readings, "within": said(watch.many_within)},
        Pattern.NIGHT: {
            "count": watch.night_readings, "since": watch.night_from, "until": watch.night_until,
        },
        Pattern.BEYOND: {"count": watch.out_of_reach, "within": said(watch.out_of_reach_within)},
        Pattern.REFUSED: {"count": watch.refused_in_a_row, "within": said(watch.refused_within)},
        Pattern.REPEATED: {"within": said(oversight.repeat_screen_within)},
        Pattern.QUICK: {"count": watch.quick_answers, "seconds": watch.quick_answer},
    }  # fmt: skip
    return values[pattern]
