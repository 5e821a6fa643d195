"""The way from service to civilian work as data: its path, its tasks, and what is asked on it.

The words, standards and hands stand in a profile's `[track]`; here are their shapes. Whom a task
may be given to is a kind of partner; nothing here has a field for anybody's health but one, of
three answers, which the person agrees to or not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from muster.kernel.time import Measure, Span
from muster.policy.rules.case_path import CasePath
from muster.policy.rules.labels import Label

_A_MONTH, _THREE_DAYS = Span(30, Measure.DAYS), Span(3, Measure.DAYS)


PERSON = "member"
"""The hand of the person whose case it is, on every force's track."""


@dataclass(frozen=True)
class TaskRule:
    """One kind of task: which partners may have it, within what time, and what helps meanwhile.

    Where `partners` names the hand of the person, it is something for them to bring or to attend.
    """

    name: Label
    partners: tuple[str, ...]
    standard: Span
    meanwhile: Label
    source: str


@dataclass(frozen=True)
class BenefitRule:
    """Something that somebody who leaves service may ask for: what it is, of whom, and by what."""

    name: Label
    says: Label
    partner: str
    source: str


@dataclass(frozen=True)
class Track:
    """The track. `follow_along` is counted from the first day of work or training.

    Whoever nobody spoke with for `reached_every` counts as not reached. From `lead_from` open needs
    on there is one lead and a conference every `conference`. `meanwhile` is by state. `papers` are
    the kinds that run out, of which the person is reminded `papers_remind` ahead; who has a task
    is reminded of it `tasks_remind` before it is due.
    """

    path: CasePath
    partners: Mapping[str, Label]
    needs: Mapping[str, Label]
    stands: Mapping[str, Label]
    care: Mapping[str, Label]
    checks: Mapping[str, Label]
    tasks: Mapping[str, TaskRule]
    meanwhile: Mapping[str, Label]
    clock_starts: Label
    follow_along: tuple[Span, ...]
    reached_every: Span
    answered: Span
    conference: Span
    lead_from: int
    load: int
    papers: Mapping[str, Label] = field(default_factory=dict)
    papers_remind: Span = _A_MONTH
    tasks_remind: Span = _THREE_DAYS
    benefits: Mapping[str, BenefitRule] = field(default_factory=dict)
