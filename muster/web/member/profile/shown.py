"""Skills and their grounds in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping

from muster.kernel.words import Sentence, _
from muster.transition.guidance.starter import starter
from muster.transition.rules.profile import Line, Proof, Skill, Source
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
}


def ground(proof: Proof, language: str) -> str:
    """Say where a skill was found."""
    words: Sentence | str = proof.words
    if proof.source is Source.RUN:
        words = RUNS[proof.words]
    elif proof.source is Source.LICENCE:
        words = starter().licences[proof.words][language]
    return FROM[proof.source].of(words=words).said_in(language)


def name_of(skill: Line | Skill, language: str) -> str:
    """Return a skill in the person's own words, or in the catalogue's."""
    return skill.words or starter().skills[skill.key][language]


def grounds(skill: Line, language: str) -> str:
    """Say every place where a skill was found."""
    return "; ".join(ground(one, language) for one in skill.proofs)
