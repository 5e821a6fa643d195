"""Which pages a sitting has, and which comes next: from what is asked and what was said so far.

A critical answer opens the follow-up right behind its question, and it stays open whatever is
changed afterwards. In a room full of people every sitting has the same pages in the same places:
where one person is asked the follow-up, everybody else is asked neutral questions, as many as the
follow-up has at most; where a form passes over a question, a neutral one takes its place; and
everybody is asked again how they are reached.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from muster.assessments.rules.said import Kind, Said, Step
from muster.instruments.rules.specification import Item, Specification


@dataclass(frozen=True, slots=True)
class Plan:
    """What a sitting asks. `follow_up` is None where its licensed text is not installed.

    `room` says that others are near. `more` are longer forms that the short ones opened; in a room
    they are never asked.
    """

    forms: tuple[Specification, ...]
    follow_up: Specification | None = None
    room: bool = False
    more: tuple[Specification, ...] = ()

    @property
    def asked(self) -> tuple[Specification, ...]:
        """The instruments of this sitting, in order."""
        return self.forms if self.room else self.forms + self.more

    def specification(self, step: Step) -> Specification | None:
        """Return the specification a step's question is of, None where it has none."""
        if step.kind is Kind.FOLLOW_UP:
            return self.follow_up
        if step.kind is not Kind.ITEM:
            return None
        return next((one for one in self.asked if one.instrument == step.instrument), None)

    def item(self, step: Step) -> Item | None:
        """Return the item a step asks, None where it asks none."""
        specification = self.specification(step)
        return None if specification is None else specification.by_code.get(step.code)


def steps(plan: Plan, said: Said) -> tuple[Step, ...]:
    """Return every page of the sitting as it stands, in order."""
    return tuple(_steps(plan, said))


def next_step(plan: Plan, said: Said) -> Step | None:
    """Return the first page that was not answered yet, None where all were."""
    return next((one for one in _steps(plan, said) if one not in said.latest), None)


def critical(plan: Plan, step: Step, value: int | None) -> bool:
    """Is this an answer that is acted on at once?"""
    item = plan.item(step)
    at = None if item is None else item.critical_at
    return value is not None and at is not None and value >= at


def opened_by(plan: Plan, said: Said) -> Step | None:
    """Return the question whose critical answer opened the follow-up, None where none did."""
    return next(
        (
            one.step
            for one in said.answers
            if one.step.kind is Kind.ITEM and critical(plan, one.step, one.value)
        ),
        None,
    )


def follow_up_steps(plan: Plan, said: Said) -> tuple[Step, ...]:
    """Return the follow-up's questions as far as they are asked.

    Whoever would rather not answer one is asked no more of them.
    """
    if plan.follow_up is None:
        return ()
    asked: list[Step] = []
    for item in _asked(plan.follow_up, said, Kind.FOLLOW_UP):
        asked.append(Step(Kind.FOLLOW_UP, plan.follow_up.instrument, item.code))
        if asked[-1] in said.latest and said.latest[asked[-1]] is None:
            break
    return tuple(asked)


def followed_to_its_end(plan: Plan, said: Said) -> bool:
    """Was every question of the follow-up answered that it asks?"""
    asked = follow_up_steps(plan, said)
    return bool(asked) and all(said.latest.get(step) is not None for step in asked)


def _steps(plan: Plan, said: Said) -> Iterator[Step]:
    opener = opened_by(plan, said)
    for specification in plan.asked:
        asked = {item.code for item in _asked(specification, said, Kind.ITEM)}
        for item in specification.items:
            if item.code in asked:
                yield Step(Kind.ITEM, specification.instrument, item.code)
            elif plan.room:
                yield Step(Kind.NEUTRAL, specification.instrument, item.code)
            if item.critical_at is not None:
                here = Step(Kind.ITEM, specification.instrument, item.code)
                yield from _slot(plan, said, here, opened_here=here == opener)


def _slot(plan: Plan, said: Said, here: Step, *, opened_here: bool) -> Iterator[Step]:
    """Yield the pages behind a critical item."""
    asked = follow_up_steps(plan, said) if opened_here else ()
    yield from asked
    if plan.room:
        longest = len(plan.follow_up.items) if plan.follow_up else 0
        for number in range(len(asked) + 1, longest + 1):
            yield Step(Kind.NEUTRAL, here.instrument, f"{here.code}.{number}")
    if plan.room or opened_here:
        yield Step(Kind.REACH, here.instrument, here.code)


def _asked(specification: Specification, said: Said, kind: Kind) -> Iterator[Item]:
    """Yield the items the form asks, going by the answers its own conditions name."""
    for item in specification.items:
        condition = item.asked_when
        if condition is None:
            yield item
            continue
        deciding = specification.by_code[condition.item]
        value = said.latest.get(Step(kind, specification.instrument, condition.item))
        if value is not None and deciding.by_value[value].code in condition.codes:
            yield item
