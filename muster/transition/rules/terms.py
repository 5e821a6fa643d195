"""The words in which vacancies and people speak of the same things: licences, conditions, needs.

They are few and coded, so that a hard rule can compare them. None names an illness: whoever needs
something says what it is, and not why.
"""

from __future__ import annotations

from collections.abc import Mapping

from muster.kernel.words import Sentence, _p

LICENCES: Mapping[str, Sentence] = {
    "driving-b": _p("a licence", "driving, cars (B)"),
    "driving-c": _p("a licence", "driving, lorries (C)"),
    "driving-ce": _p("a licence", "driving, lorries with trailers (CE)"),
    "driving-d": _p("a licence", "driving, buses (D)"),
    "tractor": _p("a licence", "tractors and machines"),
    "forklift": _p("a licence", "fork-lifts"),
    "crane": _p("a licence", "cranes"),
    "welding": _p("a licence", "welding"),
    "electrical": _p("a licence", "work on electrical installations"),
    "security": _p("a licence", "guarding"),
    "first-aid": _p("a licence", "first aid"),
}
CONDITIONS: Mapping[str, Sentence] = {
    "nights": _p("a condition of work", "work at night"),
    "shifts": _p("a condition of work", "shifts"),
    "travel": _p("a condition of work", "weeks away from home"),
    "outdoors": _p("a condition of work", "outdoors in all weathers"),
    "heights": _p("a condition of work", "at heights"),
    "lifting": _p("a condition of work", "lifting and carrying"),
    "noise": _p("a condition of work", "noise"),
    "weapons": _p("a condition of work", "carrying a weapon"),
}
OFFERS: Mapping[str, Sentence] = {
    "sitting": _p("offered at work", "sitting work"),
    "quiet": _p("offered at work", "a quiet place"),
    "step-free": _p("offered at work", "no steps to climb"),
    "flexible": _p("offered at work", "hours that can be moved"),
    "from-home": _p("offered at work", "work from home"),
    "training": _p("offered at work", "training while paid"),
}
KINDS: Mapping[str, Sentence] = {
    "employer": _p("a partner", "Employer"),
    "school": _p("a partner", "Vocational school"),
    "local-authority": _p("a partner", "Local authority"),
}
