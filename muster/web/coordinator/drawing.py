"""A programme as pages show it: what it is for, how much, who delivers, and what is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from muster.kernel.words import Sentence, _, _n, _p
from muster.programmes.offered import catalogue
from muster.programmes.rules.programme import Door, Dose, Format, Kind, Programme
from muster.web.components.statuses import Status

KINDS: Mapping[Kind, Status] = {
    Kind.TREATMENT: Status(_p("a programme", "Treatment"), "blue"),
    Kind.SUPPORT: Status(_p("a programme", "Support"), "green"),
    Kind.COURSE: Status(_p("a programme", "Training course"), "grey"),
}
FORMATS: Mapping[Format, Sentence] = {
    Format.ONE_TO_ONE: _p("how a programme is held", "one to one"),
    Format.GROUP: _p("how a programme is held", "in a group"),
    Format.ONLINE: _p("how a programme is held", "online"),
    Format.CALLS: _p("how a programme is held", "by telephone"),
    Format.MESSAGES: _p("how a programme is held", "by messages"),
}
DOORS: Mapping[Door, Sentence] = {
    Door.SLEEP: _("You come to sleep better. No referral is needed."),
    Door.PERFORMANCE: _("You come to do better. No referral is needed."),
}
LANGUAGES = {"en": _p("a language", "English"), "ru": _p("a language", "Russian")}
_SESSIONS = _n("{count} session", "{count} sessions")
_OF_MINUTES = _("{sessions} of {minutes} minutes, over {weeks}")
_OF_BETWEEN = _("{sessions} of {from_} to {to} minutes, over {weeks}")
_OVER = _("{sessions} over {weeks}")
_WEEKS = _n("{count} week", "{count} weeks")
SAYS: Mapping[str, Sentence] = {
    "aim": _("What for"),
    "dose": _("How much"),
    "completed": _("Completed after"),
    "formats": _("How it is held"),
    "deliverers": _("Who delivers it"),
    "evidence": _("What is known of it"),
    "source": _("Source"),
    "languages": _("Languages"),
    "door": _("The way in"),
    "asked": _("What a clinician is asked first"),
    "instead": _("What may be offered instead"),
    "certificate": _("Whoever completes it gets a certificate in both languages."),
    "by_clinician": _("A clinician puts you on the list, together with you."),
    "not_offered": _("What is not offered, and why"),
}


def dose_says(dose: Dose) -> Sentence:
    """Return the dose as one sentence."""
    sessions, weeks = _SESSIONS.of(count=dose.sessions), _WEEKS.of(count=dose.weeks)
    shortest, longest = dose.minutes
    if not longest:
        return _OVER.of(sessions=sessions, weeks=weeks)
    if shortest == longest:
        return _OF_MINUTES.of(sessions=sessions, minutes=shortest, weeks=weeks)
    return _OF_BETWEEN.of(sessions=sessions, from_=shortest, to=longest, weeks=weeks)


def drawn(one: Programme, language: str) -> dict[str, Any]:
    """Return everything that a page says of a programme, in the reader's language."""
    codes, every = catalogue().codes, catalogue().programmes
    return {
        "key": one.key,
        "name": one.name.said_in(language),
        "kind": KINDS[one.kind],
        "aim": one.aim.said_in(language),
        "dose": dose_says(one.dose),
        "completed": _SESSIONS.of(count=one.dose.completes_after),
        "formats": [FORMATS[found] for found in one.formats],
        "deliverers": [codes.deliverers[code].said_in(language) for code in one.delivered_by],
        "evidence": [(found.says.said_in(language), found.source) for found in one.evidence],
        "languages": [LANGUAGES[code] for code in one.languages],
        "door": DOORS[one.door] if one.door and one.self_booking else SAYS["by_clinician"],
        "open": one.self_booking,
        "asked": [codes.eligibility[code].asks.said_in(language) for code in one.eligibility],
        "instead": [(key, every[key].name.said_in(language)) for key in one.alternatives],
        "certificate": one.certificate is not None,
    }


def all_drawn(language: str) -> list[dict[str, Any]]:
    """Return every programme, those open to everybody first, then by name."""
    found = [drawn(one, language) for one in catalogue().programmes.values()]
    return sorted(found, key=lambda one: (not one["open"], one["name"].casefold()))


def withheld(language: str) -> list[tuple[str, str, str]]:
    """Return what is not offered: its name, why, and who found it."""
    return [
        (one.name.said_in(language), one.why.said_in(language), one.source)
        for one in catalogue().not_offered
    ]
