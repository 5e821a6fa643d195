"""The house's periodic jobs. The worker imports this; everyone else only queues.

A laptop sleeps at night, and a periodic job that was missed by ten minutes is skipped. So the
day's work is asked for every hour, and whoever does it looks first whether it is due.
"""

from __future__ import annotations

from uuid import UUID

from procrastinate import JobContext, RetryStrategy, builtin_tasks
from procrastinate.contrib.django import app

from muster.access.channels import sending
from muster.access.errands import JOB as ERRAND
from muster.access.errands import QUEUE as ERRANDS
from muster.assessments.commands.arriving import ENTER
from muster.assessments.following import SILENCE
from muster.care.clocks import LATE
from muster.care.observing import READ as READ_REPORTS
from muster.detection.alerts import climbing
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import now
from muster.people.temporary import TEND as TEND_MOVES
from muster.policy.queries import in_force
from muster.programmes.clocks import TEND
from muster.programmes.talking import HAND_ON
from muster.transition.agency import CARRY
from muster.transition.reaching import REACH

HOURS_OF_A_DAY = 24
# A database that is away for a while loses no alert: its job is tried for an hour.
_AGAIN = RetryStrategy(max_attempts=120, wait=30)


@app.periodic(cron="7 * * * *")
@app.task(queue="house", queueing_lock="keep-watch")
def keep_watch(timestamp: int) -> None:
    """Keep the house's watch; the worker does it once by itself when it starts."""
    from muster.config import watching

    watching.keep_watch(now())


@app.periodic(cron="41 * * * *")
@app.task(queue="house", queueing_lock="forget-old-jobs", pass_context=True)
async def forget_old_jobs(context: JobContext, timestamp: int) -> None:
    """Remove jobs that ended longer ago than the profile keeps them."""
    keep = in_force().retention["jobs"].keep
    await builtin_tasks.remove_old_jobs(
        context, max_hours=HOURS_OF_A_DAY * (keep.days + 31 * keep.months), remove_failed=True
    )


@app.periodic(cron="*/5 * * * *")
@app.task(name=SILENCE, queue="alerts")
def notice_silence(timestamp: int) -> None:
    """Look for follow-ups that fell silent: after each of their answers, and every 5 minutes."""
    from muster.config import watching

    watching.notice_silence(now())


@app.periodic(cron="*/15 * * * *")
@app.task(name=LATE, queue="house")
def note_late(timestamp: int) -> None:
    """Look which cases have become late: when a deadline passes, and every 15 minutes."""
    from muster.config import watching

    watching.note_late_in_crises(now())
    watching.note_late_reviews(now())
    watching.note_late(now())


@app.periodic(cron="*/10 * * * *")
@app.task(name=READ_REPORTS, queue="house")
def read_reports(timestamp: int = 0) -> None:
    """Look whom new reports of a change are about: as each comes in, and every 10 minutes."""
    from muster.config import watching

    watching.read_reports(now())


@app.periodic(cron="*/15 * * * *")
@app.task(name=TEND, queue="house")
def tend_waiting(timestamp: int) -> None:
    """Look after the waiting lists: when a contact is due, when they change, every 15 minutes."""
    from muster.config import watching

    watching.tend_waiting_lists(now())


@app.periodic(cron="*/15 * * * *")
@app.task(name=TEND_MOVES, queue="house")
def tend_moves(timestamp: int) -> None:
    """Look after temporary moves: when one of their clocks runs out, and every 15 minutes."""
    from muster.config import watching

    watching.tend_moves(now())


@app.task(name=HAND_ON, queue="house", retry=_AGAIN)
def pass_talk_on(fact: str) -> None:
    """Put whoever agreed to it after a talk with a peer among those a clinician calls."""
    from muster.config import watching

    watching.pass_talk_on(UUID(fact), now())


@app.task(name=CARRY, queue="house", retry=_AGAIN)
def carry_task_on(person: str, fact: str) -> None:
    """Put on record in a case what a partner said of its task; mostly it stands there already."""
    from muster.transition import carrying

    carrying.carry_on(PersonId(UUID(person)), UUID(fact), now())


@app.task(name=REACH, queue="house", retry=_AGAIN)
def reach_people(vacancies: list[str]) -> None:
    """Tell whomever new vacancies fit, as soon as there is a hand free."""
    from muster.config import watching_work

    watching_work.reach_people([UUID(one) for one in vacancies], now())


@app.task(name=ENTER, queue="house", retry=3)
def enter_file(arrival: str, account: str, role: str) -> None:
    """Enter a file of answers that somebody confirmed on a page, as that account in that role."""
    from muster.config import watching

    watching.enter_file(UUID(arrival), AccountId(UUID(account)), role, now())


@app.task(name=ERRAND, queue=ERRANDS)
def run_errand(errand: str) -> None:
    """Carry out what somebody asked of the worker on a page; done twice it is done once."""
    from muster.config import errands

    errands.carry_out(UUID(errand))


@app.task(name=climbing.JOB, queue=climbing.QUEUE, retry=_AGAIN)
def carry_alert(alert: str) -> None:
    """Look at an alert that was opened some minutes ago: has nobody answered, the next is told."""
    from muster.config import alarms

    alarms.carry_alert(UUID(alert), now())


@app.task(name=sending.JOB, queue=sending.QUEUE, retry=_AGAIN)
def carry_message(message: str, tries: int) -> None:
    """Give a message to the channels outside, which have a minute each."""
    from muster.config import alarms

    alarms.carry_message(UUID(message), tries, now())
