"""A case folded from what happened: steps with owner, start, standard, end and reason."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import process_time
from uuid import uuid4

import pytest

from muster.kernel.time import Calendar
from muster.policy.profiles import profile
from muster.transition.rules.durations import Span, times, within
from muster.transition.rules.process import Visit, process, reasons
from muster.transition.rules.track import Act, Event, after, next_conference, refusal, state_of
from muster.transition.rules.what_if import Change, compare, source_of

PATH = profile().track.path
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
ME, TASK = uuid4(), uuid4()


def day(number):
    return START + timedelta(days=number)


def stepped(number, step, due=None, **more):
    return Event(
        Act.STEPPED, day(number), ME, step, PATH.steps[step].enters, due=due and day(due), **more
    )


OPENED = Event(Act.OPENED, START, ME, state="opened", due=day(7))
HOUSING = Event(
    Act.TASK_GIVEN, day(3), ME, due=day(31), task=TASK, kind="housing", hand="local-authority",
    partner="Town hall",
)  # fmt: skip
PLACED = [
    OPENED, stepped(2, "accept", 16, to=ME), HOUSING, stepped(10, "map", 24),
    stepped(20, "agree", 110), stepped(50, "place", 80),
]  # fmt: skip


def test_every_step_has_its_owner_start_standard_and_end():
    state = state_of(PLACED, PATH)
    own = [one for one in state.steps if one.task is None]
    assert [one.key for one in own] == ["opened", "needs", "plan", "placement", "following"]
    assert [one.began for one in own[1:]] == [one.ended for one in own[:-1]]
    assert own[1].owner == ME
    assert own[1].due == day(16)
    assert state.placed == day(50)
    assert state.due == day(80)
    assert state.ended is None


def test_a_task_done_late_needs_a_reason_and_keeps_it():
    state = state_of(PLACED, PATH)
    done = Event(Act.TASK_DONE, day(40), ME, task=TASK)
    problem = refusal(state, done, PATH, needed=False)
    assert problem is not None
    assert problem.code == "transition.late-without-reason"
    with_reason = replace(done, reason="no-place")
    assert refusal(state, with_reason, PATH, needed=False) is None
    task = state_of([*PLACED, with_reason], PATH).task(TASK)
    assert task.late(day(99))
    assert task.reason == "no-place"
    assert task.ended == day(40)


def test_a_reason_given_while_it_was_late_is_enough():
    late = Event(Act.LATE, day(35), ME, reason="no-staff", task=TASK)
    state = state_of([*PLACED, late], PATH)
    assert refusal(state, Event(Act.TASK_DONE, day(40), ME, task=TASK), PATH, needed=False) is None


def test_a_task_begun_anew_is_another_round():
    done = Event(Act.TASK_DONE, day(20), ME, task=TASK)
    again = Event(Act.TASK_AGAIN, day(25), ME, task=TASK, due=day(53))
    state = state_of([*PLACED, done, again], PATH)
    rounds = [one for one in state.steps if one.task == TASK]
    assert [one.again for one in rounds] == [0, 1]
    assert rounds[0].ended == day(20)
    assert rounds[1].ended is None


def test_a_lost_job_leads_back_and_is_forgotten_with_the_next():
    lost = stepped(70, "lose", 160, reason="laid-off")
    assert state_of([*PLACED, lost], PATH).lost == day(70)
    placed = stepped(90, "place", 120)
    state = state_of([*PLACED, lost, placed], PATH)
    assert state.lost is None
    assert state.placed == day(90)
    assert state.checks == 0
    assert [one.again for one in state.steps if one.key == "placement"] == [0, 1]


def test_what_waits_when_a_case_ends_counts_as_neither_done_nor_late():
    state = state_of([*PLACED, stepped(60, "end", reason="persons-wish")], PATH)
    assert state.ended == day(60)
    assert state.task(TASK).dropped
    assert not state.task(TASK).late(day(99))
    over = refusal(state, Event(Act.REACHED, day(61), ME), PATH, needed=False)
    assert over is not None
    assert over.code == "transition.case-over"


@pytest.mark.parametrize("step", ["agree", "rely", "reopen"])
def test_a_step_from_elsewhere_is_refused(step):
    problem = refusal(state_of([OPENED], PATH), stepped(1, step), PATH, needed=False)
    assert problem is not None
    assert problem.code == "transition.step-not-here"


def test_steps_that_go_on_count_for_as_long_as_they_have_lasted():
    ended = [Span(float(number)) for number in range(1, 11)]
    assert within(ended, 0.5) == 5
    assert within(ended, 0.9) == 9
    slow = [*ended, *(Span(20.0, ended=False) for _one in range(10))]
    assert within(slow, 0.5) == 10
    assert within(slow, 0.9) is None
    assert times(ended, least=11) is None, "too few cases tell of nobody"


def test_the_process_shows_where_time_is_lost_and_on_whom():
    first, second = uuid4(), uuid4()
    visits = [
        Visit(first, "opened", "caseworker", "", day(0), day(7), day(2)),
        Visit(first, "needs", "caseworker", "", day(2), day(16), day(10)),
        Visit(second, "opened", "caseworker", "", day(0), day(7), day(9)),
        Visit(second, "needs", "caseworker", "", day(9), day(23), None),
        Visit(first, "housing", "local-authority", "Town hall", day(3), day(31), day(60),
              task=True, reason="no-place"),
        Visit(second, "housing", "local-authority", "Town hall", day(10), day(38), None, 1, True),
    ]  # fmt: skip
    found = process(visits, ["opened", "needs", "housing"], day(70), least=1)
    assert found.bottleneck == "housing"
    assert found.anew == 0.5
    [hall] = found.agencies
    assert (hall.name, hall.open, hall.late, hall.oldest) == ("Town hall", 1, 1, 60)
    assert found.office.open == 1
    assert found.office.oldest == 70
    [edge] = found.edges
    assert (edge.before, edge.after, edge.count) == ("opened", "needs", 2)
    assert reasons(visits, day(70))[0][0] in ("no-place", "not-told")


def an_office(cases, workers, every):
    """Cases that came every so many days, each two days to be taken and sixty to work."""
    hands = [uuid4() for _worker in range(workers)]
    for number in range(cases):
        key, came = uuid4(), START + timedelta(days=every * number)
        taken, mapped = came + timedelta(days=2), came + timedelta(days=12)
        worked, owner = came + timedelta(days=62), hands[number % workers]
        yield Visit(key, "opened", "caseworker", "", came, None, taken, owner=owner)
        yield Visit(key, "needs", "caseworker", "", taken, None, mapped, owner=owner)
        yield Visit(key, "placement", "caseworker", "", mapped, None, worked, owner=owner)
        yield Visit(key, "following", "caseworker", "", worked, None, None, owner=owner)


def test_what_if_answers_within_a_second_and_says_where_from():
    until = START + timedelta(days=800)
    source = source_of(list(an_office(200, 4, 4.0)), until, least=11)
    assert source.workers == 4
    assert source.room == 15
    assert source.observed == 62
    begun = process_time()
    without = compare(source, Change(without="needs"))
    assert process_time() - begun < 2, "twice ten thousand cases; a second each on a busy machine"
    assert without.now.median.value == pytest.approx(62)
    assert without.difference.median.value == pytest.approx(-10)
    together = compare(source, Change(together=("needs", "placement")))
    assert together.difference.most.value == pytest.approx(-10)
    more = compare(source, Change(intake=2.0))
    assert more.then.wait.low > 30, "twice as many people wait for the same hands"
    helped = compare(source, Change(workers=4, intake=2.0))
    assert helped.then.wait.value < 5


def test_what_if_is_silent_over_too_few():
    assert source_of(list(an_office(9, 2, 4.0)), START + timedelta(days=99), least=11) is None


def test_everybody_meets_each_month_from_three_open_needs_on():
    track, state = profile().track, state_of(PLACED[:2], PATH)
    said = {"lead_from": track.lead_from, "every": track.conference, "calendar": Calendar()}
    assert next_conference(state, track.lead_from - 1, **said) is None
    assert Calendar().local_date(next_conference(state, 3, **said)) == day(30).date()
    met = after(state, Event(Act.CONFERRED, day(9), ME), PATH)
    assert Calendar().local_date(next_conference(met, 3, **said)) == day(39).date()
