"""From a series of results to its chart and its table, said in one language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from babel.dates import format_date

from muster.detection.rules.change import Change, Direction
from muster.instruments.names import BANDS, SCALES
from muster.instruments.rules.specification import Method
from muster.kernel.words import Sentence, _, _n
from muster.web.charts.axes import stretch_of
from muster.web.charts.chart import Band, Chart, Corridor, Event, Point
from muster.web.psychologist.naming import basis_name, instrument_name
from muster.web.psychologist.person.series import Entry, Series

_TITLE = _("{instrument}: {scale}")
_DESCRIBED = _n(
    "{count} sitting from {first} to {last}, on a scale from 0 to {highest}, higher is heavier."
    " Scores in order: {scores}.",
    "{count} sittings from {first} to {last}, on a scale from 0 to {highest}, higher is heavier."
    " Scores in order: {scores}.",
)
_POINT = _("{on}: {score}")
_INCOMPLETE = _("{on}: between {least} and {most}, {answered} of {items} answered")
_CUTOFF = _("cut-off {cutoff}")
_CORRIDOR = _("Within measurement error of {score} on {on}")
_CORRIDOR_SAYS = _(
    "The dashed area shows which scores lie within measurement error of the {score} of {on}: worse"
    " is a rise of {worse} or more (by {worse_basis}), better a fall of {better} or more (by"
    " {better_basis})."
)
_WORSE = _("{difference}: worse")
_BETTER = _("{difference}: better")
_STEADY = _("{difference}: within measurement error")
_OF = _("{score} of {highest}")
_AT_LEAST = _("at least: {level}")
_BETWEEN = _("between {least} and {most}")


def title_of(series: Series) -> Sentence:
    """Return what a scale is called: “PHQ-9: Depression”."""
    return _TITLE.of(
        instrument=instrument_name(series.specification.instrument),
        scale=SCALES.get(series.scale.key) or series.scale.key,
    )


def chart_of(series: Series, events: Sequence[Event], *, today: date, language: str) -> Chart:
    """Return the chart of a series that is drawable; what was corrected is not in it."""
    days = [one.on for one in series.standing]
    first, last = stretch_of(days, today)
    standing = series.standing
    scores = [_score_text(one) for one in standing]
    return Chart(
        key=series.key,
        title=title_of(series).said_in(language),
        description=_DESCRIBED.of(
            count=len(standing), first=days[0], last=days[-1], highest=series.highest,
            scores=", ".join(scores),
        ).said_in(language),
        lowest=0,
        highest=series.highest,
        first=first,
        last=last,
        bands=_bands(series, language),
        cutoff=_cutoff(series, language),
        corridor=_corridor(series, language),
        points=tuple(_point(one, language) for one in standing),
        events=tuple(one for one in events if one.since <= last and (one.until or last) >= first),
        language=language,
    )  # fmt: skip


def corridor_says(series: Series) -> Sentence | None:
    """Return by which constants two scores are called different, None where none is published
    or there is nothing to compare."""
    around = _around(series)
    norms = series.norms
    if around is None or norms.worse is None or norms.better is None:
        return None
    return _CORRIDOR_SAYS.of(
        score=_number(around.line.score or 0), on=around.on,
        worse=norms.worse, worse_basis=basis_name(norms.worse_basis),
        better=norms.better, better_basis=basis_name(norms.better_basis),
    )  # fmt: skip


def score_says(entry: Entry, series: Series) -> Sentence | str:
    """Return a score, never without what it can come to; an incomplete one as what it proves.

    "" where no number is made: levels have a name alone, and some answers are never added up.
    """
    line = entry.line
    if series.scale.method in (Method.LEVELS, Method.NONE):
        return ""
    if line.score is None:
        return _BETWEEN.of(least=line.least, most=line.most)
    return _OF.of(score=_number(line.score), highest=series.highest)


def band_says(entry: Entry, series: Series) -> Sentence | str:
    """Return the published name of the range or level, "" where there is none.

    An incomplete sitting proves a level all the same: it is said as the least that it can be.
    """
    band, levels = entry.line.band, series.scale.levels
    if band:
        return BANDS.get(band, band)
    if series.scale.method is Method.LEVELS and entry.line.least > 0:
        least = levels[entry.line.least].key
        return _AT_LEAST.of(level=BANDS.get(least, least))
    return ""


def change_says(found: Change | None) -> Sentence | str:
    """Return how a score differs from the one before it, and whether by more than error."""
    if found is None or found.difference is None:
        return ""
    difference = f"{found.difference:+g}".replace("-", "−")
    said = {Direction.WORSE: _WORSE, Direction.BETTER: _BETTER, Direction.STEADY: _STEADY}
    known = said.get(found.direction)
    return difference if known is None else known.of(difference=difference)


def _around(series: Series) -> Entry | None:
    """Return the whole sitting before the last one, from which the last change is measured."""
    whole = [one for one in series.whole if not one.line.prorated]
    return whole[-2] if len(whole) > 1 else None


def _corridor(series: Series, language: str) -> Corridor | None:
    around, norms = _around(series), series.norms
    if around is None or around.line.score is None or norms.worse is None or norms.better is None:
        return None
    score = around.line.score
    return Corridor(
        since=around.on,
        least=max(0.0, score - norms.better),
        most=min(float(series.highest), score + norms.worse),
        says=_CORRIDOR.of(score=_number(score), on=around.on).said_in(language),
    )


def _bands(series: Series, language: str) -> tuple[Band, ...]:
    bands = series.scale.bands
    tones = len(bands) - 1 or 1
    return tuple(
        Band(
            says=(BANDS[band.key].said_in(language) if band.key in BANDS else band.key),
            least=band.least,
            most=bands[place + 1].least if place + 1 < len(bands) else series.highest,
            tone=1 + round(3 * place / tones),
        )
        for place, band in enumerate(bands)
    )


def _cutoff(series: Series, language: str) -> tuple[float, str] | None:
    applied = [one.line.cutoff for one in series.standing if one.line.cutoff is not None]
    if not applied:
        return None
    return float(applied[-1]), _CUTOFF.of(cutoff=applied[-1]).said_in(language)


def _point(entry: Entry, language: str) -> Point:
    line = entry.line
    on = format_date(entry.on, "d MMM y", locale=language)
    said = (
        _INCOMPLETE.of(
            on=on, least=line.least, most=line.most, answered=line.answered, items=line.items
        )
        if line.score is None
        else _POINT.of(on=on, score=_number(line.score))
    )
    return Point(
        on=entry.on,
        score=line.score,
        least=line.least,
        most=line.most,
        says=said.said_in(language),
        positive=bool(line.positive),
        marked=bool(line.critical),
    )


def _score_text(entry: Entry) -> str:
    line = entry.line
    return f"{line.least}–{line.most}" if line.score is None else _number(line.score)


def _number(value: float) -> str:
    return f"{value:g}"
