"""The short questions about service, and which skills the answers speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from muster.kernel.words import Sentence, _p
from muster.transition.rules.profile import LONGEST_WORDS, Proof, Source

LONGEST = 600

RUNS: Mapping[str, Sentence] = {
    "car": _p("what somebody drove or ran", "cars and light vehicles"),
    "truck": _p("what somebody drove or ran", "lorries"),
    "armoured": _p("what somebody drove or ran", "armoured vehicles on wheels"),
    "tracked": _p("what somebody drove or ran", "tracked vehicles"),
    "ambulance": _p("what somebody drove or ran", "ambulances"),
    "bus": _p("what somebody drove or ran", "buses"),
    "digger": _p("what somebody drove or ran", "excavators and bulldozers"),
    "crane": _p("what somebody drove or ran", "cranes"),
    "forklift": _p("what somebody drove or ran", "fork-lift trucks"),
    "boat": _p("what somebody drove or ran", "boats"),
    "drone": _p("what somebody drove or ran", "drones"),
    "generator": _p("what somebody drove or ran", "generators"),
    "radio": _p("what somebody drove or ran", "radio stations"),
}
_BY_RUN: Mapping[str, tuple[str, ...]] = {
    "car": ("drive-car", "road-rules", "check-vehicle"),
    "truck": ("drive-truck", "road-rules", "check-vehicle", "tie-loads"),
    "armoured": ("drive-truck", "road-rules", "check-vehicle"),
    "tracked": ("drive-tracked", "check-vehicle"),
    "ambulance": ("drive-car", "road-rules", "first-aid"),
    "bus": ("drive-bus", "road-rules", "check-vehicle"),
    "digger": ("run-excavator", "work-safety"),
    "crane": ("run-crane", "work-safety"),
    "forklift": ("run-forklift", "work-safety"),
    "boat": ("navigate-water", "seamanship"),
    "drone": ("fly-drones", "use-gps"),
    "generator": ("run-generators",),
    "radio": ("radio-use", "set-radio"),
}
_BY_LICENCE: Mapping[str, tuple[str, ...]] = {
    "car": ("drive-car", "road-rules"),
    "truck": ("drive-truck", "road-rules"),
    "bus": ("drive-bus", "road-rules"),
    "tractor": ("run-tractor",),
    "plant": ("run-excavator",),
    "crane": ("run-crane",),
    "forklift": ("run-forklift",),
    "adr": ("hazmat", "tie-loads"),
    "electric": ("repair-electric",),
    "welding": ("weld",),
    "height": ("work-height",),
    "blaster": ("explosives-safe",),
    "diver": ("dive",),
    "seafarer": ("navigate-water", "seamanship"),
    "boat": ("navigate-water",),
    "pilot": ("fly-aircraft",),
    "drone": ("fly-drones",),
    "aircraft": ("repair-aircraft",),
    "fire": ("fire-prevent",),
    "safety": ("work-safety",),
    "chemical": ("hazmat",),
}
# So many people, or so many months of leading: what it shows besides leading itself (a choice).
_BY_LED = ((1, ("lead-team", "plan-work")), (8, ("set-standards", "hold-meetings")),
           (25, ("decide-pressure", "manage-project")))  # fmt: skip
_LONG_LED, _BY_LONG = 12, ("train-others", "support-group")
# From so many steps of the ladder of ranks on, what the rank itself stands for (a choice).
_BY_GRADE = ((4, ("teamwork", "train-others")), (5, ("lead-team", "plan-work")),
             (11, ("hold-meetings", "set-standards", "decide-pressure")))  # fmt: skip

STUDIES: Mapping[str, Sentence] = {
    "school": _p("how far somebody studied", "school"),
    "vocational": _p("how far somebody studied", "a vocational school"),
    "college": _p("how far somebody studied", "a college or technical school"),
    "degree": _p("how far somebody studied", "a university degree"),
}


@dataclass(frozen=True, slots=True)
class Service:
    """What somebody answers about their service; texts have one thing in each line.

    `trades` are titles as papers have them, `led` is how many people, `months` for how long;
    `licences` are keys of the catalogue, `studies` "" where nothing is said.
    """

    trades: str = ""
    led: int | None = None
    months: int | None = None
    runs: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    courses: str = ""
    languages: str = ""
    studies: str = ""


def listed(text: str) -> list[str]:
    """Return the things that a text names, one for each line."""
    return [one for one in map(str.strip, text.splitlines()) if one]


def shown_by_rank(rank: str, grade: int | None) -> Iterator[tuple[str, Proof]]:
    """Yield each skill that a rank stands for; none for a rank that is not on the ladder."""
    for least, skills in _BY_GRADE:
        if grade is not None and grade >= least:
            yield from ((skill, Proof(Source.RANK, rank[:LONGEST_WORDS])) for skill in skills)


def by_led(people: int, months: int) -> Iterator[str]:
    """Yield the skills that leading so many people for so long shows."""
    for least, skills in _BY_LED:
        if people >= least:
            yield from skills
    if months >= _LONG_LED:
        yield from _BY_LONG


def by_licence(licence: str) -> tuple[str, ...]:
    """Return the skills that a licence of the catalogue shows."""
    return _BY_LICENCE.get(licence, ())


def languages_of(text: str) -> list[str]:
    """Return the languages that somebody names, by comma or line."""
    return [one for one in map(str.strip, re.split(r"[,;\n]", text)) if one]


def shown_by(service: Service) -> Iterator[tuple[str, Proof]]:
    """Yield each skill that a counted or ticked answer shows, and the answer."""
    if service.led:
        proof = Proof(Source.LED, str(service.led))
        yield from ((skill, proof) for skill in by_led(service.led, service.months or 0))
    for run in service.runs:
        yield from ((skill, Proof(Source.RUN, run)) for skill in _BY_RUN[run])
    for licence in service.licences:
        yield from ((skill, Proof(Source.LICENCE, licence)) for skill in by_licence(licence))
    for language in languages_of(service.languages):
        yield "speak-languages", Proof(Source.LANGUAGE, language)
