"""The part of the watch that goes with people into work; the rest is in `watching.py`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from muster.access.accounts import track_watch
from muster.journal.reading import last_written
from muster.kernel.time import Instant
from muster.people.formation import root_units
from muster.transition.commands import offers, support
from muster.transition.commands.counting import count_times
from muster.transition.commands.faring import ask_how_they_fare
from muster.transition.commands.papers import remind_of_papers
from muster.transition.commands.queues import tell_of_queues
from muster.transition.commands.reaching import reach_people as tell_of_new
from muster.transition.commands.reminding import anything_to_tell, by_day, remind_of_tasks
from muster.transition.commands.returnees import anybody_to_tell, count_returnees
from muster.transition.commands.sharing import show_plans
from muster.transition.commands.staying import count_staying
from muster.transition.commands.ways import count_ways
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience


def steps_of_work(at: Instant) -> tuple[Callable[[], object], ...]:
    """Return what is looked after here, in its order."""
    return (
        lambda: count_casework(at),
        lambda: count_who_stays(at),
        lambda: count_expected(at),
        lambda: tend_offers(at),
        lambda: share_plans(at),
        lambda: ask_after(at),
        lambda: move_up_in_line(at),
        lambda: remind_who_has_tasks(at),
        lambda: tell_heads_of_queues(at),
    )


def count_casework(at: Instant) -> int:
    """Count, once a day, how long each step of casework takes."""
    if done_today("transition.count-times", at):
        return 0
    return count_times(by=track_watch(root_units()), at=at)


def count_who_stays(at: Instant) -> int:
    """Count, once a month, how many stay in the work that they began, and what trades go into."""
    with unit_of_work(Standing(Audience.PLATFORM)):
        last = last_written("transition.count-staying")
    if last is not None and (last.year, last.month) == (at.year, at.month):
        return 0
    count_ways(by=track_watch(root_units()), at=at)
    return count_staying(by=track_watch(root_units()), at=at)


def ask_after(at: Instant) -> int:
    """Ask, once a day, people who began work how they fare, and remind of papers that run out.

    In the daytime, as everything that reaches somebody outside.
    """
    if done_today("transition.ask-how-they-fare", at) or not _by_day(at):
        return 0
    remind_of_papers(by=track_watch(root_units()), at=at)
    return ask_how_they_fare(by=track_watch(root_units()), at=at)


def share_plans(at: Instant) -> int:
    """Show, once a day, partners each other's tasks, for as long as people agree to that."""
    if done_today("transition.show-plans", at):
        return 0
    return show_plans(by=track_watch(root_units()), at=at)


def remind_who_has_tasks(at: Instant) -> int:
    """Remind whoever has a task, and whoever looks after a case of what is due on it, by day.

    Where nobody is to be told anything new, nothing is written.
    """
    keeper = track_watch(root_units())
    with unit_of_work(keeper.standing()):
        waiting = anything_to_tell(at)
    return remind_of_tasks(by=keeper, at=at) if waiting else 0


def tell_heads_of_queues(at: Instant) -> int:
    """Tell, once a day and by day, whoever runs an office of queues that have clearly grown."""
    if done_today("transition.tell-of-queues", at) or not _by_day(at):
        return 0
    return tell_of_queues(by=track_watch(root_units()), at=at)


def _by_day(at: Instant) -> bool:
    with unit_of_work(track_watch(root_units()).standing()):
        return by_day(at)


def count_expected(at: Instant) -> int:
    """Count, once a month, how many people each local authority may expect."""
    keeper = track_watch(root_units())
    with unit_of_work(keeper.standing()):
        waiting = anybody_to_tell(at)
    return count_returnees(by=keeper, at=at) if waiting else 0


def tend_offers(at: Instant) -> int:
    """Close offers whose day is over, and forget old ones; else nothing is written."""
    keeper = track_watch(root_units())
    with unit_of_work(keeper.standing()):
        waiting = offers.anything_to_tend(at)
    return offers.tend_offers(by=keeper, at=at) if waiting else 0


def move_up_in_line(at: Instant) -> int:
    """Let whoever waits for a programme of support move up; else nothing is written."""
    keeper = track_watch(root_units())
    with unit_of_work(keeper.standing()):
        waiting = support.anything_to_move(at)
    return support.tend_support(by=keeper, at=at) if waiting else 0


def reach_people(vacancies: Sequence[UUID], at: Instant) -> int:
    """Tell whomever new vacancies fit; return how many people were told."""
    return tell_of_new(vacancies=vacancies, by=track_watch(root_units()), at=at)


def done_today(command: str, at: Instant) -> bool:
    """Was this command run already on the day of `at`?"""
    with unit_of_work(Standing(Audience.PLATFORM)):
        last = last_written(command)
    return last is not None and last.date() >= at.date()
