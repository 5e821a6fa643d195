"""Programmes of support of local authorities: how one is read, and what becomes of whoever asks.

A quota is a number of places, of each year or altogether. Whoever asks while one is left has it at
once, and from then on the authority's own standard runs; the others wait in line, in the order in
which they asked, and move up as places come free.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256

from muster.kernel.problems import Problem
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _p
from muster.transition import offering_problems, problems, support_problems
from muster.transition.rules.cells import Cells, plain

COLUMNS = (
    "kind", "title", "text", "whom", "region", "since", "until", "places", "yearly", "days",
)  # fmt: skip
HEADINGS: Mapping[str, str] = {
    **{name: name for name in COLUMNS}, "programme": "title", "name": "title",
    "description": "text", "gives": "text", "for whom": "whom", "city": "region", "from": "since",
    "start": "since", "end": "until", "quota": "places", "a year": "yearly", "each year": "yearly",
    "standard": "days", "working days": "days", "вид": "kind", "программа": "title",
    "название": "title", "описание": "text", "что даёт": "text", "кому": "whom",
    "регион": "region", "город": "region", "начало": "since", "с": "since", "конец": "until",
    "по": "until", "квота": "places", "мест": "places", "в год": "yearly", "срок": "days",
}  # fmt: skip
KINDS: Mapping[str, Sentence] = {
    "housing": _p("a programme of support", "Housing"),
    "benefit": _p("a programme of support", "Money and benefits"),
    "transport": _p("a programme of support", "Transport"),
    "family": _p("a programme of support", "Family"),
    "work": _p("a programme of support", "Work and training"),
    "other": _p("a programme of support", "Other help"),
}
EACH_YEAR: Mapping[str, Sentence] = {
    "yes": _p("a quota", "of each year"), "no": _p("a quota", "altogether"),
}  # fmt: skip
_YEARLY = frozenset({"yes", "1", "true", "да", "ежегодно"})
_NOT_YEARLY = frozenset({"", "no", "0", "false", "нет"})
LONGEST_TITLE, LONGEST_TEXT, LONGEST_REGION, LONGEST_WHOM = 120, 4000, 80, 600
MOST_PLACES, MOST_DAYS = 100_000, 366
LONGEST = timedelta(days=10 * 366)


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme that can be kept; `days` is its standard in working days."""

    kind: str
    title: str
    text: str
    whom: str
    region: str
    since: date
    until: date
    places: int
    yearly: bool
    days: int

    @property
    def said(self) -> str:
        """Everything in it that is not a code or a number."""
        return f"{self.title} {self.text} {self.whom}"

    @property
    def same(self) -> str:
        """What two files say alike of one programme, whatever the spaces and the letters' case."""
        parts = (self.kind, self.title, self.region, self.until.isoformat())
        return sha256("\n".join(plain(one).casefold() for one in parts).encode()).hexdigest()


def read_programme(cells: Mapping[str, str], today: date) -> Programme | list[Problem]:
    """Return what a row or a form says, or everything that is wrong with it."""
    reading = Cells(cells)
    title = reading.text("title", LONGEST_TITLE)
    if not title:
        reading.wrong.append(support_problems.NO_SUPPORT_TITLE.at(column="title"))
    region = reading.text("region", LONGEST_REGION)
    if not region:
        reading.wrong.append(offering_problems.NO_COURSE_REGION.at(column="region"))
    kinds = reading.codes("kind", KINDS)
    since, until = reading.day("since"), reading.day("until")
    if since is not None and until is not None:
        if not since <= until <= since + LONGEST:
            reading.wrong.append(support_problems.ENDS_BEFORE.at(column="until"))
        elif until < today:
            reading.wrong.append(support_problems.SUPPORT_OVER.at(column="until", day=until))
    places, days = (
        _within(reading, name, most)
        for name, most in (("places", MOST_PLACES), ("days", MOST_DAYS))
    )
    yearly = cells.get("yearly", "").strip().casefold()
    if yearly not in _YEARLY | _NOT_YEARLY:
        reading.wrong.append(
            problems.NOT_A_TERM.at(column="yearly", said=yearly[:40], known=", ".join(EACH_YEAR))
        )
    text, whom = reading.text("text", LONGEST_TEXT), reading.text("whom", LONGEST_WHOM)
    if reading.wrong or since is None or until is None or places is None or days is None:
        return reading.wrong
    return Programme(
        kinds[0] if kinds else "other", title, text, whom, region, since, until, places,
        yearly in _YEARLY, days,
    )  # fmt: skip


def _within(reading: Cells, name: str, most: int) -> int | None:
    found = reading.number(name)
    if found is None or not 1 <= found <= most:
        reading.wrong.append(support_problems.NOT_BETWEEN.at(column=name, name=name, most=most))
    return found


def headed(columns: Iterable[str]) -> Mapping[str, str]:
    """Return, by the heading as it stands in a file, what its column holds."""
    return {one: HEADINGS[said] for one in columns if (said := one.strip().casefold()) in HEADINGS}


def missing(found: Collection[str]) -> Iterator[str]:
    """Yield the columns without which no programme can be read."""
    needed = ("title", "region", "since", "until", "places", "days")
    yield from (one for one in needed if one not in found)


class Act(enum.StrEnum):
    """What may happen to somebody's asking."""

    SEATED = "seated"  # a place of the quota is theirs while the authority looks at it
    LINED = "lined"
    GRANTED = "granted"
    DECLINED = "declined"
    TAKEN_BACK = "taken-back"


class Stage(enum.StrEnum):
    """Where it stands."""

    SEATED = "seated"
    LINED = "lined"
    GRANTED = "granted"
    DECLINED = "declined"
    TAKEN_BACK = "taken-back"


OVER = frozenset({Stage.GRANTED, Stage.DECLINED, Stage.TAKEN_BACK})
TAKES = frozenset({Stage.SEATED, Stage.GRANTED})
"""Stages that take one of the quota's places."""
FOLLOWS: Mapping[Act, frozenset[Stage | None]] = {
    Act.SEATED: frozenset({None, Stage.LINED}),
    Act.LINED: frozenset({None}),
    Act.GRANTED: frozenset({Stage.SEATED}),
    Act.DECLINED: frozenset({Stage.SEATED, Stage.LINED}),
    Act.TAKEN_BACK: frozenset({Stage.SEATED, Stage.LINED}),
}
REASONS: Mapping[str, Sentence] = {
    "not-for-them": _p("why no support", "it is for others, as it says for whom it is"),
    "papers": _p("why no support", "papers are missing"),
    "not-reached": _p("why no support", "the person was not reached"),
    "given-elsewhere": _p("why no support", "the person has it already"),
    "over": _p("why no support", "the programme is over"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened."""

    act: Act
    at: Instant
    reason: str = ""
    ahead: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class State:
    """Where it stands; `since` is when the authority's standard began, None before.

    `ahead` is how many waited before them when they were put in line; `year` the year of whose
    quota they have a place.
    """

    stage: Stage | None = None
    since: Instant | None = None
    ended: Instant | None = None
    reason: str = ""
    ahead: int | None = None
    year: int | None = None

    def after(self, event: Event) -> State:
        """Return where it stands once this happened too."""
        stage = Stage(event.act.value)
        if stage is Stage.SEATED:
            return replace(self, stage=stage, since=event.at, ahead=None, year=event.year)
        return replace(
            self, stage=stage, reason=event.reason, ahead=event.ahead,
            ended=event.at if stage in OVER else None,
        )  # fmt: skip


def state_of(events: Iterable[Event]) -> State:
    """Fold what happened, in its order."""
    state = State()
    for event in events:
        state = state.after(event)
    return state


def refusal(state: State, event: Event) -> Problem | None:
    """Return why something may not happen, None where it may."""
    if state.stage not in FOLLOWS[event.act]:
        if event.act is Act.GRANTED and state.stage is Stage.LINED:
            return support_problems.WAITS_IN_LINE.at()
        return problems.ANSWER_NOT_HERE.at()
    if event.act is Act.DECLINED and event.reason not in REASONS:
        return problems.REASON_NEEDED.at()
    return None


@dataclass(frozen=True, slots=True)
class Quota:
    """How many places there are, how many are taken of `year`'s, and how many people wait."""

    places: int
    yearly: bool
    taken: int
    year: int
    waits: int

    def left(self, year: int) -> int:
        """Return how many places are left in a year."""
        return self.places - (self.taken if not self.yearly or year == self.year else 0)

    def used(self, year: int) -> int:
        """Return how many are taken in a year."""
        return self.places - self.left(year)

    def free(self, year: int) -> bool:
        """Has whoever asks now a place at once? Not before those who wait in line."""
        return self.left(year) > 0 and self.waits == 0


@dataclass(frozen=True, slots=True)
class Supported:
    """What came of the programmes of one authority, over enough people that nobody is told of."""

    asked: int
    granted: int
    declined: int


def supported(states: Iterable[State], least: int) -> Supported | None:
    """Count what came of it; None where fewer than `least` asked.

    A group smaller than `least` reads as 0, and so does one that would tell of a small rest.
    """
    stages = [one.stage for one in states]
    if len(stages) < least:
        return None

    def told(stage: Stage) -> int:
        count = stages.count(stage)
        rest = len(stages) - count
        return count if count >= least and (rest == 0 or rest >= least) else 0

    return Supported(len(stages), told(Stage.GRANTED), told(Stage.DECLINED))
