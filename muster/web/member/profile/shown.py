"""Skills and their grounds in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping

from muster.kernel.words import Sentence, _, _n
from muster.transition.guidance.starter import starter
from muster.transition.profile.record import said_of
from muster.transition.rules.profile import Line, Proof, Skill, Source
from muster.transition.rules.recorded import Kind, Recorded
from muster.transition.rules.service_asked import RUNS

FROM: Mapping[Source, Sentence] = {
    Source.POST: _("From your post: {words}"),
    Source.RANK: _("From your rank: {words}"),
    Source.TRADE: _("From the trade that you named: {words}"),
    Source.PACKET: _("From your packet: {words}"),
    Source.LED: _("From your answer on how many people you led: {words}"),
    Source.RUN: _("From your answer on what you drove or ran: {words}"),
    Source.LICENCE: _("From a licence that you hold: {words}"),
    Source.LANGUAGE: _("From a language that you named: {words}"),
    Source.COURSE: _("From a course that you named: {words}"),
    Source.TEXT: _("From your own text: {words}"),
    Source.CODE: _("From your military trade: {words}"),
    Source.RECORD_COURSE: _("From your course: {words}"),
    Source.RECORD_LICENCE: _("From a licence on your record: {words}"),
    Source.RECORD_LANGUAGE: _("From a language on your record: {words}"),
    Source.RECORD_VEHICLE: _("From the vehicles and machines you drove or ran: {words}"),
}
LED = _n(
    "From the people you led by your record: {count} person",
    "From the people you led by your record: up to {count} people",
)
LED_FOR = _n(
    "From the people you led by your record: {count} person, {months} months altogether",
    "From the people you led by your record: up to {count} people, {months} months altogether",
)


def ground(proof: Proof, language: str) -> str:
    """Say where a skill was found."""
    words: Sentence | str = proof.words
    if proof.source is Source.RECORD_LED:
        people, months = map(int, proof.words.split())
        says = LED_FOR.of(count=people, months=months) if months else LED.of(count=people)
        return says.said_in(language)
    if proof.source is Source.RUN:
        words = RUNS[proof.words]
    elif proof.source is Source.LICENCE:
        words = starter().licences[proof.words][language]
    elif proof.source is Source.RECORD_VEHICLE:
        words = in_plain_words(proof.words, language)
    return FROM[proof.source].of(words=words).said_in(language)


def in_plain_words(vehicle: str, language: str) -> str:
    """Return a vehicle's own name with what it is."""
    return said_of(Recorded(Kind.VEHICLE, vehicle), language)


def name_of(skill: Line | Skill, language: str) -> str:
    """Return a skill in the person's own words, or in the catalogue's."""
    return skill.words or starter().skills[skill.key][language]


def grounds(skill: Line, language: str) -> str:
    """Say every place where a skill was found."""
    return "; ".join(ground(one, language) for one in skill.proofs)
