"""The worker: a process of its own that seals what is written, and ends when it is asked to."""

import json
import signal
import time

import pytest

from muster.config.jobs import keep_watch


def unsealed(speak) -> int:
    return json.loads(speak("journal", "verify", "--json").stdout)["unsealed"]


def test_the_worker_seals_until_it_is_asked_to_stop(standing, speak, process):
    assert unsealed(speak) == 3
    worker = process("worker")
    try:
        until = time.monotonic() + 60
        while unsealed(speak) > 1 and time.monotonic() < until:
            time.sleep(0.5)
        # The question itself leaves an entry, which the next round seals.
        assert unsealed(speak) <= 3
        assert worker.poll() is None, worker.stderr.read()
    finally:
        worker.send_signal(signal.SIGTERM)
        _said, complaints = worker.communicate(timeout=60)
    assert worker.returncode == 0, complaints
    assert unsealed(speak) <= 1


def test_what_is_due_is_done_once(standing, speak, process):
    once = process("worker", "--once")
    _said, complaints = once.communicate(timeout=60)
    assert once.returncode == 0, complaints
    assert unsealed(speak) == 0


@pytest.mark.database
def test_a_watch_that_a_killed_worker_left_undone_stops_nobody(standing, speak, process):
    keep_watch.defer(timestamp=0)
    once = process("worker", "--once")
    _said, complaints = once.communicate(timeout=60)
    assert once.returncode == 0, complaints
    assert unsealed(speak) == 0
