"""A person is told what happens next about themselves, and never a tier, a score or a reason."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.assessments.commands import ask_for_help
from muster.detection.commands import close, not_reached, reached
from muster.detection.queries.own import own_steps
from muster.detection.rules.next_steps import next_step
from muster.detection.rules.queue import SignalState, Standing
from muster.kernel.ids import AccountId, PersonId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Calendar, now
from muster.kernel.words import LANGUAGES
from muster.policy.rules.findings import Tier

MONDAY = datetime(2026, 3, 9, 6, 30, tzinfo=UTC)
KYIV = Calendar("Europe/Kyiv")
STATE = SignalState(
    Standing.OPEN, Tier.YELLOW, MONDAY, MONDAY + timedelta(days=7), MONDAY + timedelta(days=7)
)
TELLS = re.compile(
    r"\b(red|amber|yellow|green|risk|score|tier)\b|красн|оранж|ж[её]лт|зел[её]н|риск|балл|уров",
    re.IGNORECASE,
)


def said(state: SignalState, *, source="sitting", language="en", at=MONDAY) -> str:
    step = next_step(source, state, known_at=MONDAY, now=at, calendar=KYIV)
    return " ".join(one.said_in(language) for one in (step.why, *step.says))


instants = st.none() | st.integers(-20, 20).map(lambda days: MONDAY + timedelta(days=days))
states = st.builds(
    SignalState,
    standing=st.sampled_from(Standing),
    tier=st.sampled_from(Tier),
    raised_at=st.just(MONDAY),
    due=instants,
    call_by=instants,
    attempts=st.integers(0, 3),
    reached_at=instants,
    ended_at=instants,
)


@given(
    state=states,
    source=st.sampled_from(["sitting", "help", "missed", "another"]),
    language=st.sampled_from(LANGUAGES),
)
def test_every_state_has_words_and_none_tells_a_tier(state, source, language):
    words = said(state, source=source, language=language)
    assert words
    assert not TELLS.search(words)


def test_a_promise_is_told_by_the_units_own_clock():
    assert "will speak with you by 16 Mar 2026, 08:30" in said(STATE)


def test_a_broken_promise_is_owned_up_to():
    words = said(STATE, at=MONDAY + timedelta(days=8))
    assert "have not done so yet" in words
    assert "You need not wait for us" in words


def test_what_concerns_life_says_stay_with_someone():
    assert "Please stay with someone" in said(replace(STATE, tier=Tier.RED))


@pytest.mark.django_db
def test_a_person_follows_their_own_request(person, psychologist):
    me, at = Viewer(AccountId(new_id()), MEMBER, person=person), now()
    ask_for_help(person=person, request=new_id(), urgent=False, by=me, at=at)
    [asked] = own_steps(person=person, by=me, at=at)
    assert asked.step.open
    assert "you asked to talk" in asked.step.why.said_in("en")
    not_reached(person=person, reason="no-answer", by=psychologist, at=at)
    [tried] = own_steps(person=person, by=me, at=at)
    assert "tried to reach you" in " ".join(map(str, tried.step.says))
    reached(person=person, by=psychologist, at=at)
    close(person=person, reason="case-opened", by=psychologist, at=at)
    [ended] = own_steps(person=person, by=me, at=at)
    assert not ended.step.open
    assert "was closed on" in " ".join(map(str, ended.step.says))


@pytest.mark.django_db
def test_nobody_reads_anothers_next_step(person):
    other = Viewer(AccountId(new_id()), MEMBER, person=PersonId(new_id()))
    with pytest.raises(Refused, match="access.not-found"):
        own_steps(person=person, by=other, at=now())
