"""Is a catalogue sound? Every code known, every dose possible, every door open to whom it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from muster.kernel.problems import Problem
from muster.kernel.words import LANGUAGES
from muster.policy.rules.labels import Label
from muster.programmes import problems
from muster.programmes.rules.programme import Catalogue, Kind, Programme


def faults(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield everything that is wrong, programme by programme."""
    for file, one in catalogue.programmes.items():
        yield from _codes(catalogue, file, one)
        yield from _dose(file, one)
        yield from _doors(file, one)
        yield from _words(file, "name", (one.name, one.aim))
        yield from _words(file, "evidence", (found.says for found in one.evidence))
        if not one.evidence or not all(found.source.strip() for found in one.evidence):
            yield problems.NO_SOURCE.at(file=file)
    for withheld in catalogue.not_offered:
        yield from _words(withheld.key, "why", (withheld.name, withheld.why))
        if not withheld.source.strip():
            yield problems.NO_SOURCE.at(file=withheld.key)


def _codes(catalogue: Catalogue, file: str, one: Programme) -> Iterator[Problem]:
    known = {
        "delivered_by": (one.delivered_by, set(catalogue.codes.deliverers)),
        "eligibility": (one.eligibility, set(catalogue.codes.eligibility)),
        "languages": (one.languages, set(LANGUAGES)),
        "alternatives": (one.alternatives, set(catalogue.programmes) - {one.key}),
    }
    if one.key != file:
        yield problems.NO_SUCH_CODE.at(file=file, key="key", code=one.key, known=file)
    for key, (used, codes) in known.items():
        for code in used:
            if code not in codes:
                listed = ", ".join(sorted(codes))
                yield problems.NO_SUCH_CODE.at(file=file, key=key, code=code, known=listed)


def _dose(file: str, one: Programme) -> Iterator[Problem]:
    dose = one.dose
    if len(dose.minutes) != 2 or not 0 <= dose.minutes[0] <= dose.minutes[1]:
        yield problems.NO_DOSE.at(file=file, key="minutes")
    if dose.sessions < 1:
        yield problems.NO_DOSE.at(file=file, key="sessions")
    if dose.weeks < 1:
        yield problems.NO_DOSE.at(file=file, key="weeks")
    if not 1 <= dose.completes_after <= max(dose.sessions, 1):
        yield problems.NO_DOSE.at(file=file, key="completes_after")


def _doors(file: str, one: Programme) -> Iterator[Problem]:
    if one.self_booking and (one.door is None or one.eligibility):
        yield problems.CLOSED_DOOR.at(file=file)
    if one.kind is Kind.TREATMENT and not one.eligibility and not one.self_booking:
        yield problems.NOBODYS.at(file=file)
    if (one.kind is Kind.COURSE) is not (one.certificate is not None):
        yield problems.CERTIFICATE.at(file=file)


def _words(file: str, key: str, labels: Iterable[Label]) -> Iterator[Problem]:
    for label in labels:
        for language in LANGUAGES:
            if not label.said_in(language).strip():
                yield problems.NO_WORDS.at(file=file, key=key, language=language)
