"""The database restarts under load: no acknowledged answer is lost, the page meanwhile is plain.

A real service stands before a PostgreSQL of its own. Eight people answer question after question;
in the middle of it the server is brought down at once, as by a power cut, and started again. What
the service answered with a success is there afterwards, and in the order it was sent.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest

from muster.config.tests.house import OURS, empty_home, house
from muster.vault.postgres import Embedded

PEOPLE, QUESTIONS = 8, 8
TOKEN = "x" * 32  # what a browser would have been given with its first form
DOWN_FOR = 2.0  # seconds
PATIENCE = 180.0  # seconds; a busy machine is slow, and loses nothing by that


@dataclass
class Answering:
    """One person at a device: what was sent, what was acknowledged, and what else was shown."""

    port: int
    cookie: str
    sitting: str
    sent: list[tuple[str, int]] = field(default_factory=list)
    kept: list[tuple[str, int]] = field(default_factory=list)
    shown: list[tuple[int, str]] = field(default_factory=list)
    steps: dict[int, str] = field(default_factory=dict)

    def answer(self, place: int, value: int) -> int:
        """Send an answer to a question; return the status, 0 where there was no answer at all."""
        if place not in self.steps:
            status, page = self.asks("GET", place)
            found = re.search(r'name="step" value="([^"]+)"', page)
            if found is None:
                return status
            self.steps[place] = found[1]
        said = (f"phq9-{place}", value)
        self.sent.append(said)
        fields = {"csrfmiddlewaretoken": TOKEN, "answer": value, "step": self.steps[place]}
        status, page = self.asks("POST", place, urlencode(fields))
        if status == 303:
            self.kept.append(said)
        elif status:
            self.shown.append((status, page))
        return status

    def asks(self, method: str, place: int, body: str | None = None) -> tuple[int, str]:
        """Ask for a page of the sitting; (0, "") where nobody answered."""
        heads = {"Cookie": f"{self.cookie}; form={TOKEN}", "Accept-Language": "en"}
        if body is not None:
            heads["Content-Type"] = "application/x-www-form-urlencoded"
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            line.request(method, f"/me/sitting/{self.sitting}/{place}?change=1", body, heads)
            response = line.getresponse()
            return response.status, response.read().decode()
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            line.close()

    def go_on(self, stop: threading.Event) -> None:
        """Answer one question after the other, and change the answers again and again."""
        for place in range(1, QUESTIONS + 1):
            while self.answer(place, 0) != 303 and not stop.is_set():
                time.sleep(0.2)
        turn = 0
        while not stop.is_set():
            turn += 1
            if self.answer(1 + turn % QUESTIONS, 1 + turn // QUESTIONS % 3) != 303:
                time.sleep(0.05)


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """An installation of its own, on a server of its own."""
    with empty_home() as folder, house(folder, None, "") as made:
        done = made("setup", "--administrator", "admin", "--unit", "Invented Force")
        assert done.status == 0, done.err
        yield folder


@pytest.fixture(scope="module")
def environment(home) -> dict[str, str]:
    plain = {name: value for name, value in os.environ.items() if name not in OURS}
    return {**plain, "MUSTER_HOME": str(home), "DJANGO_SETTINGS_MODULE": "muster.config.settings"}


@pytest.fixture
def speaks(environment) -> Callable[..., object]:
    """Ask the people's own program, in the house."""

    def say(*words: str) -> object:
        line = [sys.executable, "-m", "tests.faults.eight_people", *words]
        done = subprocess.run(line, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return say


@pytest.fixture
def begun(speaks) -> list[dict[str, str]]:
    """How each of the people is signed in; the numbers of help were entered, too."""
    return speaks("begin", str(PEOPLE))


@pytest.fixture
def service(environment, home, begun) -> Iterator[int]:
    """The service in a process of its own; yields its port."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    with (home / "service.log").open("w") as log:
        line = [sys.executable, "-m", "muster.config.main", "serve", "--port", str(port)]
        process = subprocess.Popen(
            [*line, "--workers", "2"], env=environment, stdout=log, stderr=log
        )
        try:
            until = time.monotonic() + PATIENCE
            while not _well(port):
                assert time.monotonic() < until, (home / "service.log").read_text()
                time.sleep(0.1)
            yield port
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def _well(port: int) -> bool:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        line.request("GET", "/health")
        return line.getresponse().status == 200
    except OSError:
        return False
    finally:
        line.close()


def restart_at_once(home: Path) -> None:
    """Bring the server down as `pg_ctl stop -m immediate` does, and start it again."""
    postmaster = int((home / "postgres" / "postmaster.pid").read_text().split()[0])
    os.kill(postmaster, signal.SIGQUIT)
    embedded = Embedded(home)
    until = time.monotonic() + 30
    while embedded.running():
        assert time.monotonic() < until
        time.sleep(0.05)
    time.sleep(DOWN_FOR)
    embedded.start()


@contextmanager
def all_answering(people: list[Answering]) -> Iterator[None]:
    """Let everybody answer at once, until the end of the block."""
    stop = threading.Event()
    threads = [threading.Thread(target=one.go_on, args=(stop,), daemon=True) for one in people]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(60)


def wait_for(people: list[Answering], more: int) -> None:
    """Wait until each of them was acknowledged so many more answers."""
    goals = [len(one.kept) + more for one in people]
    until = time.monotonic() + PATIENCE
    while any(len(one.kept) < goal for one, goal in zip(people, goals, strict=True)):
        shown = [one.shown[-1:] for one in people]
        assert time.monotonic() < until, shown
        time.sleep(0.1)


def by_question(said: list[tuple[str, int]]) -> dict[str, list[int]]:
    """Return the answers to each question, in order; the same again at once is said once."""
    found: dict[str, list[int]] = {}
    for question, value in said:
        answers = found.setdefault(question, [])
        if answers[-1:] != [value]:
            answers.append(value)
    return found


def in_order(these: list[tuple[str, int]], those: list[tuple[str, int]]) -> bool:
    """Do `those` hold everything that is in `these`, question by question, in this order?"""
    rest = {question: iter(values) for question, values in by_question(those).items()}
    return all(
        value in rest.get(question, iter(()))
        for question, values in by_question(these).items()
        for value in values
    )


def said_by_the_service(home: Path) -> str:
    """Return what the service's logs say of faults other than that the database was away."""
    logs = [home / "service.log", *sorted((home / "log").glob("*.log"))]
    said = "\n".join(one.read_text(errors="replace") for one in logs if one.exists())
    faults = re.split(r"(?m)^(?=\d{4}-\d\d-\d\d )", said)
    return "\n".join(one for one in faults if not one.rstrip().endswith("OperationalError"))


def test_no_acknowledged_answer_is_lost_and_the_page_meanwhile_is_plain(
    home, speaks, begun, service
):
    people = [Answering(service, **one) for one in begun]
    with all_answering(people):
        wait_for(people, QUESTIONS + 4)
        restart_at_once(home)
        wait_for(people, 5)

    stored = {key: [tuple(said) for said in all_] for key, all_ in speaks("read").items()}
    for one in people:
        assert in_order(one.kept, stored[one.sitting]), "an acknowledged answer is lost"
        assert in_order(stored[one.sitting], one.sent), "something stands there that nobody said"
    shown = [page for one in people for page in one.shown]
    assert shown, "nobody met the restart, so nothing was proved"
    assert {status for status, _page in shown} == {503}, said_by_the_service(home)
    for _status, page in shown:
        assert "The database does not answer just now" in page
        assert "База данных сейчас не отвечает" in page
        assert "/help-now" in page
        assert "tel:112" in page, "these are not the numbers that were entered"
