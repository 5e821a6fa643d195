"""Crises that open and go on by themselves: something red was found, answered, called about.

Listeners run inside the command that tells, so nobody is red without a crisis, and what a clinician
does in the queue stands in the crisis as well.
"""

from __future__ import annotations

from muster.care.crises import begin, happen, open_of
from muster.care.models import Crisis
from muster.care.rules.crises import Act, Event
from muster.detection.events import Alarmed, Called, InHand
from muster.policy.rules.findings import Tier


def hear_alarmed(news: Alarmed) -> None:
    """Open a crisis for what is red, once for each source; an open one covers it."""
    if news.tier is not Tier.RED or open_of(news.person) is not None:
        return
    if Crisis.objects.filter(person_id=news.person, source_id=news.source).exists():
        return
    begin(news.person, news.source, Act.OPENED, at=news.at, by=news.by)


def hear_in_hand(news: InHand) -> None:
    """Whoever answered the alert has the crisis in hand."""
    found = open_of(news.person)
    if found is not None and found.state.responsible is None:
        happen(found.crisis, Event(Act.TAKEN, news.at, str(news.by)))


def hear_called(news: Called) -> None:
    """A call that reached the person is their voice; one that did not stands on record."""
    found = open_of(news.person)
    if found is None:
        return
    act = Act.CALLED if news.reason else Act.SPOKEN
    happen(found.crisis, Event(act, news.at, str(news.by), news.reason))
