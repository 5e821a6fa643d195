"""A person's record as lines of a page: contacts, service, what happened to each signal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from babel.dates import format_date

from muster.detection.queries import Story
from muster.detection.rules.queue import Event
from muster.instruments.packs import packs
from muster.kernel.ids import AccountId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _p
from muster.web.components.statuses import Status
from muster.web.psychologist.naming import at_clock, instrument_name, label, reason_labels
from muster.web.psychologist.person.charting import band_says, change_says, score_says
from muster.web.psychologist.person.reading import Results, Whole
from muster.web.psychologist.person.series import Entry, Series
from muster.web.psychologist.statuses import HAPPENED, STANDINGS, TIERS

_SOURCES = {
    "sitting": _("From a questionnaire"),
    "critical": _("From an answer that is acted on at once"),
    "help": _("The person asked for help"),
    "missed": _("A screening after an exposure did not take place"),
}
_SOMEBODY = _("Somebody")
_LANGUAGES = {"en": _p("a language", "English"), "ru": _p("a language", "Russian")}
_SEXES = {"male": _p("sex", "male"), "female": _p("sex", "female")}
_NOT_KNOWN = _("not known")
_MODES = {
    "live": _p("how a sitting came", "answered here"),
    "paper": _p("how a sitting came", "typed in from paper"),
    "import": _p("how a sitting came", "from a file"),
}
_SINCE = _("since {since}")
_STRETCH = _("{since} to {until}")
_CORRECTED = _("Corrected since; it counts for nothing")
_COMPLETE = _("{answered} of {items} answered")
_PRORATED = _("{answered} of {items} answered; the score is estimated")
_CRITICAL = _("Critical item answered")
_CRITICAL_MISSING = _("Critical item left out: not known")


def facts_of(whole: Whole, language: str) -> list[tuple[Sentence, object]]:
    """Return who the person is and how they are reached, as rows of a summary."""
    card = whole.listed.card
    details = card.details
    born = format_date(details.born, "d MMM y", locale=language) if details.born else None
    rows: list[tuple[Sentence, object]] = [
        (_("Service number"), details.number),
        (_("Rank"), details.rank),
        (_("Unit"), _unit(whole, card.unit, language) or card.unit_code),
        (_("Post"), card.post),
        (_("Born"), born),
        (_("Sex"), _SEXES.get(card.sex, _NOT_KNOWN)),
        (_("Language"), _LANGUAGES.get(details.language, details.language)),
        (_("Telephone, from the roster"), details.phone),
        (_("E-mail, from the roster"), details.email),
    ]
    return [(what, said) for what, said in rows if said]


def _unit(whole: Whole, unit: UnitId | None, language: str) -> str:
    known = whole.units.get(unit) if unit else None
    return known.said_in(language) if known else ""


@dataclass(frozen=True, slots=True)
class Told:
    """One signal with its story: what it stood on, what was done, where it stands."""

    tier: Status
    source: Sentence
    raised: str
    standing: Sentence
    reasons: tuple[Sentence, ...]
    events: tuple[tuple[str, Sentence], ...]
    open: bool


def told_of(story: Story, whole: Whole, language: str, now: Instant) -> Told:
    """Return a signal's story as sentences; the year is said of what was in another than now."""
    zone = whole.calendar.zone
    return Told(
        tier=TIERS[story.state.tier],
        source=_SOURCES.get(story.source, _SOURCES["sitting"]),
        raised=at_clock(story.raised.at, zone, language, now),
        standing=STANDINGS[story.state.standing],
        reasons=tuple(reason.sentence() for reason in story.reasons),
        events=tuple(
            (at_clock(one.at, zone, language, now), _happened(one, whole, language))
            for one in story.events
        ),
        open=not story.state.standing.ended,
    )


def _happened(event: Event, whole: Whole, language: str) -> Sentence:
    said: dict[str, str | Sentence] = {
        "who": _account(event.by, whole),
        "to": _account(event.to, whole) if event.to else "",
        "reason": label(event.reason, reason_labels(), language),
        "tier": event.tier.word if event.tier else "",
    }
    return HAPPENED[event.step].of(**said)


def _account(account: str, whole: Whole) -> str | Sentence:
    return whole.accounts.get(AccountId(UUID(account)), _SOMEBODY)


@dataclass(frozen=True, slots=True)
class Line:
    """One sitting of a series, as a row of its table."""

    sitting: UUID
    on: object
    score: Sentence | str
    band: object
    completeness: Sentence
    change: object
    remarks: tuple[object, ...]


def table_of(series: Series) -> list[Line]:
    """Return the table of a series, the latest sitting first."""
    return [
        Line(
            entry.line.sitting,
            entry.on,
            score_says(entry, series),
            band_says(entry, series),
            _completeness(entry),
            change_says(entry.change),
            tuple(_remarks(entry)),
        )
        for entry in reversed(series.entries)
    ]


def _completeness(entry: Entry) -> Sentence:
    line = entry.line
    return (_PRORATED if line.prorated else _COMPLETE).of(answered=line.answered, items=line.items)


def _remarks(entry: Entry) -> list[object]:
    """Return what must be known of a sitting: how it came, and whose words were used."""
    line = entry.line
    found: list[object] = []
    if not entry.counts:
        found.append(_CORRECTED)
    if line.critical:
        found.append(_CRITICAL)
    if line.critical_missing:
        found.append(_CRITICAL_MISSING)
    found.append(_MODES.get(line.mode, line.mode))
    wording = packs()[line.instrument].wordings.get(line.language)
    if wording is not None and wording.mark is not None:
        found.append(wording.mark)
    return [one for one in found if one]


def service_of(whole: Whole, language: str) -> list[tuple[Sentence, Sentence | str]]:
    """Return where the person served and what they lived through, the latest first."""
    found: list[tuple[date, date | None, Sentence | str]] = [
        (one.since, one.until, one.kind.says) for one in whole.record.exposures
    ]
    for post in whole.record.postings:
        unit = _unit(whole, post.unit, language) or post.unit_code
        found.append((post.since, post.until, ", ".join(filter(None, (unit, post.post)))))
    found.sort(key=lambda one: one[0], reverse=True)
    return [(_stretch(since, until), what) for since, until, what in found]


def _stretch(since: date, until: date | None) -> Sentence:
    return _SINCE.of(since=since) if until is None else _STRETCH.of(since=since, until=until)


def comparable(whole: Results) -> list[tuple[str, object]]:
    """Return the instruments of which two sittings can be set side by side."""
    counted: dict[str, set[UUID]] = {}
    for line in whole.lines:
        counted.setdefault(line.instrument, set()).add(line.sitting)
    return [(key, instrument_name(key)) for key, found in counted.items() if len(found) > 1]
