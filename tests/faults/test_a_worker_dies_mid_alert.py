"""A worker dies in the middle of an alert: the alert still comes, and it comes once.

A real worker is killed while it speaks with a real mail server, after the fact was written and
before the server has the letter. Nobody tells the next worker what happened.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from muster.access.commands.reaching import set_address
from muster.access.roles import MEMBER, UNIT_PSYCHOLOGIST
from muster.access.rules.addresses import AddressKind
from muster.access.viewers import Viewer
from muster.assessments.commands import ask_for_help
from muster.kernel.ids import AccountId, PersonId, new_id
from muster.kernel.time import now
from muster.people.duty import DutyRole
from tests.houses import account_with, administrator_of, enlist, make_unit, takes_duty
from tests.postbox import Postbox, postbox

ANNA = "anna@example.org"
# A worker is taken for dead after 10 seconds without a sign of life, and looked for every five.
PATIENCE = 150.0
WORKER_LOG = Path(settings.MUSTER_HOME) / "worker-of-the-test.log"


@pytest.fixture
def person(committed) -> PersonId:
    """Somebody whose unit has a duty clinician, who is reached by e-mail, and a deputy."""
    unit = make_unit("1")
    anna = account_with(UNIT_PSYCHOLOGIST, unit, "anna")
    takes_duty(anna, unit)
    takes_duty(account_with(UNIT_PSYCHOLOGIST, unit, "boris"), unit, DutyRole.DEPUTY)
    set_address(
        account=anna, kind=AddressKind.E_MAIL, address=ANNA, language="en",
        by=administrator_of(unit), at=now(),
    )  # fmt: skip
    return enlist(unit, number="AB-001", surname="Гайко", given="Олесь")


@pytest.fixture
def box() -> Iterator[Postbox]:
    with postbox() as made:
        yield made


@pytest.fixture
def worker(committed, box) -> Callable[[], contextmanager]:
    """Start a real worker that knows the mail server; it is killed at the end, whatever happens."""
    environment = {
        **os.environ, **committed.as_environment(),
        "MUSTER_HOME": str(settings.MUSTER_HOME),
        "DJANGO_SETTINGS_MODULE": "muster.config.settings",
        "MUSTER_SMTP_URL": f"smtp+plain://127.0.0.1:{box.port}",
        "MUSTER_SMTP_FROM": "muster@force.example", "MUSTER_LANGUAGE": "en",
    }  # fmt: skip

    @contextmanager
    def started() -> Iterator[subprocess.Popen[bytes]]:
        with WORKER_LOG.open("ab") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", "muster.config.main", "worker"],
                env=environment, stdout=said, stderr=said,
            )  # fmt: skip
            try:
                yield process
            finally:
                process.kill()
                process.wait()

    return started


def press_help(person: PersonId) -> None:
    ask_for_help(
        person=person, request=new_id(), urgent=True,
        by=Viewer(AccountId(new_id()), MEMBER, person=person), at=now(),
    )  # fmt: skip


def until(holds: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            said = WORKER_LOG.read_text(errors="replace") if WORKER_LOG.exists() else "nothing"
            pytest.fail(f"{what} did not happen in {PATIENCE:.0f} seconds; the worker said: {said}")
        time.sleep(0.1)


def facts(committed, statement: str) -> list[tuple]:
    with psycopg.connect(**committed.superuser.for_psycopg()) as admin:
        return admin.execute(statement).fetchall()


def test_killed_between_the_fact_and_the_sending_the_alert_comes_once(
    committed, person, box, worker
):
    box.shut.set()
    with worker() as first:
        press_help(person)
        assert box.offered.wait(PATIENCE), "the worker never spoke to the mail server"
        first.kill()
        first.wait()
    assert facts(committed, "SELECT count(*) FROM access_attempt") == [(0,)]
    box.shut.clear()
    with worker():
        until(lambda: bool(box.letters), "the letter")
        until(
            lambda: (
                facts(committed, "SELECT accepted, channel FROM access_attempt") == [(True, "smtp")]
            ),
            "its fact",
        )
        time.sleep(6)  # long enough for the clock to look again
    [letter] = box.to(ANNA)
    assert len(box.letters) == 1
    [(message, opened)] = facts(committed, "SELECT id, open FROM access_message")
    assert letter["Message-ID"] == f"<{message}@force.example>"
    assert opened
    assert facts(committed, "SELECT step, rung FROM detection_alertfact") == [("told", "clinician")]


def test_an_alert_whose_job_is_lost_altogether_still_comes_once(committed, person, box, worker):
    press_help(person)
    with psycopg.connect(**committed.superuser.for_psycopg(), autocommit=True) as admin:
        admin.execute("TRUNCATE procrastinate_jobs CASCADE")
        admin.execute("SET session_replication_role = replica")
        # Two minutes pass, as far as the alert is concerned.
        admin.execute("UPDATE access_message SET at = at - interval '2 minutes'")
        admin.execute("UPDATE detection_alertrow SET next_at = next_at - interval '4 minutes'")
        admin.execute("UPDATE detection_alert SET raised_at = raised_at - interval '4 minutes'")
    with worker():
        until(lambda: bool(box.letters), "the letter")
        until(
            lambda: (
                facts(
                    committed,
                    "SELECT rung FROM detection_alertfact WHERE step = 'told' ORDER BY at",
                )
                == [("clinician",), ("deputy",)]
            ),
            "the deputy",
        )
        time.sleep(6)
    assert len(box.letters) == 1


def test_while_no_worker_runs_the_alert_stands_on_the_screen(committed, person):
    press_help(person)
    assert facts(committed, "SELECT kind, open FROM access_message") == [("waiting", True)]
